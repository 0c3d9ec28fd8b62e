package mathlib

import (
	"math/big"
)

// parity lists the functions with f(-u) = -f(u), as -1, or f(-u) = f(u).
var parity = map[string]int64{
	"sin": -1, "tan": -1, "asin": -1, "atan": -1, "sinh": -1, "tanh": -1, "asinh": -1, "atanh": -1,
	"erf": -1, "erfinv": -1, "cbrt": -1, "trunc": -1, "round": -1, "roundtoeven": -1,
	"cos": 1, "cosh": 1, "abs": 1,
}

// atZero and atOne are values of functions that are whole numbers.
var (
	atZero = map[string]int64{
		"sin": 0, "tan": 0, "asin": 0, "atan": 0, "sinh": 0, "tanh": 0, "asinh": 0, "atanh": 0, "erf": 0,
		"erfinv": 0, "sqrt": 0, "cbrt": 0, "abs": 0, "expm1": 0, "log1p": 0,
		"cos": 1, "cosh": 1, "exp": 1, "exp2": 1, "erfc": 1,
	}
	atOne = map[string]int64{
		"log": 0, "log2": 0, "log10": 0, "acos": 0, "acosh": 0, "erfcinv": 0, "lgamma": 0,
		"sqrt": 1, "cbrt": 1, "abs": 1, "gamma": 1, "exp2": 2,
	}
)

// call returns the function called name of package math, in lower case, of its
// arguments.
func call(name string, args ...*expr) *expr { return callOrder(name, 0, args...) }

// callOrder is call for a function with an order: jn, yn and polygamma.
func callOrder(name string, order int, args ...*expr) *expr {
	u := args[0]
	switch name {
	case "pow":
		return powCall(u, args[1])
	case "jn", "yn":
		if order < 0 { // J₋ₙ is (-1)ⁿJₙ
			e := callOrder(name, -order, u)
			if order%2 != 0 {
				e = negative(e)
			}
			return e
		}
	}
	if v, ok := atZero[name]; ok && u.is(0) {
		return rational(v, 1)
	}
	if v, ok := atOne[name]; ok && u.is(1) {
		return rational(v, 1)
	}
	if p, ok := parity[name]; ok && len(u.terms) > 0 && u.terms[0].c.Sign() < 0 {
		return multiple(callOrder(name, order, negative(u)), p, 1)
	}
	if name == "sqrt" {
		return sqrtCall(u)
	}
	return single(newAtom(functionAtom, name, order, args...), 1)
}

// sqrtCall takes a square number out of the root.
func sqrtCall(u *expr) *expr {
	if len(u.terms) == 0 {
		return u
	}
	content, _ := primitive(u)
	c := new(big.Rat).Abs(content.c)
	root := new(big.Rat).SetFrac(new(big.Int).Sqrt(c.Num()), new(big.Int).Sqrt(c.Denom()))
	if new(big.Rat).Mul(root, root).Cmp(c) != 0 {
		root.SetInt64(1)
	}
	u = times(u, constant(new(big.Rat).Inv(new(big.Rat).Mul(root, root))))
	if u.is(1) {
		return constant(root)
	}
	return times(constant(root), single(newAtom(functionAtom, "sqrt", 0, u), 1))
}

// powCall is u**v. Whole numbers in the exponent come out of it, so that
// u**(v+1) and u·u**v are the same.
func powCall(u, v *expr) *expr {
	if r, ok := v.number(); ok {
		n := new(big.Int).Div(r.Num(), r.Denom()) // rounds down, the denominator being positive
		frac := new(big.Rat).Sub(r, new(big.Rat).SetInt(n))
		if !n.IsInt64() || n.Int64() > maxExponent || n.Int64() < -maxExponent {
			return single(newAtom(functionAtom, "pow", 0, u, v), 1)
		}
		whole := power(u, int(n.Int64()))
		switch {
		case frac.Sign() == 0:
			return whole
		case frac.Cmp(big.NewRat(1, 2)) == 0:
			return times(whole, call("sqrt", u))
		}
		return times(whole, single(newAtom(functionAtom, "pow", 0, u, constant(frac)), 1))
	}
	whole := 0
	for _, t := range v.terms {
		if len(t.factors) == 0 && t.c.IsInt() && t.c.Num().IsInt64() {
			if n := t.c.Num().Int64(); n >= -maxExponent && n <= maxExponent {
				whole = int(n)
			}
		}
	}
	rest := minus(v, rational(int64(whole), 1))
	return times(power(u, whole), single(newAtom(functionAtom, "pow", 0, u, rest), 1))
}

// maxExponent is the largest exponent that counts as a whole number.
const maxExponent = 1000
