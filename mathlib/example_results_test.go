package mathlib_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// A series knows its order, and what it is worth beside its centre.
func ExampleSeries_Order() {
	s := mathlib.Taylor(sinOf, 0, 6)
	fmt.Println(s.Order(), s.Derivative(6), s.ErrorAt(2))
	fmt.Printf("%.6f %.6f\n", s.At(0.5), sinOf(0.5))
	// Output:
	// 6 -120 4.440892098500654e-16
	// 0.247396 0.247404
}

// A comparison can stop a test.
func ExampleComparison_OK() {
	right := func(x []float64) []float64 { return []float64{6 * x[0] * x[1], 3 * x[0] * x[0]} }
	wrong := func(x []float64) []float64 { return []float64{6 * x[0] * x[1], 3 * x[1] * x[1]} }
	x := []float64{2, 3}
	fmt.Println(mathlib.Check(mathtest.F, right, x).OK(), mathlib.Check(mathtest.F, wrong, x).OK())
	// Output: true false
}

// A sparse matrix is one of gonum's: it can be transposed, copied and
// multiplied there.
func ExampleSparse_T() {
	j := mathlib.SparseJacobian(mathtest.Field3, []float64{1, 2})
	fmt.Println(mat.Formatted(j.T()))
	var product mat.Dense
	product.Mul(j.T(), j)
	fmt.Println(product.At(0, 0), j.ErrorAt(0, 0))
	// Output:
	// ⎡2  2⎤
	// ⎣1  1⎦
	// 8 0
}

// A formula holds on the path that the function takes at one point.
func ExampleSymbolic_Point() {
	y := mathlib.FormulaAt(mathtest.Lee, []float64{1, 2}, "u", "v")
	fmt.Println(y.Point(), y.At(1, 2), len(y.Notes()))
	// Output: [1 2] 1 0
}
