package figure_test

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/display"
	"github.com/gonabla/nabla/display/figure"
)

// In a notebook the figure itself is the last expression, and is drawn. Here
// its text is printed, which a terminal shows.
func ExampleContour() {
	loss := func(w []float64) float64 { return (1 - w[0]*w[1]) * (1 - w[0]*w[1]) }
	half := math.Sqrt(0.5)
	fmt.Println(figure.Contour{
		Title: "Newton's method is drawn to a saddle", XLabel: "w₁", YLabel: "w₂",
		F: loss, X: figure.Range{-1, 2}, Y: figure.Range{-1, 2},
		Paths: []figure.Path{{Name: "Newton", Points: figure.Points{{0.1, 0.1}, {-0.0021, -0.0021}, {0, 0}}}},
		Marks: []figure.Mark{{At: []float64{0, 0}, Kind: "strict saddle"}},
		Curvatures: []figure.Curvature{{
			At: []float64{0, 0}, Values: []float64{-2, 2}, Vectors: mat.NewDense(2, 2, []float64{half, half, half, -half}),
		}},
	})
	// Output:
	// contour map: Newton's method is drawn to a saddle
	// w₁ from −1 to 2, w₂ from −1 to 2
	// values from 0 to 9
	// lines at 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5
	// path “Newton”: 3 points from (0.1, 0.1) to (0, 0)
	// strict saddle at (0, 0)
	// eigenvalue −2 at (0, 0)
	// eigenvalue 2 at (0, 0)
}

func ExampleHeatMap() {
	fmt.Println(figure.HeatMap{
		Title: "Hessian of (1 − w₁w₂)² at (1, 1)", Matrix: mat.NewSymDense(2, []float64{2, 2, 2, 2}),
		RowNames: []string{"w₁", "w₂"}, ColumnNames: []string{"w₁", "w₂"},
	})
	// Output:
	// heat map: Hessian of (1 − w₁w₂)² at (1, 1)
	// 2×2 matrix, entries from 2 to 2
}

func ExampleSpectrum() {
	fmt.Println(figure.Spectrum{Title: "Eigenvalues at (1, 1)", Values: []float64{4.4e-16, 4}, Band: 2e-15})
	// Output:
	// spectrum: Eigenvalues at (1, 1)
	// 2 eigenvalues from 4.4·10⁻¹⁶ to 4
	// 0 negative, 1 positive, 1 within the band of ±2·10⁻¹⁵
}

func ExampleSurface() {
	fmt.Println(figure.Surface{
		Title: "A saddle", F: func(x []float64) float64 { return x[0]*x[0] - x[1]*x[1] },
		X: figure.Range{-1, 1}, Y: figure.Range{-1, 1}, ZLabel: "x₁² − x₂²",
		Marks: []figure.Mark{{At: []float64{0, 0}, Kind: "saddle"}},
	})
	// Output:
	// surface: A saddle
	// x₁ from −1 to 1, x₂ from −1 to 1
	// x₁² − x₂² from −1 to 1
	// saddle at (0, 0)
}

func ExampleSlices() {
	fmt.Println(figure.Slices{
		Title: "A saddle along its eigenvectors", At: []float64{0, 0},
		F:       func(w []float64) float64 { return (1 - w[0]*w[1]) * (1 - w[0]*w[1]) },
		Hessian: mat.NewSymDense(2, []float64{0, -2, -2, 0}),
	})
	// Output:
	// slices: A saddle along its eigenvectors
	// through a point with 2 coordinates, value 1
	// along v₁, λ = −2: at t = 1 the function is 0.25 and the model 0
	// along v₂, λ = 2: at t = 1 the function is 2.25 and the model 2
}

func ExampleConvergence() {
	fmt.Println(figure.Convergence{
		Title: "Newton's method for √2",
		Runs: []figure.Run{{
			Name:   "Newton",
			Values: figure.Sequence([]float64{0.25, 1.7e-3, 1.5e-6, 1.1e-12, 0}),
		}},
	})
	// Output:
	// convergence: Newton's method for √2
	// Newton: value from 0.25 to 0 in 4 iterations
}

// A run has the methods of a minimiser's trace, such as descent.Trace.
type run struct{ values []float64 }

func (r run) Values() figure.Points              { return figure.Sequence(r.values) }
func (r run) GradientNorms() figure.Points       { return nil }
func (r run) SmallestEigenvalues() figure.Points { return nil }

