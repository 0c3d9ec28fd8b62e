// Package atend lets statements of a cell be done when the cell is over.
//
// A whole program that runs as a cell begins with statements, put there by the
// kernel, that give it what other packages keep for the whole process, such as
// flag.CommandLine, as it is in a new one. They have it brought back by [Do]. A
// deferred call would not do: it can be cut short by an interrupt, comes before
// the program's other goroutines have ended, and not at all if main waits for
// ever.
//
// The package is linked into the worker and into such cells, so it imports
// nothing but atomics: the worker installs what keeps the calls with [Connect].
package atend

import "sync/atomic"

var keep atomic.Pointer[func(func())]

// Connect makes Do call f. The worker calls it once, before any cell runs.
func Connect(f func(func())) { keep.Store(&f) }

// Do has f called when the cell is over that the current goroutine belongs to, before
// what was given to Do earlier. Outside a notebook f is never called.
func Do(f func()) {
	if k := keep.Load(); k != nil {
		(*k)(f)
	}
}
