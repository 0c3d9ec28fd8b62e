package figure

import (
	"math"
	"testing"
)

func curvePictures() map[string]figure {
	return map[string]figure{
		"curves_functions": Curves{
			Title: "The sine and its Taylor polynomials", XLabel: "x", YLabel: "value", X: Range{-4, 4}, Y: Range{-2, 2},
			Functions: []Function{
				{"sin x", math.Sin}, {"x", func(x float64) float64 { return x }}, {"x − x³/6", func(x float64) float64 { return x - x*x*x/6 }},
			},
			Marks: []Mark{{At: []float64{0, 0}, Label: "expanded here"}, {At: []float64{math.Pi / 2, 1}, Kind: "maximum"}},
		},
		"curves_log":   Curves{LogX: true, LogY: true, XLabel: "n", Curves: []Series{{"n²", Points{{1, 1}, {10, 100}, {1000, 1e6}}}, {"zero", Points{{1, 0}, {1000, 0}}}}},
		"curves_pole":  Curves{X: Range{-1, 1}, Y: Range{-10, 10}, Functions: []Function{{"1/x", func(x float64) float64 { return 1 / x }}, {"√x", math.Sqrt}}},
		"curves_empty": Curves{},
	}
}

func TestCurvesMisuse(t *testing.T) {
	mustPanic(t, func() { Curves{Functions: []Function{{Name: "f"}}}.SVG() }, `Curves.Functions[0] ("f") has no F`)
	mustPanic(t, func() { Curves{Curves: []Series{{Name: "c"}}}.SVG() }, `Curves.Curves[0] ("c") has no Points`)
	mustPanic(t, func() { Curves{LogX: true, X: Range{-1, 1}}.SVG() }, "Curves.X must be positive", "from −1 to 1")
}
