package descent_test

import (
	"context"
	"math"
	"runtime"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
	"gonum.org/v1/plot/plotter"

	. "github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// methods are those that need nothing but F.
var methods = []Method{
	GradientDescent{}, GradientDescent{Rate: 0.05}, Momentum{}, Momentum{Nesterov: true}, Adam{Rate: 0.05},
	Newton{}, DampedNewton{}, NewtonCG{}, SaddleFreeNewton{}, SaddleFreeNewton{LineSearch: true},
	TrustRegion{}, TrustRegion{Subproblem: Steihaug}, TrustRegion{Subproblem: Dogleg},
	BFGS{}, LBFGS{}, SR1{},
	Gonum{}, Gonum{&optimize.BFGS{}}, Gonum{&optimize.Newton{}}, Gonum{&optimize.CG{}}, Gonum{&optimize.GradientDescent{}},
}

// TestNoSaddleIsASuccess: from (0.1, -0.1), on the stable manifold of the
// saddle, and from the saddle itself no method reports success unless it has
// reached the valley.
func TestNoSaddleIsASuccess(t *testing.T) {
	for _, x := range [][]float64{{0.1, -0.1}, {0, 0}, {0.3, -0.3}} {
		for _, m := range methods {
			r := Minimize(lee(x...), m, Settings{Iterations: 3000})
			w := r.X()
			valley := r.Value() < 1e-8
			if r.Reason.Success() && !valley || !valley && r.Reason != NegativeCurvature {
				t.Errorf("%s from %v: %s at %v, f = %v", m, x, r.Reason, w, r.Value())
			}
		}
	}
}

// TestKicksLeaveTheSaddle: with a kick every method reaches the valley.
func TestKicksLeaveTheSaddle(t *testing.T) {
	for _, x := range [][]float64{{0.1, -0.1}, {0, 0}} {
		for _, m := range methods {
			if m == (Method)(Newton{}) {
				continue // goes back to the saddle
			}
			r := Minimize(lee(x...), m, Settings{Kicks: 3})
			if r.Value() > 1e-8 || !r.Reason.Success() {
				t.Errorf("%s from %v:\n%s", m, x, r)
			}
		}
	}
}

// TestExactTrustRegionLeavesTheSaddle by itself, also where the gradient is 0.
func TestExactTrustRegionLeavesTheSaddle(t *testing.T) {
	for _, x := range [][]float64{{0.1, -0.1}, {0, 0}} {
		r := Minimize(lee(x...), TrustRegion{}, Settings{})
		if r.Value() > 1e-15 || !r.Reason.Success() || r.Iterations[1].Step != "hard case" {
			t.Errorf("from %v:\n%s", x, r)
		}
	}
}

// TestValleyIsNoMinimum: at a point of the valley second order does not decide,
// and the rounding of the point must not make a saddle of it.
func TestValleyIsNoMinimum(t *testing.T) {
	for _, x := range [][]float64{{1, 1}, {2, 0.5}, {3, 1. / 3}, {0.1, 10}, {-1, -1}, {0.7, 1 / 0.7}, {1 + 1e-9, 1 + 1e-9}} {
		if r := Minimize(lee(x...), LBFGS{}, Settings{}); r.Reason != Stationary {
			t.Errorf("from %v: %s (%s)", x, r.Reason, r.Detail)
		}
	}
}

func TestRosenbrock(t *testing.T) {
	start := []float64{-1.2, 1}
	for _, m := range methods {
		switch m.(type) {
		case GradientDescent, Momentum, Adam:
			continue // would need far more steps
		}
		if m == (Method)(Gonum{&optimize.GradientDescent{}}) || m == (Method)(SaddleFreeNewton{}) {
			continue
		}
		r := Minimize(Problem{F: mathtest.Rosenbrock, Start: start}, m, Settings{})
		if g, ok := m.(Gonum); ok {
			if _, gd := g.Method.(*optimize.GradientDescent); gd {
				continue
			}
		}
		if r.Reason != Minimum || math.Hypot(r.X()[0]-1, r.X()[1]-1) > 1e-7 {
			t.Errorf("%s:\n%s", m, r)
		}
		if start[0] != -1.2 || start[1] != 1 {
			t.Fatal("the start was changed")
		}
	}
}

func TestRosenbrockChain(t *testing.T) {
	x := make([]float64, 20)
	for i := range x {
		x[i] = -1.2 + 0.1*float64(i)
	}
	for _, m := range []Method{LBFGS{}, BFGS{}, TrustRegion{}, TrustRegion{Subproblem: Steihaug}, DampedNewton{}, NewtonCG{}, SR1{}} {
		r := Minimize(Problem{F: mathtest.Rosenbrock, Start: x}, m, Settings{})
		if r.Reason != Minimum || r.Last().GradientNorm > 1e-8 {
			t.Errorf("%s:\n%s", m, r)
		}
	}
}

func TestLeastSquares(t *testing.T) {
	for _, m := range []Method{GaussNewton{}, LevenbergMarquardt{}} {
		for _, p := range []Problem{
			{Residuals: rosenbrockResiduals, Start: []float64{-1.2, 1}},
			{Residuals: rosenbrockResiduals, F: mathtest.Rosenbrock, Start: []float64{-1.2, 1}},
		} {
			r := Minimize(p, m, Settings{})
			if r.Reason != Minimum || math.Hypot(r.X()[0]-1, r.X()[1]-1) > 1e-8 {
				t.Errorf("%s:\n%s", m, r)
			}
		}
	}
}

func TestKinkIsNotSmooth(t *testing.T) {
	p := Problem{F: mathtest.Neuron, Start: []float64{0, 0, 0}}
	p.Hessian = func([]float64) *mat.SymDense { return mat.NewSymDense(3, nil) }
	if r := Minimize(p, GradientDescent{Rate: 0.01}, Settings{Iterations: 2}); r.Reason == Minimum {
		t.Error(r)
	}
}

func TestDifferencesAreNotCalledCertified(t *testing.T) {
	saddle := func(x []float64) float64 { return x[0]*x[0] - x[1]*x[1] + math.Pow(x[1], 4) }
	r := Minimize(Problem{F: saddle, Start: []float64{1, 0}}, BFGS{}, Settings{GradientTolerance: 1e-6})
	if r.Reason != ApparentNegativeCurvature || !r.Estimated || !strings.Contains(r.String(), "finite differences") {
		t.Error(r)
	}
	byHand := Problem{F: saddle, Start: []float64{1, 0},
		Gradient: func(x []float64) []float64 { return []float64{2 * x[0], -2*x[1] + 4*math.Pow(x[1], 3)} },
		Hessian: func(x []float64) *mat.SymDense {
			return mat.NewSymDense(2, []float64{2, 0, 0, -2 + 12*x[1]*x[1]})
		}}
	if r := Minimize(byHand, BFGS{}, Settings{}); r.Reason != NegativeCurvature || r.Estimated {
		t.Error(r)
	}
	if r := Minimize(byHand, BFGS{}, Settings{Kicks: 1}); r.Reason != Minimum || math.Abs(r.Value()+0.25) > 1e-15 {
		t.Error(r)
	}
}

func TestInterruption(t *testing.T) {
	for _, m := range []Method{GradientDescent{Rate: 1e-6}, SGD{Rate: 1e-6}, Gonum{&optimize.GradientDescent{}}} {
		p := Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
		ctx, cancel := context.WithCancel(context.Background())
		var trace Trace
		s := Settings{Context: ctx, Trace: &trace, Progress: func(k int, i Iteration) bool {
			if k == 3 {
				cancel()
			}
			return true
		}}
		r := Minimize(p, m, s)
		if r.Reason != Cancelled || r.Steps() != 3 || trace.Steps() != 3 {
			t.Errorf("%s: %s after %d steps", m, r.Reason, r.Steps())
		}
		r = Minimize(p, m, Settings{Progress: func(k int, i Iteration) bool { return k < 2 }})
		if r.Reason != Stopped || r.Steps() != 2 {
			t.Errorf("%s: %s after %d steps", m, r.Reason, r.Steps())
		}
	}
}

// TestTraceOfAnEndedGoroutine: what ends the goroutine leaves the trace so far.
func TestTraceOfAnEndedGoroutine(t *testing.T) {
	var trace Trace
	func() {
		defer func() { _ = recover() }()
		n := 0
		Minimize(Problem{Start: []float64{1}, F: func(x []float64) float64 { return x[0] * x[0] },
			Gradient: func(x []float64) []float64 {
				if n++; n > 4 {
					panic("enough")
				}
				return []float64{2 * x[0]}
			}}, GradientDescent{Rate: 0.1}, Settings{Trace: &trace})
	}()
	if len(trace.Iterations) != 4 || trace.Reason != Unfinished {
		t.Error(trace)
	}
}

// TestPanicsAndExits: a panic in the function reaches the caller, and what ends
// the goroutine does, also where gonum starts goroutines of its own.
func TestPanicsAndExits(t *testing.T) {
	for _, m := range []Method{Gonum{}, BFGS{}} {
		n := 0
		problem := func(bad func()) Problem {
			n = 0
			return Problem{Start: []float64{3, 4}, F: func(x []float64) float64 {
				if n++; n > 3 {
					bad()
				}
				return x[0]*x[0] + 20*x[1]*x[1]*x[1]*x[1]
			}, Gradient: func(x []float64) []float64 { return []float64{2 * x[0], 80 * x[1] * x[1] * x[1]} }}
		}
		func() {
			defer func() {
				if v := recover(); v != "out of luck" {
					t.Errorf("%s: recovered %v", m, v)
				}
			}()
			Minimize(problem(func() { panic("out of luck") }), m, Settings{})
		}()
		var trace Trace
		over := make(chan bool)
		go func() {
			defer close(over)
			Minimize(problem(runtime.Goexit), m, Settings{Trace: &trace})
		}()
		if <-over; trace.Reason != Unfinished || len(trace.Iterations) == 0 {
			t.Error(trace)
		}
	}
}

// A Curve is what gonum's plotter takes.
var _ plotter.XYer = Curve(nil)

func TestEmptyTrace(t *testing.T) {
	var trace Trace
	if trace.Steps() != 0 || trace.X() != nil || trace.Best().X != nil || !strings.Contains(trace.String(), "not finished") {
		t.Error(trace)
	}
}

// TestCancellationWithinAStep: evaluations may take long.
func TestCancellationWithinAStep(t *testing.T) {
	for _, m := range methods {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		r := Minimize(Problem{Start: []float64{0.5, 0.2}, F: func(w []float64) float64 {
			if n++; n == 2 {
				cancel()
			}
			return mathtest.Lee(w)
		}, Gradient: func(w []float64) []float64 {
			e := -2 * (1 - w[0]*w[1])
			return []float64{e * w[1], e * w[0]}
		}, Hessian: func(w []float64) *mat.SymDense {
			c := -2 + 4*w[0]*w[1]
			return mat.NewSymDense(2, []float64{2 * w[1] * w[1], c, c, 2 * w[0] * w[0]})
		}}, m, Settings{Context: ctx})
		if r.Reason != Cancelled || n > 3 || r.Steps() > 1 {
			t.Errorf("%s: %d evaluations\n%s", m, n, r)
		}
		cancelled := Minimize(lee(0.5, 0.2), m, Settings{Context: ctx})
		if cancelled.Reason != Cancelled || len(cancelled.Iterations) != 1 {
			t.Errorf("%s\n%s", m, cancelled)
		}
	}
}
