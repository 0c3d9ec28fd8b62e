package sort_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/sort"
)

func ExampleFloat64s() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{3, 1, 2})
	sort.Float64s(t, x)
	fmt.Println(x)
	// Output: [{1 2} {2 3} {3 1}]
}
