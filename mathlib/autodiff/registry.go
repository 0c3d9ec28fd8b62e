package autodiff

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// A Record tells where a function with a twin comes from.
type Record struct {
	Name     string // as the user knows it
	File     string // where it is written
	Line     int
	Source   string   // its text
	Captured []string // the variables that the literal closes over
	Refusal  string   // why there is no twin; empty: there is one
	Fused    any      // a twin for [Tape.Partials] alone: whole expressions are one operation; nil: none
}

// entry is a registered function. The table is keyed by the address of the
// closure, which Go may reuse once the closure is garbage; alive guards
// against that: it turns nil before the memory is used again.
type entry struct {
	alive  weak.Pointer[byte]
	static bool // not on the heap: the address is the function's for good
	rule   bool // given by a user
	twin   any
	record *Record
}

var registry = struct {
	sync.Mutex
	entries map[uintptr]*entry
}{entries: map[uintptr]*entry{}}

// closure returns the address of a function value's closure; nil for a nil
// function.
//
// A func is a pointer to its closure, and an interface holds pointer-shaped
// values directly in its second word.
func closure(f any) *byte {
	if reflect.TypeOf(f).Kind() != reflect.Func {
		panic("autodiff: " + reflect.TypeOf(f).String() + " is not a function")
	}
	return (*[2]*byte)(unsafe.Pointer(&f))[1]
}

//go:linkname findObject runtime.findObject
func findObject(p, refBase, refOff uintptr) (base uintptr, span unsafe.Pointer, index uintptr)

// onHeap reports whether the garbage collector owns the memory at p. Literals
// that capture nothing, and named functions, are static data.
func onHeap(p *byte) bool {
	base, _, _ := findObject(uintptr(unsafe.Pointer(p)), 0, 0)
	return base != 0
}

// Register makes twin the twin of the function f, which lives as long as the
// program: a named function. A nil twin with r.Refusal says that there is none
// and why. Registering again replaces, but a refusal does not replace a [Rule]:
// it is for functions that cannot be lifted.
func Register(f, twin any, r *Record) {
	add(f, &entry{twin: twin, record: r})
}

// Pair makes twin the twin of the closure f, for as long as f lives, and
// returns f. It moves f to the heap. A nil twin with r.Refusal says that there
// is none and why.
func Pair[F any](f F, twin any, r *Record) F {
	add(f, &entry{twin: twin, record: r})
	return f
}

// add enters f into the table. The closure's address flows into the runtime's
// weak pointers and cleanups, which forces closures to the heap.
func add(f any, e *entry) {
	p := closure(f)
	if p == nil {
		return
	}
	if e.record == nil {
		e.record = new(Record)
	}
	key := uintptr(unsafe.Pointer(p))
	if e.static = !onHeap(p); !e.static {
		e.alive = weak.Make(p)
	}
	registry.Lock()
	old := registry.entries[key]
	kept := e.twin == nil && old != nil && old.rule && (old.static || old.alive.Value() == p)
	if !kept {
		registry.entries[key] = e
	}
	registry.Unlock()
	if !e.static && !kept {
		runtime.AddCleanup(p, forget, cleanup{key, e})
	}
}

// cleanup names the entry to be removed; the key alone will not do, since the
// address may already belong to the next closure.
type cleanup struct {
	key   uintptr
	entry *entry
}

func forget(c cleanup) {
	registry.Lock()
	defer registry.Unlock()
	if registry.entries[c.key] == c.entry {
		delete(registry.entries, c.key)
	}
}

// Lookup returns the twin and the record registered for the function value f.
// twin is nil when the function was refused; ok is false when f was never
// registered.
func Lookup(f any) (twin any, r *Record, ok bool) {
	p := closure(f)
	if p == nil {
		return nil, nil, false
	}
	registry.Lock()
	e := registry.entries[uintptr(unsafe.Pointer(p))]
	registry.Unlock()
	if e == nil || !e.static && e.alive.Value() != p {
		return nil, nil, false
	}
	return e.twin, e.record, true
}
