package display

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// lineWidth is how many characters a line has before a value is spread over
// several.
const lineWidth = 96

// limits say how much is written of one value. What is left out is counted.
type limits struct {
	elements int  // of one slice, array, map or struct
	total    int  // elements of everything together
	bytes    int  // of one string
	text     int  // bytes of a text that a method gives
	depth    int  // levels of nesting
	matrix   int  // rows and columns of a matrix
	follow   bool // also the pointers behind pointers
}

var (
	readableSize = limits{elements: 100, total: 2000, bytes: 4000, text: 40_000, depth: 10, matrix: 10}
	everySize    = limits{elements: 1 << 20, total: 1 << 20, bytes: 1 << 24, text: 1 << 24, depth: 200, matrix: 500, follow: true}
)

// Text gives the text form of a value, as a notebook shows it: that of its
// Error, String or Format method or of a matrix, else Go syntax with the types,
// the keys of maps in order, pointers followed once, and cut at a readable
// size, up to which [All] does not cut. It never panics, whatever the methods
// of the value do.
func Text(v any) string {
	text, _ := textWithin(v, readableSize)
	return text
}

// All shows the text form of each value with nothing left out: every element,
// every byte, and what pointers behind pointers lead to. Only what would be too
// much for any page, a million elements, is still cut.
func All(v ...any) *Handle {
	texts := make([]string, len(v))
	for i, x := range v {
		texts[i], _ = textWithin(x, everySize)
	}
	return show(textBundle(strings.Join(texts, "\n")))
}

// textWithin gives the text form of a value, and whether it is cut.
func textWithin(v any, size limits) (text string, cut bool) {
	p := printer{limits: size, left: size.total}
	text, problem := attempt(func() string { return p.top(settable(reflect.ValueOf(v))) })
	if problem != "" {
		return fmt.Sprintf("%T{…}", v), false
	}
	return text, p.cut
}

// A printer writes one value.
type printer struct {
	limits
	left int             // how many elements may still be written
	cut  bool            // something has been left out
	path map[uintptr]int // the pointers that lead to where it is
}

// A place is where within the whole a value stands.
type place struct {
	depth  int  // levels above it
	behind bool // a pointer above it has been followed
	typed  bool // its type is known from what stands around it
}

// inside is the place of an element of a value at pl.
func (pl place) inside(typed bool) place {
	return place{depth: pl.depth + 1, behind: pl.behind, typed: typed}
}

// top writes the value itself: a number without its type, as Println would,
// and a composite value with it.
func (p *printer) top(v reflect.Value) string {
	if !v.IsValid() {
		return "nil"
	}
	text, problem := p.byMethod(v)
	if text != "" {
		return text
	}
	if dump, ok := p.hexDump(v); ok {
		return dump
	}
	text = p.value(v, place{typed: isBasic(v.Kind())})
	if problem != "" {
		text += "\n(its text method panicked: " + problem + ")"
	}
	return text
}

// value writes v.
func (p *printer) value(v reflect.Value, pl place) string {
	v = readable(v)
	if !v.IsValid() {
		return "nil"
	}
	if v.Kind() == reflect.Interface {
		if v.IsNil() {
			return "nil"
		}
		return p.value(settable(v.Elem()), place{depth: pl.depth, behind: pl.behind})
	}
	if pl.depth > 0 {
		if text, _ := p.byMethod(v); text != "" {
			return text
		}
	}
	if isBasic(v.Kind()) {
		return p.scalar(v, pl.typed)
	}
	if isNillable(v.Kind()) && v.IsNil() {
		return nilText(v, pl)
	}
	return p.composite(v, pl)
}

// byMethod gives the text that a value has for itself, as methodText does, cut
// when it is long.
func (p *printer) byMethod(v reflect.Value) (text, problem string) {
	text, problem = methodText(v, p.matrix)
	if cut := cutAt(text, p.text); cut < len(text) {
		p.cut = true
		text = text[:cut] + "… " + strconv.Itoa(len(text)-cut) + " more bytes"
	}
	return text, problem
}

// composite writes a value that holds or refers to others.
func (p *printer) composite(v reflect.Value, pl place) string {
	switch v.Kind() {
	case reflect.Pointer:
		return p.pointer(v, pl)
	case reflect.Func:
		return functionText(v)
	case reflect.Chan:
		return fmt.Sprintf("%s (%d of %d waiting)", typeName(v.Type()), v.Len(), v.Cap())
	case reflect.UnsafePointer:
		return fmt.Sprintf("unsafe.Pointer(%#x)", v.Pointer())
	}
	name := typeName(v.Type())
	if pl.typed {
		name = ""
	}
	if pl.depth >= p.limits.depth && count(v) > 0 {
		p.cut = true
		return name + "{…}"
	}
	switch v.Kind() {
	case reflect.Map:
		return p.mapping(v, name, pl)
	case reflect.Struct:
		return p.structure(v, name, pl)
	}
	if text, ok := p.byteString(v); ok {
		return byteName(v.Type()) + "(" + text + ")"
	}
	return p.sequence(v, name, pl)
}

