package mat_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// The types, functions and methods have the names and the arguments of gonum's
// mat, after the tape. The derivative of a determinant is the adjugate, also
// where the matrix is singular.
func Example() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 2, 2, 4})
	d := mat.Det(t, mat.NewDense(t, 2, 2, x))
	g := make([]float64, 4)
	t.Gradient(d, g, make([]float64, 4))
	fmt.Println(d.V == 0, g)
	// Output: true [4 -2 -2 1]
}

// A system of equations that depends on an input.
func ExampleVecDense_SolveVec() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2})
	a := mat.NewDense(t, 2, 2, []autodiff.Real{x[0], {V: 1}, {V: 0}, {V: 4}})
	var v mat.VecDense
	err := v.SolveVec(t, a, mat.NewVecDense(t, 2, []autodiff.Real{{V: 3}, {V: 4}}))
	g := make([]float64, 1)
	t.Gradient(v.AtVec(t, 0), g, make([]float64, 1))
	fmt.Println(err, v.AtVec(t, 0).V, g)
	// Output: <nil> 1 [-0.5]
}
