package display

import (
	"reflect"
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// The MIME types of what is shown.
const (
	plainText    = "text/plain"
	htmlText     = "text/html"
	markdownText = "text/markdown"
	latexText    = "text/latex"
	svgImage     = "image/svg+xml"
	pngImage     = "image/png"
)

// textBundle is a bundle of nothing but text.
func textBundle(text string) *wire.Bundle {
	return &wire.Bundle{Data: map[string][]byte{plainText: []byte(text)}}
}

// bundleOf gives a value in every form that it has.
func bundleOf(v any) *wire.Bundle {
	if isNilPointer(v) {
		return textBundle(Text(v))
	}
	if svg, ok := drawPlot(v); ok {
		b := textBundle("")
		addSVG(b, svg, plotDescription(v))
		return b
	}
	b := textBundle(Text(v))
	v = withPointerMethods(v)
	addMethodForms(b, v)
	if _, ok := b.Data[latexText]; !ok {
		if cells, ok := cellsOf(v); ok {
			if latex, ok := attempt(func() string { return matrixLaTeX(cells, MatrixOptions{}) }); ok {
				b.Data[latexText] = []byte(latex)
			}
		}
	}
	return b
}

// addMethodForms adds the forms that v has methods for. A method that panics
// or gives nothing adds none: what is left is still shown.
func addMethodForms(b *wire.Bundle, v any) {
	if m, ok := v.(interface{ HTML() string }); ok {
		addText(b, htmlText, m.HTML)
	}
	if m, ok := v.(interface{ Markdown() string }); ok {
		addText(b, markdownText, m.Markdown)
	}
	if m, ok := v.(interface{ LaTeX() string }); ok {
		addText(b, latexText, func() string { return delimited(m.LaTeX()) })
	}
	if svg, ok := svgOf(v); ok {
		html := b.Data[htmlText]
		addSVG(b, svg, string(b.Data[plainText]))
		if html != nil {
			b.Data[htmlText] = html
		}
	}
	if m, ok := v.(interface{ PNG() []byte }); ok {
		if png, ok := attempt(m.PNG); ok && len(png) > 0 {
			addPNG(b, png, string(b.Data[plainText]))
		}
	}
}

// svgOf calls the SVG method of v, which may give bytes or a string.
func svgOf(v any) ([]byte, bool) {
	var svg []byte
	var ok bool
	switch m := v.(type) {
	case interface{ SVG() []byte }:
		svg, ok = attempt(m.SVG)
	case interface{ SVG() string }:
		svg, ok = attempt(func() []byte { return []byte(m.SVG()) })
	}
	return svg, ok && len(svg) > 0
}

// addText adds the text that form gives, unless it gives none.
func addText(b *wire.Bundle, mime string, form func() string) {
	if text, ok := attempt(form); ok && strings.TrimSpace(text) != "" {
		b.Data[mime] = []byte(text)
	}
}

// attempt calls a method of the user's, and reports false when it panicked.
func attempt[T any](f func() T) (result T, ok bool) {
	defer func() {
		if !ok {
			recover()
		}
	}()
	result = f()
	return result, true
}

// isNilPointer reports whether calling methods of v is hopeless.
func isNilPointer(v any) bool {
	r := reflect.ValueOf(v)
	return !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil()
}

// withPointerMethods gives v such that it also has the methods declared on a
// pointer to its type: &v for a variable v of a struct type. The value of an
// expression has no address, so it is that of a copy.
func withPointerMethods(v any) any {
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Struct || reflect.PointerTo(r.Type()).NumMethod() == r.Type().NumMethod() {
		return v
	}
	p := reflect.New(r.Type())
	p.Elem().Set(r)
	return p.Interface()
}
