package descent

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// A desk is where gonum's goroutines have the problem evaluated. gonum starts
// goroutines for the method and for the evaluations; the user's function runs
// in the one that called [Minimize] all the same, so that a panic in it is
// that goroutine's, and what ends that goroutine ends the run.
//
// The goroutine of Minimize serves calls, and closes closed when it leaves, be
// it by a panic: then every call returns at once, and gonum ends on the next
// status it asks for.
type desk struct {
	calls  chan func()
	closed chan struct{}
}

// do has f run by the goroutine of Minimize. It reports whether that is still
// there.
func (d *desk) do(f func()) bool {
	done := make(chan struct{})
	select {
	case d.calls <- func() {
		defer close(done)
		f()
	}:
		<-done
		return true
	case <-d.closed:
		return false
	}
}

// errEnough makes gonum return once the run is over.
var errEnough = errors.New("descent: the run is over")

func (d *desk) problem(r *run) optimize.Problem {
	return optimize.Problem{
		Func: func(x []float64) float64 {
			f := math.NaN()
			d.do(func() { f = r.value(x) })
			return f
		},
		Grad: func(g, x []float64) { d.do(func() { copy(g, r.gradient(x)) }) },
		Hess: func(h *mat.SymDense, x []float64) { d.do(func() { h.CopySym(r.hessian(x)) }) },
		Status: func() (optimize.Status, error) {
			err := errEnough
			if d.do(func() { err = r.settings.Context.Err() }) && err == nil {
				return optimize.NotTerminated, nil
			}
			return optimize.Failure, err
		},
	}
}

func (d *desk) settings(r *run, uses optimize.Available) *optimize.Settings {
	s := &optimize.Settings{Recorder: &recorder{desk: d, run: r, kicks: r.kicks, uses: uses}}
	if uses.Grad {
		s.Converger = optimize.NeverTerminate{}
	}
	return s
}

// recorder hands gonum's iterations to the run.
type recorder struct {
	*desk
	run   *run
	kicks int // before gonum was called
	uses  optimize.Available
	begun bool
}

// Init is called by gonum before the first iteration.
func (c *recorder) Init() error { return nil }

// Record is called by gonum with every iteration.
func (c *recorder) Record(at *optimize.Location, op optimize.Operation, _ *optimize.Stats) error {
	going := true
	if op == optimize.MajorIteration && !c.do(func() { going = c.iteration(at) }) || !going {
		return errEnough
	}
	return nil
}

// iteration reports whether gonum is to go on. Its first iteration is the point
// it was given, which is on record.
func (c *recorder) iteration(at *optimize.Location) bool {
	r, first := c.run, !c.begun
	c.begun = true
	if first && norm(difference(at.X, r.x)) == 0 {
		return true
	}
	k := known{hasValue: true, value: at.F}
	if !c.uses.Grad {
		r.moveTo(clone(at.X), k, "gonum")
		r.record(Iteration{Value: at.F, GradientNorm: math.NaN(), Smallest: math.NaN()})
		return r.goesOn()
	}
	if at.Gradient != nil {
		k.gradient = clone(at.Gradient)
	}
	r.moveTo(clone(at.X), k, "gonum")
	return r.more() && r.kicks == c.kicks
}
