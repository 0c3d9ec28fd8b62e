package approx

import (
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// Diagonal returns the diagonal of the Hessian of f at x, and zeros beside it.
func Diagonal(f func([]float64) float64, x []float64) Approximation {
	d := mathlib.HessianDiag(f, point("Diagonal", x))
	return diagonal("diagonal", d.RawVector().Data).by(d.Method)
}

// HutchinsonDiagonal estimates the diagonal of a from products alone, as the
// mean of
//
//	v ∘ (A·v)
//
// over probes v of random signs. The error of an entry is that of a mean of as
// many numbers: it falls with the root of the probes, and is the larger the
// more stands beside the diagonal. (Bekas, Kokiopoulou and Saad 2007.)
func HutchinsonDiagonal(a Approximation, probes int, seed uint64) Approximation {
	needProbes("HutchinsonDiagonal", probes)
	d := make([]float64, a.n)
	rng := generator(seed)
	for range probes {
		v := signs(rng, a.n)
		floats.Mul(v, a.MatVec(v))
		floats.AddScaled(d, 1/float64(probes), v)
	}
	return diagonal("diagonal by Hutchinson's estimate", d).by(a.Method)
}

func diagonal(name string, d []float64) Approximation {
	return Approximation{Name: name, n: len(d),
		product: func(v []float64) []float64 {
			floats.Mul(v, d)
			return v
		},
		dense: func() *mat.SymDense {
			s := mat.NewSymDense(len(d), nil)
			for i, v := range d {
				s.SetSym(i, i, v)
			}
			return s
		}}
}

func generator(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

// signs returns n numbers that are 1 or -1.
func signs(rng *rand.Rand, n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(2*rng.IntN(2) - 1)
	}
	return v
}

func needProbes(function string, probes int) {
	if probes <= 0 {
		panic("approx: " + function + ": the number of probes must be positive")
	}
}
