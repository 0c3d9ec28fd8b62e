package autodiff_test

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

func ExampleTape_Taylor() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Input(0)
	c, bound := make([]float64, 5), make([]float64, 5)
	t.Taylor(t.Div(t.Exp(x), autodiff.Constant(2)), [][]float64{{1}}, c, bound)
	fmt.Printf("%.4f\n", c)
	// Output: [0.5000 0.5000 0.2500 0.0833 0.0208]
}

// TestTaylorOfFunctions compares the coefficients of every function to order 8
// with 30-digit values, at exact arguments and at those that carry an error.
func TestTaylorOfFunctions(t *testing.T) {
	file, err := os.ReadFile("testdata/taylor.txt")
	if err != nil {
		t.Fatal(err)
	}
	tested := map[string]bool{}
	loose, numbers := 0, 0
	for line := range strings.Lines(string(file)) {
		fields := strings.Fields(line)
		if fields[0] == "#" {
			continue
		}
		name := fields[0]
		tested[name] = true
		f, x, want := function(t, name, fields[1:])
		direction := []float64{1, -0.5, 0.25}[:len(x)]
		for _, c := range []float64{0, 0x1p20} {
			tp := autodiff.NewTape()
			in := tp.Inputs(x)
			for i := range in {
				if c != 0 {
					in[i] = tp.Sub(tp.Add(in[i], k(c)), k(c))
				}
			}
			got, bound := nans(len(want)), nans(len(want))
			tp.Taylor(f(tp, in), [][]float64{direction}, got, bound)
			tp.Release()
			for i := range got {
				numbers++
				if !coefficient(t, fmt.Sprintf("%s%v+%g, coefficient %d", name, x, c, i), got[i], bound[i], want[i], c == 0) {
					loose++
				}
			}
		}
	}
	if len(tested) != recorded {
		t.Errorf("%d functions tested", len(tested))
	}
	if loose*20 > numbers {
		t.Errorf("%d of %d coefficients are off by more than a billionth", loose, numbers)
	}
}

