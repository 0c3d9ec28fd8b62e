package display

import (
	"bytes"
	"fmt"
	"image"
	"reflect"

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
	jpegImage    = "image/jpeg"
)

// textBundle is a bundle of nothing but text.
func textBundle(text string) *wire.Bundle {
	return &wire.Bundle{Data: map[string][]byte{plainText: []byte(text)}}
}

// Bundle gives a value in every form in which [Show] would show it, without showing
// it.
func Bundle(v any) *wire.Bundle { return bundleOf(v) }

// bundleOf gives a value in every form that it has.
func bundleOf(v any) *wire.Bundle {
	if b := ownBundle(v); b != nil {
		return b
	}
	b := valueText(v)
	if isNilPointer(v) {
		return b
	}
	if plot, ok := plotMethod(v); ok {
		return plotBundle(v, plot)
	}
	own := withPointerMethods(v)
	addMethodForms(b, own)
	if _, ok := b.Data[latexText]; !ok {
		if cells, ok := cellsOf(own); ok {
			addForm(b, "At", latexText, func() ([]byte, error) { return []byte(matrixLaTeX(cells, MatrixOptions{})), nil })
		}
	}
	if picture, ok := own.(image.Image); ok && len(b.Data) == 1 {
		addImage(b, picture)
	}
	if len(b.Data) == 1 && isRows(v) {
		addForm(b, "table", htmlText, func() ([]byte, error) { return []byte(tableOf(v, TableOptions{}).write(TableOptions{}).html()), nil })
	}
	return b
}

// ownBundle is that of a value which has a method for all its forms.
func ownBundle(v any) *wire.Bundle {
	m, ok := v.(interface{ MIMEBundle() map[string][]byte })
	if !ok || isNilPointer(v) {
		return nil
	}
	data, problem := attempt(m.MIMEBundle)
	if problem != "" || len(data) == 0 {
		return nil
	}
	return &wire.Bundle{Data: data}
}

// valueText is the bundle of the text of a value. It says how to see what is
// cut from it, and what an error wraps.
func valueText(v any) *wire.Bundle {
	if err, ok := v.(error); ok && !isNilPointer(v) {
		text, wraps := "", false
		if _, problem := attempt(func() bool { text, wraps = errorText(err); return true }); problem == "" && wraps {
			return textBundle(text)
		}
	}
	text, cut := textWithin(v, readableSize)
	if cut {
		text += "\n(cut short: display.All shows everything)"
	}
	return textBundle(text)
}

// addMethodForms adds the forms that v has methods for.
func addMethodForms(b *wire.Bundle, v any) {
	description := string(b.Data[plainText])
	r := reflect.ValueOf(v)
	if m := formMethod(r.MethodByName("HTML")); m != nil {
		addForm(b, "HTML", htmlText, m)
	}
	if m := formMethod(r.MethodByName("Markdown")); m != nil {
		addForm(b, "Markdown", markdownText, m)
	}
	if m := formMethod(r.MethodByName("LaTeX")); m != nil {
		addForm(b, "LaTeX", latexText, m)
		if latex := b.Data[latexText]; latex != nil {
			b.Data[latexText] = []byte(delimited(string(latex)))
		}
	}
	html := b.Data[htmlText]
	addPicture(b, r, description)
	if html != nil {
		b.Data[htmlText] = html
	}
}

// addPicture adds the picture that v has a method for. One is enough: a
// notebook that kept each in two forms would be twice the size, and drawing
// takes time. SVG is sharp at any size.
func addPicture(b *wire.Bundle, v reflect.Value, description string) {
	if m := formMethod(v.MethodByName("SVG")); m != nil {
		if svg := form(b, "SVG", m); len(svg) > 0 {
			addSVG(b, svg, description)
		}
		return
	}
	if m := formMethod(v.MethodByName("PNG")); m != nil {
		if png := form(b, "PNG", m); len(png) > 0 {
			addRaster(b, pngImage, png, description)
		}
	}
}

// formMethod gives a method that takes nothing and gives a text or bytes, with
// or without an error; nil when it is no such method.
func formMethod(method reflect.Value) func() ([]byte, error) {
	if !method.IsValid() || method.Type().NumIn() > 0 {
		return nil
	}
	t := method.Type()
	withError := t.NumOut() == 2 && t.Out(1) == reflect.TypeFor[error]()
	if t.NumOut() != 1 && !withError || !t.Out(0).ConvertibleTo(reflect.TypeFor[[]byte]()) {
		return nil
	}
	return func() ([]byte, error) {
		results := method.Call(nil)
		if withError && !results[1].IsNil() {
			return nil, results[1].Interface().(error)
		}
		return results[0].Convert(reflect.TypeFor[[]byte]()).Bytes(), nil
	}
}

// addForm adds the text that a method gives, unless it gives none.
func addForm(b *wire.Bundle, method, mime string, call func() ([]byte, error)) {
	if text := form(b, method, call); len(bytes.TrimSpace(text)) > 0 {
		b.Data[mime] = text
	}
}

// form calls a method that gives a form of the value. When it fails there is
// no such form, and the text of the bundle says so: what is left is shown.
func form(b *wire.Bundle, method string, call func() ([]byte, error)) []byte {
	var err error
	result, problem := attempt(func() (result []byte) { result, err = call(); return result })
	switch {
	case problem != "":
		b.Data[plainText] = append(b.Data[plainText], "\n(its "+method+" method panicked: "+problem+")"...)
	case err != nil:
		b.Data[plainText] = append(b.Data[plainText], "\n(its "+method+" method failed: "+err.Error()+")"...)
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
