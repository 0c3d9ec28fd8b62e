package mathlib

import (
	"math/big"
	"slices"
)

// times returns a·b, multiplied out unless that gets long.
func times(a, b *expr) *expr {
	if len(a.terms) > 1 && len(b.terms) > 1 && len(a.terms)*len(b.terms) > maxExpanded {
		a, b = wrapped(a), wrapped(b)
	}
	s := sum{}
	if !cancel(s, a, b) && !cancel(s, b, a) {
		for _, t := range a.terms {
			for _, u := range b.terms {
				s.addProduct(t, u)
			}
		}
	}
	return s.expr()
}

// cancel adds a·b to s when some terms of b are divided by the sum a: those
// are divided by it once less.
func cancel(s sum, a, b *expr) bool {
	if len(a.terms) < 2 || !slices.ContainsFunc(b.terms, divided) {
		return false
	}
	content, root, n := split(a)
	g := newAtom(groupAtom, "", 0, root)
	dividedByA := func(u term) bool {
		return slices.ContainsFunc(u.factors, func(f factor) bool { return f.n <= -n && f.a.key == g.key })
	}
	if !slices.ContainsFunc(b.terms, dividedByA) {
		return false
	}
	for _, u := range b.terms {
		if dividedByA(u) {
			s.addProduct(term{content.c, merged(content.factors, []factor{{g, n}})}, u)
			continue
		}
		for _, t := range a.terms {
			s.addProduct(t, u)
		}
	}
	return true
}

// divided reports whether a term has a sum below the fraction bar.
func divided(t term) bool {
	return slices.ContainsFunc(t.factors, func(f factor) bool { return f.a.kind == groupAtom && f.n < 0 })
}

// addProduct adds t·u.
func (s sum) addProduct(t, u term) {
	c := new(big.Rat).Mul(t.c, u.c)
	factors := merged(t.factors, u.factors)
	if rest, value := reduced(factors); value != nil {
		s.addExpr(times(monomial(term{big.NewRat(1, 1), rest}), value), c)
		return
	}
	s.add(c, factors)
}

// merged returns the factors of a product of two terms.
func merged(f, g []factor) []factor {
	r := make([]factor, 0, len(f)+len(g))
	for len(f) > 0 && len(g) > 0 {
		switch c := compareAtoms(f[0].a, g[0].a); {
		case c < 0:
			r, f = append(r, f[0]), f[1:]
		case c > 0:
			r, g = append(r, g[0]), g[1:]
		default:
			if n := f[0].n + g[0].n; n != 0 {
				r = append(r, factor{f[0].a, n})
			}
			f, g = f[1:], g[1:]
		}
	}
	return append(append(r, f...), g...)
}

// reduced takes out of the factors of a term a power that is not in normal
// form, such as (√u)³, and returns the rest and what it is, u·√u. value is nil
// when there is nothing to do.
func reduced(factors []factor) (rest []factor, value *expr) {
	for i, f := range factors {
		if value := f.reduced(); value != nil {
			return slices.Delete(slices.Clone(factors), i, i+1), value
		}
	}
	return exponentials(factors)
}

func (f factor) reduced() *expr {
	switch {
	case f.a.kind == groupAtom && f.n > 0:
		return power(f.a.args[0], f.n)
	case f.a.kind != functionAtom:
		return nil
	}
	u := f.a.args[0]
	switch f.a.name {
	case "sqrt":
		if f.n < 0 || f.n > 1 {
			k := floorDiv(f.n, 2)
			return times(atomPower(f.a, f.n-2*k), power(u, k))
		}
	case "cbrt":
		if f.n >= 3 || f.n <= -3 {
			return times(atomPower(f.a, f.n%3), power(u, f.n/3))
		}
	case "abs":
		if f.n >= 2 || f.n <= -2 {
			return times(atomPower(f.a, f.n%2), power(u, f.n-f.n%2))
		}
	case "pow":
		if f.n != 1 {
			return call("pow", u, multiple(f.a.args[1], int64(f.n), 1))
		}
	case "exp":
		if f.n != 1 {
			return call("exp", multiple(u, int64(f.n), 1))
		}
	}
	return nil
}

// exponentials merges the first two powers of e among the factors.
func exponentials(factors []factor) (rest []factor, value *expr) {
	first := -1
	for i, f := range factors {
		if f.a.kind != functionAtom || f.a.name != "exp" {
			continue
		}
		if first < 0 {
			first = i
			continue
		}
		g := factors[first]
		u := plus(multiple(g.a.args[0], int64(g.n), 1), multiple(f.a.args[0], int64(f.n), 1))
		rest = slices.Delete(slices.Clone(factors), i, i+1)
		return slices.Delete(rest, first, first+1), call("exp", u)
	}
	return nil, nil
}