func ExampleRunOf() {
	trace := run{values: []float64{4, 2, 1}}
	fmt.Println(figure.Convergence{Runs: []figure.Run{figure.RunOf("halving", trace)}})
	// Output:
	// convergence
	// halving: value from 4 to 1 in 2 iterations
}

func ExampleLinearMap() {
	fmt.Println(figure.LinearMap{Title: "A singular Jacobian", Matrix: mat.NewDense(2, 2, []float64{2, 1, 2, 1})})
	// Output:
	// linear map: A singular Jacobian
	// matrix [2 1; 2 1], determinant 0
	// singular value 3.162: (0.894, 0.447) becomes (2.24, 2.24)
	// singular value 0: (−0.447, 0.894) becomes (0, 0)
}

func ExampleVectorField() {
	fmt.Println(figure.VectorField{
		Title: "A whirl", X: figure.Range{-1, 1}, Y: figure.Range{-1, 1}, Arrows: 10,
		F: func(x []float64) []float64 { return []float64{-x[1], x[0]} },
	})
	// Output:
	// vector field: A whirl
	// x₁ from −1 to 1, x₂ from −1 to 1
	// 100 vectors with lengths from 0.1414 to 1.273
}

func ExampleScatter() {
	fmt.Println(figure.Scatter{Points: []figure.CriticalPoint{
		{Value: 1, Negative: 1, Positive: 1}, {Value: 0, Positive: 1, Zero: 1, Kind: "non-strict minimum"},
	}})
	// Output:
	// index and minimum ratio against loss
	// 2 critical points with loss from 0 to 1
	// non-strict minimum: 1
	// saddle: 1
}

func ExampleDifferences() {
	var forward figure.Points
	for _, h := range []float64{1e-2, 1e-5, 1e-8, 1e-11} {
		forward = append(forward, [2]float64{h, math.Abs((math.Exp(h)-1)/h - 1)})
	}
	fmt.Println(figure.Differences{Title: "Derivative of eˣ at 0", Curves: []figure.Series{{Name: "forward", Points: forward}}})
	// Output:
	// error of differences against the step: Derivative of eˣ at 0
	// forward: 4 steps, the error is smallest, 6.1·10⁻⁹, at step 10⁻⁸
	// exact derivative: error 0
}

func ExampleSpy() {
	fmt.Println(figure.Spy{
		Title: "A tridiagonal Hessian", Matrix: mat.NewBandDense(4, 4, 1, 1, []float64{0, 2, 1, 1, 2, 1, 1, 2, 1, 1, 2, 0}),
		Colour: []int{0, 1, 2, 0},
	})
	// Output:
	// sparsity pattern: A tridiagonal Hessian
	// 4×4 matrix, 10 entries (62.5 %)
	// 3 colours for 4 columns
}

// The interactive twin answers to the mouse in JupyterLab; outside a notebook
// its text is printed.
func ExampleContour_Vega() {
	f := figure.Contour{
		Title: "A bowl", F: func(x []float64) float64 { return x[0]*x[0] + x[1]*x[1] },
		X: figure.Range{-1, 1}, Y: figure.Range{-1, 1}, Levels: []float64{0.5, 1, 1.5},
		Paths: []figure.Path{{Name: "descent", Points: figure.Points{{1, 1}, {0.5, 0.5}, {0.25, 0.25}}}},
	}
	display.Vega(f.Vega())
	// Output:
	// contour map: A bowl
	// x₁ from −1 to 1, x₂ from −1 to 1
	// values from 0 to 2
	// lines at 0.5, 1, 1.5
	// path “descent”: 3 points from (1, 1) to (0.25, 0.25)
}

func ExampleSequence() {
	losses := figure.Sequence([]float64{4, 2, 1})
	fmt.Println(losses.Len())
	fmt.Println(losses.XY(2))
	// Output:
	// 3
	// 2 1
}

func ExampleCurves() {
	fmt.Println(figure.Curves{
		Title: "Twice as fast", X: figure.Range{0, 2},
		Functions: []figure.Function{{Name: "x²", F: func(x float64) float64 { return x * x }}},
		Curves:    []figure.Series{{Name: "2x", Points: figure.Points{{0, 0}, {2, 4}}}},
	})
	// Output:
	// curves: Twice as fast
	// x from 0 to 2, y from −0.2 to 4.2
	// x²: values from 0 to 4, at the ends 0 and 4
	// 2x: values from 0 to 4, at the ends 0 and 4
}
