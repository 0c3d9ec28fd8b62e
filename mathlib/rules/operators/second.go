package operators

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// Hessian returns the matrix of the second derivatives of f at x.
func Hessian[F Scalar, X Point](t *tape, f F, x X) Symmetric {
	_, h := record(t, "Hessian", f, x).hessian()
	return h
}

// HessianTo is [Hessian] with the numbers written to dst, too: a matrix of that
// size, or an empty one.
func HessianTo[F Scalar, X Point](t *tape, dst *mat.SymDense, f F, x X) Symmetric {
	r := record(t, "HessianTo", f, x)
	_, h := r.hessian()
	n := len(r.xs)
	if dst.IsEmpty(t) {
		*dst = *mat.NewSymDense(t, n, nil)
	}
	if m := dst.SymmetricDim(t); m != n {
		r.misuse(fmt.Sprintf("dst is %d×%d, the Hessian %d×%d", m, m, n, n))
	}
	dst.CopySym(t, h)
	return h
}

// ValueAndHessian returns f(x), the gradient and the Hessian of f at x.
func ValueAndHessian[F Scalar, X Point](t *tape, f F, x X) (real, Vector, Symmetric) {
	r := record(t, "ValueAndHessian", f, x)
	g, h := r.hessian()
	return r.ys[0], g, h
}

// second returns the gradient as it is recorded, and calls row for each entry.
func (r *recording) second(row func(i int, g real)) []real {
	g := r.t.GradientOn(r.ys[0], r.xs)
	for i, d := range g {
		row(i, d)
	}
	return g
}

func (r *recording) hessian() (Vector, Symmetric) {
	n := len(r.xs)
	list := make([]real, n+n*n) // gradient and Hessian
	copy(list, r.second(func(i int, d real) {
		for j, v := range r.t.GradientOn(d, r.xs[i:]) {
			list[n+i*n+i+j], list[n+(i+j)*n+i] = v, v
		}
	}))
	list = r.alone(list, func(t *tape, ys []real, v, bound []float64) {
		t.Hessian(ys[0], v[:n], bound[:n], v[n:], bound[n:])
	})
	return newVector(r.t, list[:n:n]), Symmetric{mat.NewSymDense(r.t, n, list[n:]), mathlib.Recorded}
}

// HessianVec returns the product of the Hessian of f at x with v.
func HessianVec[F Scalar, X, V Point](t *tape, f F, x X, v V) Vector {
	return newVector(t, record(t, "HessianVec", f, x).hessianVec(v))
}

// HessianVecTo is [HessianVec] with the numbers written to dst.
func HessianVecTo[F Scalar, X, V Point](t *tape, dst []real, f F, x X, v V) Vector {
	r := record(t, "HessianVecTo", f, x)
	return r.to(dst, r.hessianVec(v))
}

// ValueAndHessianVec returns f(x) and the product of the Hessian with v.
func ValueAndHessianVec[F Scalar, X, V Point](t *tape, f F, x X, v V) (real, Vector) {
	r := record(t, "ValueAndHessianVec", f, x)
	return r.ys[0], newVector(t, r.hessianVec(v))
}

func (r *recording) hessianVec(v any) []real {
	along := r.direction("v", v, len(r.xs), "x")
	g := r.t.GradientOn(r.ys[0], r.xs)
	return r.alone(r.t.GradientOn(r.dot(g, along), r.xs), func(t *tape, ys []real, v, bound []float64) {
		t.HessianVec(ys[0], values(along), v, bound)
	})
}

// HessianDiag returns the diagonal of the Hessian of f at x.
func HessianDiag[F Scalar, X Point](t *tape, f F, x X) Vector {
	return newVector(t, record(t, "HessianDiag", f, x).hessianDiag())
}

// HessianDiagTo is [HessianDiag] with the numbers written to dst.
func HessianDiagTo[F Scalar, X Point](t *tape, dst []real, f F, x X) Vector {
	r := record(t, "HessianDiagTo", f, x)
	return r.to(dst, r.hessianDiag())
}

// ValueAndHessianDiag returns f(x) and the diagonal of the Hessian.
func ValueAndHessianDiag[F Scalar, X Point](t *tape, f F, x X) (real, Vector) {
	r := record(t, "ValueAndHessianDiag", f, x)
	return r.ys[0], newVector(t, r.hessianDiag())
}

// diagonal returns the diagonal of the Hessian as it is recorded.
func (r *recording) diagonal() []real {
	list := make([]real, len(r.xs))
	r.second(func(i int, d real) { list[i] = r.t.GradientOn(d, r.xs[i:i+1])[0] })
	return list
}

func (r *recording) hessianDiag() []real {
	return r.alone(r.diagonal(), func(t *tape, ys []real, v, bound []float64) { t.HessianDiag(ys[0], v, bound) })
}

// Laplacian returns the trace of the Hessian of f at x.
func Laplacian[F Scalar, X Point](t *tape, f F, x X) Number {
	return newNumber(record(t, "Laplacian", f, x).laplacian())
}

// ValueAndLaplacian returns f(x) and the Laplacian of f at x.
func ValueAndLaplacian[F Scalar, X Point](t *tape, f F, x X) (real, Number) {
	r := record(t, "ValueAndLaplacian", f, x)
	return r.ys[0], newNumber(r.laplacian())
}

func (r *recording) laplacian() real {
	var sum real
	for _, d := range r.diagonal() {
		sum = r.t.Add(sum, d)
	}
	return r.alone([]real{sum}, func(t *tape, ys []real, v, bound []float64) {
		v[0], bound[0] = t.Laplacian(ys[0])
	})[0]
}
