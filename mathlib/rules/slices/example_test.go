package slices_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/slices"
)

// The median of three numbers has the derivative of the middle one.
func Example() {
	t := autodiff.NewTape()
	defer t.Release()
	x := slices.Clone[float64](t, t.Inputs([]float64{3, 1, 2}))
	slices.Sort(t, x)
	g := make([]float64, 3)
	t.Gradient(x[1], g, make([]float64, 3))
	fmt.Println(x[1].V, g)
	// Output: 2 [0 0 1]
}
