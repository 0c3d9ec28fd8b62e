package mathlib_test

import (
	"fmt"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// BenchmarkPrepared has the prepared operators on the Rosenbrock chain and on
// the error surface of two variables.
func BenchmarkPrepared(b *testing.B) {
	for _, c := range []struct {
		name string
		f    func([]float64) float64
		n    int
	}{{"Lee", mathtest.Lee, 2}, {"chain", mathtest.Rosenbrock, 100}, {"chain", mathtest.Rosenbrock, 1000}} {
		x := make([]float64, c.n)
		for i := range x {
			x[i] = -1.2 + 0.3*float64(i%7)
		}
		p, quick := mathlib.Prepare(c.f, c.n), mathlib.Prepare(c.f, c.n)
		quick.SkipBounds()
		for _, o := range []struct {
			name string
			call func()
		}{
			{"Value", func() { p.Value(x) }},
			{"Gradient", func() { p.Gradient(x) }},
			{"GradientWithoutBounds", func() { quick.Gradient(x) }},
			{"HessianVec", func() { p.HessianVec(x, x) }},
			{"HessianVecWithoutBounds", func() { quick.HessianVec(x, x) }},
			{"HessianDiag", func() { p.HessianDiag(x) }},
			{"SparseHessian", func() { mathlib.SparseHessian(c.f, x) }},
			{"Hessian", func() { p.Hessian(x) }},
			{"HessianWithoutBounds", func() { quick.Hessian(x) }},
			{"SparseHessianWithoutBounds", func() { quick.SparseHessian(x) }},
		} {
			b.Run(fmt.Sprintf("%s/%d/%s", c.name, c.n, o.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					o.call()
				}
			})
		}
	}
}