// coefficient checks that the error is within the bound, and returns whether it
// is below 1e-9.
func coefficient(t *testing.T, what string, got, bound float64, want string, finite bool) bool {
	t.Helper()
	w, _, err := big.ParseFloat(want, 10, 400, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	if math.IsInf(bound, 1) && !finite {
		return true
	}
	f, _ := w.Float64()
	off := exact.Distance(got, w)
	if !(off <= bound+1e-28*math.Abs(f)+1e-40) || math.IsInf(bound, 1) {
		t.Errorf("%s: %v is off by %g from %s, bound %g", what, got, off, want, bound)
	}
	return !finite || off <= 1e-9*math.Max(1, math.Abs(f))
}

// TestTaylorBoundsHold compares the first three coefficients along a line of
// random programs with 400-bit arithmetic.
func TestTaylorBoundsHold(t *testing.T) {
	random{cases: 3000, short: 300, seed: 99, stream: 1, inputs: 3, size: 24}.compare(t, func(p *exact.Program, want exact.Jet, against *comparison) {
		n := len(p.X)
		v := against.direction(n)
		tp := autodiff.NewTape()
		y := p.Record(tp, tp.Inputs(p.X))
		c, bound := nans(5), nans(5)
		tp.Taylor(y, [][]float64{v}, c, bound)
		if tp.Gradient(y, nans(n), nans(n)); !math.IsInf(tp.ValueError(y), 1) {
			curvature := exact.New(0)
			for j := range n {
				row := exact.Dot(want.H[j], v)
				curvature.Add(curvature, row.Mul(row, exact.New(v[j])))
			}
			against.within("value", c[0], bound[0], want.V)
			against.within("slope", c[1], bound[1], exact.Dot(want.G, v))
			against.within("curvature", c[2], bound[2], curvature.Quo(curvature, exact.New(2)))
		}
		tp.Release()
	})
}

// TestTaylorAlongCurves: Peano's (y - x²)(y - 3x²) grows along lines and falls
// along y = 2x².
func TestTaylorAlongCurves(t *testing.T) {
	for _, c := range []struct {
		curve [][]float64
		want  []float64
	}{
		{[][]float64{{1, 0}}, []float64{0, 0, 0, 0, 3}},
		{[][]float64{{1, 0}, {0, 2}}, []float64{0, 0, 0, 0, -1}},
		{nil, []float64{0, 0, 0, 0, 0}},
	} {
		tp := autodiff.NewTape()
		x := tp.Inputs([]float64{0, 0})
		a := tp.Sub(x[1], tp.Mul(x[0], x[0]))
		b := tp.Sub(x[1], tp.Mul(k(3), tp.Pow(x[0], k(2))))
		got, bound := nans(5), nans(5)
		tp.Taylor(tp.Mul(a, b), c.curve, got, bound)
		for i := range got {
			if got[i] != c.want[i] || bound[i] != 0 {
				t.Errorf("along %v: coefficient %d is %v ± %g, want %v", c.curve, i, got[i], bound[i], c.want[i])
			}
		}
		tp.Release()
	}
}

// TestTaylorOfSteps has the operations that pick, round or jump, and powers at
// singular points.
func TestTaylorOfSteps(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(t *tape, x real) real
		x    float64
		want []float64
	}{
		{"|x|³ left of 0", func(t *tape, x real) real { return t.Pow(t.Abs(x), k(3)) }, -1, []float64{1, -3, 3, -1}},
		{"max", func(t *tape, x real) real { return t.Max(t.Mul(x, x), x) }, 2, []float64{4, 4, 1, 0}},
		{"x·⌊x⌋", func(t *tape, x real) real { return t.Mul(x, t.Floor(x)) }, 2.5, []float64{5, 2, 0, 0}},
		{"x mod 1", func(t *tape, x real) real { return t.Mod(x, k(1)) }, 2.5, []float64{0.5, 1, 0, 0}},
		{"x³ at 0", func(t *tape, x real) real { return t.Pow(x, k(3)) }, 0, []float64{0, 0, 0, 1}},
		{"x^3.5 at 0", func(t *tape, x real) real { return t.Pow(x, k(3.5)) }, 0, []float64{0, 0, 0, 0}},
		{"x⁻² at 1", func(t *tape, x real) real { return t.Pow(x, k(-2)) }, 1, []float64{1, -2, 3, -4}},
		{"xˣ at 1", func(t *tape, x real) real { return t.Pow(x, x) }, 1, []float64{1, 1, 1, 0.5}},
		{"2ˣ⁻ˣ", func(t *tape, x real) real { return t.Pow(k(2), t.Sub(x, x)) }, 1, []float64{1, 0, 0, 0}},
		{"√0 + x", func(t *tape, x real) real { return t.Add(t.Sqrt(t.Sub(x, x)), x) }, 1, []float64{1, 1, 0, 0}},
		{"hypot(x, 0)", func(t *tape, x real) real { return t.Hypot(x, t.Sub(x, x)) }, -2, []float64{2, -1, 0, 0}},
		{"a constant", func(t *tape, x real) real { return k(7) }, -2, []float64{7, 0, 0, 0}},
		{"x itself", func(t *tape, x real) real { return x }, -2, []float64{-2, 1, 0, 0}},
		{"fma", func(t *tape, x real) real { return t.FMA(x, x, x) }, 3, []float64{12, 7, 1, 0}},
	} {
		tp := autodiff.NewTape()
		got, bound := nans(4), nans(4)
		tp.Taylor(c.f(tp, tp.Input(c.x)), [][]float64{{1}}, got, bound)
		for i := range got {
			if !(math.Abs(got[i]-c.want[i]) <= bound[i]) || bound[i] > 1e-13 {
				t.Errorf("%s: coefficient %d is %v ± %g, want %v", c.name, i, got[i], bound[i], c.want[i])
			}
		}
		tp.Release()
	}
}
