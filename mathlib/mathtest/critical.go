package mathtest

import (
	"math"
	"slices"
)

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

// DegeneratePoints returns points whose kind derivatives of higher order tell,
// or what f does along a curve, beside those of [CriticalPoints].
func DegeneratePoints() []CriticalPoint {
	return slices.Concat(onALine(), inAPlane(), inSpace())
}

// onALine returns points at which one eigenvalue is 0.
func onALine() []CriticalPoint {
	zero := []float64{0, 0}
	return []CriticalPoint{
		{"x³", func(x []float64) float64 { return math.Pow(x[0], 3) }, []float64{0}, []float64{0}, Pass},
		{"x⁴", func(x []float64) float64 { return math.Pow(x[0], 4) }, []float64{0}, []float64{0}, Degenerate},
		{"-x⁴", func(x []float64) float64 { return -math.Pow(x[0], 4) }, []float64{0}, []float64{0}, Peak},
		{"x² + y⁶", func(x []float64) float64 { return x[0]*x[0] + math.Pow(x[1], 6) }, zero, []float64{0, 2}, Degenerate},
		{"x² + y¹²", func(x []float64) float64 { return x[0]*x[0] + math.Pow(x[1], 12) }, zero, []float64{0, 2}, Degenerate},
		{"x² - y⁴", func(x []float64) float64 { return x[0]*x[0] - math.Pow(x[1], 4) }, zero, []float64{0, 2}, Pass},
		{"-x² - y⁴", func(x []float64) float64 { return -(x[0]*x[0] + math.Pow(x[1], 4)) }, zero, []float64{-2, 0}, Peak},
		{"x² + y³", func(x []float64) float64 { return x[0]*x[0] + math.Pow(x[1], 3) }, zero, []float64{0, 2}, Pass},
		{"(x - y)²", func(x []float64) float64 { return (x[0] - x[1]) * (x[0] - x[1]) }, zero, []float64{0, 4}, Valley},
		{"(x - y²)²", func(x []float64) float64 { return math.Pow(x[0]-x[1]*x[1], 2) }, zero, []float64{0, 2}, Valley},
		{"-(x - y²)²", func(x []float64) float64 { return -math.Pow(x[0]-x[1]*x[1], 2) }, zero, []float64{-2, 0}, Ridge},
		{"(y - x²)² + (x - 1)⁴", func(x []float64) float64 { return math.Pow(x[1]-x[0]*x[0], 2) + math.Pow(x[0]-1, 4) }, []float64{1, 1}, []float64{0, 10}, Degenerate},
		{"cosh x - x²/2", func(x []float64) float64 { return math.Cosh(x[0]) - 0.5*x[0]*x[0] }, []float64{0}, []float64{0}, Degenerate},
		{"x - sin x", func(x []float64) float64 { return x[0] - math.Sin(x[0]) }, []float64{0}, []float64{0}, Pass},
		{"(x² - 2)⁴", func(x []float64) float64 { return math.Pow(x[0]*x[0]-2, 4) }, []float64{math.Sqrt2}, nil, Degenerate},
		{"(x² - 2)³", func(x []float64) float64 { return math.Pow(x[0]*x[0]-2, 3) }, []float64{math.Sqrt2}, nil, Pass},
		{"log(eˣ + eʸ) - (x + y)/2", func(x []float64) float64 {
			return math.Log(math.Exp(x[0])+math.Exp(x[1])) - 0.5*(x[0]+x[1])
		}, []float64{0.3, 0.3}, []float64{0, 0.5}, Valley},
		{"(1 - v·tanh w)²", func(w []float64) float64 { return math.Pow(1-w[1]*math.Tanh(w[0]), 2) }, []float64{1, 1 / math.Tanh(1)}, nil, Valley},
	}
}

