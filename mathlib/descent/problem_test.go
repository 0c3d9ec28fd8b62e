package descent_test

import (
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	. "github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

func TestOnKeepsTheTwin(t *testing.T) {
	c := 2.0
	f := autodiff.Pair(
		func(x, y float64) float64 { return (x-c)*(x-c) + y*y },
		func(t *tape, x, y real) real {
			a := t.Sub(x, k(c))
			return t.Add(t.Mul(a, a), t.Mul(y, y))
		}, &autodiff.Record{Name: "f"})
	r := Minimize(On(f, 5, 5), Newton{}, Settings{})
	if r.Reason != Minimum || r.Estimated || r.Steps() != 1 || r.X()[0] != 2 {
		t.Error(r)
	}
	one := func(x float64) float64 { return math.Cosh(x - 1) }
	r = Minimize(On(one, 3), BFGS{}, Settings{GradientTolerance: 1e-6})
	if !r.Estimated || math.Abs(r.X()[0]-1) > 1e-6 {
		t.Error(r)
	}
	three := func(x, y, z float64) float64 { return x*x + y*y + z*z }
	if r := Minimize(On(three, 1, 2, 3), BFGS{}, Settings{GradientTolerance: 1e-6}); math.Abs(r.Value()) > 1e-10 {
		t.Error(r)
	}
	if r := Minimize(On(mathtest.Quadratic, 0, 0), Newton{}, Settings{}); r.Steps() != 1 || r.Estimated {
		t.Error(r)
	}
}

// TestPartsKeepTheTwin: the mean of samples and half the sum of squares are
// differentiated exactly when their parts are.
func TestPartsKeepTheTwin(t *testing.T) {
	r := Minimize(Problem{Samples: twins.Line(3, 5, 8, 8), Start: []float64{0, 0}}, TrustRegion{}, Settings{})
	if r.Estimated || r.Reason != Minimum {
		t.Error(r)
	}
	r = Minimize(Problem{Residuals: rosenbrockResiduals, Start: []float64{-1.2, 1}}, LevenbergMarquardt{}, Settings{})
	if r.Estimated || r.Reason != Minimum {
		t.Error(r)
	}
	mixed := append(twins.Line(3, 5, 7), func(p []float64) float64 { e := 9 - 4*p[0] - p[1]; return e * e })
	r = Minimize(Problem{Samples: mixed, Start: []float64{0, 0}}, BFGS{}, Settings{GradientTolerance: 1e-6})
	if !r.Estimated || math.Abs(r.X()[0]-2) > 1e-5 {
		t.Error(r)
	}
}

func TestMisuse(t *testing.T) {
	f := func(x []float64) float64 { return x[0] }
	for _, test := range []struct {
		want string
		call func()
	}{
		{"Start is empty", func() { Minimize(Problem{F: f}, Newton{}, Settings{}) }},
		{"Start[1] is NaN", func() { Minimize(Problem{F: f, Start: []float64{0, math.NaN()}}, Newton{}, Settings{}) }},
		{"no function", func() { Minimize(Problem{Start: []float64{0}}, Newton{}, Settings{}) }},
		{"needs the problem's Samples", func() { Minimize(lee(1, 2), SGD{}, Settings{}) }},
		{"needs the problem's Samples", func() { Minimize(lee(1, 2), SubsampledNewton{}, Settings{}) }},
		{"GaussNewton needs the problem's Residuals", func() { Minimize(lee(1, 2), GaussNewton{}, Settings{}) }},
		{"sample 4, there are 4", func() {
			p := Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
			Minimize(p, SGD{Batches: Batches{List: [][]int{{4}}}}, Settings{})
		}},
		{"f takes 2 numbers, the start has 1", func() { On(math.Hypot, 1) }},
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, test.want) || !strings.HasPrefix(s, "descent: ") {
					t.Errorf("panic %q, want %q", s, test.want)
				}
			}()
			test.call()
		}()
	}
}

func TestFunctionThatChangesItsArgument(t *testing.T) {
	p := Problem{F: func(x []float64) float64 {
		v := x[0] * x[0]
		x[0] = 99
		return v
	}, Gradient: func(x []float64) []float64 {
		x[0] *= 2
		return x
	}, Start: []float64{3}}
	if r := Minimize(p, GradientDescent{Rate: 0.25}, Settings{}); math.Abs(r.X()[0]) > 1e-8 {
		t.Error(r)
	}
}

// TestStochasticRunsRepeat: the same seed gives the same run, another seed
// another.
func TestStochasticRunsRepeat(t *testing.T) {
	run := func(seed uint64) Trace {
		p := Problem{Samples: twins.Line(3, 5, 8, 8), Start: []float64{0, 0}}
		return Minimize(p, Adam{Batches: Batches{Size: 2, Shuffle: true, Seed: seed}}, Settings{Iterations: 50})
	}
	a, b, c := run(1), run(1), run(2)
	if a.X()[0] != b.X()[0] || a.X()[0] == c.X()[0] {
		t.Error(a.X(), b.X(), c.X())
	}
	if a.Steps() != 50 || !math.IsNaN(a.Iterations[1].Value) || math.IsNaN(a.Iterations[2].Value) {
		t.Error(a)
	}
}
