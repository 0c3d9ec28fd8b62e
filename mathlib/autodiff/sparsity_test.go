package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

func ExampleTape_SparseHessian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 0, 5})
	for _, e := range t.SparseHessian(t.Add(t.Mul(t.Mul(x[0], x[0]), x[1]), x[2])) {
		fmt.Println(e.I, e.J, e.V)
	}
	// Output:
	// 0 0 0
	// 1 0 2
}

func ExampleTape_SparseJacobian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 0, 5})
	for _, e := range t.SparseJacobian([]autodiff.Real{t.Mul(x[0], x[1]), t.Exp(x[1])}) {
		fmt.Println(e.I, e.J, e.V)
	}
	// Output:
	// 0 0 0
	// 0 1 1
	// 1 1 1
}

func ExampleTape_HessianDiag() {
	t := autodiff.NewTape()
	defer t.Release()
	d, bound := make([]float64, 2), make([]float64, 2)
	t.HessianDiag(lee(t, t.Inputs([]float64{2, 3})), d, bound)
	fmt.Println(d)
	// Output: [18 8]
}

func ExampleTape_Laplacian() {
	t := autodiff.NewTape()
	defer t.Release()
	fmt.Println(t.Laplacian(lee(t, t.Inputs([]float64{2, 3}))))
	// Output: 26 0
}

// TestSparseBoundsHold compares the sparse sweeps on random programs with
// 400-bit arithmetic: entries within their bounds, entries left out exactly 0.
func TestSparseBoundsHold(t *testing.T) {
	random{cases: 3000, short: 300, seed: 23, stream: 4, inputs: 4, size: 24}.compare(t, func(p *exact.Program, want exact.Jet, c *comparison) {
		n := len(p.X)
		tp := autodiff.NewTape()
		y := p.Record(tp, tp.Inputs(p.X))
		h, hb := make([]float64, n*n), make([]float64, n*n)
		for _, e := range tp.SparseHessian(y) {
			h[e.I*n+e.J], hb[e.I*n+e.J] = e.V, e.Bound
		}
		if math.IsInf(tp.ValueError(y), 1) {
			tp.Release()
			return
		}
		d, db := nans(n), nans(n)
		tp.HessianDiag(y, d, db)
		l, lb := tp.Laplacian(y)
		trace := exact.New(0)
		g, gb := make([]float64, n), make([]float64, n)
		for _, e := range tp.SparseJacobian([]real{k(1), y}) {
			g[e.J], gb[e.J] = e.V, e.Bound
		}
		for j := range n {
			c.within("gradient", g[j], gb[j], want.G[j])
			c.within("diagonal", d[j], db[j], want.H[j][j])
			trace.Add(trace, want.H[j][j])
			for m := range j + 1 {
				c.within("Hessian", h[j*n+m], hb[j*n+m], want.H[j][m])
			}
		}
		c.within("Laplacian", l, lb, trace)
		tp.Release()
	})
}
