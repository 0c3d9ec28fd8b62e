package mathlib_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

func ExampleFormula() {
	// mathtest.FG is (3x²y, 2x + y⁸).
	j := mathlib.Formula(mathtest.FG, "x", "y").Jacobian()
	fmt.Println(j)
	fmt.Println(j.LaTeX())
	fmt.Printf("%#v\n", j)
	fmt.Println(j.At(2, 3).At(1, 1))
	// Output:
	// ⎡6xy  3x²⎤
	// ⎣  2  8y⁷⎦
	// $$\begin{bmatrix} 6 x y & 3 x^{2} \\ 2 & 8 y^{7} \end{bmatrix}$$
	// [][]float64{{6*x*y, 3*x*x}, {2, 8*math.Pow(y, 7)}}
	// 17496
}

func ExampleFormulaAt() {
	// mathtest.Neuron is the loss of max(0, w·x + b) over three samples; which
	// of them count depends on the weights.
	fmt.Println(mathlib.FormulaAt(mathtest.Neuron, []float64{1, -2, 0.5}, "u", "v", "b").Gradient())
	// Output:
	// ⎡  2(3u + v + b - 1)⎤
	// ⎢2(3u + v + b - 1)/3⎥
	// ⎣2(3u + v + b - 1)/3⎦
	// where 3u + v + b > 0 and u + 2v + b < 0 and u - v - b > 0
}

func ExampleFormulaWith() {
	f := mathlib.FormulaWith(mathtest.Rosenbrock, mathlib.FormulaSettings{Limit: 10}, "a", "b", "c")
	fmt.Println(f.Notes()[0])
	// Output: no formula: the function performs more than 10 operations; shorten its loops, or raise FormulaSettings.Limit
}

func ExampleSymbolic() {
	// norm is math.Hypot(x, y).
	f := mathlib.Formula(norm)
	fmt.Println(f.Result(0), f.At(3, 4), f.Len())
	fmt.Println(f.Gradient())
	fmt.Println(f.Hessian())
	fmt.Printf("%#v\n", f)
	fmt.Println(f.LaTeX())
	// Output:
	// √(x² + y²) 5 1
	// ⎡x/√(x² + y²)⎤
	// ⎣y/√(x² + y²)⎦
	// ⎡ y²/(x² + y²)^(3/2)  -xy/(x² + y²)^(3/2)⎤
	// ⎣-xy/(x² + y²)^(3/2)   x²/(x² + y²)^(3/2)⎦
	// func(x, y float64) float64 { return math.Sqrt(x*x + y*y) }
	// $$\mathit{norm}\left(x, y\right) = \sqrt{x^{2} + y^{2}}$$
}

func ExampleExpression_Derivative() {
	// sinOf is sin(x²).
	f := mathlib.Formula(sinOf).Result(0)
	fmt.Println(f.Derivative("x"))
	fmt.Println(f.Derivative("x").Derivative("x"))
	fmt.Printf("%#v\n", f.Derivative("x").Derivative("x").Derivative("x"))
	// Output:
	// 2x·cos(x²)
	// 2·cos(x²) - 4x²·sin(x²)
	// -8*math.Pow(x, 3)*math.Cos(x*x) - 12*x*math.Sin(x*x)
}

func ExampleExpressionVector() {
	// mathtest.Lee is (1 - w1·w2)².
	g := mathlib.Formula(mathtest.Lee, "w1", "w2").Gradient()
	fmt.Println(g)
	fmt.Println(g.Len(), g.Entry(1), g.At(2, 3).AtVec(1))
	fmt.Printf("%#v\n", g)
	// Output:
	// ⎡2·w2·(w1·w2 - 1)⎤
	// ⎣2·w1·(w1·w2 - 1)⎦
	// 2 2·w1·(w1·w2 - 1) 20
	// []float64{2*w2*(w1*w2 - 1), 2*w1*(w1*w2 - 1)}
}

func ExampleExpressionMatrix() {
	// mathtest.Rosenbrock is the chain Σ 100(x[i+1] - x[i]²)² + (1 - x[i])².
	h := mathlib.Formula(mathtest.Rosenbrock, "x", "y", "z").Hessian()
	fmt.Println(h)
	rows, columns := h.Dims()
	fmt.Println(rows, columns, h.Entry(1, 1).LaTeX())
	// Output:
	// ⎡1200x² - 400y + 2                -400x      0⎤
	// ⎢            -400x  1200y² - 400z + 202  -400y⎥
	// ⎣                0                -400y    200⎦
	// 3 3 $$1200 y^{2} - 400 z + 202$$
}
