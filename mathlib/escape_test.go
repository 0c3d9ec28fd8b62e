package mathlib_test

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
)

func ExampleEscape_At() {
	e := mathlib.Escape{From: []float64{1, 1}, Direction: []float64{0, 1}, Curve: [][]float64{{2, 0}}, Order: 4, Rate: 3}
	fmt.Println(e.At(0.5))
	// Output: [1.5 1.5]
}

func ExampleEscape_Decrease() {
	e := mathlib.Escape{From: []float64{0, 0}, Direction: []float64{0, 1}, Order: 4, Rate: 3}
	fmt.Println(e.Decrease(0.5))
	// Output: 0.1875
}
