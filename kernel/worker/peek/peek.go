// Package peek looks at variables while other goroutines may be changing them,
// for a panel that is asked at any moment, also while a cell runs.
//
// Nothing is locked, nobody is stopped, and no method of a type that a user has
// written is called. What is to be shown is first copied, within limits, into
// memory of our own: every address is asked for before anything is read through
// it ([Memory]), words are read as plain numbers, and only addresses of copies are
// ever stored as pointers; so the worst that a value can do which is being written
// is to look torn. Maps are read slot by slot, since Go ends the process of who
// iterates over a map that is being written. Then the copy is described
// ([Describe]), expanded ([Children]) or given to who shows it ([Copy]).
//
// The package knows nothing of cells, of the linker, of displays or of debuggers.
package peek

import (
	"errors"
	"fmt"
	"reflect"
	"runtime/debug"
	"unsafe"
)

// A Memory says what a piece of memory is.
type Memory func(addr, size uintptr) Place

// A Place is a kind of memory.
type Place uint8

// The kinds of memory.
const (
	Nowhere Place = iota // not Go's, or free: it must not be read
	Heap                 // within one object that was allocated
	Static               // data of the program, where its types are, too
)

// A Ref is where a value lies. The memory need not stay what it is.
type Ref struct {
	Type reflect.Type
	addr uintptr
}

// Variable is the place of a variable, given by a value that can be addressed. Who
// calls this keeps the variable alive.
func Variable(v reflect.Value) Ref { return Ref{v.Type(), uintptr(v.Addr().UnsafePointer())} }

// A Description is a value in a line.
type Description struct {
	Type string // as cells write it; that of what an interface holds
	Text string // in Go syntax, cut short
	Size string // of what has a length or dimensions: "7", "2×3"; else empty
	// Children says that there is something to expand.
	Children bool
}

// Unreadable is the text of a value that could not be read: it was being changed,
// or lies in memory that is not Go's.
const Unreadable = "(cannot be read now)"

// Describe describes a value.
func Describe(r Ref, m Memory) (d Description) {
	d = Description{Type: typeName(r.Type), Text: Unreadable}
	problem := guarded(func() {
		c := newCopier(m, brief)
		if r.Type.Kind() == reflect.Interface {
			d.Type = typeName(c.dynamic(r))
		}
		at := settle(r, m)
		d.Children = expandable(at, m)
		v := c.value(r)
		p := &printer{lengths: c.lengths, cut: c.cut, room: lineWidth}
		text := p.line(v)
		d.Text, d.Children, d.Size = text, !p.whole && expandable(at, m), p.size
		if d.Size == "" && d.Children {
			d.Size = length(at)
		}
	})
	if problem == tooBig {
		d.Text = d.Type + tooBig
	} else if problem != nil {
		d.Children = false
	}
	return d
}

// Copy copies a value with all that it leads to, so that it can be shown while the
// original changes. What takes more than most bytes is not copied; pointers are followed far, but
// not for ever.
func Copy(r Ref, m Memory, most int) (v reflect.Value, err error) {
	err = errors.New("the value cannot be read now: run the cell to its end, and ask again")
	c := newCopier(m, limits{bytes: most, elements: most, depth: 1000})
	guarded(func() {
		copied := c.value(r)
		if !c.over {
			v, err = copied, nil
		}
	})
	if c.over {
		err = fmt.Errorf("the value takes more than %d MB, and is not copied to be shown", most>>20)
	}
	return v, err
}

// guarded calls f, and ends it where it reads what cannot be read; then it gives the
// problem. Whoever reads values that change may come to any state: whatever goes
// wrong there is no more than that.
func guarded(f func()) (problem any) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() { problem = recover() }()
	f()
	return nil
}

// load reads a word. The memory may have been freed meanwhile, which is noticed
// later; so its address must not be a pointer where the collector could see it.
//
//go:nocheckptr
func load(addr uintptr) uintptr { return *(*uintptr)(pointer(addr)) }

// pointer is for reading at once, never for keeping.
func pointer(addr uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&addr)) }

const word = unsafe.Sizeof(uintptr(0))
