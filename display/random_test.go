package display

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// A generator makes values of types that nobody has thought of. What it makes
// depends on the bytes alone.
type generator struct {
	data  []byte
	depth int
}

// next is a number below n.
func (g *generator) next(n int) int {
	if len(g.data) == 0 {
		return 0
	}
	b := g.data[0]
	g.data = g.data[1:]
	return int(b) % n
}

// basics are types that are made of no others.
var basics = []reflect.Type{
	reflect.TypeFor[int](), reflect.TypeFor[string](), reflect.TypeFor[float64](), reflect.TypeFor[bool](), reflect.TypeFor[uint8](),
	reflect.TypeFor[complex64](), reflect.TypeFor[any](), reflect.TypeFor[error](), reflect.TypeFor[time.Duration](), reflect.TypeFor[time.Time](),
	reflect.TypeFor[broken](), reflect.TypeFor[*loud](), reflect.TypeFor[list](), reflect.TypeFor[uintptr](), reflect.TypeFor[person](),
	reflect.TypeFor[everything](), reflect.TypeFor[brokenMatrix](), reflect.TypeFor[badJSON](), reflect.TypeFor[reflect.Value](),
}

// kind makes a type.
func (g *generator) kind() reflect.Type {
	if g.depth++; g.depth > 6 {
		return basics[g.next(len(basics))]
	}
	defer func() { g.depth-- }()
	switch g.next(9) {
	case 0:
		return reflect.SliceOf(g.kind())
	case 1:
		return reflect.ArrayOf(g.next(4), g.kind())
	case 2:
		return reflect.PointerTo(g.kind())
	case 3:
		if key := g.kind(); key.Comparable() {
			return reflect.MapOf(key, g.kind())
		}
		return reflect.MapOf(reflect.TypeFor[string](), g.kind())
	case 4:
		var fields []reflect.StructField
		for i := range g.next(5) {
			field := reflect.StructField{Name: fmt.Sprintf("F%d", i), Type: g.kind()}
			if g.next(2) == 0 {
				field.Name, field.PkgPath = fmt.Sprintf("f%d", i), "example.org/p"
			}
			fields = append(fields, field)
		}
		return reflect.StructOf(fields)
	case 5:
		return reflect.FuncOf([]reflect.Type{g.kind()}, nil, false)
	case 6:
		return reflect.ChanOf(reflect.BothDir, g.kind())
	}
	return basics[g.next(len(basics))]
}

// value makes a value of a type; what has no byte left is zero.
func (g *generator) value(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	if g.depth++; g.depth > 12 || len(g.data) == 0 {
		g.depth--
		return v
	}
	defer func() { g.depth-- }()
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(g.next(256)) - 100)
	case reflect.Float64:
		v.SetFloat([]float64{0, -1.5, math.NaN(), math.Inf(1), 1e300, 1. / 3}[g.next(6)])
	case reflect.String:
		v.SetString([]string{"", "x", "\xff\x00", strings.Repeat("é", 5000), "a\nb", "<b>&"}[g.next(6)])
	case reflect.Interface:
		if made := g.value(g.kind()); t == reflect.TypeFor[any]() && made.CanInterface() {
			v.Set(made)
		}
	case reflect.Pointer:
		if g.next(4) > 0 {
			v.Set(reflect.New(t.Elem()))
			v.Elem().Set(g.value(t.Elem()))
		}
	case reflect.Slice:
		n := []int{0, 1, 2, 5, 150}[g.next(5)]
		v.Set(reflect.MakeSlice(t, n, n))
		for i := range min(n, 5) {
			v.Index(i).Set(g.value(t.Elem()))
		}
	case reflect.Array:
		for i := range t.Len() {
			v.Index(i).Set(g.value(t.Elem()))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(t))
		for range g.next(4) {
			key, element := g.value(t.Key()), g.value(t.Elem())
			attempt(func() bool { v.SetMapIndex(key, element); return true }) // which panics for some keys
		}
	case reflect.Struct:
		for i := range t.NumField() {
			if field := v.Field(i); field.CanSet() {
				field.Set(g.value(field.Type()))
			}
		}
	case reflect.Chan:
		v.Set(reflect.MakeChan(t, g.next(3)))
	}
	return v
}

// FuzzValues shows values of random types: nothing may panic, and what is shown
// has a bounded size, whatever is shown.
func FuzzValues(f *testing.F) {
	f.Add([]byte{0, 4, 3, 7, 1, 2, 200, 3, 3, 3, 1, 2, 3, 4, 5})
	f.Add([]byte{0, 0, 7, 2, 4, 1, 2, 3, 4, 5})
	f.Add([]byte{3, 7, 1, 4, 4, 7, 9, 1, 7, 14, 0, 7, 6, 1, 3, 2, 1, 1, 1, 1, 1, 1, 1})
	f.Add([]byte{2, 2, 2, 3, 7, 6, 7, 6, 3, 7, 6, 7, 6, 3, 4})
	for i := range byte(len(basics)) {
		f.Add([]byte{7, i, 3, 2, 1, 4, 3, 2, 1, 7, 3, 1, 2})
		f.Add([]byte{0, 7, i, 3, 3, 2, 1, 4, 3, 2, 1, 7, 3, 1, 2})
		f.Add([]byte{4, 3, 7, i, 0, 7, i, 1, 3, 2, 1, 4, 3, 2, 1, 7, 3, 1, 2})
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g := &generator{data: data}
		v := g.value(g.kind())
		if !v.CanInterface() {
			return
		}
		x := v.Interface()
		newPrinter(readableSize).top(settable(reflect.ValueOf(x))) // panics if the printer does, of which Text would say nothing
		b := bundleOf(x)
		if n := len(b.Data[plainText]); n == 0 || n > 1<<20 {
			t.Errorf("the text of %T has %d bytes", x, n)
		}
		if text, _ := textWithin(x, everySize); len(text) > 1<<24 {
			t.Errorf("everything of %T has %d bytes", x, len(text))
		}
		if n := len(tableOrValue(x, nil).Data[htmlText]); n > 1<<20 {
			t.Errorf("the table of %T has %d bytes", x, n)
		}
		for _, b := range []*wire.Bundle{jsonBundle(x), vegaBundle(x, nil)} {
			if n := len(b.Data[plainText]); n > 1<<20 {
				t.Errorf("the text of the JSON of %T has %d bytes", x, n)
			}
		}
	})
}
