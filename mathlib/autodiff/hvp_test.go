package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

func ExampleTape_HessianVec() {
	t := autodiff.NewTape()
	defer t.Release()
	y := lee(t, t.Inputs([]float64{1, 1}))
	hv, bound := make([]float64, 2), make([]float64, 2)
	t.HessianVec(y, []float64{1, 2}, hv, bound)
	fmt.Println(hv, bound)
	// Output: [6 6] [0 0]
}

func ExampleTape_JacobianVec() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 5})
	jv, bound := make([]float64, 2), make([]float64, 2)
	t.JacobianVec([]autodiff.Real{t.Mul(x[0], x[1]), t.Sub(x[0], x[1])}, []float64{1, 3}, jv, bound)
	fmt.Println(jv)
	// Output: [11 -2]
}

func ExampleTape_VecJacobian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 5})
	wj, bound := make([]float64, 2), make([]float64, 2)
	t.VecJacobian([]autodiff.Real{t.Mul(x[0], x[1]), t.Sub(x[0], x[1])}, []float64{1, 3}, wj, bound)
	fmt.Println(wj)
	// Output: [8 -1]
}

// TestProductBoundsHold compares products with the Hessian and the gradient of
// random programs full of cancellation with 400-bit arithmetic.
func TestProductBoundsHold(t *testing.T) {
	random{cases: 3000, short: 300, seed: 5, stream: 17, inputs: 3, size: 24}.compare(t, func(p *exact.Program, want exact.Jet, c *comparison) {
		n := len(p.X)
		v := c.direction(n)
		tp := autodiff.NewTape()
		y := p.Record(tp, tp.Inputs(p.X))
		hv, hb, d, db := nans(n), nans(n), nans(1), nans(1)
		tp.HessianVec(y, v, hv, hb)
		tp.JacobianVec([]real{y}, v, d, db)
		if math.IsInf(tp.ValueError(y), 1) {
			tp.Release()
			return
		}
		c.within("along v", d[0], db[0], exact.Dot(want.G, v))
		for j := range n {
			c.within("product", hv[j], hb[j], exact.Dot(want.H[j], v))
		}
		tp.VecJacobian([]real{y, y}, []float64{3, -1}, hv, hb)
		for j := range n {
			c.within("weighted", hv[j], hb[j], exact.Dot(want.G[j:j+1], []float64{2}))
		}
		tp.Release()
	})
}

// TestProductsAgainstHessian: a product is a product with the Hessian, at kinks
// and singular points too, and repeated sweeps of one recording agree.
func TestProductsAgainstHessian(t *testing.T) {
	for _, c := range []struct {
		name string
		f    twin
		x    []float64
	}{
		{"0·√x", func(t *tape, x []real) real { return t.Add(t.Mul(k(0), t.Sqrt(x[0])), t.Mul(x[1], x[1])) }, []float64{0, 1}},
		{"a square of an operand twice", func(t *tape, x []real) real { return t.Pow(t.Mul(x[0], x[0]), t.Mul(x[0], x[0])) }, []float64{1.5, 0}},
		{"hypot", func(t *tape, x []real) real { return t.Hypot(x[0], t.Atan2(x[1], x[0])) }, []float64{3, 4}},
		{"max", func(t *tape, x []real) real { return t.Mul(t.Max(x[0], x[1]), t.Abs(x[1])) }, []float64{2, -4}},
		{"an input", func(t *tape, x []real) real { return x[1] }, []float64{2, -4}},
		{"a constant", func(t *tape, x []real) real { return k(3) }, []float64{2, -4}},
	} {
		tp := autodiff.NewTape()
		y := c.f(tp, tp.Inputs(c.x))
		g, gb, h, hb := nans(2), nans(2), nans(4), nans(4)
		v := []float64{1, -2}
		for range 2 {
			hv, bound := nans(2), nans(2)
			tp.HessianVec(y, v, hv, bound)
			tp.Hessian(y, g, gb, h, hb)
			for i := range 2 {
				want := h[2*i]*v[0] + h[2*i+1]*v[1]
				if math.Abs(hv[i]-want) > 1e-14*(1+math.Abs(want)) {
					t.Errorf("%s: %v, want %v", c.name, hv[i], want)
				}
			}
		}
		tp.Release()
	}
}

func BenchmarkHessianVecChain100(b *testing.B) {
	x := chainPoint(100)
	hv, bound := nans(100), nans(100)
	for b.Loop() {
		t := autodiff.NewTape()
		t.HessianVec(rosenbrock(t, t.Inputs(x)), x, hv, bound)
		t.Release()
	}
}
