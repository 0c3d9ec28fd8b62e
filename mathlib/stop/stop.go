// Package stop lets a computation that takes long be ended from outside, with
// what it has found so far.
//
// The computation does its work in a function that it gives to [Catch], which
// calls [Check] from time to time:
//
//	stopped := stop.Catch(func() {
//		for !done {
//			stop.Check()
//			step()
//		}
//	})
//
// The program around it, such as the kernel of a notebook, says with [Connect]
// how it ends computations. Where there is none, they are never stopped.
//
// The package is linked into workers of notebooks, and imports nothing but
// atomics.
package stop

import "sync/atomic"

// Hooks are what a surrounding program does for [Catch] and [Check].
type Hooks struct {
	// Catch calls f, and reports whether it has ended f because the
	// computation is to stop. It may end f in Check, or in any other place
	// that it knows of; deferred functions run.
	Catch func(f func()) (stopped bool)
	// Check ends the innermost f of the goroutine if it is to stop.
	Check func()
}

var connected atomic.Pointer[Hooks]

// Connect installs the hooks. A program does so once, before it computes.
func Connect(h Hooks) { connected.Store(&h) }

// Catch calls f and reports whether it has been stopped. What f has stored by
// then stays.
func Catch(f func()) (stopped bool) {
	if h := connected.Load(); h != nil {
		return h.Catch(f)
	}
	f()
	return false
}

// Check ends the innermost function that runs in [Catch] on this goroutine, if
// the computation is to stop.
func Check() {
	if h := connected.Load(); h != nil {
		h.Check()
	}
}
