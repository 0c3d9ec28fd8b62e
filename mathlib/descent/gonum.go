package descent

import (
	"fmt"
	"math"
	"strings"

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

// minimize calls gonum again after a kick, as long as there are kicks.
func (m Gonum) minimize(r *run) {
	method := m.method()
	uses, err := method.Uses(optimize.Available{Grad: true, Hess: true})
	if err != nil {
		r.stop(Stalled, err.Error())
		return
	}
	r.curvature = r.curvature || uses.Hess
	if !r.more() {
		return
	}
	for {
		kicks := r.kicks
		ended := m.once(r, method, uses)
		if !r.goesOn() {
			return
		}
		if r.kicks > kicks {
			continue
		}
		g := norm(r.g())
		r.trace.Iterations[r.trace.Steps()].GradientNorm = g
		if g > r.settings.GradientTolerance {
			r.stop(Stalled, ended)
			return
		}
		if !r.rest() {
			return
		}
	}
}

// once runs gonum's method from the point reached until it or the run ends, or
// the run is kicked on, and returns how gonum ended.
func (m Gonum) once(r *run, method optimize.Method, uses optimize.Available) string {
	d := &desk{calls: make(chan func()), closed: make(chan struct{})}
	defer close(d.closed)
	problem, settings, x := d.problem(r), d.settings(r, uses), clone(r.x)
	ended := make(chan ending, 1)
	go func() {
		var e ending
		defer func() {
			e.panicked = recover()
			ended <- e
		}()
		e.result, e.err = optimize.Minimize(problem, x, settings, method)
	}()
	for {
		select {
		case call := <-d.calls:
			call()
		case e := <-ended:
			return e.take(r, uses)
		}
	}
}

// ending is how gonum ended.
type ending struct {
	result   *optimize.Result
	err      error
	panicked any
}

// take brings the run to gonum's best point and says how gonum ended.
func (e ending) take(r *run, uses optimize.Available) string {
	switch {
	case e.panicked != nil:
		panic(e.panicked)
	case e.err != nil:
		return e.err.Error()
	}
	if !uses.Grad && e.result.F < r.f() {
		r.moveTo(clone(e.result.X), known{hasValue: true, value: e.result.F}, "gonum")
		r.record(Iteration{Value: e.result.F, GradientNorm: math.NaN(), Smallest: math.NaN()})
	}
	return "gonum's status is " + e.result.Status.String()
}
