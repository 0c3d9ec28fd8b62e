package mathlib

import (
	"fmt"

	"gonum.org/v1/gonum/mat"
)

// Hessian returns the symmetric matrix of the second derivatives of f at x,
//
//	H[i][j] = ∂²f/∂x[i]∂x[j].
func Hessian[F Scalar, X Point](f F, x X) Symmetric {
	fn := newFunction("Hessian", f)
	return secondOrder(fn, fn.point(x)).hessian
}

// HessianTo is [Hessian] with the numbers written to dst, too: an n×n matrix,
// or an empty one, which gets that size.
func HessianTo[F Scalar, X Point](dst *mat.SymDense, f F, x X) Symmetric {
	fn := newFunction("HessianTo", f)
	p := fn.point(x)
	n := len(p)
	if dst.IsEmpty() {
		dst.ReuseAsSym(n)
	}
	if m := dst.SymmetricDim(); m != n {
		fn.misuse(fmt.Sprintf("dst is %d×%d, the Hessian %d×%d", m, m, n, n))
	}
	h := secondOrder(fn, p).hessian
	dst.CopySym(h)
	return h
}

// ValueAndHessian returns f(x), the gradient and the Hessian of f at x, at the
// cost of the Hessian.
func ValueAndHessian[F Scalar, X Point](f F, x X) (float64, Vector, Symmetric) {
	fn := newFunction("ValueAndHessian", f)
	d := secondOrder(fn, fn.point(x))
	return d.value, d.gradient, d.hessian
}

// order2 is value, gradient and Hessian of a function at a point.
type order2 struct {
	value    float64
	gradient Vector
	hessian  Symmetric
}

func newOrder2(n int) order2 {
	return order2{gradient: newVector(make([]float64, n)), hessian: newSymmetric(n, make([]float64, n*n))}
}

func secondOrder(fn *function, x []float64) order2 {
	r := newOrder2(len(x))
	fn.secondOrder(&r, x)
	return r
}

// secondOrder fills r.
func (fn *function) secondOrder(r *order2, x []float64) {
	g, h := r.gradient.RawVector().Data, r.hessian.RawSymmetric().Data
	t, y := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		r.value = fn.value(x)[0]
		jacobianDifferences(fn.value, x, 1, g, r.gradient.bound)
		hessianDifferences(fn.value, x, h, r.hessian.bound)
		r.gradient.found(Differences, nil)
		r.hessian.found(Differences, nil)
		return
	}
	r.value = y[0].V
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickHessian(y[0], g, h)
		r.gradient.foundQuickly(kinks)
		r.hessian.foundQuickly(kinks)
	} else {
		t.Hessian(y[0], g, r.gradient.bound, h, r.hessian.bound)
		r.gradient.found(Recorded, kinks)
		r.hessian.found(Recorded, kinks)
	}
	fn.done(t)
}
