package approx

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// KroneckerFactored approximates the Hessian of the mean of losses lₖ(W·aₖ) by
// the weights W of a dense layer, row by row, as
//
//	G ⊗ A,   G = (1/N)·Σ ∇²lₖ(s) at s = W·aₖ,   A = (1/N)·Σ aₖaₖᵀ.
//
// The exact matrix is the mean of ∇²lₖ ⊗ aₖaₖᵀ: the two agree for one sample,
// for equal inputs and for equal ∇²lₖ. A bias is an input that is always 1.
// (Martens and Grosse 2015; with G from the Hessian of the loss it is the KFLR
// of Botev, Ritter and Barber 2017.)
func KroneckerFactored(losses []func(s []float64) float64, inputs [][]float64, w *mat.Dense) Approximation {
	outputs := layer("KroneckerFactored", losses, inputs, w)
	m, _ := w.Dims()
	g := mat.NewSymDense(m, nil)
	methods := make([]mathlib.Method, len(outputs))
	for k, s := range outputs {
		h := mathlib.Hessian(losses[k], s)
		g.AddSym(g, h.SymDense)
		methods[k] = h.Method
	}
	g.ScaleSym(1/float64(len(outputs)), g)
	return kronecker("Kronecker-factored Hessian", g, secondMoment(inputs)).by(methods...)
}

// KroneckerFisher is [KroneckerFactored] with the outer products of the
// gradients of the losses in place of their Hessians, G = (1/N)·Σ gₖgₖᵀ: the
// factored form of the empirical Fisher matrix, with its faults.
func KroneckerFisher(losses []func(s []float64) float64, inputs [][]float64, w *mat.Dense) Approximation {
	outputs := layer("KroneckerFisher", losses, inputs, w)
	gradients := make([][]float64, len(outputs))
	methods := make([]mathlib.Method, len(outputs))
	for k, s := range outputs {
		g := mathlib.Gradient(losses[k], s)
		gradients[k], methods[k] = g.RawVector().Data, g.Method
	}
	return kronecker("Kronecker-factored Fisher", secondMoment(gradients), secondMoment(inputs)).by(methods...)
}

// layer returns the outputs W·a and checks the shapes.
func layer(function string, losses []func(s []float64) float64, inputs [][]float64, w *mat.Dense) [][]float64 {
	if len(losses) != len(inputs) || len(inputs) == 0 {
		panic(fmt.Sprintf("approx: %s: %d losses for %d inputs", function, len(losses), len(inputs)))
	}
	_, n := w.Dims()
	outputs := make([][]float64, len(inputs))
	for k, a := range inputs {
		if len(a) != n {
			panic(fmt.Sprintf("approx: %s: input %d has %d numbers, W has %d columns", function, k, len(a), n))
		}
		outputs[k] = multiply(w, a)
	}
	return outputs
}

// secondMoment is the mean of v·vᵀ.
func secondMoment(vs [][]float64) *mat.SymDense {
	return outerProducts("", len(vs[0]), vs).Dense()
}

// kronecker is G ⊗ A; its product with the vector of the rows of V is that of
// the rows of G·V·A.
func kronecker(name string, g, a *mat.SymDense) Approximation {
	m, n := g.SymmetricDim(), a.SymmetricDim()
	return Approximation{Name: name, n: m * n,
		product: func(v []float64) []float64 {
			var left, both mat.Dense
			left.Mul(g, mat.NewDense(m, n, v))
			both.Mul(&left, a)
			return both.RawMatrix().Data
		},
		dense: func() *mat.SymDense {
			s := mat.NewSymDense(m*n, nil)
			for i := range m * n {
				for j := i; j < m*n; j++ {
					s.SetSym(i, j, g.At(i/n, j/n)*a.At(i%n, j%n))
				}
			}
			return s
		}}
}
