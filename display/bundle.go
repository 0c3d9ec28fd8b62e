package display

import (
	"fmt"
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
	if plot, ok := plotMethod(v); ok {
		return plotBundle(v, plot)
	}
	b := textBundle(Text(v))
	v = withPointerMethods(v)
	addMethodForms(b, v)
	if _, ok := b.Data[latexText]; !ok {
		if cells, ok := cellsOf(v); ok {
			addText(b, "At", latexText, func() string { return matrixLaTeX(cells, MatrixOptions{}) })
		}
	}
	return b
}

// addMethodForms adds the forms that v has methods for.
func addMethodForms(b *wire.Bundle, v any) {
	description := string(b.Data[plainText])
	if m, ok := v.(interface{ HTML() string }); ok {
		addText(b, "HTML", htmlText, m.HTML)
	}
	if m, ok := v.(interface{ Markdown() string }); ok {
		addText(b, "Markdown", markdownText, m.Markdown)
	}
	if m, ok := v.(interface{ LaTeX() string }); ok {
		addText(b, "LaTeX", latexText, func() string { return delimited(m.LaTeX()) })
	}
	if m := svgMethod(v); m != nil {
		if svg := form(b, "SVG", m); len(svg) > 0 {
			html := b.Data[htmlText]
			addSVG(b, svg, description)
			if html != nil {
				b.Data[htmlText] = html
			}
		}
	}
	if m, ok := v.(interface{ PNG() []byte }); ok {
		if png := form(b, "PNG", m.PNG); len(png) > 0 {
			addPNG(b, png, description)
		}
	}
}

// svgMethod gives the SVG method of v, which may give bytes or a string; nil
// when v has none.
func svgMethod(v any) func() []byte {
	switch m := v.(type) {
	case interface{ SVG() []byte }:
		return m.SVG
	case interface{ SVG() string }:
		return func() []byte { return []byte(m.SVG()) }
	}
	return nil
}

// addText adds the text that a method gives, unless it gives none.
func addText(b *wire.Bundle, method, mime string, call func() string) {
	if text := form(b, method, call); strings.TrimSpace(text) != "" {
		b.Data[mime] = []byte(text)
	}
}

// form calls a method that gives a form of the value. When it panics there is
// no such form, and the text of the bundle says so: what is left is shown.
func form[T any](b *wire.Bundle, method string, call func() T) T {
	result, problem := attempt(call)
	if problem != "" {
		b.Data[plainText] = append(b.Data[plainText], "\n(its "+method+" method panicked: "+problem+")"...)
	}
	return result
}

// attempt calls a method that is not ours, and tells what it panicked with.
func attempt[T any](call func() T) (result T, problem string) {
	done := false
	defer func() {
		if !done {
			problem = "no reason is known"
			if r := recover(); r != nil {
				problem = fmt.Sprint(r)
			}
		}
	}()
	result = call()
	done = true
	return result, ""
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
