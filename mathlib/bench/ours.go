package main

import (
	"github.com/gonabla/nabla/mathlib"
)

// The operators that are measured.
const (
	value         = "value"
	gradient      = "gradient"
	hessianVec    = "Hessian-vector product"
	hessian       = "Hessian"
	sparseHessian = "sparse Hessian"
)

var operators = []string{value, gradient, hessianVec, hessian, sparseHessian}

// The rivals, as the tables call them.
const (
	withBounds    = "mathlib"
	withoutBounds = "mathlib without bounds"
	fdDefault     = "gonum fd"
	fdCentral     = "gonum fd central"
	hyperDual     = "gonum hyperdual"
	jaxJIT        = "JAX jit"
)

var rivals = []string{withBounds, withoutBounds, fdDefault, fdCentral, hyperDual, jaxJIT}

// measureOurs measures prepared operators, with and without bounds.
func measureOurs(r results, p problem, t timer) {
	x := point(p.n)
	for _, rival := range []string{withBounds, withoutBounds} {
		f := mathlib.Prepare(p.f, p.n)
		if rival == withoutBounds {
			f.SkipBounds()
		}
		r.enter(p, value, rival, t.call(func() { p.f(x) }))
		r.enter(p, gradient, rival, t.call(func() { f.Gradient(x) }))
		r.enter(p, hessianVec, rival, t.call(func() { f.HessianVec(x, x) }))
		r.enter(p, hessian, rival, t.call(func() { f.Hessian(x) }))
		r.enter(p, sparseHessian, rival, t.call(func() { f.SparseHessian(x) }))
	}
}
