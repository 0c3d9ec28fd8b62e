package operators_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/operators"
)

// x·∂y(x + y) is x: the derivative by the inner variable is 1, and the outer
// one's derivative sees no other.
func Example() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(2)
	inner := func(t *autodiff.Tape, y autodiff.Real) autodiff.Real { return t.Add(x, y) }
	z := t.Mul(x, operators.Derivative(t, inner, x).Value)
	g := make([]float64, 1)
	t.Gradient(z, g, make([]float64, 1))
	fmt.Println(z.V, g)
	// Output: 2 [1]
}

// The curvature of a function along its gradient, and the derivatives of that.
func ExampleHessianVec() {
	t := autodiff.NewTape()
	defer t.Release()
	f := func(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
		return t.Mul(t.Mul(x[0], x[0]), x[1])
	}
	x := t.Inputs([]float64{1, 2})
	g := operators.Gradient(t, f, x) // (2xy, x²)
	h := operators.HessianVec(t, f, x, g)
	d := make([]float64, 2)
	t.Gradient(h.AtVec(t, 0), d, make([]float64, 2)) // 4xy² + 2x³
	fmt.Println(h.AtVec(t, 0).V, d)
	// Output: 18 [22 16]
}
