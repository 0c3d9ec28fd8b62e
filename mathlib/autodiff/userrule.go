package autodiff

import (
	"fmt"
	"reflect"
)

// Rule makes twin the derivative rule of f, a function that cannot be lifted
// itself, such as one of another module: lifted functions that call f with
// numbers that depend on their arguments run twin instead.
//
// twin has the parameters and results of f, with [Real] for float64 wherever
// it occurs, and takes the tape first. It computes what f does by the methods
// of the tape; a rule that returns other values than f gives derivatives of
// something else. Rule panics when the types do not fit.
func Rule(f, twin any) {
	ft, tt := reflect.TypeOf(f), reflect.TypeOf(twin)
	if ft.Kind() != reflect.Func || tt.Kind() != reflect.Func {
		panic(fmt.Sprintf("autodiff: Rule: f and twin must be functions, not %v and %v", ft, tt))
	}
	want := twinType(ft)
	if tt != want {
		panic(fmt.Sprintf("autodiff: Rule: the rule of a %v must be a %v, not a %v", ft, want, tt))
	}
	add(f, &entry{twin: twin, record: &Record{Source: "a rule"}, rule: true})
}

// twinType returns the type of twins of functions of type t.
func twinType(t reflect.Type) reflect.Type {
	in := []reflect.Type{reflect.TypeFor[*Tape]()}
	for i := range t.NumIn() {
		in = append(in, liftedType(t.In(i)))
	}
	var out []reflect.Type
	for i := range t.NumOut() {
		out = append(out, liftedType(t.Out(i)))
	}
	return reflect.FuncOf(in, out, t.IsVariadic())
}

// liftedType returns the type that takes the place of t in twins.
func liftedType(t reflect.Type) reflect.Type {
	switch t.Kind() {
	case reflect.Float64, reflect.Float32:
		return reflect.TypeFor[Real]()
	case reflect.Slice:
		if e := liftedType(t.Elem()); e != t.Elem() {
			return reflect.SliceOf(e)
		}
	case reflect.Array:
		if e := liftedType(t.Elem()); e != t.Elem() {
			return reflect.ArrayOf(t.Len(), e)
		}
	case reflect.Pointer:
		if e := liftedType(t.Elem()); e != t.Elem() {
			return reflect.PointerTo(e)
		}
	case reflect.Map:
		if e := liftedType(t.Elem()); e != t.Elem() {
			return reflect.MapOf(t.Key(), e)
		}
	case reflect.Func:
		if u := twinType(t); u.NumIn() != t.NumIn()+1 || !sameButTape(t, u) {
			return u
		}
	}
	return t
}

// sameButTape reports whether a function of type t has nothing to lift: u is
// its twin's type.
func sameButTape(t, u reflect.Type) bool {
	for i := range t.NumIn() {
		if t.In(i) != u.In(i+1) {
			return false
		}
	}
	for i := range t.NumOut() {
		if t.Out(i) != u.Out(i) {
			return false
		}
	}
	return true
}
