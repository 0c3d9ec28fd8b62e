package notebooks

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"strings"
	"testing"
)

const (
	blocks      = 24    // a picture is compared as so many blocks in each direction
	mostOff     = 0.06  // how much the colour of one block may change, of 1
	mostOverall = 0.004 // how much the colours may change on average
)

// comparePictures compares two PNG pictures as an eye would from a distance:
// by the mean colours of blocks. Anti-aliasing and a line that moves by a pixel
// do not show; a blank, clipped or shifted picture does.
func comparePictures(was, is string) []string {
	a, err := decodePicture(was)
	if err != nil {
		return []string{"the committed picture: " + err.Error()}
	}
	b, err := decodePicture(is)
	if err != nil {
		return []string{err.Error()}
	}
	if a.Bounds().Size() != b.Bounds().Size() {
		return []string{fmt.Sprintf("the size %v, committed is %v", b.Bounds().Size(), a.Bounds().Size())}
	}
	overall, worst := 0.0, 0.0
	for i := range blocks {
		for j := range blocks {
			d := distance(meanColour(a, i, j), meanColour(b, i, j))
			overall += d / (blocks * blocks)
			worst = max(worst, d)
		}
	}
	if overall > mostOverall || worst > mostOff {
		return []string{fmt.Sprintf("it looks different: by %.3f on average, by %.3f in one place", overall, worst)}
	}
	return nil
}

func decodePicture(text string) (image.Image, error) {
	data, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(data))
}

// meanColour returns red, green, blue and opacity of one block, from 0 to 1.
func meanColour(m image.Image, i, j int) [4]float64 {
	b := m.Bounds()
	part := image.Rect(
		b.Min.X+i*b.Dx()/blocks, b.Min.Y+j*b.Dy()/blocks, b.Min.X+(i+1)*b.Dx()/blocks, b.Min.Y+(j+1)*b.Dy()/blocks)
	var sum [4]float64
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			r, g, b, o := m.At(x, y).RGBA()
			for k, v := range [4]uint32{r, g, b, o} {
				sum[k] += float64(v) / 0xffff
			}
		}
	}
	for k := range sum {
		sum[k] /= float64(max(1, part.Dx()*part.Dy()))
	}
	return sum
}

func distance(a, b [4]float64) float64 {
	most := 0.0
	for k := range a {
		most = max(most, math.Abs(a[k]-b[k]))
	}
	return most
}

func TestComparePictures(t *testing.T) {
	paint := func(parts ...image.Rectangle) string {
		m := image.NewRGBA(image.Rect(0, 0, 240, 240))
		draw.Draw(m, m.Bounds(), image.White, image.Point{}, draw.Src)
		for _, p := range parts {
			draw.Draw(m, p, image.NewUniform(color.RGBA{0, 114, 178, 255}), image.Point{}, draw.Src)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, m); err != nil {
			t.Fatal(err)
		}
		return base64.StdEncoding.EncodeToString(b.Bytes())
	}
	full := paint(image.Rect(20, 20, 220, 24), image.Rect(20, 100, 220, 160))
	for name, test := range map[string]struct {
		picture string
		same    bool
	}{
		"the same":         {full, true},
		"moved by a pixel": {paint(image.Rect(20, 21, 220, 25), image.Rect(20, 100, 220, 160)), true},
		"blank":            {paint(), false},
		"clipped":          {paint(image.Rect(20, 20, 120, 24), image.Rect(20, 100, 120, 160)), false},
		"no picture":       {"AAAA", false},
	} {
		if got := comparePictures(full, test.picture) == nil; got != test.same {
			t.Errorf("%s: the same %v, want %v: %v", name, got, test.same, comparePictures(full, test.picture))
		}
	}
}
