package main

import (
	"fmt"
	"testing"

	"github.com/gonabla/nabla/mathlib"
)

// BenchmarkNabla has the prepared operators, with bounds and without.
func BenchmarkNabla(b *testing.B) {
	for _, p := range problems() {
		x := point(p.n)
		bounded, quick := mathlib.Prepare(p.f, p.n), mathlib.Prepare(p.f, p.n)
		quick.SkipBounds()
		for _, o := range []struct {
			name string
			call func()
		}{
			{"Value", func() { p.f(x) }},
			{"Gradient/bounds", func() { bounded.Gradient(x) }},
			{"Gradient/quick", func() { quick.Gradient(x) }},
			{"HessianVec/bounds", func() { bounded.HessianVec(x, x) }},
			{"HessianVec/quick", func() { quick.HessianVec(x, x) }},
			{"Hessian/bounds", func() { bounded.Hessian(x) }},
			{"Hessian/quick", func() { quick.Hessian(x) }},
			{"SparseHessian/bounds", func() { bounded.SparseHessian(x) }},
			{"SparseHessian/quick", func() { quick.SparseHessian(x) }},
		} {
			b.Run(fmt.Sprintf("%s/%d/%s", p.name, p.n, o.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					o.call()
				}
			})
		}
	}
}
