package figure

import (
	"math"
	"testing"
)

func vectorFields() map[string]figure {
	flow := func(w []float64) []float64 {
		e := 2 * (1 - w[0]*w[1])
		return []float64{e * w[1], e * w[0]}
	}
	return map[string]figure{
		"vectorfield_flow": VectorField{
			Title: "Gradient flow of (1 − w₁w₂)²", XLabel: "w₁", YLabel: "w₂", F: flow, X: Range{-2, 2}, Y: Range{-1.5, 1.5},
			Curves: []Path{{"minima", hyperbola(0.5, 2)}, {"minima", hyperbola(-0.5, -2)}},
			Paths:  []Path{{"descent", descent(0.5, 0.2, 100)}},
			Marks:  []Mark{{At: []float64{0, 0}, Kind: "saddle", Label: "saddle"}},
		},
		"vectorfield_gap":  VectorField{F: func(x []float64) []float64 { return []float64{math.Sqrt(x[0]), 1} }, X: Range{-1, 3}, Y: Range{0, 8}, Arrows: 12},
		"vectorfield_zero": VectorField{F: func([]float64) []float64 { return []float64{0, 0} }},
	}
}

func TestVectorFieldMisuse(t *testing.T) {
	mustPanic(t, func() { VectorField{}.SVG() }, "VectorField.F must be set")
	mustPanic(t, func() { VectorField{F: func([]float64) []float64 { return []float64{1} }}.SVG() }, "1 components", "must give 2")
}
