package descent

import (
	"math"

	"github.com/gonabla/nabla/mathlib/stop"
)

// A Method is a way to go down. The types of this package that end in a method
// String are the methods; their zero values work.
type Method interface {
	// String returns the method's name.
	String() string
	// minimize goes down from r's point until r.more says that it is enough.
	minimize(r *run)
}

// Minimize looks for a minimum of the problem by the method and returns what
// happened. It panics when the problem is incomplete, or lacks what the method
// needs.
//
// When the user of a notebook interrupts it, in a loop of the function or
// elsewhere, it returns the trace so far, and the cell goes on to its next loop.
func Minimize(p Problem, m Method, s Settings) Trace {
	r := newRun(p.completed(), m, s.completed())
	if stop.Catch(func() { r.down(m) }) {
		r.interrupted()
	}
	r.publish()
	return *r.trace
}

// interrupted completes the trace of a run that was ended from outside.
func (r *run) interrupted() {
	if len(r.trace.Iterations) == 0 {
		nan := math.NaN()
		r.trace.Iterations = []Iteration{{X: clone(r.x), Value: nan, GradientNorm: nan, Smallest: nan, Step: start}}
	}
	if r.trace.Reason == Unfinished {
		r.stop(Interrupted, "")
	}
}
