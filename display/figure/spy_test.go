package figure

import (
	"testing"

	"gonum.org/v1/gonum/mat"
)

func spies() map[string]figure {
	band := func(n, width int) mat.Matrix {
		m := mat.NewDense(n, n, nil)
		for i := range n {
			for j := max(0, i-width); j <= min(n-1, i+width); j++ {
				m.Set(i, j, 1)
			}
		}
		return m
	}
	three := func(n int) []int {
		colour := make([]int, n)
		for j := range colour {
			colour[j] = j % 3
		}
		return colour
	}
	return map[string]figure{
		"spy_rosenbrock": Spy{Title: "Hessian of Rosenbrock's chain: three colours", Matrix: band(24, 1), Colour: three(24)},
		"spy_large":      Spy{Title: "A band of a thousand rows", Matrix: mat.NewBandDense(1000, 1000, 20, 5, ones(26*1000))},
		"spy_zero":       Spy{Matrix: mat.NewDense(2, 5, nil), Colour: []int{0, 0, 0, 0, 0}},
	}
}

func ones(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = 1
	}
	return list
}

func TestSpyMisuse(t *testing.T) {
	mustPanic(t, func() { Spy{}.SVG() }, "Spy.Matrix must be set")
	mustPanic(t, func() { Spy{Matrix: mat.NewDense(2, 3, nil), Colour: []int{1}}.SVG() }, "colours of 1 columns", "has 3")
}
