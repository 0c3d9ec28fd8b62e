package descent

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// Gonum is one of the methods of gonum's package optimize, with this package's
// derivatives, trace and end: gonum's own tests are satisfied by a saddle, and
// its line searches end with an error where the gradient is 0.
type Gonum struct {
	Method optimize.Method // nil: &optimize.LBFGS{}
}

// String returns the name of gonum's type.
func (m Gonum) String() string {
	return "gonum " + strings.TrimPrefix(fmt.Sprintf("%T", m.method()), "*optimize.")
}

func (m Gonum) method() optimize.Method {
	if m.Method == nil {
		return &optimize.LBFGS{}
	}
	return m.Method
}

// errEnough makes gonum return once the run is over.
var errEnough = errors.New("descent: the run is over")

// minimize calls gonum again after a kick, as long as there are kicks.
func (m Gonum) minimize(r *run) {
	method := m.method()
	uses, err := method.Uses(optimize.Available{Grad: true, Hess: true})
	if err != nil {
		r.stop(Stalled, err.Error())
		return
	}
	r.curvature = r.curvature || uses.Hess
	for going := r.more(); going; {
		before := r.kicks
		ended := m.once(r, method, uses)
		if !r.goesOn() {
			return
		}
		if r.kicks > before {
			continue
		}
		if g := norm(r.g()); !uses.Grad {
			r.trace.Iterations[r.trace.Steps()].GradientNorm = g
		}
		if norm(r.g()) > r.settings.GradientTolerance || !r.rest() {
			if r.trace.Reason == Unfinished {
				r.stop(Stalled, ended)
			}
			return
		}
	}
}

// once runs gonum's method from the point reached until it or the run ends, or
// the run is kicked on, and returns how gonum ended.
func (m Gonum) once(r *run, method optimize.Method, uses optimize.Available) string {
	settings := &optimize.Settings{Recorder: &recorder{run: r, kicks: r.kicks, uses: uses}}
	if uses.Grad {
		settings.Converger = optimize.NeverTerminate{}
	}
	result, err := optimize.Minimize(m.problem(r), clone(r.x), settings, method)
	switch {
	case err != nil:
		return err.Error()
	case result != nil:
		if !uses.Grad && result.F <= r.f() {
			r.moveTo(clone(result.X), known{hasValue: true, value: result.F}, "gonum")
			r.record(Iteration{Value: result.F, GradientNorm: math.NaN(), Smallest: math.NaN()})
		}
		return "gonum's status is " + result.Status.String()
	}
	return ""
}

func (m Gonum) problem(r *run) optimize.Problem {
	return optimize.Problem{
		Func: r.value,
		Grad: func(g, x []float64) { copy(g, r.gradient(x)) },
		Hess: func(h *mat.SymDense, x []float64) { h.CopySym(r.hessian(x)) },
		Status: func() (optimize.Status, error) {
			return optimize.NotTerminated, r.settings.Context.Err()
		},
	}
}

// recorder hands gonum's iterations to the run.
type recorder struct {
	run   *run
	kicks int
	uses  optimize.Available
}

// Init is called by gonum before the first iteration.
func (c *recorder) Init() error { return nil }

// Record is called by gonum with every iteration.
func (c *recorder) Record(at *optimize.Location, op optimize.Operation, _ *optimize.Stats) error {
	r := c.run
	if op != optimize.MajorIteration {
		return nil
	}
	k := known{hasValue: true, value: at.F}
	if c.uses.Grad && at.Gradient != nil {
		k.gradient = clone(at.Gradient)
	}
	if len(r.trace.Iterations) > 1 || norm(difference(at.X, r.x)) > 0 {
		r.moveTo(clone(at.X), k, "gonum")
	} else {
		return nil
	}
	going := false
	if c.uses.Grad {
		going = r.more()
	} else {
		r.record(Iteration{Value: at.F, GradientNorm: math.NaN(), Smallest: math.NaN()})
		going = r.goesOn()
	}
	if !going || r.kicks > c.kicks {
		return errEnough
	}
	return nil
}
