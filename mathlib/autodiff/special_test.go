package autodiff_test

import (
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

var inf, nan = math.Inf(1), math.NaN()

func k(v float64) real { return autodiff.Constant(v) }

// same compares numbers, NaN with NaN.
func same(a, b float64) bool { return a == b || a != a && b != b }

// specialCases are the points at which the general rules fail: each row is a
// function of x and y at a point with its value, gradient, Hessian (xx, xy, yy)
// and the kinks that must be reported.
var specialCases = []struct {
	name   string
	f      func(t *tape, x, y real) real
	x, y   float64
	v      float64
	gx, gy float64
	xx     float64
	xy     float64
	yy     float64
	kinks  string
}{
	{"x² at 0", func(t *tape, x, y real) real { return t.Pow(x, k(2)) }, 0, 0, 0, 0, 0, 2, 0, 0, ""},
	{"x³ at 0", func(t *tape, x, y real) real { return t.Pow(x, k(3)) }, 0, 0, 0, 0, 0, 0, 0, 0, ""},
	{"x⁴ at 0", func(t *tape, x, y real) real { return t.Pow(x, k(4)) }, 0, 0, 0, 0, 0, 0, 0, 0, ""},
	{"x³ at -2", func(t *tape, x, y real) real { return t.Pow(x, k(3)) }, -2, 0, -8, 12, 0, -12, 0, 0, ""},
	{"x⁻² at -2", func(t *tape, x, y real) real { return t.Pow(x, k(-2)) }, -2, 0, 0.25, 0.25, 0, 0.375, 0, 0, ""},
	{"x⁰ at 0", func(t *tape, x, y real) real { return t.Pow(x, k(0)) }, 0, 0, 1, 0, 0, 0, 0, 0, ""},
	{"x¹ at 0", func(t *tape, x, y real) real { return t.Pow(x, k(1)) }, 0, 0, 0, 1, 0, 0, 0, 0, ""},
	{"x^1.5 at 0", func(t *tape, x, y real) real { return t.Pow(x, k(1.5)) }, 0, 0, 0, 0, 0, inf, 0, 0, "Pow"},
	{"x^0.5 at 0", func(t *tape, x, y real) real { return t.Pow(x, k(0.5)) }, 0, 0, 0, inf, 0, -inf, 0, 0, "Pow"},
	{"x^2.5 at 0", func(t *tape, x, y real) real { return t.Pow(x, k(2.5)) }, 0, 0, 0, 0, 0, 0, 0, 0, ""},
	{"x^100 at -1", func(t *tape, x, y real) real { return t.Pow(x, k(100)) }, -1, 0, 1, -100, 0, 9900, 0, 0, ""},
	{"x^100 at 0", func(t *tape, x, y real) real { return t.Pow(x, k(100)) }, 0, 0, 0, 0, 0, 0, 0, 0, ""},
	{"x^0.5 at -1", func(t *tape, x, y real) real { return t.Pow(x, k(0.5)) }, -1, 0, nan, nan, 0, nan, 0, 0, ""},
	{"2^y at 3", func(t *tape, x, y real) real { return t.Pow(k(1), y) }, 0, 3, 1, 0, 0, 0, 0, 0, ""},
	{"0^y at 3", func(t *tape, x, y real) real { return t.Pow(k(0), y) }, 0, 3, 0, 0, 0, 0, 0, 0, ""},
	{"x^y at (0, 2)", (*tape).Pow, 0, 2, 0, 0, 0, 2, 0, 0, "Pow"},
	{"x^y at (0, 1)", (*tape).Pow, 0, 1, 0, 1, 0, 0, 0, 0, "Pow"},
	{"x^y at (0, 0)", (*tape).Pow, 0, 0, 1, 0, 0, 0, 0, 0, "Pow"},
	{"x^y at (-2, 3)", (*tape).Pow, -2, 3, -8, 12, nan, -12, nan, nan, "Pow"},
	{"x^y at (1, 5)", (*tape).Pow, 1, 5, 1, 5, 0, 20, 1, 0, ""},

	{"√x at 0", func(t *tape, x, y real) real { return t.Sqrt(x) }, 0, 0, 0, inf, 0, -inf, 0, 0, "Sqrt"},
	{"√x at -1", func(t *tape, x, y real) real { return t.Sqrt(x) }, -1, 0, nan, nan, 0, nan, 0, 0, ""},
	{"0·√x + y", func(t *tape, x, y real) real { return t.Add(t.Mul(k(0), t.Sqrt(x)), y) }, 0, 7, 7, 0, 1, 0, 0, 0, "Sqrt"},
	{"hypot(0, 0)", (*tape).Hypot, 0, 0, 0, 0, 0, 0, 0, 0, "Hypot"},
	{"hypot(3, 4)", (*tape).Hypot, 3, 4, 5, 0.6, 0.8, 0.128, -0.096, 0.072, ""},
	{"atan2(0, 0)", (*tape).Atan2, 0, 0, 0, 0, 0, 0, 0, 0, "Atan2"},
	{"atan2 on its cut", (*tape).Atan2, 0, -1, math.Pi, -1, 0, 0, -1, 0, "Atan2"},
	{"log 0", func(t *tape, x, y real) real { return t.Log(x) }, 0, 0, -inf, inf, 0, -inf, 0, 0, "Log"},
	{"|x| at 0", func(t *tape, x, y real) real { return t.Abs(x) }, 0, 0, 0, 0, 0, 0, 0, 0, "Abs"},
	{"|x| at -3", func(t *tape, x, y real) real { return t.Abs(x) }, -3, 0, 3, -1, 0, 0, 0, 0, ""},
	{"|x|·|x| at 0", func(t *tape, x, y real) real { a := t.Abs(x); return t.Mul(a, a) }, 0, 0, 0, 0, 0, 0, 0, 0, "Abs"},

	{"max(x, y)", (*tape).Max, 2, 1, 2, 1, 0, 0, 0, 0, ""},
	{"max(y, x)", (*tape).Max, 1, 2, 2, 0, 1, 0, 0, 0, ""},
	{"max tie", (*tape).Max, 2, 2, 2, 1, 0, 0, 0, 0, "Max"},
	{"min tie", (*tape).Min, 2, 2, 2, 1, 0, 0, 0, 0, "Min"},
	{"max(x, x)", func(t *tape, x, y real) real { return t.Max(x, x) }, 2, 2, 2, 1, 0, 0, 0, 0, ""},
	{"max(0, x) at 0", func(t *tape, x, y real) real { return t.Max(k(0), x) }, 0, 2, 0, 0, 0, 0, 0, 0, "Max"},
	{"max(x, 0) at 0", func(t *tape, x, y real) real { return t.Max(x, k(0)) }, 0, 2, 0, 0, 0, 0, 0, 0, "Max"},
	{"max(0, x)² at -1", func(t *tape, x, y real) real { m := t.Max(k(0), x); return t.Mul(m, m) }, -1, 2, 0, 0, 0, 0, 0, 0, ""},
	{"max(NaN, x)", func(t *tape, x, y real) real { return t.Max(k(nan), x) }, 1, 2, nan, 0, 0, 0, 0, 0, ""},
	{"dim", (*tape).Dim, 5, 3, 2, 1, -1, 0, 0, 0, ""},
	{"dim below", (*tape).Dim, 3, 5, 0, 0, 0, 0, 0, 0, ""},
	{"dim tie", (*tape).Dim, 3, 3, 0, 0, 0, 0, 0, 0, "Dim"},
	{"copysign", (*tape).Copysign, 3, -2, -3, -1, 0, 0, 0, 0, ""},
	{"copysign of 0", (*tape).Copysign, 0, -2, math.Copysign(0, -1), 0, 0, 0, 0, 0, "Copysign"},

	{"x·0", func(t *tape, x, y real) real { return t.Mul(x, k(0)) }, 3, 0, 0, 0, 0, 0, 0, 0, ""},
	{"x·0 at ∞", func(t *tape, x, y real) real { return t.Mul(x, k(0)) }, inf, 0, nan, 0, 0, 0, 0, 0, ""},
	{"x·x", func(t *tape, x, y real) real { return t.Mul(x, x) }, 3, 0, 9, 6, 0, 2, 0, 0, ""},
	{"x/x", func(t *tape, x, y real) real { return t.Div(x, x) }, 4, 0, 1, 0, 0, 0, 0, 0, ""},
	{"x-x", func(t *tape, x, y real) real { return t.Sub(x, x) }, 4, 0, 0, 0, 0, 0, 0, 0, ""},
	{"1/x at 0", func(t *tape, x, y real) real { return t.Div(k(1), x) }, 0, 0, inf, -inf, 0, inf, 0, 0, ""},
	{"fma", func(t *tape, x, y real) real { return t.FMA(x, y, x) }, 3, 4, 15, 5, 3, 0, 1, 0, ""},
	{"fma(2, 3, x)", func(t *tape, x, y real) real { return t.FMA(k(2), k(3), x) }, 3, 4, 9, 1, 0, 0, 0, 0, ""},

	{"floor", func(t *tape, x, y real) real { return t.Floor(x) }, 2.5, 0, 2, 0, 0, 0, 0, 0, ""},
	{"floor of 2", func(t *tape, x, y real) real { return t.Floor(x) }, 2, 0, 2, 0, 0, 0, 0, 0, "Floor"},
	{"ceil of 2", func(t *tape, x, y real) real { return t.Ceil(x) }, 2, 0, 2, 0, 0, 0, 0, 0, "Ceil"},
	{"trunc of 0", func(t *tape, x, y real) real { return t.Trunc(x) }, 0, 0, 0, 0, 0, 0, 0, 0, ""},
	{"trunc of 1", func(t *tape, x, y real) real { return t.Trunc(x) }, 1, 0, 1, 0, 0, 0, 0, 0, "Trunc"},
	{"round of 1.5", func(t *tape, x, y real) real { return t.Round(x) }, 1.5, 0, 2, 0, 0, 0, 0, 0, "Round"},
	{"round to even of 2.5", func(t *tape, x, y real) real { return t.RoundToEven(x) }, 2.5, 0, 2, 0, 0, 0, 0, 0, "RoundToEven"},
	{"fractional part", func(t *tape, x, y real) real { _, f := t.Modf(x); return f }, 2.25, 0, 0.25, 1, 0, 0, 0, 0, ""},
	{"mod", (*tape).Mod, 7.5, 2, 1.5, 1, -3, 0, 0, 0, ""},
	{"mod of -7.5", (*tape).Mod, -7.5, 2, -1.5, 1, 3, 0, 0, 0, ""},
	{"mod at a jump", (*tape).Mod, 6, 2, 0, 1, -3, 0, 0, 0, "Mod"},
	{"remainder", (*tape).Remainder, 7.5, 2, -0.5, 1, -4, 0, 0, 0, ""},
	{"remainder at a jump", (*tape).Remainder, 7, 2, -1, 1, -4, 0, 0, 0, "Remainder"},
	{"frexp", func(t *tape, x, y real) real { f, _ := t.Frexp(x); return f }, 6, 0, 0.75, 0.125, 0, 0, 0, 0, ""},
	{"frexp of 8", func(t *tape, x, y real) real { f, _ := t.Frexp(x); return f }, 8, 0, 0.5, 0.0625, 0, 0, 0, 0, "Frexp"},
	{"ldexp", func(t *tape, x, y real) real { return t.Ldexp(x, 3) }, 1.5, 0, 12, 8, 0, 0, 0, 0, ""},
	{"ldexp far", func(t *tape, x, y real) real { return t.Ldexp(x, 1100) }, 0x1p-200, 0, 0x1p900, inf, 0, 0, 0, 0, ""},
	{"logb", func(t *tape, x, y real) real { return t.Logb(x) }, 5, 0, 2, 0, 0, 0, 0, 0, ""},
	{"ilogb of 4", func(t *tape, x, y real) real { return t.Mul(k(float64(t.Ilogb(x))), x) }, 4, 0, 8, 2, 0, 0, 0, 0, "Ilogb"},
	{"nextafter", func(t *tape, x, y real) real { return t.Nextafter(x, y) }, 1, 2, 1 + 0x1p-52, 1, 0, 0, 0, 0, ""},
	{"nextafter32", func(t *tape, x, y real) real { return t.Nextafter32(x, y) }, 1, 2, 1 + 0x1p-23, 1, 0, 0, 0, 0, ""},
	{"float32", func(t *tape, x, y real) real { return t.Mul(t.Float32(x), x) }, 1 + 0x1p-30, 0, 1 + 0x1p-30, 2 + 0x1p-30, 0, 2, 0, 0, ""},

	{"asin 1", func(t *tape, x, y real) real { return t.Asin(x) }, 1, 0, math.Pi / 2, inf, 0, inf, 0, 0, "Asin"},
	{"acosh 1", func(t *tape, x, y real) real { return t.Acosh(x) }, 1, 0, 0, inf, 0, -inf, 0, 0, "Acosh"},
	{"Γ(0)", func(t *tape, x, y real) real { return t.Gamma(x) }, 0, 0, inf, -inf, 0, inf, 0, 0, "Gamma"},
	{"sin at 0", func(t *tape, x, y real) real { return t.Sin(x) }, 0, 0, 0, 1, 0, 0, 0, 0, ""},
	{"constant", func(t *tape, x, y real) real { return t.Sin(k(1)) }, 0, 0, math.Sin(1), 0, 0, 0, 0, 0, ""},
}

func TestSpecialCases(t *testing.T) {
	for _, c := range specialCases {
		d := differentiate(func(t *tape, x []real) real { return c.f(t, x[0], x[1]) }, c.x, c.y)
		got := []float64{d.v, d.g[0], d.g[1], d.h[0], d.h[1], d.h[3]}
		for i, want := range []float64{c.v, c.gx, c.gy, c.xx, c.xy, c.yy} {
			if !same(got[i], want) && !(math.Abs(got[i]-want) < 1e-15) {
				t.Errorf("%s: value, gradient, Hessian %v; number %d should be %v", c.name, got, i, want)
			}
		}
		var names []string
		for _, k := range d.kinks {
			names = append(names, k.Func)
		}
		if s := strings.Join(names, " "); s != c.kinks {
			t.Errorf("%s: kinks %q, want %q", c.name, s, c.kinks)
		}
	}
}

func TestUncertainChoicesHaveNoBound(t *testing.T) {
	for name, f := range map[string]twin{
		"Abs": func(t *tape, x []real) real { return t.Abs(t.Sub(t.Mul(x[0], k(3)), k(3*x[0].V))) },
		"Max": func(t *tape, x []real) real { return t.Max(t.Mul(x[0], k(3)), t.Add(x[0], t.Mul(k(2), x[0]))) },
		"Floor": func(t *tape, x []real) real {
			return t.Add(x[0], t.Floor(t.Mul(x[0], k(10))))
		},
		"Floor, by little": func(t *tape, x []real) real {
			return t.Floor(t.Sub(k(1), t.Mul(x[0], k(1e-30))))
		},
		"Mod": func(t *tape, x []real) real { return t.Mod(t.Mul(x[0], k(3)), k(0.1)) },
		"Frexp": func(t *tape, x []real) real {
			f, _ := t.Frexp(t.Add(t.Mul(x[0], k(3)), k(1-3*x[0].V)))
			return f
		},
		"Logb": func(t *tape, x []real) real {
			return t.Add(x[0], t.Logb(t.Sub(t.Mul(x[0], k(3)), k(3*x[0].V))))
		},
	} {
		d := differentiate(f, 0.1)
		if !(d.valueError > 0) {
			t.Errorf("%s: value without error", name)
		}
		if !math.IsInf(d.gb[0], 1) || !math.IsInf(d.hb[0], 1) {
			t.Errorf("%s: bounds %g and %g where rounding decides", name, d.gb[0], d.hb[0])
		}
	}
}

func TestSignsOfLgamma(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	if v, sign := tp.Lgamma(tp.Input(-0.5)); sign != -1 || math.Abs(v.V-math.Log(2*math.SqrtPi)) > 1e-15 {
		t.Errorf("Lgamma(-0.5) = %v, %d", v.V, sign)
	}
	if s, c := tp.Sincos(k(0)); s != k(0) || c != k(1) {
		t.Errorf("Sincos(0) = %v, %v", s, c)
	}
}
