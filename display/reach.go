package display

import (
	"reflect"
	"runtime"
	"strings"
	"unsafe"
)

// settable gives a struct or an array a place in memory, so that readable can
// reach its unexported parts; any other value stays as it is.
func settable(v reflect.Value) reflect.Value {
	if !v.IsValid() || v.CanAddr() || !v.CanInterface() || v.Kind() != reflect.Struct && v.Kind() != reflect.Array {
		return v
	}
	p := reflect.New(v.Type()).Elem()
	p.Set(v)
	return p
}

// readable gives an unexported field such that its methods can be called, so
// that a time within a struct of a cell looks like a time. It is only read.
func readable(v reflect.Value) reflect.Value {
	if v.IsValid() && !v.CanInterface() && v.CanAddr() {
		return reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
	}
	return v
}

// functionText writes a function with its name and its signature; one that is
// written without a name where it is used has only the signature.
func functionText(v reflect.Value) string {
	signature := typeName(v.Type())
	f := runtime.FuncForPC(v.Pointer())
	if f == nil || v.Type().PkgPath() != "" {
		return signature + " {…}"
	}
	name := f.Name()
	name = strings.TrimPrefix(name[strings.LastIndexByte(name, '/')+1:], "main.")
	name, _, _ = strings.Cut(name, "[")
	name = strings.TrimSuffix(name, "-fm") // a method of a value
	if name == "" || strings.Contains(name, ".func") || strings.HasPrefix(name, "func") {
		return signature + " {…}"
	}
	return "func " + name + strings.TrimPrefix(signature, "func")
}
