package figure_test

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

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
