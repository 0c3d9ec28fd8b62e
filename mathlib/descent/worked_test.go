package descent_test

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	. "github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// This file holds the numbers of the tutorials' worked examples.

func quadratic(x ...float64) Problem { return Problem{F: mathtest.Quadratic, Start: x} }
func lee(x ...float64) Problem       { return Problem{F: mathtest.Lee, Start: x} }

// near fails unless got is want to within the tolerance, which is half a unit
// of the last digit printed, or rounding.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %.17g, want %.17g", what, got, want)
	}
}

func at(t *testing.T, what string, i Iteration, tolerance float64, want ...float64) {
	t.Helper()
	for j, v := range want {
		near(t, what, i.X[j], v, tolerance)
	}
}

func TestQuadraticByNewton(t *testing.T) {
	for _, x := range [][]float64{{0, 0}, {5, -3}, {-100, 1e3}} {
		r := Minimize(quadratic(x...), Newton{}, Settings{})
		if r.Steps() != 1 || r.Reason != Minimum {
			t.Errorf("from %v: %s", x, r)
		}
		at(t, "one Newton step", r.Last(), 1e-12, -2, 2)
	}
	r := Minimize(quadratic(0, 0), Newton{}, Settings{})
	first := r.Iterations[0]
	near(t, "f(x0)", first.Value, 10, 0)
	near(t, "|grad(x0)|", first.GradientNorm, math.Hypot(2, 8), 1e-15)
	near(t, "smallest eigenvalue", first.Smallest, 2, 1e-14)
	near(t, "f*", r.Value(), 0, 1e-14)
}

func TestQuadraticByConjugateGradients(t *testing.T) {
	r := Minimize(quadratic(0, 0), NewtonCG{Inner: 1}, Settings{})
	at(t, "first iterate of linear CG", r.Iterations[1], 5e-9, -0.40963855, 1.63855422)
	at(t, "first iterate of linear CG", r.Iterations[1], 1e-16, -0.20481927710843373*2, 0.20481927710843373*8)
	near(t, "its value", r.Iterations[1].Value, 3.0361445783132535, 1e-14)
	r = Minimize(quadratic(0, 0), NewtonCG{}, Settings{})
	at(t, "both", r.Last(), 1e-14, -2, 2)
	if r.Steps() > 2 || r.Reason != Minimum {
		t.Error(r)
	}
}

func TestQuadraticByGradientDescent(t *testing.T) {
	for _, test := range []struct {
		rate  float64
		steps int
	}{{0.1, 91}, {0.2, 40}, {2. / 9, 35}} {
		r := Minimize(quadratic(0, 0), GradientDescent{Rate: test.rate}, Settings{})
		if r.Steps() != test.steps || r.Reason != Minimum {
			t.Errorf("rate %v: %d steps, %s", test.rate, r.Steps(), r.Reason)
		}
	}
	r := Minimize(quadratic(0, 0), GradientDescent{Rate: 0.29}, Settings{})
	if r.Reason != Diverged {
		t.Errorf("rate 0.29: %s", r.Reason)
	}
}

// TestMismatchedGradient: the tutorial's comment forgets the factor ½ that its
// gradient supposes.
func TestMismatchedGradient(t *testing.T) {
	c := 10.0
	p := Problem{
		F: func(x []float64) float64 {
			return 3*x[0]*x[0] + 4*x[0]*x[1] + 6*x[1]*x[1] + 2*x[0] - 8*x[1] + c
		},
		Gradient: func(x []float64) []float64 { return []float64{3*x[0] + 2*x[1] + 2, 2*x[0] + 6*x[1] - 8} },
		Start:    []float64{0, 0},
	}
	r := Minimize(p, BFGS{}, Settings{})
	if r.Reason != Stalled {
		t.Error(r)
	}
	// Where the function has a twin the run knows why.
	p.F = autodiff.Pair(p.F, func(t *tape, x []real) real {
		a := t.Add(t.Mul(t.Mul(k(3), x[0]), x[0]), t.Mul(t.Mul(k(4), x[0]), x[1]))
		b := t.Add(t.Mul(t.Mul(k(6), x[1]), x[1]), t.Sub(t.Mul(k(2), x[0]), t.Mul(k(8), x[1])))
		return t.Add(t.Add(a, b), k(c))
	}, &autodiff.Record{Name: "f"})
	for _, m := range []Method{BFGS{}, GradientDescent{Rate: 0.1}, Newton{}} {
		if r := Minimize(p, m, Settings{}); r.Reason != WrongGradient || r.Reason.Success() {
			t.Error(r)
		}
	}
	p.Gradient = func(x []float64) []float64 { return []float64{6*x[0] + 4*x[1] + 2, 4*x[0] + 12*x[1] - 8} }
	if r := Minimize(p, BFGS{}, Settings{}); r.Reason != Minimum || math.Abs(r.Value()-5) > 1e-14 {
		t.Error(r)
	}
}

