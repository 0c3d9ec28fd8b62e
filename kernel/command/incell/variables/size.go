package variables

import (
	"fmt"
	"reflect"
	"unsafe"
)

// most is how many values sizeOf looks at.
const most = 100_000

// sizeOf is the memory that a variable takes with all that only pointers lead
// to, in bytes.
func sizeOf(v reflect.Value) string {
	w := walk{seen: map[unsafe.Pointer]bool{}}
	w.value(v)
	n := w.bytes + uint64(v.Type().Size())
	sign := ""
	if w.values >= most {
		sign = "≥ "
	}
	for _, unit := range []struct {
		name string
		size uint64
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if n >= unit.size {
			return fmt.Sprintf("%s%.3g %s", sign, float64(n)/float64(unit.size), unit.name)
		}
	}
	return fmt.Sprintf("%s%d B", sign, n)
}

// A walk adds up what values lead to. Shared memory counts once.
type walk struct {
	seen   map[unsafe.Pointer]bool
	values int
	bytes  uint64
}

// once reports whether p is met for the first time and there is time left.
func (w *walk) once(p unsafe.Pointer) bool {
	w.values++
	if p == nil || w.seen[p] || w.values >= most {
		return false
	}
	w.seen[p] = true
	return true
}

// value adds what lies outside the memory of v itself.
func (w *walk) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if w.once(v.UnsafePointer()) {
			w.bytes += uint64(v.Type().Elem().Size())
			w.value(v.Elem())
		}
	case reflect.Interface:
		if !v.IsNil() {
			w.bytes += uint64(v.Elem().Type().Size())
			w.value(v.Elem())
		}
	case reflect.String:
		w.bytes += uint64(v.Len())
	case reflect.Slice:
		if w.once(v.UnsafePointer()) {
			w.bytes += uint64(v.Cap()) * uint64(v.Type().Elem().Size())
			w.elements(v)
		}
	case reflect.Array:
		w.elements(v)
	case reflect.Map:
		w.entries(v)
	case reflect.Struct:
		for i := range v.NumField() {
			w.value(v.Field(i))
		}
	}
}

// elements adds what the elements of a slice or an array lead to.
func (w *walk) elements(v reflect.Value) {
	if !leads(v.Type().Elem()) {
		return
	}
	for i := 0; i < v.Len() && w.values < most; i++ {
		w.values++
		w.value(v.Index(i))
	}
}

func (w *walk) entries(v reflect.Value) {
	if !w.once(v.UnsafePointer()) {
		return
	}
	t := v.Type()
	w.bytes += uint64(v.Len()) * uint64(t.Key().Size()+t.Elem().Size())
	if !leads(t.Key()) && !leads(t.Elem()) {
		return
	}
	for i := v.MapRange(); i.Next() && w.values < most; {
		w.values++
		w.value(i.Key())
		w.value(i.Value())
	}
}

// leads reports whether values of a type can lead to more memory.
func leads(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.String, reflect.Slice, reflect.Map:
		return true
	case reflect.Array:
		return leads(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if leads(t.Field(i).Type) {
				return true
			}
		}
	}
	return false
}
