package mathlib

import (
	"math"

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
}

var functions2 = map[string]func(x, y float64) float64{
	"pow": math.Pow, "atan2": math.Atan2, "mod": math.Mod, "remainder": math.Remainder,
}

// An evaluation computes the value of a formula at a point, each atom's once.
type evaluation struct {
	x     []float64
	atoms map[string]float64
}

func evaluate(e *expr, x []float64) float64 {
	v := evaluation{x, map[string]float64{}}
	return v.of(e)
}

func (v evaluation) of(e *expr) float64 {
	sum := 0.0
	for _, t := range e.terms {
		sum += v.term(t)
	}
	return sum
}

func (v evaluation) term(t term) float64 {
	c, powers := t.powers()
	p, _ := c.Float64()
	for _, f := range powers {
		switch {
		case f.v != nil:
			p *= math.Pow(v.of(f.u), v.of(f.v))
		case f.d == 2:
			p *= whole(math.Sqrt(v.of(f.u)), f.n)
		default:
			p *= whole(v.atom(f.a), f.n)
		}
	}
	return p
}

// whole returns x**n.
func whole(x float64, n int) float64 {
	if n == 1 {
		return x
	}
	return math.Pow(x, float64(n))
}

func (v evaluation) atom(a *atom) float64 {
	if y, ok := v.atoms[a.key]; ok {
		return y
	}
	y := v.compute(a)
	v.atoms[a.key] = y
	return y
}

func (v evaluation) compute(a *atom) float64 {
	switch a.kind {
	case constantAtom:
		return math.Pi
	case variableAtom:
		return v.x[a.index-1]
	case groupAtom, opaqueAtom:
		return v.of(a.args[0])
	}
	x := v.of(a.args[0])
	if len(a.args) == 2 {
		return functions2[a.name](x, v.of(a.args[1]))
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