func TestLineByGradientDescent(t *testing.T) {
	p := Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
	r := Minimize(p, GradientDescent{Rate: 0.01}, Settings{Iterations: 1})
	near(t, "L(0)", r.Iterations[0].Value, 41, 0)
	near(t, "|grad L(0)|", r.Iterations[0].GradientNorm, 37, 1e-14)
	at(t, "full batch", r.Iterations[1], 1e-15, 0.35, 0.12)

	r = Minimize(p, GradientDescent{Rate: 0.05}, Settings{Iterations: 100, Eigenvalues: true})
	near(t, "smallest eigenvalue", r.Iterations[0].Smallest, 0.299390266572, 5e-13)
	at(t, "GD, step 1", r.Iterations[1], 1e-15, 1.75, 0.6)
	at(t, "GD, step 10", r.Iterations[10], 5e-9, 2.08383189, 0.75352391)
	at(t, "GD, step 100", r.Iterations[100], 5e-9, 2.02157148, 0.93657722)

	stable := 0.119756106629
	if r := Minimize(p, GradientDescent{Rate: stable * 0.999}, Settings{Iterations: 20000}); r.Reason != Minimum {
		t.Error("below the largest stable rate:", r)
	}
	if r := Minimize(p, GradientDescent{Rate: stable * 1.01}, Settings{Iterations: 20000}); r.Reason != Diverged {
		t.Error("above the largest stable rate:", r)
	}
}

func TestLineBySGD(t *testing.T) {
	p := Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
	r := Minimize(p, SGD{Rate: 0.01}, Settings{Iterations: 8000, GradientTolerance: -1})
	at(t, "sample 1", r.Iterations[1], 1e-16, 0.06, 0.06)
	at(t, "sample 2", r.Iterations[2], 1e-15, 0.2528, 0.1564)
	at(t, "sample 3", r.Iterations[3], 1e-15, 0.617912, 0.278104)
	at(t, "sample 4", r.Iterations[4], 1e-15, 1.11793184, 0.40310896)
	near(t, "L after epoch 1", r.Iterations[4].Value, 8.824103612142105, 1e-14)
	at(t, "10 epochs", r.Iterations[40], 5e-9, 2.06938852, 0.77342643)
	at(t, "100 epochs", r.Iterations[400], 5e-9, 2.02254039, 0.92746906)
	at(t, "2000 epochs", r.Iterations[8000], 3e-12, 2, 1) // exactly, b is 1 - 2.69e-12
	if r.Reason != IterationLimit {
		t.Error(r.Reason)
	}

	r = Minimize(p, SGD{Rate: 0.01, Batches: Batches{Size: 2}}, Settings{Iterations: 2})
	at(t, "mini-batch 1", r.Iterations[1], 1e-16, 0.13, 0.08)
	at(t, "mini-batch 2", r.Iterations[2], 1e-15, 0.6619, 0.2293)
}

func TestLineByNewton(t *testing.T) {
	p := Problem{Samples: twins.Line(3, 5, 7, 9), Start: []float64{0, 0}}
	r := Minimize(p, Newton{}, Settings{})
	if r.Steps() != 1 || r.Reason != Minimum {
		t.Error(r)
	}
	at(t, "Newton", r.Last(), 1e-13, 2, 1)
	for _, batch := range [][]int{{0, 1}, {2, 3}, {0, 3}} {
		r := Minimize(p, StochasticNewton{Batches: Batches{List: [][]int{batch}}}, Settings{Iterations: 1})
		at(t, "subsampled Newton", r.Last(), 1e-12, 2, 1)
	}
	// One sample has a Hessian of rank 1: the step is damped, not refused.
	r = Minimize(p, StochasticNewton{Batches: Batches{List: [][]int{{0}}}}, Settings{Iterations: 1})
	if r.Last().Step != "stochastic Newton, shifted" {
		t.Error(r)
	}
}

