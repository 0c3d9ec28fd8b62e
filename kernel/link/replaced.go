package link

import (
	"maps"
	"reflect"
	"slices"
	"unsafe"

	"github.com/gonabla/nabla/kernel/link/object"
)

// A changedType is a type descriptor and the one that takes its place.
type changedType struct{ old, new *symbol }

// A replacedVariable is a variable and the one that takes its name.
type replacedVariable struct {
	name     string
	old, new *symbol
}

// changedTypes returns the types that did not stay.
func (ld *load) changedTypes() map[reflect.Type]reflect.Type {
	types := map[reflect.Type]reflect.Type{}
	for _, t := range ld.changed {
		types[typeAt(t.old)] = typeAt(t.new)
	}
	return types
}

func (ld *load) replacements() (list []Replacement) {
	for _, v := range ld.replaced {
		list = append(list, Replacement{v.name, variableAt(v.old), variableAt(v.new)})
	}
	return list
}

// Variables returns the variables of package main by name, as values that can be set.
// Those that took part in the last load only under an alias are among them.
func (l *Linker) Variables() map[string]reflect.Value {
	list := make(map[string]reflect.Value, len(l.variables))
	for _, name := range slices.Sorted(maps.Keys(l.variables)) {
		list[name[len(mainPrefix):]] = variableAt(l.variables[name])
	}
	return list
}

// PackageVariable returns a variable of a package that cells import, as a value that can
// be set; ok is false if it is not in the process.
func (l *Linker) PackageVariable(path, name string) (v reflect.Value, ok bool) {
	p := l.packages[path]
	if p == nil || !p.opened {
		return v, false
	}
	s := l.namedIn(p, key{p.escaped + "." + name, object.ABI0})
	if s == nil || s.addr == 0 {
		return v, false
	}
	t := l.typeOf(s)
	if t == nil || t.addr == 0 {
		return v, false
	}
	return reflect.NewAt(typeAt(t), pointer(s.addr)).Elem(), true
}

// Type returns the type of a package that a name means, or nil if it is not in the
// process. The name is that of [reflect.Type], with type arguments.
func (l *Linker) Type(path, name string) reflect.Type {
	if p := l.packages[path]; p != nil {
		path = p.escaped
	}
	symbol := "type:" + path + "." + name
	if s := l.bound[keyOf(symbol, object.ABI0)]; s != nil && s.addr != 0 {
		return typeAt(s)
	}
	if own := l.executable.types[symbol]; own.addr != 0 {
		return typeAtAddress(own.addr)
	}
	return nil
}

// Static reports whether memory is part of the executable or of what was loaded.
func (l *Linker) Static(addr, size uintptr) bool {
	x, r := l.executable, l.region
	return addr >= x.text && addr+size <= x.end || addr >= r.start && addr+size <= r.next
}

// typeAt returns the type that a loaded descriptor describes.
func typeAt(s *symbol) reflect.Type { return typeAtAddress(s.addr) }

func typeAtAddress(addr uintptr) reflect.Type {
	var v any
	(*[2]unsafe.Pointer)(unsafe.Pointer(&v))[0] = pointer(addr)
	return reflect.TypeOf(v)
}

func variableAt(s *symbol) reflect.Value {
	return reflect.NewAt(typeAt(s.variableType), pointer(s.addr)).Elem()
}
