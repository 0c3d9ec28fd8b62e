package figure

import (
	"math"
	"testing"
)

func surfaces() map[string]figure {
	return map[string]figure{
		"surface_saddle": Surface{
			Title: "The surface L = (1 − w₁w₂)²", XLabel: "w₁", YLabel: "w₂", ZLabel: "L", F: loss, X: Range{-1.8, 1.8}, Y: Range{-1.8, 1.8},
			Z:     Range{0, 4},
			Paths: []Path{{"descent from (0.5, 0.2)", descent(0.5, 0.2, 200)}, {"from beside the line", descent(0.6, -0.6+1e-3, 200)}},
			Marks: []Mark{{At: []float64{0, 0}, Kind: "strict saddle", Label: "saddle, L = 1"}},
		},
		"surface_banana": Surface{F: rosenbrock, X: Range{-2, 2}, Y: Range{-1, 3}, Marks: []Mark{{At: []float64{1, 1}, Kind: "strict minimum"}}},
		"surface_gap": Surface{
			Title: "Logarithm of a radius, turned", X: Range{-1, 2}, Y: Range{-1, 1}, Turn: 120, Tilt: 10,
			F: func(x []float64) float64 { return math.Log(math.Hypot(x[0], x[1])-0.3) + 2 },
		},
		"surface_constant": Surface{F: func([]float64) float64 { return -2 }, Tiles: 8},
		"surface_nothing":  Surface{F: func([]float64) float64 { return math.NaN() }},
	}
}

func TestSurfaceMisuse(t *testing.T) {
	mustPanic(t, func() { Surface{}.SVG() }, "Surface.F must be set")
	mustPanic(t, func() { Surface{F: loss, Tiles: 1000}.SVG() }, "Surface.Tiles", "1000")
	mustPanic(t, func() { Surface{F: loss, Z: Range{1, 1}}.SVG() }, "Surface.Z", "from 1 to 1")
}
