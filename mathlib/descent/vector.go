package descent

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

func dot(x, y []float64) float64 { return floats.Dot(x, y) }

func norm(x []float64) float64 { return floats.Norm(x, 2) }

// along returns x + t·p.
func along(x []float64, t float64, p []float64) []float64 {
	y := clone(x)
	floats.AddScaled(y, t, p)
	return y
}

func scaled(t float64, x []float64) []float64 {
	y := clone(x)
	floats.Scale(t, y)
	return y
}

func difference(x, y []float64) []float64 { return along(x, -1, y) }

// times returns A·x.
func times(a mat.Matrix, x []float64) []float64 {
	r, _ := a.Dims()
	y := mat.NewVecDense(r, nil)
	y.MulVec(a, mat.NewVecDense(len(x), x))
	return y.RawVector().Data
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func allFinite(x []float64) bool {
	for _, v := range x {
		if !finite(v) {
			return false
		}
	}
	return true
}
