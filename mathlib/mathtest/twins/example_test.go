package twins_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// A twin computes what the function does, on a tape.
func Example() {
	x := []float64{0.5, 0.3}
	t := autodiff.NewTape()
	defer t.Release()
	in := t.Inputs(x)
	fmt.Println(twins.Lee(t, in).V == mathtest.Lee(x))
	fmt.Println(twins.Quadratic(t, in).V == mathtest.Quadratic(x))
	fmt.Println(twins.Rosenbrock(t, in).V == mathtest.Rosenbrock(x))
	// Output:
	// true
	// true
	// true
}

// Each term of the loss of a line has a twin of its own.
func ExampleLine() {
	for _, term := range twins.Line(3, 5) {
		_, record, known := autodiff.Lookup(term)
		fmt.Println(term([]float64{1, 1}), record.Name, known)
	}
	// Output:
	// 1 sample true
	// 4 sample true
}
