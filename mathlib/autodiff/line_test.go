package autodiff_test

import (
	"fmt"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExampleTape_Partials() {
	t := autodiff.NewTape()
	defer t.Release()
	t.Partials(1)
	g := make([]float64, 2)
	t.QuickGradient(area(t, t.Inputs([]float64{1, 3})), g)
	fmt.Println(g)
	// Output: [6.75 2.75]
}

func ExampleTape_Fused() {
	t := autodiff.NewTape()
	defer t.Release()
	t.Partials(2)
	x := t.Input(3)
	y := t.Fused(1, 9, x.I, 0, 0, 6, 0, 2, 0, 0) // x²
	g, h := make([]float64, 1), make([]float64, 1)
	t.QuickHessian(y, g, h)
	fmt.Println(y.V, g, h)
	// Output: 9 [6] [2]
}

// TestFusedOperands: operands that are the same node, or constants.
func TestFusedOperands(t *testing.T) {
	var tp autodiff.Tape
	// f is z + x²·y, as lifted code records it.
	f := func(x, y, z real) real {
		return tp.Fused(3, z.V+x.V*x.V*y.V, x.I, y.I, z.I, 2*x.V*y.V, x.V*x.V, 2*y.V, 2*x.V, 0)
	}
	const p, q = 2.0, 5.0
	for _, c := range []struct {
		name    string
		y       func(x, y real) real
		g, h    [2]float64
		mixed   float64
		pattern int
	}{
		{"apart", func(x, y real) real { return f(x, y, k(1)) }, [2]float64{2 * p * q, p * p}, [2]float64{2 * q, 0}, 2 * p, 2},
		{"x is y", func(x, y real) real { return f(x, x, k(1)) }, [2]float64{3 * p * p, 0}, [2]float64{6 * p, 0}, 0, 1},
		{"x is z", func(x, y real) real { return f(x, y, x) }, [2]float64{2*p*q + 1, p * p}, [2]float64{2 * q, 0}, 2 * p, 2},
		{"y is z", func(x, y real) real { return f(x, y, y) }, [2]float64{2 * p * q, p*p + 1}, [2]float64{2 * q, 0}, 2 * p, 2},
		{"all the same", func(x, y real) real { return f(x, x, x) }, [2]float64{3*p*p + 1, 0}, [2]float64{6 * p, 0}, 0, 1},
		{"x constant", func(x, y real) real { return f(k(3), y, k(1)) }, [2]float64{0, 9}, [2]float64{0, 0}, 0, 0},
		{"y constant", func(x, y real) real { return f(x, k(3), y) }, [2]float64{6 * p, 1}, [2]float64{6, 0}, 0, 1},
		{"all constant", func(x, y real) real { return f(k(3), k(3), k(1)) }, [2]float64{}, [2]float64{}, 0, 0},
	} {
		tp.Reset()
		tp.Partials(2)
		x := tp.Inputs([]float64{p, q})
		y := c.y(x[0], x[1])
		var g, hv [2]float64
		var h [4]float64
		tp.QuickHessian(y, g[:], h[:])
		if g != c.g || h != [4]float64{c.h[0], c.mixed, c.mixed, c.h[1]} {
			t.Errorf("%s: gradient %v, Hessian %v", c.name, g, h)
		}
		tp.QuickHessianVec(y, []float64{1, 10}, hv[:])
		if hv != [2]float64{c.h[0] + 10*c.mixed, c.mixed + 10*c.h[1]} {
			t.Errorf("%s: product %v", c.name, hv)
		}
		if entries, _ := tp.QuickSparseHessian(y); len(entries) != c.pattern {
			t.Errorf("%s: entries %v", c.name, entries)
		}
	}
}

func TestPartialsAreLimited(t *testing.T) {
	tp := autodiff.Tape{Limit: 1000}
	tp.Reset()
	tp.Partials(1)
	endsAtLimit(t, &tp, func(x real) real { return tp.Fused(0, x.V, x.I, 0, 0, 1, 0, 0, 0, 0) })
}

// TestPartialsAreNotEnough for sweeps with bounds and for nested derivatives.
func TestPartialsAreNotEnough(t *testing.T) {
	for name, sweep := range map[string]func(tp *autodiff.Tape, x, y real){
		"Gradient":   func(tp *autodiff.Tape, x, y real) { tp.Gradient(y, nans(1), nans(1)) },
		"GradientOn": func(tp *autodiff.Tape, x, y real) { tp.GradientOn(y, []real{x}) },
	} {
		func() {
			defer func() {
				if r, ok := recover().(*autodiff.Record); !ok || !autodiff.NeedsOperations(r) {
					t.Errorf("%s: no panic that asks for operations", name)
				}
			}()
			var tp autodiff.Tape
			tp.Reset()
			tp.Partials(2)
			x := tp.Input(2)
			sweep(&tp, x, tp.Mul(x, x))
		}()
	}
}