func atomPower(a *atom, n int) *expr {
	if n == 0 {
		return oneExpr
	}
	return single(a, n)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// power returns e**n.
func power(e *expr, n int) *expr {
	switch {
	case n == 0:
		return oneExpr
	case n < 0:
		return inverse(power(e, -n))
	case n == 1 || len(e.terms) == 0:
		return e
	case len(e.terms) == 1:
		return termPower(e.terms[0], n)
	}
	if n > maxPower || multinomial(len(e.terms), n) > maxExpanded {
		content, root, k := split(e)
		return times(termPower(content, n), single(newAtom(opaqueAtom, "", 0, root), n*k))
	}
	r := e
	for range n - 1 {
		r = times(r, e)
	}
	return r
}

// multinomial is the number of terms of a sum of m terms to the power n, at
// most a little more than matters.
func multinomial(m, n int) int {
	k := 1
	for i := 1; i <= n && k <= 1<<20; i++ {
		k = k * (m - 1 + i) / i
	}
	return k
}

// termPower returns t**n for n of any sign.
func termPower(t term, n int) *expr {
	c := big.NewRat(1, 1)
	for range max(n, -n) {
		c.Mul(c, t.c)
	}
	if n < 0 {
		c.Inv(c)
	}
	e := constant(c)
	for _, f := range t.factors {
		s := sum{}
		g := factor{f.a, f.n * n}
		if v := g.reduced(); v != nil {
			e = times(e, v)
			continue
		}
		s.add(big.NewRat(1, 1), []factor{g})
		e = times(e, s.expr())
	}
	return e
}

// inverse returns 1/e. The inverse of 0 stays one: the function is undefined
// wherever it is evaluated.
func inverse(e *expr) *expr {
	switch len(e.terms) {
	case 0:
		return single(newAtom(groupAtom, "", 0, zeroExpr), -1)
	case 1:
		return termPower(e.terms[0], -1)
	}
	content, root, n := split(e)
	return times(termPower(content, -1), single(newAtom(groupAtom, "", 0, root), -n))
}

// wrapped returns a long sum as one factor that is not multiplied out.
func wrapped(e *expr) *expr {
	if len(e.terms) < 2 {
		return e
	}
	content, root, n := split(e)
	return times(monomial(content), single(newAtom(opaqueAtom, "", 0, root), n))
}

// A splitting is what split returns, kept with the expression.
type splitting struct {
	content term
	root    *expr
	n       int
}

// split writes a sum as content·rootⁿ.
func split(e *expr) (content term, root *expr, n int) {
	s := e.splitting.Load()
	if s == nil {
		content, rest := primitive(e)
		root, n := perfectPower(rest)
		s = &splitting{content, root, n}
		e.splitting.Store(s)
	}
	return s.content, s.root, s.n
}

// primitive splits a sum into the largest common factor of its terms and the
// rest, which begins with a positive term.
func primitive(e *expr) (content term, rest *expr) {
	num, den := new(big.Int), big.NewInt(1)
	common := e.terms[0].factors
	for _, t := range e.terms {
		num.GCD(nil, nil, num, new(big.Int).Abs(t.c.Num()))
		g := new(big.Int).GCD(nil, nil, den, t.c.Denom())
		den.Mul(den, new(big.Int).Div(t.c.Denom(), g))
		common = shared(common, t.factors)
	}
	c := new(big.Rat).SetFrac(num, den)
	if e.terms[0].c.Sign() < 0 {
		c.Neg(c)
	}
	content = term{c, common}
	s := sum{}
	byContent := term{new(big.Rat).Inv(c), inverted(common)}
	for _, t := range e.terms {
		s.add(new(big.Rat).Mul(t.c, byContent.c), merged(t.factors, byContent.factors))
	}
	return content, s.expr()
}

func inverted(factors []factor) []factor {
	r := slices.Clone(factors)
	for i := range r {
		r[i].n = -r[i].n
	}
	return r
}

// shared returns the largest factors that two terms have in common. A variable
// that one of them has below the fraction bar counts, so that the rest has none
// there; other atoms count in the power that leaves no opposite one.
func shared(f, g []factor) []factor {
	var r []factor
	below := func(h factor) {
		if h.n < 0 && h.a.kind == variableAtom {
			r = append(r, h)
		}
	}
	for len(f) > 0 && len(g) > 0 {
		switch c := compareAtoms(f[0].a, g[0].a); {
		case c < 0:
			below(f[0])
			f = f[1:]
		case c > 0:
			below(g[0])
			g = g[1:]
		default:
			if n := sharedPower(f[0], g[0]); n != 0 {
				r = append(r, factor{f[0].a, n})
			}
			f, g = f[1:], g[1:]
		}
	}
	for _, h := range f {
		below(h)
	}
	for _, h := range g {
		below(h)
	}
	return r
}

func sharedPower(f, g factor) int {
	switch {
	case f.a.kind == variableAtom || f.n > 0 && g.n > 0:
		return min(f.n, g.n)
	case f.n < 0 && g.n < 0:
		return max(f.n, g.n)
	}
	return 0
}
