package autodiff_test

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// An end is a point at the end of a function's domain, at infinity or at a pole,
// with the first and second derivative that belong to it: their limits from
// inside. NaN there, with infinite bounds, is right for any.
type end struct {
	x, first, second float64
	kink             bool
}

// everywhere has the infinities of functions that are defined up to there, with
// derivatives that vanish.
var everywhere = []end{{inf, 0, 0, false}, {-inf, 0, 0, false}}

// steps has them for functions that jump at integers, which infinities count as.
var steps = []end{{inf, 0, 0, true}, {-inf, 0, 0, true}}

// above has the infinity of functions that grow more and more slowly.
var above = end{inf, 0, 0, false}

// ends lists the special points of every function of one variable.
var ends = map[string][]end{
	"Sqrt":  {{0, inf, -inf, true}, above},
	"Cbrt":  append([]end{{0, inf, -inf, true}}, everywhere...),
	"Exp":   {{inf, inf, inf, false}, {-inf, 0, 0, false}},
	"Exp2":  {{inf, inf, inf, false}, {-inf, 0, 0, false}},
	"Expm1": {{inf, inf, inf, false}, {-inf, 0, 0, false}},
	"Log":   {{0, inf, -inf, true}, above},
	"Log2":  {{0, inf, -inf, true}, above},
	"Log10": {{0, inf, -inf, true}, above},
	"Log1p": {{-1, inf, -inf, true}, above},
	"Sin":   nil, "Cos": nil, "Tan": nil, // NaN at infinity
	"Asin": {{1, inf, inf, true}, {-1, inf, -inf, true}},
	"Acos": {{1, -inf, -inf, true}, {-1, -inf, inf, true}},
	"Atan": everywhere,
	"Sinh": {{inf, inf, inf, false}, {-inf, inf, -inf, false}},
	"Cosh": {{inf, inf, inf, false}, {-inf, -inf, inf, false}},
	"Tanh": everywhere, "Asinh": everywhere,
	"Acosh": {{1, inf, -inf, true}, above},
	"Atanh": {{1, inf, inf, true}, {-1, inf, -inf, true}},
	"Erf":   everywhere, "Erfc": everywhere,
	"Erfinv":  {{1, inf, inf, true}, {-1, inf, -inf, true}},
	"Erfcinv": {{0, -inf, inf, true}, {2, -inf, -inf, true}},
	"Gamma":   {{0, -inf, inf, true}, {-1, nan, nan, true}, {-2, nan, nan, true}, {inf, inf, inf, false}},
	"Lgamma":  {{0, -inf, inf, true}, {-1, nan, inf, true}, {-2, nan, inf, true}, {inf, inf, 0, false}},
	"J0":      everywhere, "J1": everywhere, "Jn": everywhere,
	"Y0": {{0, inf, -inf, true}, above}, "Y1": {{0, inf, -inf, true}, above}, "Yn": {{0, inf, -inf, true}, above},

	"Neg": {{inf, -1, 0, false}, {-inf, -1, 0, false}}, "Abs": {{0, 0, 0, true}, {inf, 1, 0, false}, {-inf, -1, 0, false}},
	"Floor":       append([]end{{0, 0, 0, true}, {3, 0, 0, true}}, steps...),
	"Ceil":        append([]end{{0, 0, 0, true}, {-2, 0, 0, true}}, steps...),
	"Trunc":       append([]end{{0, 0, 0, false}, {-2, 0, 0, true}}, steps...),
	"Round":       append([]end{{0.5, 0, 0, true}, {-1.5, 0, 0, true}, {2, 0, 0, false}}, everywhere...),
	"RoundToEven": append([]end{{0.5, 0, 0, true}, {-1.5, 0, 0, true}, {2, 0, 0, false}}, everywhere...),
	"Modf":        {{0, 1, 0, false}, {2, 1, 0, true}},
	"Frexp":       {{8, 1. / 16, 0, true}, {-1, 0.5, 0, true}},
	"Ldexp":       {{inf, 8, 0, false}, {-inf, 8, 0, false}},
	"Logb":        {{8, 0, 0, true}, {-0.5, 0, 0, true}},
	"Nextafter":   {{inf, 1, 0, false}},
	"Float32":     {{inf, 1, 0, false}, {1e300, 1, 0, false}},
}

func TestEnds(t *testing.T) {
	for name, u := range unaryFunctions {
		list, listed := ends[name]
		if !listed {
			t.Errorf("%s has no list of special points", name)
		}
		for _, e := range list {
			d := differentiate(func(t *tape, x []real) real { return u.twin(t, x[0]) }, e.x)
			if v := u.math(e.x); !same(d.v, v) {
				t.Errorf("%s(%v) = %v, math says %v", name, e.x, d.v, v)
			}
			for i, c := range []struct{ got, bound, want float64 }{{d.g[0], d.gb[0], e.first}, {d.h[0], d.hb[0], e.second}} {
				unknown := math.IsInf(c.bound, 1) && (c.got != c.got || c.want != c.want)
				if !same(c.got, c.want) && !unknown {
					t.Errorf("%s(%v): derivative %d is %v ± %v, want %v", name, e.x, i+1, c.got, c.bound, c.want)
				}
				if (math.IsInf(c.want, 0) || c.want != c.want) && !math.IsInf(c.bound, 1) {
					t.Errorf("%s(%v): derivative %d has the bound %v", name, e.x, i+1, c.bound)
				}
			}
			if (len(d.kinks) > 0) != e.kink {
				t.Errorf("%s(%v): kinks %v", name, e.x, d.kinks)
			}
		}
	}
}

