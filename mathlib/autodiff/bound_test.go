package autodiff_test

import (
	"math"
	"sort"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

// TestBoundsHold compares the value, every entry of the gradient and every
// entry of the Hessian of random programs full of cancellation with 400-bit
// arithmetic: none may be off by more than its bound.
func TestBoundsHold(t *testing.T) {
	unbounded := 0 // a divisor that may be 0 within its error
	programs := random{cases: 10_000, short: 500, seed: 7, stream: 11, inputs: 3, size: 24}
	slack := programs.compare(t, func(p *exact.Program, want exact.Jet, c *comparison) {
		got := differentiate(p.Record, p.X...)
		if got.v != p.Eval(p.X) {
			t.Fatalf("recorded value %v, plain %v", got.v, p.Eval(p.X))
		}
		if math.IsInf(got.valueError, 1) {
			unbounded++
			return
		}
		c.within("value", got.v, got.valueError, want.V)
		n := len(p.X)
		for j := range n {
			c.within("gradient", got.g[j], got.gb[j], want.G[j])
			for k := range n {
				c.within("Hessian", got.h[j*n+k], got.hb[j*n+k], want.H[j][k])
			}
		}
	})
	cases := programs.number()
	if unbounded > cases/500 {
		t.Errorf("%d of %d programs without a finite bound", unbounded, cases)
	}
	sort.Float64s(slack)
	t.Logf("%d programs, %d inexact numbers; bound/error: 10%% below %.3g, half below %.3g, 90%% below %.3g",
		cases, len(slack), slack[len(slack)/10], slack[len(slack)/2], slack[len(slack)*9/10])
}

func TestBoundsOfFamousCancellations(t *testing.T) {
	c := autodiff.Constant
	for _, e := range []struct {
		name    string
		f       twin
		x, g, h float64 // the exact derivatives
	}{
		{"(1e8+x)-1e8", func(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
			return t.Sub(t.Add(c(1e8), x[0]), c(1e8))
		}, 0.1, 1, 0},
		{"((1e8+x)-1e8)²", func(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
			s := t.Sub(t.Add(c(1e8), x[0]), c(1e8))
			return t.Mul(s, s)
		}, 0.1, 0.2, 2},
		{"(x-1)⁴ by Horner", func(t *autodiff.Tape, x []autodiff.Real) autodiff.Real {
			s := t.Sub(x[0], c(4))
			s = t.Add(t.Mul(s, x[0]), c(6))
			s = t.Sub(t.Mul(s, x[0]), c(4))
			return t.Add(t.Mul(s, x[0]), c(1))
		}, 1 + 0x1p-17, 4 * 0x1p-51, 12 * 0x1p-34},
	} {
		d := differentiate(e.f, e.x)
		if off := math.Abs(d.g[0] - e.g); off > d.gb[0] {
			t.Errorf("%s: gradient %g off by %g, bound %g", e.name, d.g[0], off, d.gb[0])
		}
		if off := math.Abs(d.h[0] - e.h); off > d.hb[0] {
			t.Errorf("%s: Hessian %g off by %g, bound %g", e.name, d.h[0], off, d.hb[0])
		}
		t.Logf("%s: gradient %g ± %.1g, Hessian %g ± %.1g", e.name, d.g[0], d.gb[0], d.h[0], d.hb[0])
	}
}
