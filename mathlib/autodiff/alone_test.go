package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// The inner function y ↦ c·sin(y), where c depends on the outer input, has a
// recording without c.
func ExampleTape_Alone() {
	t := autodiff.NewTape()
	defer t.Release()
	c := t.Exp(t.Input(0))
	y := []autodiff.Real{t.Variable(autodiff.Constant(1))}
	alone, z := t.Alone([]autodiff.Real{t.Mul(c, t.Sin(y[0]))}, y)
	defer alone.Release()
	for i := range alone.Len() {
		fmt.Print(alone.Operation(i+1).Func, " ")
	}
	fmt.Println(z[0].V == math.Sin(1))
	// Output: Input Sin Mul true
}

// TestAloneIsTheInnerRecording: sweeps over it give what they give over a
// recording of the inner function alone, bounds included.
func TestAloneIsTheInnerRecording(t *testing.T) {
	inner := func(tp *tape, c real, x []real) real {
		s := tp.Div(tp.Mul(c, x[0]), tp.Sub(x[1], c))
		for i := range 5 {
			s = tp.Add(tp.Tanh(tp.FMA(s, x[i%2], c)), tp.Pow(tp.Hypot(c, x[1]), tp.Cos(x[0])))
			s = tp.Sub(s, tp.Max(tp.Jn(2, s), tp.Mul(tp.Sqrt(c), c)))
		}
		return s
	}
	for _, x := range [][]float64{{0.3, -0.7}, {1.5, 4}} {
		whole, other := autodiff.NewTape(), autodiff.NewTape()
		c := whole.Exp(whole.Input(-1))
		xs := []real{whole.Variable(k(x[0])), whole.Variable(k(x[1]))}
		y := inner(whole, c, xs)
		whole.GradientOn(y, xs)
		alone, ys := whole.Alone([]real{y}, xs)
		want := inner(other, k(c.V), other.Inputs(x))
		if alone.Len() != other.Len() || ys[0].V != want.V {
			t.Fatalf("%d nodes, value %v; want %d, %v", alone.Len(), ys[0].V, other.Len(), want.V)
		}
		a, b := sweep(alone, ys[0]), sweep(other, want)
		for i := range a {
			if a[i] != b[i] {
				t.Errorf("at %v: result %d is %v, want %v", x, i, a[i], b[i])
			}
		}
	}
}

// sweep returns gradient and Hessian of y in two inputs, with their bounds.
func sweep(tp *tape, y real) []float64 {
	v := make([]float64, 12)
	tp.Hessian(y, v[:2], v[2:4], v[4:8], v[8:])
	return v
}

// TestAloneWithoutDependence: what does not depend on xs is a constant.
func TestAloneWithoutDependence(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	c := tp.Input(2)
	xs := []real{tp.Variable(k(1)), tp.Variable(c)}
	alone, ys := tp.Alone([]real{c, k(3), xs[1], tp.Mul(c, c)}, xs)
	defer alone.Release()
	if alone.Len() != 2 || ys[0] != k(2) || ys[1] != k(3) || ys[2] != (real{V: 2, I: 2}) || ys[3] != k(4) {
		t.Errorf("%d nodes, %v", alone.Len(), ys)
	}
}
