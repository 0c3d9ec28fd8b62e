package mathlib

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mat"
)

// Jacobian returns the m×n matrix of the derivatives of f's m results at x,
//
//	J[i][j] = ∂f[i]/∂x[j]:
//
// row i is the gradient of f[i].
func Jacobian[F Field, X Point](f F, x X) Matrix {
	fn := newFunction("Jacobian", f)
	_, j := jacobian(fn, fn.point(x))
	return j
}

// JacobianTo is [Jacobian] with the numbers written to dst, too: an m×n matrix,
// or an empty one, which gets that size.
func JacobianTo[F Field, X Point](dst *mat.Dense, f F, x X) Matrix {
	fn := newFunction("JacobianTo", f)
	_, j := jacobian(fn, fn.point(x))
	m, n := j.Dims()
	if dst.IsEmpty() {
		dst.ReuseAs(m, n)
	}
	if r, c := dst.Dims(); r != m || c != n {
		fn.misuse(fmt.Sprintf("dst is %d×%d, the Jacobian %d×%d", r, c, m, n))
	}
	dst.Copy(j)
	return j
}

// ValueAndJacobian returns f(x) and the Jacobian of f at x, at the cost of the
// Jacobian.
func ValueAndJacobian[F Field, X Point](f F, x X) ([]float64, Matrix) {
	fn := newFunction("ValueAndJacobian", f)
	return jacobian(fn, fn.point(x))
}

func jacobian(fn *function, x []float64) (value []float64, r Matrix) {
	fn.jacobian(&value, &r, x)
	return value, r
}

// jacobian fills r, which it makes anew when it has not the right size, and
// value.
func (fn *function) jacobian(value *[]float64, r *Matrix, x []float64) {
	t, ys := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		*value = fn.value(x)
		r.resize(fn, len(*value), len(x))
		jacobianDifferences(fn.value, x, len(*value), r.RawMatrix().Data, r.bound)
		r.found(Differences, nil)
		return
	}
	r.resize(fn, len(ys), len(x))
	*value = values(*value, ys)
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickJacobian(ys, r.RawMatrix().Data)
		r.foundQuickly(kinks)
	} else {
		t.Jacobian(ys, r.RawMatrix().Data, r.bound)
		r.found(Recorded, kinks)
	}
	fn.done(t)
}

// values returns the values of recorded numbers, in the memory of v.
func values(v []float64, ys []autodiff.Real) []float64 {
	v = v[:0]
	for _, y := range ys {
		v = append(v, y.V)
	}
	return v
}

// resize makes r an m×n matrix unless it is one.
func (r *Matrix) resize(fn *function, m, n int) {
	if m == 0 {
		fn.misuse("f returned no numbers")
	}
	if r.Dense != nil {
		if rows, columns := r.Dims(); rows == m && columns == n {
			return
		}
	}
	r.Dense, r.bound = mat.NewDense(m, n, nil), make([]float64, m*n)
}
