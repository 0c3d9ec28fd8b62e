package display

import (
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// SVG shows a picture in the SVG format. The optional text says what is to be
// seen, to those who cannot see it; without it the title of the picture does.
//
// The picture goes out as an image with its data in its address, which is
// drawn everywhere, also in a notebook that is not trusted; so nothing in it
// can be clicked.
func SVG[T ~string | ~[]byte](svg T, alt ...string) {
	b := textBundle("")
	addSVG(b, []byte(svg), strings.Join(alt, " "))
	publish(b)
}

// PNG shows a picture in the PNG format. The optional text says what is to be
// seen, to those who cannot see it.
func PNG(png []byte, alt ...string) {
	b := textBundle("")
	addPNG(b, png, strings.Join(alt, " "))
	publish(b)
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

// addPNG adds a picture to a bundle, and its description as metadata.
func addPNG(b *wire.Bundle, png []byte, alt string) {
	if alt == "" {
		alt = pngTitle(png)
	}
	b.Data[pngImage] = png
	if b.Metadata == nil {
		b.Metadata = map[string][]byte{}
	}
	b.Metadata[pngImage] = []byte(`{"alt": ` + jsonString(brief(alt)) + `}`)
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

// pngTitle tells the size of a picture, which stands in its first chunk.
func pngTitle(png []byte) string {
	if len(png) < 24 {
		return "picture (PNG)"
	}
	number := func(b []byte) int { return int(b[0])<<24 | int(b[1])<<16 | int(b[2])<<8 | int(b[3]) }
	return fmt.Sprintf("picture (PNG, %d×%d)", number(png[16:]), number(png[20:]))
}

// jsonString quotes a text as JSON does.
func jsonString(s string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			quoted.WriteByte('\\')
			quoted.WriteRune(r)
		case r < ' ':
			fmt.Fprintf(&quoted, `\u%04x`, r)
		default:
			quoted.WriteRune(r)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}
