package mathtest_test

import (
	"math"
	"slices"
	"testing"

	"github.com/gonabla/nabla/mathlib/mathtest"
)

// TestCatalogueAgreesWithDifferences guards the catalogue itself: values, and
// derivatives by plain central differences.
func TestCatalogueAgreesWithDifferences(t *testing.T) {
	for _, p := range mathtest.Problems() {
		if v := p.F(p.X); math.Abs(v-p.Value) > 1e-14*(1+math.Abs(v)) {
			t.Errorf("%s: value %v", p.Name, v)
		}
		n := len(p.X)
		for i := range n {
			if d := difference(p.F, p.X, i, 1e-5); math.Abs(d-p.Gradient[i]) > 1e-6*(1+math.Abs(d)) {
				t.Errorf("%s: gradient %d is about %v", p.Name, i, d)
			}
			for j := range n {
				g := func(x []float64) float64 { return difference(p.F, x, j, 1e-3) }
				if d := difference(g, p.X, i, 1e-3); math.Abs(d-p.Hessian[i*n+j]) > 1e-3*(1+math.Abs(d)) {
					t.Errorf("%s: Hessian %d, %d is about %v", p.Name, i, j, d)
				}
			}
		}
	}
	for _, p := range mathtest.FieldProblems() {
		v := p.F(p.X)
		n := len(p.X)
		for i := range v {
			if v[i] != p.Value[i] {
				t.Errorf("%s: value %v", p.Name, v)
			}
			for j := range n {
				f := func(x []float64) float64 { return p.F(x)[i] }
				if d := difference(f, p.X, j, 1e-5); math.Abs(d-p.Jacobian[i*n+j]) > 1e-6*(1+math.Abs(d)) {
					t.Errorf("%s: Jacobian %d, %d is about %v", p.Name, i, j, d)
				}
			}
		}
	}
}

func difference(f func([]float64) float64, x []float64, i int, h float64) float64 {
	p := append([]float64(nil), x...)
	p[i] = x[i] + h
	up := f(p)
	p[i] = x[i] - h
	return (up - f(p)) / (2 * h)
}

func TestVerdictsAreKnownWords(t *testing.T) {
	words := []string{"not critical", "strict minimum", "strict maximum", "strict saddle", "degenerate minimum", "degenerate maximum",
		"degenerate saddle", "valley of minima", "ridge of maxima", "flat", "not smooth", "undecided"}
	for _, c := range append(mathtest.CriticalPoints(), mathtest.DegeneratePoints()...) {
		if !slices.Contains(words, c.Truth.Verdict()) {
			t.Errorf("%s: %q", c.Name, c.Truth.Verdict())
		}
		if c.Eigenvalues != nil && len(c.Eigenvalues) != len(c.X) {
			t.Errorf("%s: %d eigenvalues", c.Name, len(c.Eigenvalues))
		}
	}
}
