package display

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"reflect"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// SVG shows a picture in the SVG format. The optional text says what is to be
// seen, to those who cannot see it; without it the title of the picture does.
//
// The picture goes out as an image with its data in its address, which is
// drawn everywhere, also in a notebook that is not trusted; so nothing in it
// can be clicked.
func SVG[T ~string | ~[]byte](svg T, alt ...string) *Handle { return show(svgBundle([]byte(svg), alt)) }

// PNG shows a picture in the PNG format. The optional text says what is to be
// seen, to those who cannot see it.
func PNG(png []byte, alt ...string) *Handle { return show(rasterBundle(pngImage, png, alt)) }

// JPEG shows a picture in the JPEG format. The optional text says what is to be
// seen, to those who cannot see it.
func JPEG(jpeg []byte, alt ...string) *Handle { return show(rasterBundle(jpegImage, jpeg, alt)) }

// svgBundle is a picture in the SVG format.
func svgBundle(svg []byte, alt []string) *wire.Bundle {
	b := textBundle("")
	addSVG(b, svg, strings.Join(alt, " "))
	return b
}

// rasterBundle is a picture in the PNG or the JPEG format.
func rasterBundle(mime string, picture []byte, alt []string) *wire.Bundle {
	b := textBundle("")
	addRaster(b, mime, picture, strings.Join(alt, " "))
	return b
}

// addSVG adds a picture to a bundle in both forms: as an image within HTML,
// which every front end draws, and as it is, for programs that take it out.
func addSVG(b *wire.Bundle, svg []byte, alt string) {
	if alt == "" {
		alt = svgTitle(string(svg))
	}
	b.Data[svgImage] = svg
	b.Data[htmlText] = imageTag("svg+xml", svg, alt)
	if len(b.Data[plainText]) == 0 {
		b.Data[plainText] = []byte(alt)
	}
}

// addRaster adds a PNG or JPEG picture to a bundle in both forms, and its
// description as metadata. JupyterLab reads the description only from an image
// within HTML, nbconvert from both.
func addRaster(b *wire.Bundle, mime string, picture []byte, alt string) {
	if alt == "" {
		alt = rasterTitle(mime, picture)
	}
	b.Data[mime] = picture
	if b.Data[htmlText] == nil {
		b.Data[htmlText] = imageTag(strings.TrimPrefix(mime, "image/"), picture, alt)
	}
	if b.Metadata == nil {
		b.Metadata = map[string][]byte{}
	}
	b.Metadata[mime] = []byte(`{"alt": ` + jsonString(brief(alt)) + `}`)
	if len(b.Data[plainText]) == 0 {
		b.Data[plainText] = []byte(alt)
	}
}

// imageTag writes an image that holds its data.
func imageTag(format string, data []byte, alt string) []byte {
	const open, middle, end = `<img alt="`, `" style="max-width: 100%; height: auto" src="data:image/`, `">`
	var tag strings.Builder
	tag.Grow(len(data)*4/3 + 256)
	tag.WriteString(open)
	tag.WriteString(htmlEscapes.Replace(brief(alt)))
	tag.WriteString(middle + format + ";base64,")
	tag.WriteString(base64.StdEncoding.EncodeToString(data))
	tag.WriteString(end)
	return []byte(tag.String())
}

// brief cuts a description that is too long to be read aloud.
func brief(description string) string {
	const enough = 300
	runes := []rune(strings.TrimSpace(description))
	if len(runes) > enough {
		return string(runes[:enough]) + "…"
	}
	return string(runes)
}

// svgTitle gives the title that a picture itself has.
func svgTitle(svg string) string {
	if _, rest, ok := strings.Cut(svg, "<title>"); ok {
		if title, _, ok := strings.Cut(rest, "</title>"); ok {
			return htmlEntities.Replace(strings.TrimSpace(title))
		}
	}
	return "picture (SVG)"
}

// rasterTitle tells the format and the size of a picture.
func rasterTitle(mime string, picture []byte) string {
	format := strings.ToUpper(strings.TrimPrefix(mime, "image/"))
	size := pngSize
	if mime == jpegImage {
		size = jpegSize
	}
	if width, height := size(picture); width > 0 && height > 0 {
		return fmt.Sprintf("picture (%s, %d×%d)", format, width, height)
	}
	return "picture (" + format + ")"
}

// pngSize reads the size of a picture in its first chunk; 0 when it has none.
func pngSize(png []byte) (width, height int) {
	if len(png) < 24 {
		return 0, 0
	}
	return int(binary.BigEndian.Uint32(png[16:])), int(binary.BigEndian.Uint32(png[20:]))
}

// jpegSize reads the size of a picture in the segment that begins its frame;
// 0 when there is none.
func jpegSize(jpeg []byte) (width, height int) {
	for i := 2; i+9 <= len(jpeg) && jpeg[i] == 0xFF; {
		marker := jpeg[i+1]
		isFrame := marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
		if isFrame {
			return int(binary.BigEndian.Uint16(jpeg[i+7:])), int(binary.BigEndian.Uint16(jpeg[i+5:]))
		}
		i += 2 + int(binary.BigEndian.Uint16(jpeg[i+2:]))
	}
	return 0, 0
}

// maxPixels is the size from which on a picture is shown with fewer pixels.
const maxPixels = 4 << 20

// addImage adds a picture that a program has in memory.
func addImage(b *wire.Bundle, picture image.Image) {
	description := ""
	encoded := form(b, "At", func() ([]byte, error) {
		size := picture.Bounds().Size()
		description = fmt.Sprintf("picture (%s, %d×%d)", typeName(reflect.TypeOf(picture)), size.X, size.Y)
		if size.X <= 0 || size.Y <= 0 {
			return nil, nil
		}
		var out bytes.Buffer
		err := png.Encode(&out, thinned(picture))
		return out.Bytes(), err
	})
	if len(encoded) > 0 {
		b.Data[plainText] = []byte(description)
		addRaster(b, pngImage, encoded, description)
	}
}

// A sparsePicture has every step-th pixel of another picture.
type sparsePicture struct {
	image.Image
	step int
}

// thinned gives a picture that is not too large to be shown.
func thinned(picture image.Image) image.Image {
	size := picture.Bounds().Size()
	step := 1
	for (size.X/step)*(size.Y/step) > maxPixels {
		step++
	}
	if step == 1 {
		return picture
	}
	return sparsePicture{picture, step}
}

// Bounds implements [image.Image].
func (p sparsePicture) Bounds() image.Rectangle {
	size := p.Image.Bounds().Size()
	return image.Rect(0, 0, max(size.X/p.step, 1), max(size.Y/p.step, 1))
}

// At implements [image.Image].
func (p sparsePicture) At(x, y int) color.Color {
	corner := p.Image.Bounds().Min
	return p.Image.At(corner.X+x*p.step, corner.Y+y*p.step)
}
