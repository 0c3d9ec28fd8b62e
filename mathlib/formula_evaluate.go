package mathlib

import (
	"math"
	"strconv"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mathext"
)

// functions1 are the functions of one variable, by their names in formulas.
var functions1 = map[string]func(float64) float64{
	"sqrt": math.Sqrt, "cbrt": math.Cbrt, "abs": math.Abs,
	"exp": math.Exp, "exp2": math.Exp2, "expm1": math.Expm1,
	"log": math.Log, "log2": math.Log2, "log10": math.Log10, "log1p": math.Log1p,
	"sin": math.Sin, "cos": math.Cos, "tan": math.Tan,
	"asin": math.Asin, "acos": math.Acos, "atan": math.Atan,
	"sinh": math.Sinh, "cosh": math.Cosh, "tanh": math.Tanh,
	"asinh": math.Asinh, "acosh": math.Acosh, "atanh": math.Atanh,
	"erf": math.Erf, "erfc": math.Erfc, "erfinv": math.Erfinv, "erfcinv": math.Erfcinv,
	"gamma": math.Gamma, "lgamma": func(x float64) float64 { v, _ := math.Lgamma(x); return v },
	"floor": math.Floor, "ceil": math.Ceil, "trunc": math.Trunc, "round": math.Round, "roundtoeven": math.RoundToEven,
	"logb": math.Logb,
}

var functions2 = map[string]func(x, y float64) float64{
	"pow": math.Pow, "atan2": math.Atan2, "mod": math.Mod, "remainder": math.Remainder,
}

// An evaluation computes the value of a formula at a point as it is written:
// factored and over a common denominator there is less to cancel than in the
// normal form. Each function's value is computed once.
type evaluation struct {
	x         []float64
	atoms     map[string]float64
	cancelled bool // digits were lost in a sum
}

// evaluate computes the value in float64, and again with more digits and range
// when the terms of a sum cancelled or it is not finite: what f computes in
// steps may stand here multiplied out.
func evaluate(s sumLayout, x []float64) float64 {
	v := evaluation{x: x, atoms: map[string]float64{}}
	y := v.sum(s)
	if v.cancelled || math.IsNaN(y) || math.IsInf(y, 0) { // or left the range on the way
		if long, ok := evaluateLong(s, x); ok {
			return long
		}
	}
	return y
}

// cancellation is how much larger than a sum its terms may be.
const cancellation = 16

func (v *evaluation) sum(s sumLayout) float64 {
	sum, largest := 0.0, 0.0
	for _, f := range s {
		t := v.product(f.over)
		if len(f.under) > 0 {
			t /= v.product(f.under)
		}
		if f.negative {
			t = -t
		}
		sum += t
		largest = math.Max(largest, math.Abs(t))
	}
	if largest > cancellation*math.Abs(sum) {
		v.cancelled = true
	}
	return sum
}

func (v *evaluation) product(parts []part) float64 {
	p := 1.0
	for _, f := range parts {
		p *= v.part(f)
	}
	return p
}

func (v *evaluation) part(p part) float64 {
	var base float64
	switch {
	case p.number != "":
		base, _ = strconv.ParseFloat(p.number, 64)
	case p.a != nil:
		base = v.atom(p)
	default:
		base = v.sum(p.sum)
	}
	switch {
	case p.exponent != nil:
		return math.Pow(base, v.sum(p.exponent))
	case p.d == 2 && p.n == 1:
		return math.Sqrt(base)
	case p.d == 2:
		return math.Pow(base, float64(p.n)/2)
	case p.n > 1:
		return math.Pow(base, float64(p.n))
	}
	return base
}

func (v *evaluation) atom(p part) float64 {
	switch p.a.kind {
	case constantAtom:
		return math.Pi
	case variableAtom:
		return v.x[p.a.index-1]
	}
	if y, ok := v.atoms[p.a.key]; ok {
		return y
	}
	y := v.call(p)
	v.atoms[p.a.key] = y
	return y
}

func (v *evaluation) call(p part) float64 {
	x, y := v.sum(p.args[0]), 0.0
	if len(p.args) == 2 {
		y = v.sum(p.args[1])
	}
	return p.a.value(x, y)
}

// value returns what the function is at x, or at (x, y).
func (a *atom) value(x, y float64) float64 {
	if f, ok := functions2[a.name]; ok {
		return f(x, y)
	}
	switch a.name {
	case "jn":
		return math.Jn(a.index, x)
	case "yn":
		return math.Yn(a.index, x)
	case "polygamma":
		return polygamma(a.index, x)
	}
	return functions1[a.name](x)
}

// polygamma returns the n-th derivative of the digamma function,
// (-1)ⁿ⁺¹·n!·Σ 1/(x+k)ⁿ⁺¹ for n > 0.
func polygamma(n int, x float64) float64 {
	switch {
	case n == 0:
		return autodiff.Digamma(x)
	case x <= 0 && x == math.Floor(x):
		return math.NaN()
	}
	v := mathext.Zeta(float64(n+1), x) * math.Gamma(float64(n+1))
	if n%2 == 0 {
		return -v
	}
	return v
}
