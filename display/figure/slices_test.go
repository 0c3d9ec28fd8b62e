package figure

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func slicePictures() map[string]figure {
	quartic := func(x []float64) float64 {
		return x[0]*x[0] - x[1]*x[1] + x[2]*x[2]*x[2]*x[2] + math.Sin(3*x[3])
	}
	h := mat.NewDiagDense(4, []float64{2, -2, 0, 0})
	return map[string]figure{
		"slices_saddle": Slices{Title: "The loss along the eigenvectors at the saddle", F: loss, At: []float64{0, 0}, Hessian: mat.NewSymDense(2, []float64{0, -2, -2, 0}), Reach: 1.5},
		"slices_four":   Slices{F: quartic, At: make([]float64, 4), Gradient: mat.NewVecDense(4, []float64{0, 0, 0, 3}), Hessian: h},
		"slices_chosen": Slices{
			F: func(x []float64) float64 { return math.Log(x[0]) }, At: []float64{0.5},
			Gradient: mat.NewVecDense(1, []float64{2}), Hessian: mat.NewSymDense(1, []float64{-4}), Directions: [][]float64{{1}}, Y: Range{-3, 1},
		},
	}
}

func TestSlicesMisuse(t *testing.T) {
	h := mat.NewSymDense(2, nil)
	mustPanic(t, func() { Slices{}.SVG() }, "Slices.F and Slices.At must be set")
	mustPanic(t, func() { Slices{F: loss, At: []float64{0, 0}}.SVG() }, "Slices.Hessian must be set")
	mustPanic(t, func() { Slices{F: loss, At: []float64{0, 0, 0}, Hessian: h}.SVG() }, "is 2×2", "3 coordinates")
	mustPanic(t, func() {
		Slices{F: loss, At: []float64{0, 0}, Hessian: h, Gradient: mat.NewVecDense(1, nil)}.SVG()
	}, "1 components", "2 coordinates")
	mustPanic(t, func() { Slices{F: loss, At: []float64{0, 0}, Hessian: h, Directions: [][]float64{{1}}}.SVG() }, "Directions[0] has 1", "2 coordinates")
}
