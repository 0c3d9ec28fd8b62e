package autodiff_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExampleTape_Reduce() {
	// Peano's (y - x²)(y - 3x²): a minimum on every line through 0, and yet none.
	t := autodiff.NewTape()
	defer t.Release()
	x, y := t.Input(0), t.Input(0)
	squared := t.Mul(x, x)
	f := t.Mul(t.Sub(y, squared), t.Sub(y, t.Mul(autodiff.Constant(3), squared)))

	p := t.Reduce(f, []int{1}).Along([]float64{1, 0})
	for range 2 {
		p.Extend()
	}
	fmt.Println("f along the curve:", p.C, "±", p.Bound)
	fmt.Println("the curve:", p.Curve())
	// Output:
	// f along the curve: [0 0 0 0 -1 0] ± [0 0 0 0 0 0]
	// the curve: [[1 0] [0 2]]
}

func ExampleReduction_Signs() {
	t := autodiff.NewTape()
	defer t.Release()
	x, y, z := t.Input(0), t.Input(0), t.Input(0)
	f := t.Add(t.Mul(x, x), t.Mul(y, z))
	fmt.Println(t.Reduce(f, []int{0}).Signs())
	fmt.Println(t.Reduce(f, []int{1}) == nil) // ∂²f/∂y² is 0
	// Output:
	// 1 0
	// true
}

func ExampleTape_DependsOn() {
	t := autodiff.NewTape()
	defer t.Release()
	x, y := t.Input(1), t.Input(2)
	f := t.Exp(x)
	t.Mul(x, y)
	fmt.Println(t.DependsOn(f))
	// Output: [true false]
}

func ExampleTape_SetInputErrors() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(0.5)
	f := t.Mul(x, x)
	t.SetInputErrors([]float64{0.125})
	g, bound := make([]float64, 1), make([]float64, 1)
	t.Gradient(f, g, bound)
	fmt.Printf("%.4g ± %.4g\n", g[0], bound[0])
	// Output: 1 ± 0.25
}
