package mathlib

import "math/big"

// A powerOf is a factor as it is written: a base, either an atom
// or a formula, to a power.
type powerOf struct {
	a    *atom // nil: u
	u    *expr
	n, d int   // the exponent n/d, if v is nil
	v    *expr // an exponent that is not such a fraction
}

// powers returns a term as it is written: roots and powers absorb what they
// are multiplied or divided by, √u/u is 1/√u, and u^v/u is u^(v-1).
func (t term) powers() (c *big.Rat, list []powerOf) {
	c = new(big.Rat).Set(t.c)
	rest := map[string]int{}
	for _, f := range t.factors {
		rest[f.a.key] = f.n
	}
	var special []powerOf
	for _, f := range t.factors {
		switch {
		case f.a.kind != functionAtom || f.n != 1:
		case f.a.name == "sqrt":
			m := absorb(rest, c, f.a.args[0])
			special = append(special, powerOf{u: f.a.args[0], n: 1 + 2*m, d: 2})
			delete(rest, f.a.key)
		case f.a.name == "pow":
			u, v := f.a.args[0], f.a.args[1]
			m := absorb(rest, c, u)
			if a := u.atom(); m == 0 && a != nil && rest[a.key] > 0 {
				m = rest[a.key]
				delete(rest, a.key)
			}
			special = append(special, powerOf{u: u, v: plus(v, rational(int64(m), 1))})
			delete(rest, f.a.key)
		}
	}
	for _, f := range t.factors {
		if n, ok := rest[f.a.key]; ok && n != 0 {
			list = append(list, powerOf{a: f.a, n: n, d: 1})
		}
	}
	return c, append(list, special...)
}

// atom returns the atom that an expression is; nil for another expression.
func (e *expr) atom() *atom {
	if len(e.terms) != 1 || len(e.terms[0].factors) != 1 || e.terms[0].factors[0].n != 1 ||
		e.terms[0].c.Cmp(big.NewRat(1, 1)) != 0 {
		return nil
	}
	return e.terms[0].factors[0].a
}

// absorb divides u out of what is below the fraction bar, as often as it is
// there, and returns how often, as a negative number.
func absorb(rest map[string]int, c *big.Rat, u *expr) int {
	if len(u.terms) == 0 {
		return 0
	}
	below := inverse(u).terms[0]
	m := 0
	for i, f := range below.factors {
		n := rest[f.a.key]
		if f.n >= 0 || n > f.n {
			return 0
		}
		if k := n / f.n; i == 0 || k < m {
			m = k
		}
	}
	if m == 0 {
		return 0
	}
	for _, f := range below.factors {
		rest[f.a.key] -= m * f.n
	}
	for range m {
		c.Quo(c, below.c)
	}
	return -m
}
