package autodiff_test

import (
	"slices"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// hessianAt returns the Hessian without bounds of f at x, on the tape that
// earlier recordings left.
func hessianAt(tp *autodiff.Tape, f twin, x ...float64) []float64 {
	n := len(x)
	tp.Reset()
	tp.Partials(2)
	h := nans(n * n)
	tp.QuickHessian(f(tp, tp.Inputs(x)), nans(n), h)
	return h
}

// TestCurvatureThatVanishes: what is 0 at the first point is not taken to be so
// at the next.
func TestCurvatureThatVanishes(t *testing.T) {
	var tp autodiff.Tape
	f := func(t *tape, x []real) real { return t.Mul(t.Sin(x[0]), t.Mul(x[1], x[1])) }
	if h := hessianAt(&tp, f, 0, 0); !slices.Equal(h, []float64{0, 0, 0, 0}) {
		t.Errorf("at 0: %v", h)
	}
	sin, cos := 0.479425538604203, 0.8775825618903728
	if h := hessianAt(&tp, f, 0.5, 2); !near(h, []float64{-4 * sin, 4 * cos, 4 * cos, 2 * sin}, 1e-15) {
		t.Errorf("at (½, 2): %v", h)
	}
}

// TestOtherOperationsAtTheNextPoint: the program of one branch is not used for
// the other, not even where only the kind of an operation differs.
func TestOtherOperationsAtTheNextPoint(t *testing.T) {
	var tp autodiff.Tape
	f := func(t *tape, x []real) real {
		switch {
		case x[0].V > 2:
			return t.Add(x[0], x[1])
		case x[0].V > 1:
			return t.Mul(x[0], x[1])
		case x[0].V > 0:
			return t.Div(x[0], x[1])
		}
		return k(1)
	}
	for _, c := range []struct {
		x    float64
		want []float64
	}{
		{3, []float64{0, 0, 0, 0}}, {1.5, []float64{0, 1, 1, 0}}, {1.25, []float64{0, 1, 1, 0}},
		{0.5, []float64{0, -0.25, -0.25, 0.125}}, {-1, []float64{0, 0, 0, 0}}, {1.5, []float64{0, 1, 1, 0}},
	} {
		if h := hessianAt(&tp, f, c.x, 2); !slices.Equal(h, c.want) {
			t.Errorf("at %v: %v, want %v", c.x, h, c.want)
		}
	}
}

// TestTooLongProgram: then products with unit vectors give the same.
func TestTooLongProgram(t *testing.T) {
	defer autodiff.SetMaxMoves(10)()
	var tp autodiff.Tape
	x := []float64{0.5, 2, 1, 1.5}
	h := hessianAt(&tp, rosenbrock, x...)
	tp.Reset()
	want, bound := nans(16), nans(16)
	y := rosenbrock(&tp, tp.Inputs(x))
	tp.Hessian(y, nans(4), nans(4), want, bound)
	if !near(h, want, 1e-12) {
		t.Errorf("%v, want %v", h, want)
	}
	if _, ok := tp.QuickSparseHessian(y); ok {
		t.Error("a sparse Hessian all the same")
	}
	d := nans(4)
	if tp.QuickHessianDiag(y, d); !near(d, []float64{want[0], want[5], want[10], want[15]}, 1e-12) {
		t.Errorf("diagonal %v of %v", d, want)
	}
}

// near reports whether all entries agree up to a multiple of the largest.
func near(a, b []float64, tolerance float64) bool {
	largest := 0.0
	for _, v := range b {
		largest = max(largest, v, -v)
	}
	return slices.EqualFunc(a, b, func(a, b float64) bool { return a-b <= tolerance*largest && b-a <= tolerance*largest })
}
