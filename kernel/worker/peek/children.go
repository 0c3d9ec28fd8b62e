package peek

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// A Child is a part of a value.
type Child struct {
	Name string // of a field, "[7]", "[\"key\"]", "*", or "[100…199]" for a range
	Ref  Ref
	// Count is the number of elements of a range; Ref is then that of the first.
	Count int
}

// most is how many children a value has. Those of long lists are ranges.
const most = 100

// mapEntries is how many entries of a map are looked at for the first ones.
const mapEntries = 1000

// Find follows names from a variable to a part of it, and gives that with its
// children. It is an error if something on the way is no longer there.
func Find(r Ref, names []string, m Memory) (children []Child, err error) {
	err = fmt.Errorf("the value has changed meanwhile, or cannot be read now")
	guarded(func() {
		at := Child{Ref: r}
		for _, name := range names {
			list := childrenOf(at, m)
			i := slices.IndexFunc(list, func(c Child) bool { return c.Name == name })
			if i < 0 {
				return
			}
			at = list[i]
		}
		children, err = childrenOf(at, m), nil
	})
	return children, err
}

// settle follows interfaces and the pointer that leads to a value with parts. The
// type is nil where there is none.
func settle(r Ref, m Memory) Ref {
	c := newCopier(m, brief)
	for r.Type.Kind() == reflect.Interface {
		held, ok := c.held(r)
		if !ok {
			return Ref{}
		}
		c.ask(held.addr, held.Type.Size())
		r = held
	}
	if r.Type.Kind() == reflect.Pointer {
		to, t := load(r.addr), r.Type.Elem()
		if to == 0 {
			return Ref{}
		}
		switch t.Kind() {
		case reflect.Struct, reflect.Array, reflect.Slice, reflect.Map:
			c.ask(to, t.Size())
			return Ref{t, to}
		}
	}
	return r
}

// expandable reports whether a value that settle gave has children.
func expandable(r Ref, m Memory) bool {
	if r.Type == nil || slices.Contains(opaque, r.Type.PkgPath()) {
		return false
	}
	switch r.Type.Kind() {
	case reflect.Struct:
		return r.Type.NumField() > 0
	case reflect.Array:
		return r.Type.Len() > 0
	case reflect.Slice:
		return load(r.addr+word) > 0
	case reflect.Pointer:
		return load(r.addr) != 0
	case reflect.Map:
		at := load(r.addr)
		return at != 0 && m(at, mapSize) != Nowhere && load(at) > 0
	}
	return false
}

// length is that of a slice or map.
func length(r Ref) string {
	switch r.Type.Kind() {
	case reflect.Slice:
		return strconv.Itoa(int(load(r.addr + word)))
	case reflect.Map:
		return strconv.Itoa(int(load(load(r.addr))))
	}
	return ""
}

// childrenOf lists the parts of a value.
func childrenOf(of Child, m Memory) []Child {
	if of.Count > 0 {
		first, _ := strconv.Atoi(strings.TrimPrefix(strings.Split(of.Name, "…")[0], "["))
		return elements(of.Ref.Type, of.Ref.addr, first, of.Count)
	}
	r := settle(of.Ref, m)
	if !expandable(r, m) {
		return nil
	}
	c := newCopier(m, brief)
	switch t := r.Type; t.Kind() {
	case reflect.Struct:
		return fields(r)
	case reflect.Array:
		return elements(t.Elem(), r.addr, 0, t.Len())
	case reflect.Slice:
		at, n := load(r.addr), load(r.addr+word)
		c.ask(at, n*t.Elem().Size())
		return elements(t.Elem(), at, 0, int(n))
	case reflect.Map:
		at := load(r.addr)
		c.ask(at, mapSize)
		return c.keys(t, at)
	case reflect.Pointer:
		to := load(r.addr)
		c.ask(to, t.Elem().Size())
		return []Child{{Name: "*", Ref: Ref{t.Elem(), to}}}
	}
	return nil
}

func fields(r Ref) (list []Child) {
	for i := range r.Type.NumField() {
		f := r.Type.Field(i)
		if f.Name != "_" {
			list = append(list, Child{Name: f.Name, Ref: Ref{f.Type, r.addr + f.Offset}})
		}
	}
	return list
}

// elements lists n elements, the first of which has a number and a place, or
// ranges of them, as many as fit into the limit.
func elements(t reflect.Type, at uintptr, first, n int) (list []Child) {
	step := 1
	for n > step*most {
		step *= most
	}
	for i := 0; i < n; i += step {
		child := Child{Name: fmt.Sprintf("[%d]", first+i), Ref: Ref{t, at + uintptr(i)*t.Size()}}
		if step > 1 {
			child.Count = min(step, n-i)
			child.Name = fmt.Sprintf("[%d…%d]", first+i, first+i+child.Count-1)
		}
		list = append(list, child)
	}
	return list
}

// keys lists the entries of a map, in the order of what its keys are called, and
// numbers in their own.
func (c *copier) keys(t reflect.Type, at uintptr) (list []Child) {
	c.entries(t, at, func(key, elem uintptr) bool {
		name := Describe(Ref{t.Key(), key}, c.memory).Text
		list = append(list, Child{Name: "[" + name + "]", Ref: Ref{t.Elem(), elem}})
		return len(list) < mapEntries
	})
	slices.SortStableFunc(list, func(a, b Child) int {
		x, errX := strconv.ParseFloat(strings.Trim(a.Name, "[]"), 64)
		y, errY := strconv.ParseFloat(strings.Trim(b.Name, "[]"), 64)
		if errX == nil && errY == nil && x != y {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a.Name, b.Name)
	})
	return list[:min(len(list), most)]
}

// Describe describes a child: a range by its type.
func (c Child) Describe(m Memory) Description {
	if c.Count > 0 {
		return Description{Type: "[" + strconv.Itoa(c.Count) + "]" + typeName(c.Ref.Type), Text: "…", Children: true}
	}
	return Describe(c.Ref, m)
}
