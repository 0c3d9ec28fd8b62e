package figure

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestDegenerate draws figures of numbers at the edge of what there is: none
// may have a coordinate that is not a number, fail or run without end.
func TestDegenerate(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bowl := func(x []float64) float64 { return x[0]*x[0] + x[1]*x[1] }
	constant := func(v float64) func([]float64) float64 { return func([]float64) float64 { return v } }
	poles := func(x []float64) float64 { return 1 / (x[0] * x[1]) }
	broken := Points{{0, 0}, {nan, 1}, {0.5, inf}, {0.2, 0.2}, {0.2, 0.2}}
	for name, f := range map[string]figure{
		"infinite values":       Contour{F: poles},
		"huge values":           Contour{F: func(x []float64) float64 { return 1e308 * x[0] }, Arrows: 5},
		"tiny values":           Contour{F: func(x []float64) float64 { return 1e-310 * x[0] }, Arrows: 5},
		"constant 0":            Contour{F: constant(0), Arrows: 5},
		"constant ∞":            Contour{F: constant(inf), Arrows: 5},
		"narrow range":          Contour{F: bowl, X: Range{1, 1 + 1e-12}, Y: Range{0, 1}},
		"wide range":            Contour{F: bowl, X: Range{-1e150, 1e150}, Y: Range{-1, 1}},
		"broken path":           Contour{F: bowl, Paths: []Path{{"a", broken}}, Marks: []Mark{{At: []float64{nan, 0}, Label: "nowhere"}}},
		"mark outside":          Contour{F: bowl, X: Range{0, 1}, Y: Range{0, 1}, Marks: []Mark{{At: []float64{5, 5}, Label: "far"}}},
		"broken eigenvectors":   Contour{F: bowl, Curvatures: []Curvature{{At: []float64{0, 0}, Values: []float64{nan, 1}, Vectors: mat.NewDense(2, 2, []float64{nan, 0, 1, 0})}}},
		"levels outside":        Contour{F: bowl, Levels: []float64{-5, nan, 100}},
		"vector outside":        Contour{F: bowl, X: Range{0, 1}, Y: Range{0, 1}, Vectors: []Vector{{"v", []float64{2, 2}, []float64{1, nan}}}},
		"surface of poles":      Surface{F: poles, Paths: []Path{{"a", broken}}},
		"surface, huge":         Surface{F: func(x []float64) float64 { return 1e308 * x[0] }, Tiles: 4},
		"surface, turned far":   Surface{F: bowl, Turn: 1e6, Tilt: 500, Tiles: 4, Marks: []Mark{{At: []float64{nan, 1}}}},
		"heat map of ∞":         HeatMap{Matrix: mat.NewDense(2, 2, []float64{inf, -inf, nan, 1e308})},
		"heat map of a dot":     HeatMap{Matrix: mat.NewDense(1, 1, []float64{1e-320})},
		"heat map, one row":     HeatMap{Matrix: mat.NewDense(1, 500, nil)},
		"spectrum of ∞":         Spectrum{Values: []float64{inf, -inf, nan}, Band: 1},
		"spectrum, 600 decades": Spectrum{Values: []float64{1e300, 1e-300, -1e-300, 0}},
		"runs of nothing":       Convergence{Runs: []Run{{Values: Sequence([]float64{nan, inf})}, {GradientNorms: broken}}},
		"run of one value":      Convergence{Runs: []Run{{Values: Sequence([]float64{7})}}},
		"run of many decades":   Convergence{Runs: []Run{{Values: Sequence([]float64{1e300, 1, 1e-300, 0})}}},
		"slices of NaN":         Slices{F: constant(nan), At: []float64{0, 0}, Hessian: mat.NewDense(2, 2, []float64{nan, 1, 1, 0})},
		"slices, chosen":        Slices{F: bowl, At: []float64{0, 0}, Hessian: mat.NewDense(2, 2, nil), Directions: [][]float64{}},
		"map of ∞":              LinearMap{Matrix: mat.NewDense(2, 2, []float64{inf, 0, 0, 1})},
		"map, huge":             LinearMap{Matrix: mat.NewDense(2, 2, []float64{1e200, 0, 0, 1})},
		"field of NaN":          VectorField{F: func([]float64) []float64 { return []float64{nan, inf} }},
		"field, huge":           VectorField{F: func(x []float64) []float64 { return []float64{1e200 * x[0], 1e-200} }},
		"scatter of NaN":        Scatter{Points: []CriticalPoint{{Value: nan, Positive: 1}, {Value: inf, Negative: 1}}},
		"differences of NaN":    Differences{Curves: []Series{{"a", broken}, {"b", Points{}}}, Exact: nan},
		"curves of NaN":         Curves{Curves: []Series{{"a", broken}}, LogX: true, LogY: true},
		"curves, one point":     Curves{Curves: []Series{{"a", Points{{3, 3}}}}},
		"pattern, one row":      Spy{Matrix: mat.NewDense(1, 1000, nil)},
	} {
		t.Run(name, func(t *testing.T) {
			inspect(t, f.SVG())
			if f.String() == "" {
				t.Error("no text")
			}
			if v, ok := f.(interface{ Vega() []byte }); ok {
				v.Vega()
			}
		})
	}
	mustPanic(t, func() { HeatMap{Matrix: &mat.Dense{}}.SVG() }, "HeatMap.Matrix", "0×0")
	mustPanic(t, func() { Spy{Matrix: &mat.Dense{}}.SVG() }, "Spy.Matrix", "0×0")
}
