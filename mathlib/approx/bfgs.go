package approx

import (
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// BFGS returns the matrix that the BFGS formula,
//
//	B ← B - Bs·sᵀB/sᵀBs + y·yᵀ/yᵀs,
//
// makes of the gradients of f along a path, from the multiple (yᵀy/yᵀs)·I of the
// identity for the first pair. It stays positive definite: pairs that say
// otherwise are left out. (Nocedal and Wright, eq. 6.19 and 6.20.)
func BFGS(f func([]float64) float64, path [][]float64) Approximation {
	pairs := along("BFGS", f, path)
	n := pairs.n
	var b *mat.SymDense
	for _, c := range pairs.list {
		if !c.curved() {
			continue
		}
		if b == nil {
			b = identity(n, floats.Dot(c.y, c.y)/floats.Dot(c.y, c.s))
		}
		bs := multiply(b, c.s)
		b.SymRankOne(b, -1/floats.Dot(c.s, bs), mat.NewVecDense(n, bs))
		b.SymRankOne(b, 1/floats.Dot(c.y, c.s), mat.NewVecDense(n, c.y))
	}
	if b == nil {
		b = identity(n, 1)
	}
	return Of("BFGS", b).by(pairs.method)
}

func identity(n int, size float64) *mat.SymDense {
	b := mat.NewSymDense(n, nil)
	for i := range n {
		b.SetSym(i, i, size)
	}
	return b
}
