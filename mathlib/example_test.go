package mathlib_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// The functions of these examples have twins (twins_test.go), as functions
// written in a cell have.

func ExampleGradient() {
	// mathtest.F is 3x²y.
	g := mathlib.Gradient(mathtest.F, []float64{2, 3})
	fmt.Println(g)
	fmt.Println(g.Method, g.Error)
	// Output:
	// ⎡36⎤
	// ⎣12⎦
	// exact (recording) 0
}

func ExampleGradient_oneVariable() {
	// sinOf is sin(x²), with the derivative 2x·cos(x²).
	fmt.Println(mathlib.Gradient(sinOf, 0).AtVec(0))
	// Output: 0
}

func ExampleJacobian() {
	// mathtest.FG is (3x²y, 2x + y⁸).
	fmt.Println(mathlib.Jacobian(mathtest.FG, []float64{2, 3}))
	// Output:
	// ⎡36     12⎤
	// ⎣ 2  17496⎦
}

func ExampleHessian() {
	// mathtest.Lee is (1 - w1·w2)².
	h := mathlib.Hessian(mathtest.Lee, []float64{1, 1})
	fmt.Println(h)
	fmt.Println(h.LaTeX())
	// Output:
	// ⎡2  2⎤
	// ⎣2  2⎦
	// $$\begin{bmatrix} 2 & 2 \\ 2 & 2 \end{bmatrix}$$
}

func ExampleClassify() {
	fmt.Println(mathlib.Classify(mathtest.Lee, []float64{0, 0}).Kind)
	fmt.Println(mathlib.Classify(mathtest.Lee, []float64{1, 0}).Kind)
	c := mathlib.Classify(mathtest.Lee, []float64{1, 1})
	fmt.Println(c.Kind)
	fmt.Printf("%.4f\n", c.NullDirections)
	// Output:
	// strict saddle
	// not critical
	// valley of minima
	// [[0.7071 -0.7071]]
}

func ExampleCriticalPoint() {
	// mathtest.Quadratic has its minimum at (-2, 2).
	fmt.Println(mathlib.Classify(mathtest.Quadratic, []float64{0, 0}).Kind)
	c := mathlib.Classify(mathtest.Quadratic, []float64{-2, 2})
	fmt.Println(c.Kind, c.Positive, c.Zero, c.Negative, c.MorseIndex, c.Alpha, c.MinimumRatio)
	// Output:
	// not critical
	// strict minimum 2 0 0 0 0 1
}

func ExampleKind_String() {
	for k := mathlib.Undecided; k <= mathlib.NotSmooth; k++ {
		fmt.Println(k)
	}
	// Output:
	// undecided
	// not critical
	// strict minimum
	// strict maximum
	// strict saddle
	// degenerate minimum
	// degenerate maximum
	// degenerate saddle
	// valley of minima
	// ridge of maxima
	// flat
	// not smooth
}

func ExampleVector_ErrorAt() {
	g := mathlib.Gradient(mathtest.Lee, []float64{0.1, 0.3})
	fmt.Println(g.ErrorAt(0) > 0, g.ErrorAt(0) < 1e-15)
	// Output: true true
}
