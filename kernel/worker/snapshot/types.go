package snapshot

import (
	"fmt"
	"reflect"
)

// A described is a type as the file tells it.
type described struct {
	kind       reflect.Kind
	path, name string
	length     uint64
	parts      []uint64 // key and element, or fields
	names      []string // of fields
	text       string   // of interfaces, functions and channels
	found      reflect.Type
	err        error // why there is no such type
	same       map[reflect.Type]bool
	finding    bool
}

// types are those of a file.
type types struct {
	list []*described
	find func(path, name string) reflect.Type
	room func() uint64 // the most memory that the rest of the file can fill
}

func (in *input) types() *types {
	in.next()
	n := in.uint()
	if n > in.room() {
		panic(errDamaged)
	}
	ts := &types{room: in.memory}
	for range n {
		d := &described{kind: reflect.Kind(in.uint()), path: in.string(), name: in.string()}
		part := func() { d.parts = append(d.parts, in.uint()) }
		switch d.kind {
		case reflect.Pointer, reflect.Slice:
			part()
		case reflect.Array:
			d.length = in.uint()
			part()
		case reflect.Map:
			part()
			part()
		case reflect.Struct:
			for range in.uint() {
				d.names = append(d.names, in.string())
				part()
			}
		case reflect.Interface, reflect.Func, reflect.Chan:
			d.text = in.string()
		}
		for _, p := range d.parts {
			if p >= n {
				panic(errDamaged)
			}
		}
		ts.list = append(ts.list, d)
	}
	if in.skip(); in.kind != frameTypes {
		panic(errDamaged)
	}
	return ts
}

func (ts *types) at(i uint64) *described {
	if i >= uint64(len(ts.list)) {
		panic(errDamaged)
	}
	return ts.list[i]
}

// matches reports whether a type of this process is the one described. Those
// that it consists of are known then, too.
func (ts *types) matches(d *described, t reflect.Type) bool {
	if ts.is(d, t) {
		return true
	}
	for _, d := range ts.list { // what was taken for true on the way may be wrong
		d.same = nil
	}
	return false
}

// is is matches for a part of a type. One that is being looked at is taken to be
// the same: else cycles would have no end.
func (ts *types) is(d *described, t reflect.Type) bool {
	if same, known := d.same[t]; known {
		return same
	}
	if d.same == nil {
		d.same = map[reflect.Type]bool{}
	}
	d.same[t] = true
	if !ts.looksLike(d, t) {
		d.same[t] = false
	}
	return d.same[t]
}

func (ts *types) looksLike(d *described, t reflect.Type) bool {
	if d.kind != t.Kind() || d.path != t.PkgPath() || d.name != t.Name() {
		return false
	}
	switch d.kind {
	case reflect.Pointer, reflect.Slice:
		return ts.is(ts.at(d.parts[0]), t.Elem())
	case reflect.Array:
		return d.length == uint64(t.Len()) && ts.is(ts.at(d.parts[0]), t.Elem())
	case reflect.Map:
		return ts.is(ts.at(d.parts[0]), t.Key()) && ts.is(ts.at(d.parts[1]), t.Elem())
	case reflect.Struct:
		if len(d.parts) != t.NumField() {
			return false
		}
		for i, p := range d.parts {
			if f := t.Field(i); f.Name != d.names[i] || !ts.is(ts.at(p), f.Type) {
				return false
			}
		}
	case reflect.Interface, reflect.Func, reflect.Chan:
		return d.text == t.String()
	}
	return true
}

// typeOf finds a type again.
func (ts *types) typeOf(d *described) (reflect.Type, error) {
	for t, same := range d.same {
		if same {
			return t, nil
		}
	}
	if d.found == nil && d.err == nil {
		if d.finding {
			panic(errDamaged)
		}
		d.finding = true
		d.found, d.err = ts.make(d)
		d.finding = false
		if d.err == nil && !ts.matches(d, d.found) {
			d.found, d.err = nil, fmt.Errorf("type %s has changed", d.found)
		}
	}
	return d.found, d.err
}

var basic = map[string]reflect.Type{}

func init() {
	for _, t := range []reflect.Type{
		reflect.TypeFor[bool](), reflect.TypeFor[string](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int16](),
		reflect.TypeFor[int32](), reflect.TypeFor[int64](), reflect.TypeFor[uint](), reflect.TypeFor[uint8](), reflect.TypeFor[uint16](),
		reflect.TypeFor[uint32](), reflect.TypeFor[uint64](), reflect.TypeFor[uintptr](), reflect.TypeFor[float32](), reflect.TypeFor[float64](),
		reflect.TypeFor[complex64](), reflect.TypeFor[complex128](), reflect.TypeFor[error](),
	} {
		basic[t.Name()] = t
	}
}

func (ts *types) make(d *described) (reflect.Type, error) {
	if d.name != "" {
		t := basic[d.name]
		if d.path != "" && ts.find != nil {
			t = ts.find(d.path, d.name)
		}
		if t == nil || d.path == "" && t.PkgPath() != "" {
			return nil, fmt.Errorf("type %s.%s is not there any more", d.path, d.name)
		}
		return t, nil
	}
	var parts []reflect.Type
	for _, p := range d.parts {
		if d.kind == reflect.Struct {
			break
		}
		t, err := ts.typeOf(ts.at(p))
		if err != nil {
			return nil, err
		}
		parts = append(parts, t)
	}
	switch d.kind {
	case reflect.Pointer:
		return reflect.PointerTo(parts[0]), nil
	case reflect.Slice:
		return reflect.SliceOf(parts[0]), nil
	case reflect.Array:
		if room := ts.room(); d.length > room || uint64(parts[0].Size()) > room/max(d.length, 1) {
			panic(errDamaged)
		}
		return reflect.ArrayOf(int(d.length), parts[0]), nil
	case reflect.Map:
		if !parts[0].Comparable() {
			panic(errDamaged)
		}
		return reflect.MapOf(parts[0], parts[1]), nil
	case reflect.Interface:
		if d.text == "interface {}" {
			return reflect.TypeFor[any](), nil
		}
	case reflect.Struct:
		return ts.structOf(d)
	}
	return nil, fmt.Errorf("a type without a name that is like %s is not there any more", d.kind)
}

// structOf makes a struct type without a name.
func (ts *types) structOf(d *described) (reflect.Type, error) {
	var fields []reflect.StructField
	for i, p := range d.parts {
		t, err := ts.typeOf(ts.at(p))
		if err != nil {
			return nil, err
		}
		if d.names[i] == "" || d.names[i][0] < 'A' || d.names[i][0] > 'Z' {
			return nil, fmt.Errorf("a struct type without a name is not there any more")
		}
		fields = append(fields, reflect.StructField{Name: d.names[i], Type: t})
	}
	return reflect.StructOf(fields), nil
}
