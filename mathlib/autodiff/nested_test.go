package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

func ExampleTape_GradientOn() {
	// x · d/dy (x·y²) at y = x is 2x³; its derivative at 3 is 6x² = 54.
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(3)
	y := t.Variable(x)
	inner := t.GradientOn(t.Mul(x, t.Mul(y, y)), []autodiff.Real{y})
	z := t.Mul(x, inner[0])
	g, bound := make([]float64, 1), make([]float64, 1)
	t.Gradient(z, g, bound)
	fmt.Println(z.V, g[0], bound[0])
	// Output: 54 54 0
}

func ExampleTape_Variable() {
	t := autodiff.NewTape()
	defer t.Release()
	two := t.Variable(autodiff.Constant(2)) // constants can be variables of their own
	fmt.Println(t.GradientOn(t.Pow(two, autodiff.Constant(3)), []autodiff.Real{two})[0].V)
	// Output: 12
}

// TestNoPerturbationConfusion: the inner derivative is by the inner variable
// only, the outer one by all uses of the outer one.
func TestNoPerturbationConfusion(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(t *tape, x real) real
		x    float64
		d    float64 // the derivative
	}{
		{"x·∂y(x + y)", func(t *tape, x real) real {
			y := t.Variable(k(1))
			return t.Mul(x, t.GradientOn(t.Add(x, y), []real{y})[0])
		}, 1, 1},
		{"x·∂y(x·y) at y = x²", func(t *tape, x real) real {
			y := t.Variable(t.Mul(x, x))
			return t.Mul(x, t.GradientOn(t.Mul(x, y), []real{y})[0])
		}, 3, 6},
		{"∂y(y³) at y = x", func(t *tape, x real) real {
			y := t.Variable(x)
			return t.GradientOn(t.Pow(y, k(3)), []real{y})[0]
		}, 2, 12},
		{"∂y(x³), which is 0", func(t *tape, x real) real {
			y := t.Variable(x)
			return t.GradientOn(t.Pow(x, k(3)), []real{y})[0]
		}, 2, 0},
		{"∂y∂z(y·z·x) at y = z = x", func(t *tape, x real) real {
			y := t.Variable(x)
			z := t.Variable(x)
			d := t.GradientOn(t.Mul(t.Mul(y, z), x), []real{z})[0] // y·x
			return t.GradientOn(d, []real{y})[0]
		}, 5, 1},
		{"∂z inside ∂y", func(t *tape, x real) real {
			y := t.Variable(x)
			z := t.Variable(y)
			d := t.GradientOn(t.Mul(t.Mul(z, z), y), []real{z})[0] // 2zy = 2y²
			return t.GradientOn(d, []real{y})[0]                   // 4y
		}, 5, 4},
		{"|∇|² of yz at (x, x²)", func(t *tape, x real) real {
			v := []real{t.Variable(x), t.Variable(t.Mul(x, x))}
			g := t.GradientOn(t.Mul(v[0], v[1]), v)
			return t.Add(t.Mul(g[0], g[0]), t.Mul(g[1], g[1]))
		}, 2, 4*8 + 2*2},
	} {
		if got, bound := derivative(c.f, c.x); got != c.d || bound != 0 {
			t.Errorf("%s: %v ± %g, want %v", c.name, got, bound, c.d)
		}
	}
	tp := autodiff.NewTape()
	defer tp.Release()
	y := tp.Variable(k(1))
	if g := tp.GradientOn(k(3), []real{y}); g[0] != (real{}) {
		t.Errorf("derivative of a constant: %v", g)
	}
	defer func() {
		if recover() == nil {
			t.Error("a derivative by a constant")
		}
	}()
	tp.GradientOn(y, []real{k(3)})
}

func derivative(f func(t *tape, x real) real, x float64) (d, bound float64) {
	tp := autodiff.NewTape()
	defer tp.Release()
	y := f(tp, tp.Input(x))
	g, b := nans(1), nans(1)
	tp.Gradient(y, g, b)
	return g[0], b[0]
}

// TestRecordedSlopes compares the recorded first derivatives of every function,
// and the derivatives of the recordings, with the 30-digit values.
func TestRecordedSlopes(t *testing.T) {
	oracle(t, func(name string, fields []string) {
		f, x, want := function(t, name, fields)
		n := len(x)
		tp := autodiff.NewTape()
		defer tp.Release()
		in := tp.Inputs(x)
		v := make([]real, n)
		for i := range v {
			v[i] = tp.Variable(in[i])
		}
		slopes := tp.GradientOn(f(tp, v), v)
		got := []float64{f(tp, in).V}
		bound := []float64{math.Inf(1)}
		var second, secondBound []float64
		for i, s := range slopes {
			g, b := nans(n), nans(n)
			tp.Gradient(s, g, b)
			got, bound = append(got, s.V), append(bound, tp.ValueError(s)+4e-16*math.Abs(s.V))
			for j := i; j < n; j++ {
				second, secondBound = append(second, g[j]), append(secondBound, b[j]+4e-16*math.Abs(g[j]))
			}
		}
		compare(t, name, x, append(got, second...), append(bound, secondBound...), want, math.Inf(1))
	})
}

// TestDeepNesting differentiates six times and compares with the power series.
func TestDeepNesting(t *testing.T) {
	f := func(t *tape, x real) real {
		return t.Div(t.Mul(t.Sin(x), t.Exp(x)), t.Add(k(1), t.Mul(x, x)))
	}
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Variable(k(0.7))
	y := f(tp, x)
	want, bound := nans(7), nans(7)
	other := autodiff.NewTape()
	defer other.Release()
	other.Taylor(f(other, other.Input(0.7)), [][]float64{{1}}, want, bound)
	factorial := 1.0
	for order := 1; order <= 6; order++ {
		y = tp.GradientOn(y, []real{x})[0]
		factorial *= float64(order)
		if w := factorial * want[order]; math.Abs(y.V-w) > 1e-12*math.Abs(w) {
			t.Errorf("derivative %d is %v, want %v", order, y.V, w)
		}
	}
}

// TestRecordedBoundsHold: the Hessian as the Jacobian of the recorded gradient,
// of random programs, against 400-bit arithmetic.
func TestRecordedBoundsHold(t *testing.T) {
	random{cases: 2000, short: 200, seed: 3, stream: 31, inputs: 3, size: 20}.compare(t, func(p *exact.Program, want exact.Jet, c *comparison) {
		n := len(p.X)
		tp := autodiff.NewTape()
		v := tp.Inputs(p.X)
		y := p.Record(tp, v)
		g := tp.GradientOn(y, v)
		jac, bound := nans(n*n), nans(n*n)
		tp.Jacobian(g, jac, bound)
		if !math.IsInf(tp.ValueError(y), 1) {
			for j := range n {
				if b := tp.ValueError(g[j]); !math.IsInf(b, 1) {
					c.within("gradient", g[j].V, b, want.G[j])
				}
				for m := range n {
					if b := bound[j*n+m]; !math.IsInf(b, 1) {
						c.within("Hessian", jac[j*n+m], b, want.H[j][m])
					}
				}
			}
		}
		tp.Release()
	})
}