// pointer follows a pointer, but not one within what another leads to, unless
// everything is wanted: that is how far the values that belong together usually
// reach. It ends at cycles.
func (p *printer) pointer(v reflect.Value, pl place) string {
	target := v.Elem()
	if pl.behind && !p.follow || pl.depth >= p.limits.depth || p.path[v.Pointer()] > 0 {
		return "&" + typeName(target.Type()) + "{…}"
	}
	if p.path == nil {
		p.path = map[uintptr]int{}
	}
	p.path[v.Pointer()]++
	defer func() { p.path[v.Pointer()]-- }()
	to := place{depth: pl.depth + 1, behind: true}
	if isBasic(target.Kind()) || target.Kind() == reflect.Pointer || target.Kind() == reflect.Interface {
		return "&(" + p.value(target, to) + ")"
	}
	return "&" + p.value(target, to)
}

// count tells how many elements v has.
func count(v reflect.Value) int {
	if v.Kind() == reflect.Struct {
		return v.NumField()
	}
	return v.Len()
}

// each writes the elements of v as long as there is room, and counts the
// others.
func (p *printer) each(v reflect.Value, write func(i int) string) (texts []string, more int) {
	n := count(v)
	for i := range n {
		if i == p.elements || p.left <= 0 {
			p.cut = true
			return texts, n - i
		}
		p.left--
		texts = append(texts, write(i))
	}
	return texts, 0
}

// sequence writes a slice or an array.
func (p *printer) sequence(v reflect.Value, name string, pl place) string {
	if isBytes(v.Type()) && name != "" {
		name = byteName(v.Type())
	}
	known := v.Type().Elem().Kind() != reflect.Interface
	texts, more := p.each(v, func(i int) string {
		if isBytes(v.Type()) {
			return fmt.Sprintf("0x%02x", v.Index(i).Uint())
		}
		return p.value(v.Index(i), pl.inside(known && !isPointer(v)))
	})
	return layOut(name, texts, more, isBasic(v.Type().Elem().Kind()))
}

// isPointer reports whether the elements are pointers, which are written with
// their types for clearness, though Go would let them be left out.
func isPointer(v reflect.Value) bool { return v.Type().Elem().Kind() == reflect.Pointer }

// structure writes a struct with the names of its fields.
func (p *printer) structure(v reflect.Value, name string, pl place) string {
	texts, more := p.each(v, func(i int) string {
		field := v.Type().Field(i)
		typed := isBasic(field.Type.Kind())
		return labelled(field.Name, p.value(v.Field(i), pl.inside(typed)))
	})
	return layOut(name, texts, more, false)
}

// mapping writes a map in the order of its keys.
func (p *printer) mapping(v reflect.Value, name string, pl place) string {
	keys := sortedKeys(v)
	known := v.Type().Elem().Kind() != reflect.Interface && !isPointer(v)
	texts, more := p.each(v, func(i int) string {
		if i >= len(keys) {
			return "…" // a goroutine has removed keys meanwhile
		}
		key := p.value(keys[i], pl.inside(true))
		return labelled(key, p.value(settable(v.MapIndex(keys[i])), pl.inside(known)))
	})
	return layOut(name, texts, more, false)
}

// labelled writes an element with its key. A text of several lines that is
// not Go, such as a matrix, begins on a line of its own, to keep its shape.
func labelled(key, text string) string {
	first, _, several := strings.Cut(text, "\n")
	if several && !strings.HasSuffix(first, "{") {
		return key + ":\n    " + strings.ReplaceAll(text, "\n", "\n    ")
	}
	return key + ": " + text
}

// layOut writes a composite literal: on one line when there is room, numbers
// in full lines, and everything else with an element on each line.
func layOut(name string, texts []string, more int, dense bool) string {
	if more > 0 {
		texts = append(texts, "… "+strconv.Itoa(more)+" more")
	}
	line := name + "{" + strings.Join(texts, ", ") + "}"
	if len([]rune(line)) <= lineWidth && !strings.Contains(line, "\n") {
		return line
	}
	var b strings.Builder
	b.WriteString(name + "{\n")
	for len(texts) > 0 {
		n := 1
		width := len(texts[0])
		for dense && n < len(texts) && width+len(texts[n])+2 < lineWidth-4 {
			width += len(texts[n]) + 2
			n++
		}
		b.WriteString("    " + strings.ReplaceAll(strings.Join(texts[:n], ", "), "\n", "\n    ") + ",\n")
		texts = texts[n:]
	}
	b.WriteString("}")
	return b.String()
}
