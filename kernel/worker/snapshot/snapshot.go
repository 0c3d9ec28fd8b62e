// Package snapshot writes variables that are plain data into a file and reads
// them back in another process: numbers, strings, booleans, arrays, slices, maps
// and structs with all their fields, pointers to such, and interfaces that hold
// such. What shared memory shares it afterwards: pointers to one thing, slices
// of one array, cycles, a pointer into the middle of something.
//
// Phases of [Save]:
//
//  1. scan: walk what each variable reaches, and list the pieces of memory that
//     pointers and slices refer to; a variable that reaches something else than
//     plain data is left out, with the reason;
//  2. regions: join pieces that overlap, so that every byte belongs to one
//     region; variables that share one become one group;
//  3. encode: write group after group, the small ones first.
//
// [Restore] reads groups until the file ends. Types are described in the file
// and compared with those of the process, so that no variable ever gets bytes
// of another layout.
//
// Other goroutines may write to the memory meanwhile. Every address is asked
// for before anything is read through it ([Options.Memory]), a fault ends only
// the variable that met it, and what differs when it is read again is reported
// as changing ([Options.Shared]).
//
// Nothing here recurses along the data: a list of any length takes no stack.
// The package knows nothing of cells, of the linker or of the worker.
package snapshot

import (
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"
)

// A Variable is where a value lies.
type Variable struct {
	Name string
	Type reflect.Type
	Addr unsafe.Pointer
}

// A Lost is a variable that could not be kept.
type Lost struct{ Name, Reason string }

// A Place says what an address belongs to.
type Place uint8

// The places of memory.
const (
	Nowhere Place = iota // nothing that may be read
	Heap                 // one object that was allocated
	Static               // data of the executable or of loaded code
)

// A Known is something that every process has at an address of its own, such
// as time.UTC: pointers to it are kept as its name.
type Known struct {
	Name    string
	Pointer any
}

// Options of [Save]. The zero value has no limits.
type Options struct {
	Bytes  int64         // the most that the file may have; 0 for no limit
	Time   time.Duration // the most that saving may take; 0 for no limit
	Cancel *atomic.Bool  // ends saving with [ErrCancelled] when it becomes true
	// Memory says where a piece of memory lies. Nil takes all of it for one that
	// may be read.
	Memory func(addr, size uintptr) Place
	Known  []Known
	// Shared says that goroutines may write to the variables meanwhile: all is
	// read twice, and what differs is lost.
	Shared bool
}

// A Report says what became of the variables.
type Report struct {
	Kept []string // in the order of the variables
	Lost []Lost
	// Types are those with a name that interfaces held, for [Types.Find], as the
	// path of the package, a point and the name.
	Types []string
	Bytes int64 // size of the file
}

// A halt ends saving as a whole, or that of one group.
type halt string

func (h halt) Error() string { return string(h) }

// ErrCancelled is the error of a [Save] that was cancelled.
var ErrCancelled error = halt("saving the variables was cancelled")

const (
	outOfTime = halt("there was no time left to save it")
	changing  = halt("it was changed by a goroutine while it was being saved")
)

// failed is deferred around the walk of something that may be torn: it turns a
// panic into the reason.
func failed(reason *error) {
	switch v := recover().(type) {
	case nil:
	case halt:
		*reason = v
	case error:
		text := v.Error()
		if strings.Contains(text, "concurrent map") {
			*reason = changing
			return
		}
		*reason = fmt.Errorf("it could not be read: %s", text)
	default:
		*reason = fmt.Errorf("it could not be read: %v", v)
	}
}

// pointer is addr as a pointer, for memory that the garbage collector does not
// move and that something else keeps alive.
func pointer(addr uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&addr)) }

func load(addr uintptr) uintptr { return *(*uintptr)(pointer(addr)) }

// bytesAt is the memory at addr.
func bytesAt(addr, size uintptr) []byte { return unsafe.Slice((*byte)(pointer(addr)), size) }
