package mathlib_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// TestTaylor of sin(x²), with a twin and without.
func TestTaylor(t *testing.T) {
	plain := func(x float64) float64 { return math.Sin(x * x) }
	s, d := mathlib.Taylor(sinOf, 0, 10), mathlib.Taylor(plain, 0, 6)
	want := []float64{0, 0, 1, 0, 0, 0, -1. / 6, 0, 0, 0, 1. / 120}
	for k, w := range want {
		if off := math.Abs(s.Coefficients[k] - w); off > s.ErrorAt(k)+1e-17 || s.ErrorAt(k) > 1e-15 {
			t.Errorf("coefficient %d is %v ± %g, want %v", k, s.Coefficients[k], s.ErrorAt(k), w)
		}
	}
	if s.Method != mathlib.Recorded || s.Order() != 10 || math.Abs(s.Derivative(6)+120) > 1e-12 {
		t.Errorf("%s, order %d, sixth derivative %v", s.Method, s.Order(), s.Derivative(6))
	}
	for k, c := range d.Coefficients {
		if off := math.Abs(c - want[k]); off > d.ErrorAt(k) || d.ErrorAt(k) > 1e-2 {
			t.Errorf("by differences: coefficient %d is %v ± %g, want %v", k, c, d.ErrorAt(k), want[k])
		}
	}
	if d.Method != mathlib.Differences {
		t.Error(d.Method)
	}
	at2 := mathlib.Taylor(sinOf, 2, 2)
	near(t, "first", at2.Method, at2.Coefficients[1], at2.ErrorAt(1), 4*math.Cos(4))
	near(t, "second", at2.Method, at2.Coefficients[2], at2.ErrorAt(2), math.Cos(4)-8*math.Sin(4))
}

// TestTaylorOfTheCatalogue: the first terms along a line are value, slope and
// half the curvature.
func TestTaylorOfTheCatalogue(t *testing.T) {
	for _, p := range mathtest.Problems() {
		v := vector(len(p.X))
		s := mathlib.TaylorAlong(p.F, p.X, v, 2)
		hv := times(p.Hessian, v)
		for k, want := range []float64{p.Value, times(p.Gradient, v)[0], times(hv, v)[0] / 2} {
			terms := []float64{math.Abs(p.Value), size(p.Gradient, v), size(p.Hessian, v) * size(v, []float64{1})}[k]
			off := math.Abs(s.Coefficients[k] - want)
			if off > s.ErrorAt(k)+1e-15*terms || s.Method == mathlib.Recorded && off > 1e-14*terms {
				t.Errorf("%s: coefficient %d is %v ± %g, want %v", p.Name, k, s.Coefficients[k], s.ErrorAt(k), want)
			}
		}
	}
}

// TestTaylorOfPolynomials ends where the polynomial does, exactly.
func TestTaylorOfPolynomials(t *testing.T) {
	s := mathlib.TaylorAlong(mathtest.Lee, mat.NewVecDense(2, []float64{1, 1}), []float64{1, -1}, 6)
	if !slices.Equal(s.Coefficients, []float64{0, 0, 0, 0, 1, 0, 0}) || s.Error != 0 {
		t.Errorf("%v ± %v", s.Coefficients, s.Error)
	}
	if s.At(2) != 16 {
		t.Errorf("at 2: %v", s.At(2))
	}
	if s := mathlib.TaylorAlong(norm, []float64{3, 4}, []float64{3, 4}, 5); math.Abs(s.Coefficients[1]-5) > 1e-14 || math.Abs(s.Coefficients[5]) > s.ErrorAt(5) {
		t.Errorf("%v", s)
	}
	if k := mathlib.TaylorAlong(norm, []float64{0, 0}, []float64{3, 4}, 3); len(k.Kinks) != 1 {
		t.Errorf("%v", k)
	}
	panics(t, "mathlib: Taylor: the order is -1", func() { mathlib.Taylor(sinOf, 1, -1) })
	panics(t, "mathlib: TaylorAlong: v has length 2, x has 3", func() {
		mathlib.TaylorAlong(product, []float64{1, 2, 3}, []float64{1, 2}, 3)
	})
}

func ExampleTaylor() {
	s := mathlib.Taylor(sinOf, 0, 6) // sin(x²)
	fmt.Println(s)
	fmt.Println(s.LaTeX())
	// Output:
	// t² - 0.166667·t⁶ + O(t⁷)
	// $$t^{2} - 0.166667\,t^{6} + O(t^{7})$$
}

func ExampleTaylorAlong() {
	// Along the null direction of its Hessian at (1, 1), (1 - w1·w2)² grows with
	// the fourth power.
	s := mathlib.TaylorAlong(mathtest.Lee, []float64{1, 1}, []float64{1, -1}, 5)
	fmt.Println(s.Coefficients, s.Error)
	fmt.Println(s)
	// Output:
	// [0 0 0 0 1 0] 0
	// t⁴ + O(t⁶)
}

func ExampleSeries_At() {
	s := mathlib.TaylorAlong(mathtest.F, []float64{2, 3}, []float64{1, 0}, 2)
	fmt.Println(s, s.At(1), s.Derivative(2))
	// Output: 36 + 36·t + 9·t² + O(t³) 81 18
}
