package autodiff_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// area is x·y·√(x + y).
func area(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
	return t.Mul(t.Mul(x[0], x[1]), t.Sqrt(t.Add(x[0], x[1])))
}

func ExampleTape_Gradient() {
	t := autodiff.NewTape()
	defer t.Release()
	y := area(t, t.Inputs([]float64{1, 3}))
	g, bound := make([]float64, 2), make([]float64, 2)
	t.Gradient(y, g, bound)
	fmt.Println(y.V, g, bound)
	// Output: 6 [6.75 2.75] [0 0]
}

func ExampleTape_Hessian() {
	t := autodiff.NewTape()
	defer t.Release()
	y := area(t, t.Inputs([]float64{1, 3}))
	g, gBound := make([]float64, 2), make([]float64, 2)
	h, hBound := make([]float64, 4), make([]float64, 4)
	t.Hessian(y, g, gBound, h, hBound)
	fmt.Println(g, h)
	// Output: [6.75 2.75] [1.40625 2.90625 2.90625 0.40625]
}

func ExampleTape_Jacobian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 5})
	j, bound := make([]float64, 4), make([]float64, 4)
	t.Jacobian([]autodiff.Real{t.Mul(x[0], x[1]), t.Sub(x[0], x[1])}, j, bound)
	fmt.Println(j)
	// Output: [5 2 1 -1]
}

func ExampleTape_Kinks() {
	t := autodiff.NewTape()
	defer t.Release()
	t.Max(t.Input(0), autodiff.Constant(0))
	kinks, total := t.Kinks()
	fmt.Println(kinks[0].Func, total)
	// Output: Max 1
}

func ExamplePair() {
	k := 3.0
	f := autodiff.Pair(
		func(x float64) float64 { return k * x },
		func(t *autodiff.Tape, x autodiff.Real) autodiff.Real { return t.Mul(autodiff.Constant(k), x) },
		&autodiff.Record{Name: "f", Captured: []string{"k"}})
	twin, record, ok := autodiff.Lookup(f)
	t := autodiff.NewTape()
	defer t.Release()
	y := twin.(func(*autodiff.Tape, autodiff.Real) autodiff.Real)(t, t.Input(2))
	fmt.Println(record.Name, ok, y.V, f(2))
	// Output: f true 6 6
}

func half(x float64) float64 { return x / 2 }

func ExampleRegister() {
	autodiff.Register(half, nil, &autodiff.Record{Name: "half", Refusal: "shown as an example"})
	twin, record, ok := autodiff.Lookup(half)
	fmt.Println(twin, record.Refusal, ok)
	// Output: <nil> shown as an example true
}
