package peek

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// lineWidth is about how many bytes a line has.
const lineWidth = 100

// A printer writes a copy in a line of Go.
type printer struct {
	b       strings.Builder
	lengths map[unsafe.Pointer]int
	room    int
	size    string // of a matrix
	cut     bool   // the copy lacks something, so no method can be asked
	dropped bool   // there was no room for something
	whole   bool   // the value has said all of itself: nothing is to be expanded
}

// line writes v itself: a number without its type.
func (p *printer) line(v reflect.Value) string {
	p.value(v, true, 0)
	if text := p.b.String(); !p.dropped || strings.HasSuffix(text, "…") {
		return text
	}
	return strings.TrimRight(p.b.String(), " ") + "…"
}

func (p *printer) put(text string) {
	if p.full() {
		p.dropped = true
		return
	}
	if end := p.room - p.b.Len(); len(text) > end {
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end] + "…"
	}
	p.b.WriteString(text)
}

func (p *printer) full() bool { return p.b.Len() >= p.room }

// value writes v; typed says that its type is known already.
func (p *printer) value(v reflect.Value, typed bool, depth int) {
	if p.full() {
		return
	}
	if v.CanAddr() { // also of fields that are not exported
		v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	}
	if text, ok := p.matrix(v); ok {
		p.put(text)
		return
	}
	if text, ok := p.own(v); ok {
		p.whole = p.whole || depth == 0
		p.put(text)
		return
	}
	switch k := v.Kind(); {
	case k == reflect.Interface:
		p.interfaced(v, depth)
	case k == reflect.String:
		p.scalar(v, typed || v.Type().PkgPath() == "", p.quoted(v))
	case k <= reflect.Complex128:
		p.scalar(v, typed || k == reflect.Int || k == reflect.Bool, number(v))
	default:
		p.composite(v, typed, depth)
	}
}

func (p *printer) interfaced(v reflect.Value, depth int) {
	if v.IsNil() {
		p.put("nil")
		return
	}
	held := reflect.New(v.Elem().Type()).Elem()
	held.Set(v.Elem())
	p.value(held, depth == 0, depth)
}

func (p *printer) scalar(v reflect.Value, typed bool, text string) {
	if typed {
		p.put(text)
		return
	}
	p.put(typeName(v.Type()) + "(" + text + ")")
}

func (p *printer) quoted(v reflect.Value) string {
	s := v.String()
	text := strconv.Quote(s)
	if n := p.lengths[unsafe.Pointer(unsafe.StringData(s))]; n > 0 {
		text += fmt.Sprintf("… %d bytes", n)
	}
	return text
}

func number(v reflect.Value) string {
	switch {
	case v.Kind() == reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	}
	return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())
}

// deepest is how many levels a line shows.
const deepest = 3

func (p *printer) composite(v reflect.Value, typed bool, depth int) {
	name := typeName(v.Type())
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			p.put("nil")
			return
		}
	}
	switch v.Kind() {
	case reflect.Func:
		p.put(function(v, name))
		return
	case reflect.Chan:
		p.put(fmt.Sprintf("%s (%d of %d waiting)", name, v.Len(), v.Cap()))
		return
	case reflect.UnsafePointer:
		p.put(name)
		return
	case reflect.Pointer:
		p.put("&")
		if depth >= deepest {
			p.put(typeName(v.Type().Elem()) + "{…}")
			return
		}
		p.value(v.Elem(), false, depth+1)
		return
	}
	if !typed || depth == 0 {
		p.put(name)
	}
	if depth >= deepest || slices.Contains(opaque, v.Type().PkgPath()) {
		p.put("{…}")
		return
	}
	p.put("{")
	p.parts(v, depth+1)
	p.put("}")
}

// parts writes what stands between the braces.
func (p *printer) parts(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			p.separate(i)
			p.put(f.Name + ": ")
			p.value(v.Field(i), f.Type.Kind() <= reflect.Complex128, depth)
		}
	case reflect.Map:
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return less(keys[i], keys[j]) })
		for i, k := range keys {
			p.separate(i)
			p.value(k, v.Type().Key().Kind() != reflect.Interface, depth)
			p.put(": ")
			p.value(v.MapIndex(k), v.Type().Elem().Kind() != reflect.Interface, depth)
		}
		p.more(v.UnsafePointer(), len(keys))
	default:
		for i := range v.Len() {
			if p.full() {
				p.dropped = true
				return
			}
			p.separate(i)
			p.value(v.Index(i), v.Type().Elem().Kind() != reflect.Interface, depth)
		}
		if v.Kind() == reflect.Slice {
			p.more(v.UnsafePointer(), v.Len())
		}
	}
}

func (p *printer) separate(i int) {
	if i > 0 {
		p.put(", ")
	}
}

// more counts what was not copied.
func (p *printer) more(at unsafe.Pointer, written int) {
	if n := p.lengths[at]; n > written {
		p.separate(written)
		p.put(fmt.Sprintf("… %d more", n-written))
	}
}

func less(a, b reflect.Value) bool {
	switch {
	case a.CanInt():
		return a.Int() < b.Int()
	case a.CanUint():
		return a.Uint() < b.Uint()
	case a.CanFloat():
		return a.Float() < b.Float()
	case a.Kind() == reflect.String:
		return a.String() < b.String()
	}
	return false
}

// function writes a function by its name, if it has one.
func function(v reflect.Value, name string) string {
	f := runtime.FuncForPC(v.Pointer())
	if f == nil {
		return name
	}
	full := f.Name()
	full = strings.TrimPrefix(full[strings.LastIndexByte(full, '/')+1:], "main.")
	if full, _, _ = strings.Cut(full, "["); strings.Contains(full, "func") || full == "" {
		return name + " {…}"
	}
	return "func " + full + strings.TrimPrefix(name, "func")
}

// typeName writes a type as cells do: their own types without "main.".
func typeName(t reflect.Type) string {
	name := t.String()
	var b strings.Builder
	for i := 0; i < len(name); {
		rest := name[i:]
		inside := i > 0 && (name[i-1] >= utf8.RuneSelf || strings.IndexByte("_./-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", name[i-1]) >= 0)
		switch {
		case !inside && strings.HasPrefix(rest, "main."):
			i += len("main.")
		case strings.HasPrefix(rest, "interface {}"):
			b.WriteString("any")
			i += len("interface {}")
		default:
			b.WriteByte(name[i])
			i++
		}
	}
	return b.String()
}
