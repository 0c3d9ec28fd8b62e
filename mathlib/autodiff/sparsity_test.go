package autodiff_test

import (
	"fmt"
	"math"
	"math/rand/v2"
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
	cases := 3000
	if testing.Short() {
		cases = 300
	}
	var slack []float64
	r := rand.New(rand.NewPCG(23, 4))
	for i := range cases {
		p, want := exact.Random(r, 1+r.IntN(4), 4+r.IntN(24))
		n := len(p.X)
		tp := autodiff.NewTape()
		y := p.Record(tp, tp.Inputs(p.X))
		h, hb := make([]float64, n*n), make([]float64, n*n)
		for _, e := range tp.SparseHessian(y) {
			h[e.I*n+e.J], hb[e.I*n+e.J] = e.V, e.Bound
		}
		if math.IsInf(tp.ValueError(y), 1) {
			tp.Release()
			continue
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
			within(t, i, "gradient", g[j], gb[j], want.G[j], &slack)
			within(t, i, "diagonal", d[j], db[j], want.H[j][j], &slack)
			trace.Add(trace, want.H[j][j])
			for m := range j + 1 {
				within(t, i, "Hessian", h[j*n+m], hb[j*n+m], want.H[j][m], &slack)
			}
		}
		within(t, i, "Laplacian", l, lb, trace, &slack)
		tp.Release()
		if t.Failed() {
			t.Fatalf("program %+v", p)
		}
	}
}
