package approx

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// tridiagonal is what the Lanczos process makes of a matrix from a start q₁:
// QᵀAQ = T, with orthonormal columns Q.
type tridiagonal struct {
	alpha, beta []float64 // the diagonal of T, and what is below it
	basis       [][]float64
	rest        float64 // the length of what would come next
}

// lanczos makes as many steps as asked for, or fewer when the space of the
// start is exhausted. The basis is orthogonalised against all of it, twice:
// without that rounding makes copies of the outer eigenvalues. (Golub and Van
// Loan, Matrix Computations, 4th ed., ch. 10.1 and 10.3.)
func (a Approximation) lanczos(start []float64, steps int) tridiagonal {
	var t tridiagonal
	q := floats.ScaleTo(make([]float64, a.n), 1/floats.Norm(start, 2), start)
	size := 0.0
	for range min(steps, a.n) {
		t.basis = append(t.basis, q)
		w := a.MatVec(q)
		size = math.Max(size, floats.Norm(w, 2))
		t.alpha = append(t.alpha, floats.Dot(q, w))
		for range 2 {
			for _, b := range t.basis {
				floats.AddScaled(w, -floats.Dot(b, w), b)
			}
		}
		t.rest = floats.Norm(w, 2)
		if t.rest <= 1e-13*size {
			t.rest = 0
			break
		}
		t.beta = append(t.beta, t.rest)
		q = floats.ScaleTo(make([]float64, a.n), 1/t.rest, w)
	}
	return t
}

// ritz returns the eigenvalues and eigenvectors of T.
func (t tridiagonal) ritz() *eigenpairs {
	k := len(t.alpha)
	m := mat.NewSymDense(k, nil)
	for i, v := range t.alpha {
		m.SetSym(i, i, v)
		if i+1 < k {
			m.SetSym(i, i+1, t.beta[i])
		}
	}
	return eigen(m)
}

// An Extreme is an outer eigenvalue found by the Lanczos process.
type Extreme struct {
	Value  float64
	Vector []float64 // of length 1
	// Residual is |Av - λv|: there is an eigenvalue of A no farther than that
	// from Value.
	Residual float64
}

// Extremes returns the smallest and the largest eigenvalue as the Lanczos
// process finds them in a number of steps, each of which is one product with a.
// The outermost come first: a few tens of steps do where they stand apart. The
// start is random, from the seed.
func (a Approximation) Extremes(steps int, seed uint64) (smallest, largest Extreme) {
	if steps <= 0 {
		panic("approx: Extremes: the number of steps must be positive")
	}
	rng := generator(seed)
	start := make([]float64, a.n)
	for i := range start {
		start[i] = rng.NormFloat64()
	}
	t := a.lanczos(start, steps)
	pairs := t.ritz()
	if pairs == nil {
		panic("approx: Extremes: the products are not finite")
	}
	return a.extreme(t, pairs, 0), a.extreme(t, pairs, len(pairs.values)-1)
}

// extreme computes the vector and, from one product more, the residual.
func (a Approximation) extreme(t tridiagonal, pairs *eigenpairs, i int) Extreme {
	v := make([]float64, a.n)
	for k, b := range t.basis {
		floats.AddScaled(v, pairs.vectors.At(k, i), b)
	}
	floats.Scale(1/floats.Norm(v, 2), v)
	off := a.MatVec(v)
	floats.AddScaled(off, -pairs.values[i], v)
	return Extreme{pairs.values[i], v, floats.Norm(off, 2)}
}
