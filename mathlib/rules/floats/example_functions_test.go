package floats_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/floats"
)

// Every function that has a number for a result, with its gradient at (3, 4).
func Example_numbers() {
	t := autodiff.NewTape()
	defer t.Release()
	two, one := autodiff.Constant(2), []autodiff.Real{{V: 1}, {V: 1}}
	for _, f := range []struct {
		name string
		f    func(x []autodiff.Real) autodiff.Real
	}{
		{"Sum", func(x []autodiff.Real) autodiff.Real { return floats.Sum(t, x) }},
		{"Prod", func(x []autodiff.Real) autodiff.Real { return floats.Prod(t, x) }},
		{"Dot", func(x []autodiff.Real) autodiff.Real { return floats.Dot(t, x, x) }},
		{"Max", func(x []autodiff.Real) autodiff.Real { return floats.Max(t, x) }},
		{"Min", func(x []autodiff.Real) autodiff.Real { return floats.Min(t, x) }},
		{"Norm", func(x []autodiff.Real) autodiff.Real { return floats.Norm(t, x, two) }},
		{"Distance", func(x []autodiff.Real) autodiff.Real { return floats.Distance(t, x, one, autodiff.Constant(1)) }},
		{"LogSumExp", func(x []autodiff.Real) autodiff.Real { return floats.LogSumExp(t, x) }},
	} {
		t.Reset()
		y := f.f(t.Inputs([]float64{3, 4}))
		g := make([]float64, 2)
		t.Gradient(y, g, make([]float64, 2))
		fmt.Printf("%-9s %7.4f %.4f\n", f.name, y.V, g)
	}
	// Output:
	// Sum        7.0000 [1.0000 1.0000]
	// Prod      12.0000 [4.0000 3.0000]
	// Dot       25.0000 [6.0000 8.0000]
	// Max        4.0000 [0.0000 1.0000]
	// Min        3.0000 [1.0000 0.0000]
	// Norm       5.0000 [0.6000 0.8000]
	// Distance   5.0000 [1.0000 1.0000]
	// LogSumExp  4.3133 [0.2689 0.7311]
}

// The functions that write into a slice, one after the other on s, with x at
// (3, 4). Values tells what the numbers are.
func Example_slices() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{3, 4})
	s := make([]autodiff.Real, 2)
	show := func(name string) { fmt.Println(name, floats.Values(s)) }
	floats.ScaleTo(t, s, autodiff.Constant(2), x)
	show("ScaleTo    ")
	floats.Add(t, s, x)
	show("Add        ")
	floats.Sub(t, s, []autodiff.Real{{V: 1}, {V: 1}})
	show("Sub        ")
	floats.Mul(t, s, x)
	show("Mul        ")
	floats.Div(t, s, x)
	show("Div        ")
	floats.Scale(t, autodiff.Constant(10), s)
	show("Scale      ")
	floats.AddConst(t, autodiff.Constant(0.5), s)
	show("AddConst   ")
	floats.AddScaled(t, s, autodiff.Constant(-1), x)
	show("AddScaled  ")
	floats.CumSum(t, s, s)
	show("CumSum     ")
	floats.CumProd(t, s, x)
	show("CumProd    ")
	floats.Reverse(t, s)
	show("Reverse    ")
	floats.AddTo(t, s, x, x)
	show("AddTo      ")
	floats.SubTo(t, s, s, x)
	show("SubTo      ")
	floats.MulTo(t, s, x, x)
	show("MulTo      ")
	floats.DivTo(t, s, s, x)
	show("DivTo      ")
	g := make([]float64, 2)
	t.Gradient(s[1], g, make([]float64, 2))
	fmt.Println("x·x/x has the derivative", g[1])
	// Output:
	// ScaleTo     [6 8]
	// Add         [9 12]
	// Sub         [8 11]
	// Mul         [24 44]
	// Div         [8 11]
	// Scale       [80 110]
	// AddConst    [80.5 110.5]
	// AddScaled   [77.5 106.5]
	// CumSum      [77.5 184]
	// CumProd     [3 12]
	// Reverse     [12 3]
	// AddTo       [6 8]
	// SubTo       [3 4]
	// MulTo       [9 16]
	// DivTo       [3 4]
	// x·x/x has the derivative 1
}
