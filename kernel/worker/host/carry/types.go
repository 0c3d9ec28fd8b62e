package carry

import (
	"reflect"
	"slices"
)

// isStale reports whether a type is replaced or made of such types.
func (m *mover) isStale(t reflect.Type) bool {
	return leads(t, m.stale, func(t reflect.Type) (found, stop bool) { return m.types[t] != nil, false })
}

// leads reports whether the parts of a type, or theirs, hold one for which at
// returns found; it goes no further where that returns stop. What is found out
// on the way is written down, a no only when all of the search has ended with it:
// before that, types that are made of each other wait for each other.
func leads(t reflect.Type, known map[reflect.Type]bool, at func(reflect.Type) (found, stop bool)) bool {
	seen := map[reflect.Type]bool{}
	var search func(t reflect.Type) bool
	search = func(t reflect.Type) bool {
		if yes, ok := known[t]; ok || seen[t] {
			return yes
		}
		seen[t] = true
		found, stop := at(t)
		if found || !stop && slices.ContainsFunc(parts(t), search) {
			known[t] = true
		}
		return known[t]
	}
	if search(t) {
		return true
	}
	for t := range seen {
		known[t] = false
	}
	return false
}

// newOf returns what a stale type is now; nil when there is no such type.
func (m *mover) newOf(t reflect.Type) reflect.Type {
	if n := m.types[t]; n != nil || !m.isStale(t) {
		return n
	}
	if t.Name() != "" {
		return nil
	}
	var elem reflect.Type
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		if elem = m.orSame(t.Elem()); elem == nil {
			return nil
		}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return reflect.PointerTo(elem)
	case reflect.Slice:
		return reflect.SliceOf(elem)
	case reflect.Array:
		return reflect.ArrayOf(t.Len(), elem)
	case reflect.Map:
		if key := m.orSame(t.Key()); key != nil && key.Comparable() {
			return reflect.MapOf(key, elem)
		}
	}
	return nil
}

func (m *mover) orSame(t reflect.Type) reflect.Type {
	if m.isStale(t) {
		return m.newOf(t)
	}
	return t
}

// parts returns the types that a type is made of, without those of its methods.
func parts(t reflect.Type) (list []reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return []reflect.Type{t.Elem()}
	case reflect.Map:
		return []reflect.Type{t.Key(), t.Elem()}
	case reflect.Struct:
		for i := range t.NumField() {
			list = append(list, t.Field(i).Type)
		}
	case reflect.Func:
		for i := range t.NumIn() {
			list = append(list, t.In(i))
		}
		for i := range t.NumOut() {
			list = append(list, t.Out(i))
		}
	}
	return list
}

// open are the packages whose values are looked into beside those of cells.
var open = []string{"", "main", "container/list", "container/ring"}

// canHold reports whether a value of the type can reach an interface that is
// looked into.
func (m *mover) canHold(t reflect.Type) bool {
	return leads(t, m.holds, func(t reflect.Type) (found, stop bool) {
		return t.Kind() == reflect.Interface, t.Kind() == reflect.Chan || t.Kind() == reflect.Func || !slices.Contains(open, t.PkgPath())
	})
}
