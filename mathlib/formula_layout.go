package mathlib

import (
	"math"
	"math/big"
	"slices"
	"strconv"
)

// A sumLayout is a formula as it is to be written: a sum of fractions.
type sumLayout []fraction

// A fraction is a product above and a product below the fraction bar.
type fraction struct {
	negative    bool
	over, under []part
}

// A part is a factor: a number, an atom or a sum, to a power.
type part struct {
	number   string      // of digits; empty: not a number
	a        *atom       // a constant, variable or function
	args     []sumLayout // of the function
	sum      sumLayout   // a sum in parentheses
	n, d     int         // the exponent n/d, positive; 0: 1
	exponent sumLayout   // an exponent that is not such a fraction
}

// A layouter decides how formulas are written, each one's parts once.
type layouter map[string]sumLayout

// layout decides how e is written, once for all.
func layout(e *expr) sumLayout {
	l := e.layout.Load()
	if l == nil {
		s := layouter{}.sum(e)
		l = &s
		e.layout.Store(l)
	}
	return *l
}

// sum decides how a formula is written: as the sum that it is, over a common
// denominator, with a common factor taken out, or as a power of a sum,
// whichever has the fewest symbols.
func (l layouter) sum(e *expr) sumLayout {
	if s, ok := l[e.key]; ok {
		return s
	}
	key := e.key
	best := l.apart(e)
	for range maxDenominators {
		joined := unlessTooLong(func() *expr { return together(e) })
		if joined == nil {
			break
		}
		e = joined
		if c := l.apart(e); c.cost() < best.cost() {
			best = c
		}
	}
	l[key] = best
	return best
}

// apart is sum without a common denominator.
func (l layouter) apart(e *expr) sumLayout {
	best := l.flat(e)
	if len(e.terms) < 2 {
		return best
	}
	if c := (sumLayout{l.withSum(split(e))}); c.cost() < best.cost() {
		best = c
	}
	return best
}

// maxDenominators is how many denominators are brought together.
const maxDenominators = 4

// together brings the terms of a sum over one of the denominators that some,
// but not all, of them have; nil when there is none.
func together(e *expr) *expr {
	if len(e.terms) < 2 {
		return nil
	}
	for _, t := range e.terms {
		for _, f := range t.factors {
			if f.a.kind != groupAtom || len(e.terms)*len(f.a.args[0].terms) > maxExpanded {
				continue
			}
			if least, most := exponents(e, f.a); least != most {
				joined := e
				for range -least {
					joined = times(f.a.args[0], joined)
				}
				return times(joined, single(f.a, least))
			}
		}
	}
	return nil
}

// exponents returns the least and the largest exponent of an atom in the terms
// of a sum.
func exponents(e *expr, a *atom) (least, most int) {
	least, most = math.MaxInt, math.MinInt
	for _, t := range e.terms {
		n := 0
		for _, f := range t.factors {
			if f.a.key == a.key {
				n = f.n
			}
		}
		least, most = min(least, n), max(most, n)
	}
	return least, most
}

// flat lays out the terms one by one, a positive one first if there is one.
func (l layouter) flat(e *expr) sumLayout {
	var s sumLayout
	for _, t := range e.terms {
		s = append(s, l.fraction(t))
	}
	if i := slices.IndexFunc(s, func(f fraction) bool { return !f.negative }); i > 0 {
		first := s[i]
		s = slices.Insert(slices.Delete(s, i, i+1), 0, first)
	}
	return s
}

// withSum is the term t times the n-th power of a sum. The sign goes into the
// sum if that makes it vanish.
func (l layouter) withSum(t term, sum *expr, n int) fraction {
	if n%2 == 1 && t.c.Sign() < 0 && mixed(sum) {
		t = term{new(big.Rat).Neg(t.c), t.factors}
		sum = negative(sum)
	}
	f := l.fraction(t)
	if len(f.over) == 1 && f.over[0].number == "1" {
		f.over = nil
	}
	f.over = append(f.over, part{sum: l.flat(sum), n: n, d: 1})
	return f
}

// mixed reports whether a sum has terms of both signs.
func mixed(e *expr) bool {
	pos := slices.ContainsFunc(e.terms, func(t term) bool { return t.c.Sign() > 0 })
	neg := slices.ContainsFunc(e.terms, func(t term) bool { return t.c.Sign() < 0 })
	return pos && neg
}

// fraction lays out a term. There is always something above the bar.
func (l layouter) fraction(t term) fraction {
	c, powers := t.powers()
	f := fraction{negative: c.Sign() < 0}
	num, den := coefficient(new(big.Rat).Abs(c))
	if num != "1" {
		f.over = append(f.over, part{number: num})
	}
	if den != "1" {
		f.under = append(f.under, part{number: den})
	}
	for _, p := range powers {
		l.append(&f, p)
	}
	if len(f.over) == 0 {
		f.over = []part{{number: "1"}}
	}
	return f
}

// coefficient writes a positive number as a fraction, or as a decimal number
// where that is what it came from.
func coefficient(c *big.Rat) (num, den string) {
	if c.Denom().Cmp(big.NewInt(1000)) > 0 || len(c.Num().String()) > 15 {
		v, _ := c.Float64()
		s := strconv.FormatFloat(v, 'g', -1, 64)
		if r, ok := new(big.Rat).SetString(s); ok && r.Cmp(c) == 0 {
			return s, "1"
		}
	}
	return c.Num().String(), c.Denom().String()
}

// append puts a power above or below the bar.
func (l layouter) append(f *fraction, p powerOf) {
	if p.v != nil {
		f.over = append(f.over, l.unwrapped(part{sum: l.sum(p.u), exponent: l.sum(p.v)}, p.u.atom()))
		return
	}
	n := max(p.n, -p.n)
	q := part{a: p.a, n: n, d: p.d}
	switch {
	case p.a == nil:
		q = l.unwrapped(part{sum: l.sum(p.u), n: n, d: p.d}, p.u.atom())
	case p.a.kind == functionAtom:
		for _, u := range p.a.args {
			q.args = append(q.args, l.sum(u))
		}
	case p.a.kind == groupAtom || p.a.kind == opaqueAtom:
		inner := p.a.args[0]
		if f.negative && n%2 == 1 && mixed(inner) {
			f.negative = false
			inner = negative(inner)
		}
		q = part{sum: l.sum(inner), n: n, d: p.d}
	}
	if p.n > 0 {
		f.over = append(f.over, q)
	} else {
		f.under = append(f.under, q)
	}
}

// unwrapped turns a part whose sum is nothing but an atom, or a whole number,
// into that.
func (l layouter) unwrapped(p part, a *atom) part {
	if s := p.sum; len(s) == 1 && !s[0].negative && len(s[0].over) == 1 && s[0].over[0].number != "" && len(s[0].under) == 0 {
		p.sum, p.number = nil, s[0].over[0].number
		return p
	}
	if a == nil || a.kind == groupAtom || a.kind == opaqueAtom {
		return p
	}
	p.sum, p.a = nil, a
	for _, u := range a.args {
		p.args = append(p.args, l.sum(u))
	}
	return p
}

// cost counts the symbols of a formula.
func (s sumLayout) cost() (n int) {
	for _, f := range s {
		for _, p := range f.over {
			n += p.cost()
		}
		for _, p := range f.under {
			n += p.cost()
		}
	}
	return n
}

func (p part) cost() int {
	n := p.sum.cost() + p.exponent.cost()
	if p.number != "" || p.a != nil {
		n++
	}
	if p.n > 1 || p.d > 1 {
		n++
	}
	for _, u := range p.args {
		n += u.cost()
	}
	return n
}
