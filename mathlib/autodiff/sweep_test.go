package autodiff_test

import (
	"math"
	"slices"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// twin is a function of several variables written on the recording number.
type twin func(t *autodiff.Tape, x []autodiff.Real) autodiff.Real

// derivatives returns value, gradient and Hessian with their bounds.
type derivatives struct {
	v              float64
	g, gb, h, hb   []float64
	valueError     float64
	kinks          []autodiff.Kink
	nodes, kinkHit int
	edges          int // that the Hessian needed at a time
}

func differentiate(f twin, x ...float64) derivatives {
	t := autodiff.NewTape()
	defer t.Release()
	n := len(x)
	y := f(t, t.Inputs(x))
	d := derivatives{v: y.V, g: nans(n), gb: nans(n), h: nans(n * n), hb: nans(n * n)}
	t.Hessian(y, d.g, d.gb, d.h, d.hb)
	d.valueError = t.ValueError(y)
	d.nodes = t.Len()
	d.edges = t.Edges()
	d.kinks, d.kinkHit = t.Kinks()
	return d
}

func nans(n int) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = math.NaN()
	}
	return s
}

// lee is (1 - w1·w2)² as a twin.
func lee(t *autodiff.Tape, w []autodiff.Real) autodiff.Real {
	return t.Pow(t.Sub(autodiff.Constant(1), t.Mul(w[0], w[1])), autodiff.Constant(2))
}

func TestExactWhereNothingRounds(t *testing.T) {
	for _, c := range []struct {
		w, g, h []float64
	}{
		{[]float64{1, 1}, []float64{0, 0}, []float64{2, 2, 2, 2}},
		{[]float64{0, 0}, []float64{0, 0}, []float64{0, -2, -2, 0}},
		{[]float64{2, 0.5}, []float64{0, 0}, []float64{0.5, 2, 2, 8}},
		{[]float64{-1, 1}, []float64{-4, 4}, []float64{2, -6, -6, 2}},
	} {
		d := differentiate(lee, c.w...)
		if !slices.Equal(d.g, c.g) || !slices.Equal(d.h, c.h) {
			t.Errorf("at %v: gradient %v, Hessian %v", c.w, d.g, d.h)
		}
		if slices.Max(d.gb) != 0 || slices.Max(d.hb) != 0 {
			t.Errorf("at %v: bounds %v and %v, want 0", c.w, d.gb, d.hb)
		}
	}
	d := differentiate(lee, 0.1, 10)
	t.Log(d)
}
