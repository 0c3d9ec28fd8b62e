package mathlib

import "math/big"

// A differentiation finds derivatives by one variable, each atom's once.
type differentiation struct {
	variable int
	atoms    map[string]*expr
}

// differentiated returns ∂e/∂x for the i-th variable x.
func differentiated(e *expr, i int) *expr {
	d := differentiation{i, map[string]*expr{}}
	return d.of(e)
}

// of is the product rule: every factor aⁿ of a term turns it into n·t·a'/a.
func (d differentiation) of(e *expr) *expr {
	s := sum{}
	for _, t := range e.terms {
		for _, f := range t.factors {
			inner := d.atom(f.a)
			if len(inner.terms) == 0 {
				continue
			}
			rest := sum{}
			c := new(big.Rat).Mul(t.c, big.NewRat(int64(f.n), 1))
			rest.addProduct(term{c, t.factors}, term{big.NewRat(1, 1), []factor{{f.a, -1}}})
			s.addExpr(times(rest.expr(), inner), big.NewRat(1, 1))
		}
	}
	return s.expr()
}

func (d differentiation) atom(a *atom) *expr {
	if e, ok := d.atoms[a.key]; ok {
		return e
	}
	e := d.compute(a)
	d.atoms[a.key] = e
	return e
}

func (d differentiation) compute(a *atom) *expr {
	switch a.kind {
	case constantAtom:
		return zeroExpr
	case variableAtom:
		if a.index == d.variable+1 {
			return oneExpr
		}
		return zeroExpr
	case groupAtom, opaqueAtom:
		return d.of(a.args[0])
	}
	e := zeroExpr
	for k, u := range a.args {
		if inner := d.of(u); len(inner.terms) > 0 {
			e = plus(e, times(partial(a, k), inner))
		}
	}
	return e
}

// partial returns the derivative of a function by its k-th argument.
func partial(a *atom, k int) *expr {
	if len(a.args) == 1 {
		f := single(a, 1)
		if rule, ok := derivatives[a.name]; ok {
			return rule(a.args[0], f)
		}
		return partialOfOrder(a.name, a.index, a.args[0])
	}
	u, v := a.args[0], a.args[1]
	switch {
	case a.name == "pow" && k == 0:
		return times(v, times(single(a, 1), inverse(u)))
	case a.name == "pow":
		return times(call("log", u), single(a, 1))
	case a.name == "atan2" && k == 0:
		return times(v, inverse(plus(power(u, 2), power(v, 2))))
	case a.name == "atan2":
		return times(negative(u), inverse(plus(power(u, 2), power(v, 2))))
	case k == 0: // mod and remainder are u - n·v with a whole n
		return oneExpr
	case a.name == "mod":
		return negative(call("trunc", times(u, inverse(v))))
	}
	return negative(call("roundtoeven", times(u, inverse(v))))
}

// partialOfOrder has the functions with an order.
func partialOfOrder(name string, n int, u *expr) *expr {
	if name == "polygamma" {
		return callOrder(name, n+1, u)
	}
	if n == 0 {
		return negative(callOrder(name, 1, u))
	}
	return multiple(minus(callOrder(name, n-1, u), callOrder(name, n+1, u)), 1, 2)
}

// derivatives has, for each function of one variable, the derivative at u by
// way of u and the value f.
var derivatives map[string]func(u, f *expr) *expr

func init() { // the functions below refer to the table
	square := func(e *expr) *expr { return power(e, 2) }
	below := func(e *expr) *expr { return inverse(e) }
	under := func(e *expr) *expr { return inverse(call("sqrt", e)) }
	one := oneExpr
	pi := single(piAtom, 1)
	gauss := func(u *expr) *expr { // the derivative of erf
		return multiple(times(under(pi), call("exp", negative(square(u)))), 2, 1)
	}
	inverseGauss := func(f *expr) *expr { // that of its inverse with the value f
		return multiple(times(call("sqrt", pi), call("exp", square(f))), 1, 2)
	}
	nothing := func(u, f *expr) *expr { return zeroExpr }
	log := func(n int64) *expr { return call("log", rational(n, 1)) }
	derivatives = map[string]func(u, f *expr) *expr{
		"sqrt": func(u, f *expr) *expr { return multiple(below(f), 1, 2) },
		"cbrt": func(u, f *expr) *expr { return multiple(below(square(f)), 1, 3) },
		"abs":  func(u, f *expr) *expr { return times(u, below(f)) },

		"exp":   func(u, f *expr) *expr { return f },
		"exp2":  func(u, f *expr) *expr { return times(log(2), f) },
		"expm1": func(u, f *expr) *expr { return call("exp", u) },
		"log":   func(u, f *expr) *expr { return below(u) },
		"log2":  func(u, f *expr) *expr { return below(times(log(2), u)) },
		"log10": func(u, f *expr) *expr { return below(times(log(10), u)) },
		"log1p": func(u, f *expr) *expr { return below(plus(one, u)) },

		"sin":  func(u, f *expr) *expr { return call("cos", u) },
		"cos":  func(u, f *expr) *expr { return negative(call("sin", u)) },
		"tan":  func(u, f *expr) *expr { return plus(one, square(f)) },
		"asin": func(u, f *expr) *expr { return under(minus(one, square(u))) },
		"acos": func(u, f *expr) *expr { return negative(under(minus(one, square(u)))) },
		"atan": func(u, f *expr) *expr { return below(plus(one, square(u))) },

		"sinh":  func(u, f *expr) *expr { return call("cosh", u) },
		"cosh":  func(u, f *expr) *expr { return call("sinh", u) },
		"tanh":  func(u, f *expr) *expr { return minus(one, square(f)) },
		"asinh": func(u, f *expr) *expr { return under(plus(square(u), one)) },
		"acosh": func(u, f *expr) *expr { return under(minus(square(u), one)) },
		"atanh": func(u, f *expr) *expr { return below(minus(one, square(u))) },

		"erf":     func(u, f *expr) *expr { return gauss(u) },
		"erfc":    func(u, f *expr) *expr { return negative(gauss(u)) },
		"erfinv":  func(u, f *expr) *expr { return inverseGauss(f) },
		"erfcinv": func(u, f *expr) *expr { return negative(inverseGauss(f)) },
		"gamma":   func(u, f *expr) *expr { return times(f, callOrder("polygamma", 0, u)) },
		"lgamma":  func(u, f *expr) *expr { return callOrder("polygamma", 0, u) },

		"floor": nothing, "ceil": nothing, "trunc": nothing, "round": nothing, "roundtoeven": nothing, "logb": nothing,
	}
}