// TestOutsideOfDomains: where a function is NaN so are its derivatives, and no
// bound is claimed for anything, whatever the rule would compute.
func TestOutsideOfDomains(t *testing.T) {
	count := 0
	outside := func(name string, f twin, x float64, second bool) {
		d := differentiate(f, x)
		if d.v == d.v {
			return
		}
		count++
		if d.g[0] == d.g[0] || !math.IsInf(d.gb[0], 1) || !math.IsInf(d.valueError, 1) {
			t.Errorf("%s(%v) is NaN ± %v, its derivative %v ± %v", name, x, d.valueError, d.g[0], d.gb[0])
		}
		if second && (d.h[0] == d.h[0] || !math.IsInf(d.hb[0], 1)) {
			t.Errorf("%s(%v) is NaN, its second derivative %v ± %v", name, x, d.h[0], d.hb[0])
		}
	}
	series := func(name string, f twin, x float64) {
		tp := autodiff.NewTape()
		defer tp.Release()
		c, bound := nans(4), nans(4)
		tp.Taylor(f(tp, tp.Inputs([]float64{x})), [][]float64{{1}}, c, bound)
		for i := range c {
			if c[0] != c[0] && (c[i] == c[i] || !math.IsInf(bound[i], 1)) {
				t.Errorf("%s(%v) is NaN, its series %v ± %v", name, x, c, bound)
			}
		}
	}
	for name, u := range unaryFunctions {
		for _, x := range []float64{-inf, -3, -2, -1.5, -1, -0.5, 1.5, 2.5, 3, inf} {
			if name != "Modf" { // the fraction of ±∞ is a constant
				f := func(t *tape, x []real) real { return u.twin(t, x[0]) }
				outside(name, f, x, true)
				series(name, f, x)
			}
		}
	}
	outside("Pow", func(t *tape, x []real) real { return t.Pow(x[0], k(0.5)) }, -1.5, true)
	outside("Mod", func(t *tape, x []real) real { return t.Mod(x[0], k(0)) }, -1.5, false)
	outside("Remainder", func(t *tape, x []real) real { return t.Remainder(x[0], k(0)) }, -1.5, false)
	outside("the sine of a logarithm", func(t *tape, x []real) real { return t.Sin(t.Log(x[0])) }, -1.5, true)
	if count < 60 {
		t.Errorf("only %d points outside of domains", count)
	}
}

// TestNegativeZero: the derivatives at -0 are those at 0.
func TestNegativeZero(t *testing.T) {
	for name, u := range unaryFunctions {
		if name == "Gamma" {
			continue // ±∞ at its pole
		}
		f := func(t *tape, x []real) real { return u.twin(t, x[0]) }
		d, at := differentiate(f, math.Copysign(0, -1)), differentiate(f, 0)
		if v := u.math(math.Copysign(0, -1)); math.Float64bits(d.v) != math.Float64bits(v) {
			t.Errorf("%s(-0) = %v, math says %v", name, d.v, v)
		}
		if !same(d.g[0], at.g[0]) || !same(d.h[0], at.h[0]) || len(d.kinks) != len(at.kinks) {
			t.Errorf("%s(-0): derivatives %v and %v, at 0 %v and %v", name, d.g, d.h, at.g, at.h)
		}
	}
}

// TestValuesAreThoseOfMath at all combinations of special numbers, bit by bit;
// and what is NaN claims no bound of a derivative.
func TestValuesAreThoseOfMath(t *testing.T) {
	special := []float64{0, math.Copysign(0, -1), 0.5, -0.5, 1, -1, 2, -2, 3, -3, 1e300, -1e300, 5e-324, inf, -inf, nan}
	same := func(name string, got, want float64, x ...float64) {
		if math.Float64bits(got) != math.Float64bits(want) && (got == got || want == want) {
			t.Errorf("%s%v = %v, math says %v", name, x, got, want)
		}
	}
	for name, u := range unaryFunctions {
		for _, x := range special {
			same(name, differentiate(func(t *tape, x []real) real { return u.twin(t, x[0]) }, x).v, u.math(x), x)
		}
	}
	for name, b := range binaryFunctions {
		for _, x := range special {
			for _, y := range special {
				d := differentiate(func(t *tape, x []real) real { return b.twin(t, x[0], x[1]) }, x, y)
				same(name, d.v, b.math(x, y), x, y)
				if x == x && y == y && d.v != d.v && !math.IsInf(d.valueError, 1) {
					t.Errorf("%s(%v, %v) is NaN ± %v", name, x, y, d.valueError)
				}
			}
		}
	}
}
