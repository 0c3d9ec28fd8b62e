package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A sum in another order than the function's has the function's value.
func ExampleTape_Exactly() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{0.1, 0.2, 0.3})
	sum := t.Add(x[0], t.Add(x[1], x[2]))
	y := t.Exactly(sum, t.Add(t.Add(x[0], x[1]), x[2]).V)
	g, bound := make([]float64, 3), make([]float64, 3)
	t.Gradient(y, g, bound)
	fmt.Println(sum.V, y.V, g)
	// Output: 0.6 0.6000000000000001 [1 1 1]
}

// TestExactlyIsARounding: what it changes is an error of the value.
func TestExactlyIsARounding(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Input(1)
	y := tp.Exactly(x, 1+0x1p-50)
	tp.Gradient(y, make([]float64, 1), make([]float64, 1))
	if e := tp.ValueError(y); e < 0x1p-50 || e > 0x1p-49 {
		t.Errorf("the bound is %v", e)
	}
	if z := tp.Exactly(x, 1); z.I != x.I {
		t.Error("the same value is recorded again")
	}
	if c := tp.Exactly(k(2), math.Pi); c != k(math.Pi) {
		t.Error("a constant is recorded")
	}
}
