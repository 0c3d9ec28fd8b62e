package figure

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// tutorial is the field of the tutorial on Jacobians.
func tutorial(x []float64) []float64 { return []float64{x[0]*x[0] + x[1], x[0] * x[1]} }

func linearMaps() map[string]figure {
	return map[string]figure{
		"linearmap_regular":  LinearMap{Title: "J at (1, 1)", Matrix: mat.NewDense(2, 2, []float64{2, 1, 1, 1}), F: tutorial, At: []float64{1, 1}, Radius: 0.5},
		"linearmap_singular": LinearMap{Title: "J at (1, 2)", Matrix: mat.NewDense(2, 2, []float64{2, 1, 2, 1})},
		"linearmap_zero":     LinearMap{Matrix: mat.NewDense(2, 2, nil)},
		"linearmap_nan":      LinearMap{Matrix: mat.NewDense(2, 2, []float64{math.NaN(), 1, 0, 1})},
	}
}

func TestLinearMapMisuse(t *testing.T) {
	mustPanic(t, func() { LinearMap{}.SVG() }, "LinearMap.Matrix must be set")
	mustPanic(t, func() { LinearMap{Matrix: mat.NewDense(2, 3, nil)}.SVG() }, "is 2×3", "needs 2×2")
	mustPanic(t, func() { LinearMap{Matrix: mat.NewDense(2, 2, nil), F: tutorial}.SVG() }, "LinearMap.At has 0")
}
