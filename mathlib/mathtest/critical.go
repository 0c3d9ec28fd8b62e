package mathtest

import "math"

// CriticalPoints returns points of every kind, among them the battery of
// degenerate ones on which naive classifiers fail.
func CriticalPoints() []CriticalPoint {
	zero := []float64{0, 0}
	golden := math.Sqrt(5)
	return []CriticalPoint{
		{"Lee at (0, 0)", Lee, zero, []float64{-2, 2}, Saddle},
		{"Lee at (1, 1)", Lee, []float64{1, 1}, []float64{0, 4}, Valley},
		{"Lee at (-1, -1)", Lee, []float64{-1, -1}, []float64{0, 4}, Valley},
		{"Lee at (2, ½)", Lee, []float64{2, 0.5}, []float64{0, 8.5}, Valley},
		{"Lee at (0.1, 10)", Lee, []float64{0.1, 10}, []float64{0, 200.02}, Valley},
		{"Lee at (3, ⅓)", Lee, []float64{3, 1. / 3}, []float64{0, 18 + 2./9}, Valley},
		{"Lee at (1, 0)", Lee, []float64{1, 0}, []float64{1 - golden, 1 + golden}, NotCritical},
		{"Lee at (½, 0.3)", Lee, []float64{0.5, 0.3}, nil, NotCritical},
		{"Lee at (-1, 1)", Lee, []float64{-1, 1}, []float64{-4, 8}, NotCritical},
		{"quadratic", Quadratic, []float64{-2, 2}, []float64{2, 7}, Minimum},
		{"Rosenbrock", Rosenbrock, []float64{1, 1, 1}, nil, Minimum},

		{"x² + y²", func(x []float64) float64 { return x[0]*x[0] + x[1]*x[1] }, zero, []float64{2, 2}, Minimum},
		{"-(x² + y²)", func(x []float64) float64 { return -(x[0]*x[0] + x[1]*x[1]) }, zero, []float64{-2, -2}, Maximum},
		{"x² - y²", func(x []float64) float64 { return x[0]*x[0] - x[1]*x[1] }, zero, []float64{-2, 2}, Saddle},
		{"5x² - y²", func(x []float64) float64 { return 5*x[0]*x[0] - x[1]*x[1] }, zero, []float64{-2, 10}, Saddle},
		{"x⁴ + y⁴", func(x []float64) float64 { return math.Pow(x[0], 4) + math.Pow(x[1], 4) }, zero, []float64{0, 0}, Degenerate},
		{"-(x⁴ + y⁴)", func(x []float64) float64 { return -(math.Pow(x[0], 4) + math.Pow(x[1], 4)) }, zero, []float64{0, 0}, Peak},
		{"monkey saddle", func(x []float64) float64 { return x[0]*x[0]*x[0] - 3*x[0]*x[1]*x[1] }, zero, []float64{0, 0}, Pass},
		{"x² + y⁴", func(x []float64) float64 { return x[0]*x[0] + math.Pow(x[1], 4) }, zero, []float64{0, 2}, Degenerate},
		{"Peano", func(x []float64) float64 { return (x[1] - x[0]*x[0]) * (x[1] - 3*x[0]*x[0]) }, zero, []float64{0, 2}, Pass},
		{"x²", func(x []float64) float64 { return x[0] * x[0] }, zero, []float64{0, 2}, Valley},
		{"(1 - w1·w2·w3)² at 0", lee3, []float64{0, 0, 0}, []float64{0, 0, 0}, Pass},
		{"(1 - w1·w2·w3)² at (1, 1, 1)", lee3, []float64{1, 1, 1}, []float64{0, 0, 6}, Valley},
		{"constant", func(x []float64) float64 { return 3 }, zero, []float64{0, 0}, Flat},
		{"x² + 1e-10·y²", func(x []float64) float64 { return x[0]*x[0] + 1e-10*x[1]*x[1] }, zero, []float64{2e-10, 2}, Shallow},
		{"1e10·x² + 1e-10·y²", func(x []float64) float64 { return 1e10*x[0]*x[0] + 1e-10*x[1]*x[1] }, zero, []float64{2e-10, 2e10}, Shallow},
		{"x² - y² + z⁴", func(x []float64) float64 { return x[0]*x[0] - x[1]*x[1] + math.Pow(x[2], 4) }, []float64{0, 0, 0}, []float64{-2, 0, 2}, Crooked},
		{"|x| + y²", func(x []float64) float64 { return math.Abs(x[0]) + x[1]*x[1] }, zero, nil, NotSmooth},
	}
}

// lee3 is Lee's surface with three factors.
func lee3(w []float64) float64 { return math.Pow(1-w[0]*w[1]*w[2], 2) }
