package operators

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// Jacobian returns the matrix of the derivatives of f's results at x.
func Jacobian[F Field, X Point](t *tape, f F, x X) Matrix {
	return record(t, "Jacobian", f, x).jacobian()
}

// JacobianTo is [Jacobian] with the numbers written to dst, too: a matrix of
// that size, or an empty one.
func JacobianTo[F Field, X Point](t *tape, dst *mat.Dense, f F, x X) Matrix {
	r := record(t, "JacobianTo", f, x)
	j := r.jacobian()
	m, n := j.Dims(t)
	if dst.IsEmpty(t) {
		dst.CloneFrom(t, j)
	}
	if rows, columns := dst.Dims(t); rows != m || columns != n {
		r.misuse(fmt.Sprintf("dst is %d×%d, the Jacobian %d×%d", rows, columns, m, n))
	}
	dst.Copy(t, j)
	return j
}

// ValueAndJacobian returns f(x) and the Jacobian of f at x.
func ValueAndJacobian[F Field, X Point](t *tape, f F, x X) ([]real, Matrix) {
	r := record(t, "ValueAndJacobian", f, x)
	return r.ys, r.jacobian()
}

// rows returns the gradients of all results.
func (r *recording) rows() [][]real {
	var list [][]real
	for _, y := range r.ys {
		list = append(list, r.t.GradientOn(y, r.xs))
	}
	return list
}

func (r *recording) jacobian() Matrix {
	var list []real
	for _, row := range r.rows() {
		list = append(list, row...)
	}
	list = r.alone(list, func(t *tape, ys []real, v, bound []float64) { t.Jacobian(ys, v, bound) })
	return Matrix{mat.NewDense(r.t, len(r.ys), len(r.xs), list), mathlib.Recorded}
}

// JacobianVec returns the product of the Jacobian of f at x with v.
func JacobianVec[F Field, X, V Point](t *tape, f F, x X, v V) Vector {
	return newVector(t, record(t, "JacobianVec", f, x).jacobianVec(v))
}

// JacobianVecTo is [JacobianVec] with the numbers written to dst.
func JacobianVecTo[F Field, X, V Point](t *tape, dst []real, f F, x X, v V) Vector {
	r := record(t, "JacobianVecTo", f, x)
	list := r.jacobianVec(v)
	r.checkLength("dst", len(dst), len(list), "f(x)")
	return r.to(dst, list)
}

func (r *recording) jacobianVec(v any) []real {
	along := r.direction("v", v, len(r.xs), "x")
	var list []real
	for _, row := range r.rows() {
		list = append(list, r.dot(row, along))
	}
	return r.alone(list, func(t *tape, ys []real, v, bound []float64) { t.JacobianVec(ys, values(along), v, bound) })
}

// VecJacobian returns the product of w with the Jacobian of f at x.
func VecJacobian[F Field, W, X Point](t *tape, f F, w W, x X) Vector {
	return newVector(t, record(t, "VecJacobian", f, x).vecJacobian(w))
}

// VecJacobianTo is [VecJacobian] with the numbers written to dst.
func VecJacobianTo[F Field, W, X Point](t *tape, dst []real, f F, w W, x X) Vector {
	r := record(t, "VecJacobianTo", f, x)
	return r.to(dst, r.vecJacobian(w))
}

// ValueAndVecJacobian returns f(x) and the product of w with the Jacobian.
func ValueAndVecJacobian[F Field, W, X Point](t *tape, f F, w W, x X) ([]real, Vector) {
	r := record(t, "ValueAndVecJacobian", f, x)
	return r.ys, newVector(t, r.vecJacobian(w))
}

func (r *recording) vecJacobian(w any) []real {
	weights := r.direction("w", w, len(r.ys), "f(x)")
	return r.alone(r.t.GradientOn(r.dot(weights, r.ys), r.xs), func(t *tape, ys []real, v, bound []float64) {
		t.VecJacobian(ys, values(weights), v, bound)
	})
}
