package descent_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"

	. "github.com/gonabla/nabla/mathlib/descent"
)

// phases is the problem of finding x from the squares of a·x, for a few random
// a: (1/4m)·Σ((aᵢ·x)² - bᵢ)², with a maximum at 0 and saddles around it.
// Derivatives are written by hand.
func phases(rng *rand.Rand, n, m int) Problem {
	a, b := make([][]float64, m), make([]float64, m)
	for i := range a {
		a[i] = make([]float64, n)
		for j := range n {
			a[i][j] = rng.NormFloat64()
			b[i] += a[i][j] * float64(j+1) / float64(n)
		}
		b[i] *= b[i]
	}
	product := func(i int, x []float64) float64 {
		sum := 0.0
		for j, v := range a[i] {
			sum += v * x[j]
		}
		return sum
	}
	return Problem{
		F: func(x []float64) float64 {
			sum := 0.0
			for i := range a {
				p := product(i, x)
				sum += (p*p - b[i]) * (p*p - b[i])
			}
			return sum / float64(4*m)
		},
		Gradient: func(x []float64) []float64 {
			g := make([]float64, n)
			for i := range a {
				p := product(i, x)
				for j, v := range a[i] {
					g[j] += (p*p - b[i]) * p * v / float64(m)
				}
			}
			return g
		},
		Hessian: func(x []float64) *mat.SymDense {
			h := mat.NewSymDense(n, nil)
			for i := range a {
				p := product(i, x)
				h.SymRankOne(h, (3*p*p-b[i])/float64(m), mat.NewVecDense(n, a[i]))
			}
			return h
		},
	}
}

// TestEndsAreWhatTheySay: whatever the method and the start, a run that reports
// success has no negative eigenvalue worth the name, and one that reports
// negative curvature has.
func TestEndsAreWhatTheySay(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	reasons := map[Reason]int{}
	for i := range 40 {
		n := 2 + rng.IntN(5)
		p := phases(rng, n, 3*n)
		p.Start = make([]float64, n)
		for j := range p.Start {
			p.Start[j] = []float64{0, 1e-6, 1}[i%3] * rng.NormFloat64()
		}
		for _, m := range methods {
			r := Minimize(p, m, Settings{Iterations: 2000, Kicks: i % 2 * 5})
			reasons[r.Reason]++
			var e mat.EigenSym
			if r.Reason == Diverged || !e.Factorize(p.Hessian(r.X()), false) {
				continue
			}
			low := e.Values(nil)[0]
			if r.Reason.Success() && low < -1e-6 || r.Reason == NegativeCurvature && low >= 0 ||
				r.Reason == Minimum && r.Last().GradientNorm > 1e-8 {
				t.Errorf("%s from %v: %s, but the smallest eigenvalue is %g", m, p.Start, r.Reason, low)
			}
			if _, exact := m.(TrustRegion); exact && m == (Method)(TrustRegion{}) && r.Reason != Minimum {
				t.Errorf("%s from %v:\n%s", m, p.Start, r)
			}
		}
	}
	if reasons[Minimum] < 300 || reasons[NegativeCurvature] < 50 {
		t.Errorf("reasons: %v", reasons)
	}
}

// TestEdgeOfTheDomain: trial points at which the function is not a number are
// taken back, not taken.
func TestEdgeOfTheDomain(t *testing.T) {
	p := Problem{
		F:        func(x []float64) float64 { return x[0] - math.Log(x[0]) },
		Gradient: func(x []float64) []float64 { return []float64{1 - 1/x[0]} },
		Hessian:  func(x []float64) *mat.SymDense { return mat.NewSymDense(1, []float64{1 / x[0] / x[0]}) },
		Start:    []float64{8},
	}
	for _, m := range methods {
		switch m.(type) {
		case Newton, Momentum, Adam, SaddleFreeNewton, Gonum:
			continue // go where they are told, or by gonum's line searches
		}
		if r := Minimize(p, m, Settings{}); r.Reason != Minimum || math.Abs(r.X()[0]-1) > 1e-7 {
			t.Errorf("%s:\n%s", m, r)
		}
	}
}

func TestUnboundedBelow(t *testing.T) {
	p := Problem{
		F:        func(x []float64) float64 { return x[0]*x[0] - x[1]*x[1] },
		Gradient: func(x []float64) []float64 { return []float64{2 * x[0], -2 * x[1]} },
		Hessian:  func([]float64) *mat.SymDense { return mat.NewSymDense(2, []float64{2, 0, 0, -2}) },
		Start:    []float64{1, 0.1},
	}
	for _, m := range []Method{GradientDescent{}, GradientDescent{Rate: 0.1}, SaddleFreeNewton{}, BFGS{}, LBFGS{}} {
		if r := Minimize(p, m, Settings{}); r.Reason != Diverged {
			t.Errorf("%s:\n%s", m, r)
		}
	}
}

// TestGonumWithoutDerivatives: methods that use values only end with the
// gradient and the curvature at their last point looked at.
func TestGonumWithoutDerivatives(t *testing.T) {
	for _, m := range []optimize.Method{&optimize.NelderMead{}, &optimize.CmaEsChol{Src: rand.NewPCG(1, 1)}} {
		r := Minimize(quadratic(0, 0), Gonum{m}, Settings{GradientTolerance: 1e-2, Iterations: 100000})
		at(t, r.Method, r.Last(), 1e-2, -2, 2)
		if r.Reason != Minimum {
			t.Errorf("%s: %s (%s)", r.Method, r.Reason, r.Detail)
		}
	}
}
