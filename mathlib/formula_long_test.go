package mathlib_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
)

// TestFormulaKeepsDigits: what is multiplied out has the value of what was
// written.
func TestFormulaKeepsDigits(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(t *tape, x, y real) real
		x, y float64
		want float64
	}{
		{"(x - y)⁸", func(t *tape, x, y real) real { return t.Pow(t.Sub(x, y), k(8)) }, 1 + 0x1p-10, 1, 0x1p-80},
		{"(x - y)²", func(t *tape, x, y real) real { return t.Pow(t.Sub(x, y), k(2)) }, 1e8 + 1, 1e8, 1},
		{"√((x - y)²)", func(t *tape, x, y real) real { return t.Sqrt(t.Pow(t.Sub(x, y), k(2))) }, 1e8 + 1, 1e8, 1},
		{"(sin x - y)²", func(t *tape, x, y real) real { return t.Pow(t.Sub(t.Sin(x), y), k(2)) }, 1, math.Sin(1), 0},
		{"x²/(x - y)² - y²/(x - y)²", func(t *tape, x, y real) real {
			d := t.Pow(t.Sub(x, y), k(2))
			return t.Sub(t.Div(t.Mul(x, x), d), t.Div(t.Mul(y, y), d))
		}, 1 + 0x1p-20, 1, 0x1p21 + 1},
	} {
		f := mathlib.FormulaAt(paired(c.f), []float64{3, 0.5})
		if v := f.At(c.x, c.y); !(math.Abs(v-c.want) <= 1e-14*c.want) {
			t.Errorf("%s at (%v, %v) = %v, want %v\n%#v", c.name, c.x, c.y, v, c.want, f)
		}
	}
}

// TestFormulaUndefined: where a formula has no value it has none with more
// digits either.
func TestFormulaUndefined(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(t *tape, x, y real) real
		want float64
	}{
		{"log (x - y)", func(t *tape, x, y real) real { return t.Log(t.Sub(x, y)) }, math.Inf(-1)},
		{"(x - y)·log (x - y)", func(t *tape, x, y real) real { d := t.Sub(x, y); return t.Mul(d, t.Log(d)) }, math.NaN()},
		{"1/(x - y)", func(t *tape, x, y real) real { return t.Div(k(1), t.Sub(x, y)) }, math.Inf(1)},
		{"√(x - y - 1)", func(t *tape, x, y real) real { return t.Sqrt(t.Sub(t.Sub(x, y), k(1))) }, math.NaN()},
	} {
		f := mathlib.FormulaAt(paired(c.f), []float64{3, 0.5})
		if v := f.At(1, 1); v != c.want && !(v != v && c.want != c.want) {
			t.Errorf("%s at (1, 1) = %v, want %v", c.name, v, c.want)
		}
	}
}

// TestFormulaOfLargeNumbers: numbers that float64 cannot hold make a formula
// too long, not a wrong one.
func TestFormulaOfLargeNumbers(t *testing.T) {
	high := func(t *tape, x, y real) real {
		u := t.Mul(t.Add(x, k(0.37)), k(1e-2))
		for range 8 {
			u = t.Mul(u, u)
		}
		return t.Add(u, y)
	}
	for name, f := range map[string]func(t *tape, x, y real) real{
		"a high power":    high,
		"a tiny constant": func(t *tape, x, y real) real { return k(5e-324) },
		"tiny and large":  func(t *tape, x, y real) real { return t.Div(t.Mul(k(1e-300), x), t.Add(k(1e-200), y)) },
	} {
		s := mathlib.FormulaAt(paired(f), []float64{0.5, 0.25})
		if e := s.Result(0); strings.Contains(fmt.Sprintf("%#v", e), "too long") {
			continue
		}
		if v, want := s.At(0.5, 0.25), paired(f)(0.5, 0.25); !(math.Abs(v-want) <= 1e-14*math.Abs(want)) {
			t.Errorf("%s: %v, want %v", name, v, want)
		}
	}
}
