package approx

import (
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// Samples are functions of which a loss is the mean, one for each sample.
type Samples = []func(x []float64) float64

// EmpiricalFisher returns the mean of the outer products of the gradients of
// the samples at x,
//
//	(1/N)·Σ gᵢgᵢᵀ.
//
// It is neither the Hessian nor the Fisher matrix: at a minimum that every
// sample shares it is 0. (Kunstner, Balles and Hennig, NeurIPS 2019.)
func EmpiricalFisher(samples Samples, x []float64) Approximation {
	x = point("EmpiricalFisher", x)
	gradients := make([][]float64, len(samples))
	methods := make([]mathlib.Method, len(samples))
	for i, f := range samples {
		g := mathlib.Gradient(f, x)
		gradients[i], methods[i] = g.RawVector().Data, g.Method
	}
	return outerProducts("empirical Fisher", len(x), gradients).by(methods...)
}

// RankOne returns the outer product of the gradient of f at x with itself,
//
//	g·gᵀ,
//
// which tutorials call an approximation of the Hessian. It is none: it has rank
// one, no negative eigenvalue, and vanishes at every critical point.
func RankOne(f func([]float64) float64, x []float64) Approximation {
	x = point("RankOne", x)
	g := mathlib.Gradient(f, x)
	return outerProducts("rank one, ggᵀ", len(x), [][]float64{g.RawVector().Data}).by(g.Method)
}

// outerProducts is the mean of g·gᵀ.
func outerProducts(name string, n int, gradients [][]float64) Approximation {
	if len(gradients) == 0 {
		panic("approx: there are no samples")
	}
	weight := 1 / float64(len(gradients))
	return Approximation{Name: name, n: n,
		product: func(v []float64) []float64 {
			out := make([]float64, n)
			for _, g := range gradients {
				floats.AddScaled(out, floats.Dot(g, v)*weight, g)
			}
			return out
		},
		dense: func() *mat.SymDense {
			s := mat.NewSymDense(n, nil)
			for _, g := range gradients {
				s.SymRankOne(s, 1, mat.NewVecDense(n, g))
			}
			s.ScaleSym(weight, s)
			return s
		}}
}
