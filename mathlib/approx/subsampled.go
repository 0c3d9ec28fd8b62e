package approx

import (
	"fmt"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// Subsampled returns the mean of the Hessians of some samples at x,
//
//	(1/|S|)·Σ ∇²fᵢ(x), i in S,
//
// a nil batch being all of them: then it is the exact Hessian of their mean. It is
// singular when the batch has less to say than there are variables.
// (Byrd, Chin, Neveitt and Nocedal 2011.)
func Subsampled(samples Samples, batch []int, x []float64) Approximation {
	x = point("Subsampled", x)
	if batch == nil {
		for i := range samples {
			batch = append(batch, i)
		}
	}
	if len(batch) == 0 {
		panic("approx: Subsampled: the batch is empty")
	}
	var parts []Approximation
	for _, i := range batch {
		if i < 0 || i >= len(samples) {
			panic(fmt.Sprintf("approx: Subsampled: there is no sample %d, there are %d, counted from 0", i, len(samples)))
		}
		parts = append(parts, Exact(samples[i], x))
	}
	return mean(fmt.Sprintf("Hessian of %d of %d samples", len(batch), len(samples)), parts)
}

// PerturbationAveraged returns the mean of the Hessians of f at points around x,
//
//	(1/m)·Σ ∇²f(x + δₖ).
//
// It is exact for a quadratic; otherwise it is the Hessian of a smoothed f, off
// by the order of δ², which can make a positive definite matrix of a singular
// one. It costs m Hessians.
func PerturbationAveraged(f func([]float64) float64, x []float64, deltas [][]float64) Approximation {
	x = point("PerturbationAveraged", x)
	if len(deltas) == 0 {
		panic("approx: PerturbationAveraged: there are no perturbations")
	}
	var parts []Approximation
	for k, d := range deltas {
		if len(d) != len(x) {
			panic(fmt.Sprintf("approx: PerturbationAveraged: perturbation %d has %d numbers, x has %d", k, len(d), len(x)))
		}
		parts = append(parts, Exact(f, floats.AddTo(make([]float64, len(x)), x, d)))
	}
	return mean("perturbation-averaged Hessian", parts)
}

// mean is that of other approximations.
func mean(name string, parts []Approximation) Approximation {
	n, weight := parts[0].n, 1/float64(len(parts))
	methods := make([]mathlib.Method, len(parts))
	for i, p := range parts {
		methods[i] = p.Method
	}
	return Approximation{Name: name, n: n,
		product: func(v []float64) []float64 {
			out := make([]float64, n)
			for _, p := range parts {
				floats.Add(out, p.MatVec(v))
			}
			floats.Scale(weight, out)
			return out
		},
		dense: func() *mat.SymDense {
			s := mat.NewSymDense(n, nil)
			for _, p := range parts {
				s.AddSym(s, p.Dense())
			}
			s.ScaleSym(weight, s)
			return s
		},
	}.by(methods...)
}