func TestNoisyLine(t *testing.T) {
	p := Problem{Samples: twins.Line(3, 5, 8, 8), Start: []float64{0, 0}}
	for _, m := range []Method{Newton{}, BFGS{}, SubsampledNewton{Batches: Batches{Size: 2}}} {
		r := Minimize(p, m, Settings{})
		at(t, m.String(), r.Last(), 1e-7, 1.8, 1.5)
		near(t, m.String(), r.Value(), 0.45, 1e-14)
	}
}

// TestNewtonIsAttractedToTheSaddle and the two tests below are the dynamics of
// (1 - w1·w2)².
func TestNewtonIsAttractedToTheSaddle(t *testing.T) {
	r := Minimize(lee(0.1, 0.1), Newton{}, Settings{})
	at(t, "first step", r.Iterations[1], 5e-14, -0.0020618556701, -0.0020618556701)
	near(t, "smallest eigenvalue at the start", r.Iterations[0].Smallest, -1.94, 1e-14)
	at(t, "end", r.Last(), 1e-8, 0, 0)
	if r.Reason != NegativeCurvature {
		t.Error(r)
	}
}

func TestSaddleFreeNewtonLeavesTheSaddle(t *testing.T) {
	r := Minimize(lee(0.1, 0.1), SaddleFreeNewton{}, Settings{GradientTolerance: 1e-12})
	for i, w := range []float64{0.20206186, 0.42292681, 1.17234431, 1.03180925, 1.00141295, 1.00000298} {
		at(t, "saddle-free Newton", r.Iterations[i+1], 5e-9, w, w)
	}
	at(t, "step 7", r.Iterations[7], 5e-14, 1.0000000000134, 1.0000000000134)
	at(t, "step 8", r.Iterations[8], 1e-15, 1, 1)
	if r.Steps() != 8 || r.Value() > 1e-30 || r.Reason.Success() == false {
		t.Error(r)
	}
}

func TestGradientDescentOnLee(t *testing.T) {
	r := Minimize(lee(0.1, -0.1), GradientDescent{Rate: 0.05}, Settings{})
	at(t, "stable manifold", r.Last(), 1e-8, 0, 0)
	near(t, "L there", r.Value(), 1, 1e-15)
	if r.Reason != NegativeCurvature {
		t.Error(r)
	}
	r = Minimize(lee(0.1, -0.1+1e-6), GradientDescent{Rate: 0.05}, Settings{GradientTolerance: 1e-15})
	at(t, "beside it", r.Last(), 5e-11, 1.0000000114, 0.9999999886)
	r = Minimize(lee(0.5, 0.2), GradientDescent{Rate: 0.05}, Settings{Iterations: 500, GradientTolerance: -1})
	at(t, "from (0.5, 0.2)", r.Last(), 5e-11, 1.0502669064, 0.9521389220)
	if r.Value() > 2.5e-31 {
		t.Errorf("L = %g", r.Value())
	}
	w := r.X()
	near(t, "w1² - w2²", w[0]*w[0]-w[1]*w[1], 0.1965, 5e-5)
}

// TestMinimumRatio: two points of the tutorial's surface with the same ratio of
// positive eigenvalues, which the end of a run tells apart.
func TestMinimumRatio(t *testing.T) {
	for _, test := range []struct {
		x      []float64
		reason Reason
		low    float64
	}{{[]float64{0, 0}, NegativeCurvature, -2}, {[]float64{1, 1}, Stationary, 0}} {
		r := Minimize(lee(test.x...), TrustRegion{Subproblem: Dogleg}, Settings{})
		if r.Reason != test.reason || r.Steps() != 0 {
			t.Error(r)
		}
		near(t, "smallest eigenvalue", r.Last().Smallest, test.low, 1e-15)
	}
}
