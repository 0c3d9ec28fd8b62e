package figure

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"strings"
	"testing"
)

// A figure is what all figures have.
type figure interface {
	SVG() []byte
	PNG() []byte
	String() string
}

// figures are one or more of each type, by the names of their golden files.
func figures() map[string]figure {
	all := map[string]figure{}
	for _, some := range []map[string]figure{contours(), heatMaps(), spectra(), surfaces(), convergences(),
		slicePictures(), linearMaps(), vectorFields(), scatters(), differencePictures(), spies(), curvePictures()} {
		for name, f := range some {
			all[name] = f
		}
	}
	return all
}

// TestElements compares the elements of every figure and its text with the
// golden files.
func TestElements(t *testing.T) {
	for name, f := range figures() {
		t.Run(name, func(t *testing.T) {
			var list strings.Builder
			fmt.Fprintf(&list, "%s\n---\n", f)
			for _, g := range inspect(t, f.SVG()) {
				fmt.Fprintln(&list, g)
			}
			checkGolden(t, name, list.String())
		})
	}
}

// TestSizes checks that no figure is a burden for a notebook, and that drawing
// it again gives the same bytes.
func TestSizes(t *testing.T) {
	const most = 300 << 10
	for name, f := range figures() {
		svg := f.SVG()
		if len(svg) > most {
			t.Errorf("%s: %d bytes of SVG", name, len(svg))
		}
		if !bytes.Equal(svg, f.SVG()) {
			t.Errorf("%s: drawn twice, it differs", name)
		}
		if !bytes.Contains(svg, []byte("<title>")) || !bytes.Contains(svg, []byte("<desc>")) {
			t.Errorf("%s: nothing for those who cannot see it", name)
		}
	}
}

// TestPainted checks that every PNG has ink, corners that let the page shine
// through, and margins without ink: it is neither blank nor clipped.
func TestPainted(t *testing.T) {
	for name, f := range figures() {
		data := f.PNG()
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		b := picture.Bounds()
		if _, _, _, alpha := picture.At(0, 0).RGBA(); alpha != 0 {
			t.Errorf("%s: its corner is not transparent", name)
		}
		if part := inkOf(picture, b); part < 0.01 || part > 0.95 {
			t.Errorf("%s: %.3f of it is ink", name, part)
		}
		const rim = 4 // pixels; at both ends of it round corners begin
		for _, edge := range []image.Rectangle{
			image.Rect(b.Min.X+20, b.Min.Y, b.Max.X-20, b.Min.Y+rim), image.Rect(b.Min.X+20, b.Max.Y-rim, b.Max.X-20, b.Max.Y),
			image.Rect(b.Min.X, b.Min.Y+20, b.Min.X+rim, b.Max.Y-20), image.Rect(b.Max.X-rim, b.Min.Y+20, b.Max.X, b.Max.Y-20),
		} {
			if inkOf(picture, edge) > 0 {
				t.Errorf("%s: something touches the edge %v", name, edge)
			}
		}
	}
}

// inkOf is the part of a picture that is not white.
func inkOf(picture image.Image, within image.Rectangle) float64 {
	count, all := 0, 0
	for y := within.Min.Y; y < within.Max.Y; y++ {
		for x := within.Min.X; x < within.Max.X; x++ {
			r, g, b, _ := picture.At(x, y).RGBA()
			all++
			if min(r, g, b) < 0xf000 {
				count++
			}
		}
	}
	return float64(count) / float64(all)
}

// A drawer gives the marks of a figure.
type drawer interface{ draw() *sheet }

// TestTextsApart checks that texts neither cover each other nor leave the
// sheet.
func TestTextsApart(t *testing.T) {
	for name, f := range figures() {
		s := f.(drawer).draw()
		var texts []lettering
		for _, m := range s.marks {
			if m.text == nil {
				continue
			}
			box := m.text.box()
			if box.left < 0 || box.top < 0 || box.right > s.width+0.5 || box.bottom > s.height+0.5 {
				t.Errorf("%s: %q leaves the sheet", name, m.text.text)
			}
			for _, other := range texts {
				if isStraight(*m.text) && isStraight(other) && other.box().inset(0.5).overlaps(box) {
					t.Errorf("%s: %q covers %q", name, m.text.text, other.text)
				}
			}
			texts = append(texts, *m.text)
		}
	}
}

// isStraight reports whether a text is not oblique: the boxes of oblique texts are larger than the texts.
func isStraight(l lettering) bool { return math.Mod(l.turn, 90) == 0 }

// TestExplained checks that the text of a figure that cannot be drawn is the
// reason.
func TestExplained(t *testing.T) {
	got := Contour{F: loss, X: Range{2, 1}}.String()
	if !strings.HasPrefix(got, "contour map that cannot be drawn:\nContour.X must be a range") {
		t.Errorf("text %q", got)
	}
	mustPanic(t, func() { _ = Contour{F: func([]float64) float64 { panic("mine") }}.String() }, "mine")
}

// mustPanic checks that a call panics with a text that has all the parts.
func mustPanic(t *testing.T, call func(), parts ...string) {
	t.Helper()
	defer func() {
		t.Helper()
		text := fmt.Sprint(recover())
		for _, part := range parts {
			if !strings.Contains(text, part) {
				t.Errorf("panic %q does not say %q", text, part)
			}
		}
	}()
	call()
	t.Error("no panic")
}
