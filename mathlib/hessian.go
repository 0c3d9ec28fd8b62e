package mathlib

import "gonum.org/v1/gonum/mat"

// Hessian returns the symmetric matrix of the second derivatives of f at x,
//
//	H[i][j] = ∂²f/∂x[i]∂x[j].
func Hessian[F Scalar, X Point](f F, x X) Symmetric {
	fn := newFunction("Hessian", f)
	return secondOrder(fn, fn.point(x)).hessian
}

// order2 is value, gradient and Hessian of a function at a point.
type order2 struct {
	value    float64
	gradient Vector
	hessian  Symmetric
}

func secondOrder(fn *function, x []float64) order2 {
	n := len(x)
	g, gBound := make([]float64, n), make([]float64, n)
	h, hBound := make([]float64, n*n), make([]float64, n*n)
	r := order2{
		gradient: Vector{VecDense: mat.NewVecDense(n, g), Method: Recorded, bound: gBound},
		hessian:  Symmetric{SymDense: mat.NewSymDense(n, h), Method: Recorded, bound: hBound},
	}
	if t, y := fn.run(x); t != nil {
		r.value = y[0].V
		t.Hessian(y[0], g, gBound, h, hBound)
		r.gradient.Kinks, _ = t.Kinks()
		r.hessian.Kinks = r.gradient.Kinks
		t.Release()
	} else {
		fn.tellDifferences()
		r.gradient.Method, r.hessian.Method = Differences, Differences
		r.value = fn.value(x)[0]
		jacobianDifferences(fn.value, x, 1, g, gBound)
		hessianDifferences(fn.value, x, h, hBound)
	}
	r.gradient.Error = largest(gBound)
	r.hessian.Error = largest(hBound)
	return r
}
