package floats_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/floats"
)

// The functions have the names and the arguments of gonum's floats, after the
// tape.
func Example() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{3, 4})
	y := floats.AddScaledTo(t, make([]autodiff.Real, 2), x, autodiff.Constant(2), x)
	r := t.Add(floats.Norm(t, x, autodiff.Constant(2)), floats.Dot(t, x, y))
	g := make([]float64, 2)
	t.Gradient(r, g, make([]float64, 2))
	fmt.Println(r.V)
	fmt.Printf("%.4g\n", g)
	// Output:
	// 80
	// [18.6 24.8]
}
