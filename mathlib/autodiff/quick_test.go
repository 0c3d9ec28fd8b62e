package autodiff_test

import (
	"fmt"
	"math"
	"slices"
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

func ExampleTape_QuickHessian() {
	t := autodiff.NewTape()
	defer t.Release()
	g, h := make([]float64, 2), make([]float64, 4)
	t.QuickHessian(lee(t, t.Inputs([]float64{1, 2})), g, h)
	fmt.Println(g, h)
	// Output: [4 2] [8 6 6 2]
}

func ExampleTape_QuickSparseHessian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 0, 5})
	entries, _ := t.QuickSparseHessian(t.Add(t.Mul(t.Mul(x[0], x[0]), x[1]), x[2]))
	for _, e := range entries {
		fmt.Println(e.I, e.J, e.V)
	}
	// Output:
	// 0 0 0
	// 1 0 2
}

func ExampleTape_QuickHessianDiag() {
	t := autodiff.NewTape()
	defer t.Release()
	y := lee(t, t.Inputs([]float64{1, 2}))
	d := make([]float64, 2)
	t.QuickHessianDiag(y, d)
	fmt.Println(d, t.QuickLaplacian(y))
	// Output: [8 2] 10
}

func ExampleTape_QuickLaplacian() {
	t := autodiff.NewTape()
	defer t.Release()
	fmt.Println(t.QuickLaplacian(lee(t, t.Inputs([]float64{1, 1}))))
	// Output: 4
}

func ExampleTape_QuickJacobian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 3})
	j := make([]float64, 4)
	t.QuickJacobian([]autodiff.Real{t.Mul(x[0], x[1]), x[1]}, j)
	fmt.Println(j)
	// Output: [3 2 0 1]
}

func ExampleTape_QuickJacobianVec() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 3})
	jv := make([]float64, 2)
	t.QuickJacobianVec([]autodiff.Real{t.Mul(x[0], x[1]), x[1]}, []float64{1, 1}, jv)
	fmt.Println(jv)
	// Output: [5 1]
}

func ExampleTape_QuickVecJacobian() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{2, 3})
	wj := make([]float64, 2)
	t.QuickVecJacobian([]autodiff.Real{t.Mul(x[0], x[1]), x[1]}, []float64{1, 1}, wj)
	fmt.Println(wj)
	// Output: [3 3]
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
	h, hessianBound := nans(n*n), nans(n*n)
	tp.Hessian(y, nans(n), nans(n), h, hessianBound)
	var entries, quickEntries []autodiff.Entry
	entries = append(entries, tp.SparseHessian(y)...)
	for _, order := range []int{0, 2} { // on the operations, and on partial derivatives alone
		if order > 0 {
			tp.Reset()
			tp.Partials(order)
			y = f(tp, tp.Inputs(x))
		}
		quickG, quickHv, quickH := nans(n), nans(n), nans(n*n)
		tp.QuickGradient(y, quickG)
		tp.QuickHessianVec(y, v, quickHv)
		quickEntries, _ = tp.QuickSparseHessian(y)
		if got, want := pattern(quickEntries), pattern(entries); !slices.Equal(got, want) {
			t.Errorf("%s%v: pattern %v, want %v", name, x, got, want)
		}
		tp.QuickHessian(y, nans(n), quickH)
		for i := range x {
			if !close(quickG[i], g[i], gb[i]) || !close(quickHv[i], hv[i], hb[i]) {
				t.Errorf("%s%v: entry %d is %v and %v, want %v ± %g and %v ± %g",
					name, x, i, quickG[i], quickHv[i], g[i], gb[i], hv[i], hb[i])
			}
		}
		for i := range h {
			if !close(quickH[i], h[i], hessianBound[i]) {
				t.Errorf("%s%v: the Hessian's entry %d is %v, want %v ± %g", name, x, i, quickH[i], h[i], hessianBound[i])
			}
		}
	}
}

// pattern returns the places of entries.
func pattern(entries []autodiff.Entry) (places [][2]int) {
	for _, e := range entries {
		places = append(places, [2]int{e.I, e.J})
	}
	return places
}

func close(a, b, bound float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= math.Min(2*bound+0x1p-51*math.Abs(b), 1e-13*math.Abs(b))+1e-300
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
