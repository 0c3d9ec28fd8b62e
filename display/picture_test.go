package display

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func TestJPEGTellsItsSize(t *testing.T) {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 300, 20)), nil); err != nil {
		t.Fatal(err)
	}
	got := shownBy(func() { JPEG(picture.Bytes()) })[0]
	if text := string(got.Data[plainText]); text != "picture (JPEG, 300×20)" || !bytes.Equal(got.Data[jpegImage], picture.Bytes()) {
		t.Errorf("text: %s", text)
	}
	if html := string(got.Data[htmlText]); !strings.HasPrefix(html, `<img alt="picture (JPEG, 300×20)"`) || !strings.Contains(html, `src="data:image/jpeg;base64,`) {
		t.Errorf("HTML: %.200s", html)
	}
	if metadata := string(got.Metadata[jpegImage]); metadata != `{"alt": "picture (JPEG, 300×20)"}` {
		t.Errorf("metadata: %s", metadata)
	}
}

// Pictures that are cut off or none have no size, and are shown nevertheless.
func TestPicturesThatAreNone(t *testing.T) {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 2)), nil); err != nil {
		t.Fatal(err)
	}
	for n := range picture.Len() {
		part := picture.Bytes()[:n]
		if width, height := jpegSize(part); (width != 0 || height != 0) && (width != 3 || height != 2) {
			t.Errorf("%d bytes: %d×%d", n, width, height)
		}
	}
	if got := rasterTitle(jpegImage, []byte("no picture at all, but text")); got != "picture (JPEG)" {
		t.Errorf("got %s", got)
	}
	if got := rasterTitle(pngImage, nil); got != "picture (PNG)" {
		t.Errorf("got %s", got)
	}
}

// Of a picture with too many pixels some are shown, from corner to corner.
func TestLargePictureIsThinned(t *testing.T) {
	large := image.NewGray(image.Rect(10, 20, 10+6000, 20+1000))
	large.SetGray(10+3*100, 20+3*50, color.Gray{Y: 200})
	decoded, err := png.Decode(bytes.NewReader(bundleOf(large).Data[pngImage]))
	if err != nil {
		t.Fatal(err)
	}
	if size := decoded.Bounds().Size(); size != image.Pt(3000, 500) {
		t.Errorf("%v pixels", size)
	}
	if y, _, _, _ := decoded.At(150, 75).RGBA(); y>>8 != 200 {
		t.Errorf("a pixel is %d", y>>8)
	}
}
