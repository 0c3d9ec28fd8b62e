package approx

import (
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// GaussNewton returns
//
//	c·JᵀJ,   J the Jacobian of the residuals r at x,
//
// for a function that is c·½Σr²: c is 1 for half the sum of squares and 2/N for
// the mean. It leaves out Σrᵢ·∇²rᵢ, and so is exact where r is linear or 0.
// (Nocedal and Wright, Numerical Optimization, 2nd ed., ch. 10.3.)
func GaussNewton(r func([]float64) []float64, x []float64, c float64) Approximation {
	x = point("GaussNewton", x)
	return Approximation{Name: "Gauss-Newton", n: len(x),
		product: func(v []float64) []float64 {
			jv := mathlib.JacobianVec(r, x, v).RawVector().Data
			floats.Scale(c, jv)
			return mathlib.VecJacobian(r, jv, x).RawVector().Data
		},
		dense: func() *mat.SymDense {
			j := mathlib.Jacobian(r, x)
			s := mat.NewSymDense(len(x), nil)
			s.SymOuterK(c, j.T())
			return s
		},
	}.by(mathlib.JacobianVec(r, x, make([]float64, len(x))).Method)
}
