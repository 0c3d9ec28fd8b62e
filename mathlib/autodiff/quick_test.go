package autodiff_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExampleTape_QuickGradient() {
	t := autodiff.NewTape()
	defer t.Release()
	g := make([]float64, 2)
	t.QuickGradient(area(t, t.Inputs([]float64{1, 3})), g)
	fmt.Println(g)
	// Output: [6.75 2.75]
}

func ExampleTape_QuickHessianVec() {
	t := autodiff.NewTape()
	defer t.Release()
	hv := make([]float64, 2)
	t.QuickHessianVec(lee(t, t.Inputs([]float64{1, 1})), []float64{1, 2}, hv)
	fmt.Println(hv)
	// Output: [6 6]
}

// agree compares the sweeps without bounds with those that have them.
func agree(t *testing.T, name string, f twin, x []float64) {
	t.Helper()
	n := len(x)
	tp := autodiff.NewTape()
	defer tp.Release()
	y := f(tp, tp.Inputs(x))
	v := []float64{1, -2, 3}[:n]
	g, gb, hv, hb := nans(n), nans(n), nans(n), nans(n)
	tp.Gradient(y, g, gb)
	tp.HessianVec(y, v, hv, hb)
	quickG, quickHv := nans(n), nans(n)
	tp.QuickGradient(y, quickG)
	tp.QuickHessianVec(y, v, quickHv)
	for i := range x {
		if !close(quickG[i], g[i], gb[i]) || !close(quickHv[i], hv[i], hb[i]) {
			t.Errorf("%s%v: entry %d is %v and %v, want %v ± %g and %v ± %g",
				name, x, i, quickG[i], quickHv[i], g[i], gb[i], hv[i], hb[i])
		}
	}
}

func close(a, b, bound float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= math.Min(2*bound, 1e-13*math.Abs(b))+1e-300
}

// TestQuickSweepsAgree on every function, and on picks, jumps, kinks and
// infinite slopes.
func TestQuickSweepsAgree(t *testing.T) {
	oracle(t, func(name string, fields []string) {
		f, x, _ := function(t, name, fields)
		agree(t, name, f, x)
	})
	for name, f := range map[string]twin{
		"0·√0":        func(t *tape, x []real) real { return t.Mul(k(0), t.Sqrt(x[0])) },
		"a neuron":    func(t *tape, x []real) real { return t.Tanh(t.Max(k(0), t.Add(t.Mul(x[1], x[2]), x[0]))) },
		"|x|²":        func(t *tape, x []real) real { return t.Mul(t.Abs(x[1]), t.Abs(x[1])) },
		"steps":       func(t *tape, x []real) real { return t.Mul(t.Floor(x[1]), t.Mod(x[2], k(3))) },
		"hypot(0, 0)": func(t *tape, x []real) real { return t.Hypot(x[0], x[0]) },
		"division":    func(t *tape, x []real) real { return t.Div(t.Sub(x[2], k(1)), t.Neg(t.Mul(x[1], x[1]))) },
		"waves":       func(t *tape, x []real) real { return t.Mul(t.Sin(x[1]), t.Cos(t.Exp(x[2]))) },
		"a constant":  func(t *tape, x []real) real { return k(3) },
		"an input":    func(t *tape, x []real) real { return x[1] },
		"an operand twice": func(t *tape, x []real) real {
			return t.Pow(t.Mul(x[1], x[1]), t.FMA(x[2], x[2], x[1]))
		},
	} {
		agree(t, name, f, []float64{0, 1.25, 0.75})
	}
}
