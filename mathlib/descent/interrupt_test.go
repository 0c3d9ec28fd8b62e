package descent_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/optimize"

	. "github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/stop"
	"github.com/gonabla/nabla/mathlib/stop/stoptest"
)

// TestInterruptReturnsTheTrace interrupts runs of all methods in an evaluation of
// the function: at its loop, after which nothing more is evaluated, or while it
// does something else, so that the run comes to a check of its own.
func TestInterruptReturnsTheTrace(t *testing.T) {
	interrupt := stoptest.Connect(t)
	for _, m := range append(methods, Gonum{&optimize.BFGS{}}) {
		for _, inLoop := range []bool{false, true} {
			interrupt.Release()
			n := 0
			r := Minimize(Problem{Start: []float64{0.5, 0.2}, F: func(w []float64) float64 {
				if n++; n == 30 {
					interrupt.Press()
					if inLoop {
						stop.Check()
					}
				}
				return mathtest.Lee(w)
			}}, m, Settings{GradientTolerance: -1})
			if r.Reason != Interrupted || len(r.Iterations) == 0 || inLoop && n != 30 {
				t.Errorf("%s: %d evaluations\n%s", m, n, r)
			}
			for _, i := range r.Iterations {
				if len(i.X) != 2 {
					t.Errorf("%s: a point %v", m, i.X)
				}
			}
			if again := Minimize(lee(0.5, 0.2), m, Settings{}); again.Reason != Interrupted || len(again.Iterations) != 1 {
				t.Errorf("%s: after the interrupt\n%s", m, again)
			}
		}
	}
}

// TestInterruptOfAFunctionThatRecovers: what it returns then is not recorded.
func TestInterruptOfAFunctionThatRecovers(t *testing.T) {
	interrupt := stoptest.Connect(t)
	n := 0
	r := Minimize(Problem{Start: []float64{0.5, 0.2}, F: func(w []float64) (value float64) {
		defer func() {
			if recover() != nil {
				value = -1000
			}
		}()
		n++
		if n == 40 {
			interrupt.Press()
		}
		stop.Check()
		return mathtest.Lee(w)
	}}, GradientDescent{}, Settings{GradientTolerance: -1, Iterations: 100})
	for _, i := range r.Iterations {
		if i.Value == -1000 {
			t.Errorf("%s", r)
		}
	}
	if r.Reason != Interrupted {
		t.Errorf("%s", r)
	}
}

func TestInterruptAtTheStart(t *testing.T) {
	interrupt := stoptest.Connect(t)
	interrupt.Press()
	r := Minimize(lee(0.5, 0.2), Newton{}, Settings{})
	if r.Reason != Interrupted || r.Reason.Success() || r.X()[1] != 0.2 || !math.IsNaN(r.Value()) || r.Evaluations != (Evaluations{}) {
		t.Errorf("%s", r)
	}
}
