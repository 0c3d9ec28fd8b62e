package approx

import (
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// Exact returns the Hessian of f at x itself, whose products cost a few
// gradients each and do not make the matrix.
func Exact(f func([]float64) float64, x []float64) Approximation {
	x = point("Exact", x)
	return Approximation{Name: "exact Hessian", n: len(x),
		product: func(v []float64) []float64 { return mathlib.HessianVec(f, x, v).RawVector().Data },
		dense:   func() *mat.SymDense { return mathlib.Hessian(f, x).SymDense },
	}.by(mathlib.Gradient(f, x).Method)
}

// point returns a copy of x.
func point(function string, x []float64) []float64 {
	if len(x) == 0 {
		panic("approx: " + function + ": x is empty")
	}
	return append([]float64(nil), x...)
}
