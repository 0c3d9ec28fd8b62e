package mathlib_test

import (
	"fmt"
	"math"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

func ExampleDerivative() {
	// sinOf is sin(x²), with the derivative 2x·cos(x²).
	fmt.Println(mathlib.Derivative(sinOf, 0))
	// Output: 0
}

func ExampleValueAndDerivative() {
	value, d := mathlib.ValueAndDerivative(sinOf, 0)
	fmt.Println(value, d)
	// Output: 0 0
}

func ExampleGradientTo() {
	dst := make([]float64, 2)
	mathlib.GradientTo(dst, mathtest.F, []float64{2, 3})
	fmt.Println(dst)
	// Output: [36 12]
}

func ExampleValueAndGradient() {
	value, g := mathlib.ValueAndGradient(mathtest.F, []float64{2, 3})
	fmt.Println(value)
	fmt.Println(g)
	// Output:
	// 36
	// ⎡36⎤
	// ⎣12⎦
}

func ExampleHessianTo() {
	var dst mat.SymDense
	mathlib.HessianTo(&dst, mathtest.F, []float64{2, 3})
	fmt.Println(mat.Formatted(&dst))
	// Output:
	// ⎡18  12⎤
	// ⎣12   0⎦
}

func ExampleValueAndHessian() {
	value, g, h := mathlib.ValueAndHessian(mathtest.Lee, []float64{0, 0})
	fmt.Println(value, g.RawVector().Data)
	fmt.Println(h)
	// Output:
	// 1 [0 0]
	// ⎡ 0  -2⎤
	// ⎣-2   0⎦
}

func ExampleJacobianTo() {
	dst := mat.NewDense(2, 2, nil)
	mathlib.JacobianTo(dst, mathtest.FG, []float64{2, 3})
	fmt.Println(mat.Formatted(dst))
	// Output:
	// ⎡   36     12⎤
	// ⎣    2  17496⎦
}

func ExampleValueAndJacobian() {
	value, j := mathlib.ValueAndJacobian(mathtest.FG, []float64{2, 3})
	fmt.Println(value)
	fmt.Println(j)
	// Output:
	// [36 6565]
	// ⎡36     12⎤
	// ⎣ 2  17496⎦
}

func ExampleDirectional() {
	// mathtest.F is 3x²y with the gradient (36, 12) at (2, 3).
	d := mathlib.Directional(mathtest.F, []float64{2, 3}, []float64{1, -1})
	fmt.Println(d, d.Error)
	// Output: 24 0
}

func ExampleValueAndDirectional() {
	value, d := mathlib.ValueAndDirectional(math.Hypot, []float64{3, 4}, []float64{0, 0})
	fmt.Println(value, d.Value)
	// Output: 5 0
}

func ExampleJacobianVec() {
	fmt.Println(mathlib.JacobianVec(mathtest.FG, []float64{2, 3}, []float64{1, 1}))
	// Output:
	// ⎡   48⎤
	// ⎣17498⎦
}

func ExampleJacobianVecTo() {
	dst := make([]float64, 2)
	mathlib.JacobianVecTo(dst, mathtest.FG, []float64{2, 3}, []float64{1, 1})
	fmt.Println(dst)
	// Output: [48 17498]
}

func ExampleValueAndJacobianVec() {
	value, jv := mathlib.ValueAndJacobianVec(mathtest.FG, []float64{2, 3}, []float64{1, 1})
	fmt.Println(value, jv.RawVector().Data)
	// Output: [36 6565] [48 17498]
}

func ExampleVecJacobian() {
	// The gradient of f - g.
	fmt.Println(mathlib.VecJacobian(mathtest.FG, []float64{1, -1}, []float64{2, 3}))
	// Output:
	// ⎡    34⎤
	// ⎣-17484⎦
}

func ExampleVecJacobianTo() {
	dst := make([]float64, 2)
	mathlib.VecJacobianTo(dst, mathtest.FG, []float64{1, -1}, []float64{2, 3})
	fmt.Println(dst)
	// Output: [34 -17484]
}

func ExampleValueAndVecJacobian() {
	value, g := mathlib.ValueAndVecJacobian(mathtest.FG, []float64{1, -1}, []float64{2, 3})
	fmt.Println(value, g.RawVector().Data)
	// Output: [36 6565] [34 -17484]
}

func ExampleHessianVec() {
	fmt.Println(mathlib.HessianVec(mathtest.Lee, []float64{1, 1}, []float64{1, 2}))
	// Output:
	// ⎡6⎤
	// ⎣6⎦
}

func ExampleHessianVecTo() {
	dst := make([]float64, 2)
	mathlib.HessianVecTo(dst, mathtest.Lee, []float64{1, 1}, []float64{1, 2})
	fmt.Println(dst)
	// Output: [6 6]
}

func ExampleValueAndHessianVec() {
	value, hv := mathlib.ValueAndHessianVec(mathtest.Lee, []float64{0, 0}, []float64{1, 2})
	fmt.Println(value, hv.RawVector().Data)
	// Output: 1 [-4 -2]
}

func ExampleNumber_String() {
	fmt.Println(mathlib.Derivative(sinOf, 0).LaTeX())
	fmt.Println(mathlib.Number{Value: 2, Method: mathlib.Differences, Error: 1e-9})
	// Output:
	// $$0$$
	// 2
	// finite differences (Richardson), error about 1e-09
}
