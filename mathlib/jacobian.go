package mathlib

import "gonum.org/v1/gonum/mat"

// Jacobian returns the m×n matrix of the derivatives of f's m results at x,
//
//	J[i][j] = ∂f[i]/∂x[j]:
//
// row i is the gradient of f[i].
func Jacobian[F Field, X Point](f F, x X) Matrix {
	fn := newFunction("Jacobian", f)
	return jacobian(fn, fn.point(x))
}

func jacobian(fn *function, x []float64) Matrix {
	t, ys := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		m := len(fn.value(x))
		r := newMatrix(fn, m, len(x), Differences)
		jacobianDifferences(fn.value, x, m, r.RawMatrix().Data, r.bound)
		r.Error = largest(r.bound)
		return r
	}
	defer t.Release()
	r := newMatrix(fn, len(ys), len(x), Recorded)
	t.Jacobian(ys, r.RawMatrix().Data, r.bound)
	r.Kinks, _ = t.Kinks()
	r.Error = largest(r.bound)
	return r
}

func newMatrix(fn *function, m, n int, method Method) Matrix {
	if m == 0 {
		fn.misuse("f returned no numbers")
	}
	return Matrix{Dense: mat.NewDense(m, n, nil), Method: method, bound: make([]float64, m*n)}
}
