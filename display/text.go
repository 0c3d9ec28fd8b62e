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
	text     int  // bytes of all texts together, of which each may still have some
	depth    int  // levels of nesting
	matrix   int  // rows and columns of a matrix
	follow   bool // also the pointers behind pointers
}

var (
	readableSize = limits{elements: 100, total: 2000, bytes: 4000, text: 40_000, depth: 10, matrix: 10}
	everySize    = limits{elements: 200_000, total: 200_000, bytes: 1 << 24, text: 1 << 24, depth: 100, matrix: 500, follow: true}
)

// leastText is how many bytes of a text are written in any case.
const leastText = 100

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
// much for any page, hundreds of thousands of elements, is still cut.
func All(v ...any) *Handle {
	texts := make([]string, len(v))
	for i, x := range v {
		texts[i], _ = textWithin(x, everySize)
	}
	return show(textBundle(strings.Join(texts, "\n")))
}

// textWithin gives the text form of a value, and whether it is cut.
func textWithin(v any, size limits) (text string, cut bool) {
	p := newPrinter(size)
	text, problem := attempt(func() string { return p.top(settable(reflect.ValueOf(v))) })
	if problem != "" {
		return fmt.Sprintf("%T{…}", v), false
	}
	if end := cutAt(text, 2*size.text+1<<20); end < len(text) {
		return text[:end] + "…", true
	}
	return text, p.cut
}

// A printer writes one value.
type printer struct {
	limits
	left int            // how many elements may still be written
	room int            // how many bytes of texts may still be written
	cut  bool           // something has been left out
	path map[visit]bool // what leads to where it is
}

func newPrinter(size limits) *printer {
	return &printer{limits: size, left: size.total, room: size.text, path: map[visit]bool{}}
}

// A visit is a stay within what a pointer, a slice or a map refers to.
type visit struct {
	at     uintptr
	length int
	kind   reflect.Type
}

// enter begins a visit, and reports false within the same one: there the value
// holds itself. What it gives ends the visit.
func (p *printer) enter(v reflect.Value) (leave func(), ok bool) {
	here := visit{at: v.Pointer(), kind: v.Type()}
	if v.Kind() != reflect.Pointer {
		here.length = v.Len()
	}
	if p.path[here] {
		return nil, false
	}
	p.path[here] = true
	return func() { delete(p.path, here) }, true
}

// fitting cuts a text that is longer than limit or than what there is room for.
// It gives how many bytes are left out.
func (p *printer) fitting(text string, limit int) (kept string, left int) {
	end := cutAt(text, min(limit, max(p.room, leastText)))
	p.room -= end
	p.cut = p.cut || end < len(text)
	return text[:end], len(text) - end
}

// moreBytes says how many bytes are left out, if any.
func moreBytes(n int) string {
	if n == 0 {
		return ""
	}
	return "… " + strconv.Itoa(n) + " more bytes"
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
	text, left := p.fitting(text, p.text)
	return text + moreBytes(left), problem
}
