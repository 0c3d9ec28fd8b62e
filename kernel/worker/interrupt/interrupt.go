// Package interrupt lets the loops of a notebook's cells be stopped.
//
// Every loop in cell code begins a turn with
//
//	if interrupt.Flag != 0 { interrupt.Check() }
//
// so that a loop which calls nothing costs one load and one branch more. The
// worker raises the flag when the user interrupts a cell, and [Check] ends the
// goroutine if it belongs to that cell. Deferred functions run, and recover
// does not see it.
//
// The package is linked into the worker and into every cell, so it imports
// nothing but atomics and knows nothing of cells: the worker installs the
// decision with [Connect].
package interrupt

import "sync/atomic"

// Flag is nonzero while some cell is to be stopped. Cells read it without
// synchronization: to see it a few turns late does no harm.
var Flag uint32

var decide atomic.Pointer[func()]

// Connect makes Check call f. The worker calls it once, before any cell runs.
func Connect(f func()) { decide.Store(&f) }

// Raise sets the flag, or takes it back.
func Raise(on bool) {
	var v uint32
	if on {
		v = 1
	}
	atomic.StoreUint32(&Flag, v)
}

// Check ends the current goroutine if its cell is to be stopped, and returns
// otherwise. A computation in which the goroutine is may end in its place, with
// what it has found (package mathlib/stop). Nothing happens outside a notebook.
func Check() {
	if f := decide.Load(); f != nil {
		(*f)()
	}
}