// inAPlane returns points at which two eigenvalues are 0.
func inAPlane() []CriticalPoint {
	zero, zero3 := []float64{0, 0}, []float64{0, 0, 0}
	return []CriticalPoint{
		{"x²·y²", func(x []float64) float64 { return x[0] * x[0] * (x[1] * x[1]) }, zero, zero, Valley},
		{"(x² + y²)²", func(x []float64) float64 { return math.Pow(x[0]*x[0]+x[1]*x[1], 2) }, zero, zero, Degenerate},
		{"(x² - y²)²", func(x []float64) float64 { return math.Pow(x[0]*x[0]-x[1]*x[1], 2) }, zero, zero, Valley},
		{"x⁴ - y⁴", func(x []float64) float64 { return math.Pow(x[0], 4) - math.Pow(x[1], 4) }, zero, zero, Pass},
		{"x⁴ + x²·y² + y⁴", func(x []float64) float64 {
			return math.Pow(x[0], 4) + x[0]*x[0]*(x[1]*x[1]) + math.Pow(x[1], 4)
		}, zero, zero, Degenerate},
		{"x⁴ - 3x²·y² + y⁴", func(x []float64) float64 {
			return math.Pow(x[0], 4) - 3*(x[0]*x[0]*(x[1]*x[1])) + math.Pow(x[1], 4)
		}, zero, zero, Pass},
		{"x⁴ + y⁶", func(x []float64) float64 { return math.Pow(x[0], 4) + math.Pow(x[1], 6) }, zero, zero, Degenerate},
		{"x⁴ - x·y⁴ + y⁸", func(x []float64) float64 {
			return math.Pow(x[0], 4) - x[0]*math.Pow(x[1], 4) + math.Pow(x[1], 8)
		}, zero, zero, Pass},
		{"(x² - y³)² + y⁸", func(x []float64) float64 {
			return math.Pow(x[0]*x[0]-math.Pow(x[1], 3), 2) + math.Pow(x[1], 8)
		}, zero, zero, Hidden},
		{"x⁴ + x²·y² + y⁶", func(x []float64) float64 {
			return math.Pow(x[0], 4) + x[0]*x[0]*(x[1]*x[1]) + math.Pow(x[1], 6)
		}, zero, zero, Degenerate},
		{"z² + x⁴ + y⁴", func(x []float64) float64 {
			return x[2]*x[2] + (math.Pow(x[0], 4) + math.Pow(x[1], 4))
		}, zero3, []float64{0, 0, 2}, Degenerate},
		{"(z - x·y)² + x⁴ + y⁴", func(x []float64) float64 {
			return math.Pow(x[2]-x[0]*x[1], 2) + (math.Pow(x[0], 4) + math.Pow(x[1], 4))
		}, zero3, []float64{0, 0, 2}, Degenerate},
		{"(z - x² - y²)²", func(x []float64) float64 { return math.Pow(x[2]-(x[0]*x[0]+x[1]*x[1]), 2) }, zero3, []float64{0, 0, 2}, Valley},
		{"Peano in space", func(x []float64) float64 {
			return (x[2]-x[0]*x[0])*(x[2]-3*(x[0]*x[0])) + math.Pow(x[1], 4)
		}, zero3, []float64{0, 0, 2}, Pass},
		{"(1 - w1·w2·w3)² near", lee3, []float64{0.7, 1.3, 1 / (0.7 * 1.3)}, nil, Valley},
		{"linear layer", LinearLayer, []float64{0.1, 0.2, 2.5}, []float64{0, 0, 12}, Valley},
	}
}

// inSpace returns points at which more eigenvalues are 0.
func inSpace() []CriticalPoint {
	zero := []float64{0, 0, 0}
	return []CriticalPoint{
		{"x⁴ + y⁴ + z⁴", func(x []float64) float64 {
			return math.Pow(x[0], 4) + math.Pow(x[1], 4) + math.Pow(x[2], 4)
		}, zero, zero, Degenerate},
		{"x⁴ + y⁴ - z⁴", func(x []float64) float64 {
			return math.Pow(x[0], 4) + math.Pow(x[1], 4) - math.Pow(x[2], 4)
		}, zero, zero, Pass},
		{"x·y·z", func(x []float64) float64 { return x[0] * x[1] * x[2] }, zero, zero, Pass},
		{"(x² + y² + z²)²", func(x []float64) float64 {
			return math.Pow(x[0]*x[0]+x[1]*x[1]+x[2]*x[2], 2)
		}, zero, zero, Degenerate},
		{"x²·y² + z⁴", func(x []float64) float64 { return x[0]*x[0]*(x[1]*x[1]) + math.Pow(x[2], 4) }, zero, zero, Valley},
		{"(1 - w1·w2·w3·w4)²", func(w []float64) float64 { return math.Pow(1-w[0]*w[1]*(w[2]*w[3]), 2) }, []float64{2, 0.25, 3, 2. / 3}, nil, Valley},
	}
}

// lee3 is Lee's surface with three factors.
func lee3(w []float64) float64 { return math.Pow(1-w[0]*w[1]*w[2], 2) }
