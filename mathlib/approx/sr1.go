package approx

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// SR1 returns the matrix that the symmetric formula of rank one,
//
//	B ← B + (y - Bs)(y - Bs)ᵀ/(y - Bs)ᵀs,
//
// makes of the gradients of f along a path, from the identity. It can be
// indefinite, and on a quadratic it is the Hessian after as many independent
// steps as there are variables. (Nocedal and Wright, eq. 6.24 and 6.26.)
func SR1(f func([]float64) float64, path [][]float64) Approximation {
	pairs := along("SR1", f, path)
	n := pairs.n
	b := identity(n, 1)
	for _, c := range pairs.list {
		d := difference(c.y, multiply(b, c.s))
		below := floats.Dot(d, c.s)
		if math.Abs(below) > 1e-8*floats.Norm(c.s, 2)*floats.Norm(d, 2) {
			b.SymRankOne(b, 1/below, mat.NewVecDense(n, d))
		}
	}
	return Of("SR1", b).by(pairs.method)
}
