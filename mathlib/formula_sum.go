package mathlib

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
)

// An expr is a formula in normal form: a sum of different terms, in the order
// in which they are written. Expressions are never changed.
//
// Equal formulas that consist of polynomials alone have equal normal forms; of
// the identities among functions only a few are known (formula_call.go).
type expr struct {
	terms []term
	key   string // the same for the same sum only

	splitting atomic.Pointer[splitting] // what split returns; nil: not known yet
	layout    atomic.Pointer[sumLayout] // how it is written; nil: not known yet
}

// A term is a number times powers of different atoms, in order. The
// coefficient is exact and never 0.
type term struct {
	c       *big.Rat
	factors []factor
}

type factor struct {
	a *atom
	n int // not 0; may be negative
}

// An atom is what a formula is built of.
type atom struct {
	kind  atomKind
	name  string  // of a variable, constant or function
	index int     // the number of the variable, the order of the function
	args  []*expr // of a function; the sum of a group
	key   string
}

type atomKind int

const (
	constantAtom atomKind = iota // π
	variableAtom
	functionAtom
	groupAtom  // a sum in parentheses, to a negative power
	opaqueAtom // a sum in parentheses that would be too long expanded
)

// Limits of the normal form.
const (
	maxPower    = 8       // powers of sums up to this one are expanded,
	maxExpanded = 64      // as are products, up to so many terms
	maxNumber   = 1023    // no number has more bits: float64 must hold it
	maxAtomKey  = 1 << 12 // no function of a formula,
	maxKey      = 1 << 15 // and no formula, has a longer key
)

// tooLong is the panic of operations whose result would be too long to read.
type tooLong struct{}

func newAtom(kind atomKind, name string, index int, args ...*expr) *atom {
	var b strings.Builder
	b.WriteByte("cvf(["[kind])
	b.WriteString(name)
	if index != 0 {
		b.WriteString("_" + strconv.Itoa(index))
	}
	for _, a := range args {
		b.WriteString("(" + a.key + ")")
	}
	if b.Len() > maxAtomKey {
		panic(tooLong{})
	}
	return &atom{kind, name, index, args, b.String()}
}

// variable returns the i-th variable.
func variable(i int, name string) *expr {
	return single(newAtom(variableAtom, name, i+1), 1)
}

// piAtom is π as a symbol.
var piAtom = newAtom(constantAtom, "pi", 0)

var (
	zeroExpr = &expr{key: "0"}
	oneExpr  = rational(1, 1)
)

func rational(p, q int64) *expr { return constant(big.NewRat(p, q)) }

func constant(r *big.Rat) *expr {
	s := sum{}
	s.add(r, nil)
	return s.expr()
}

// single returns a**n.
func single(a *atom, n int) *expr {
	s := sum{}
	s.add(big.NewRat(1, 1), []factor{{a, n}})
	return s.expr()
}

// monomial returns a term as an expression.
func monomial(t term) *expr {
	s := sum{}
	s.add(t.c, t.factors)
	return s.expr()
}

// number returns the value of an expression without atoms.
func (e *expr) number() (r *big.Rat, ok bool) {
	switch {
	case len(e.terms) == 0:
		return new(big.Rat), true
	case len(e.terms) == 1 && len(e.terms[0].factors) == 0:
		return e.terms[0].c, true
	}
	return nil, false
}

func (e *expr) is(v int64) bool {
	r, ok := e.number()
	return ok && r.Cmp(big.NewRat(v, 1)) == 0
}

// A sum is an expression being made: terms by the key of their factors.
type sum map[string]term

func factorsKey(factors []factor) string {
	var b strings.Builder
	for _, f := range factors {
		b.WriteString(f.a.key)
		b.WriteByte('^')
		b.WriteString(strconv.Itoa(f.n))
		b.WriteByte('*')
	}
	return b.String()
}

func (s sum) add(c *big.Rat, factors []factor) {
	k := factorsKey(factors)
	if t, ok := s[k]; ok {
		c = new(big.Rat).Add(t.c, c)
	}
	if c.Sign() == 0 {
		delete(s, k)
		return
	}
	if max(c.Num().BitLen(), c.Denom().BitLen()) > maxNumber {
		panic(tooLong{})
	}
	s[k] = term{c, factors}
}

func (s sum) addExpr(e *expr, c *big.Rat) {
	for _, t := range e.terms {
		s.add(new(big.Rat).Mul(t.c, c), t.factors)
	}
}

func (s sum) expr() *expr {
	if len(s) == 0 {
		return zeroExpr
	}
	e := &expr{terms: make([]term, 0, len(s))}
	for _, t := range s {
		e.terms = append(e.terms, t)
	}
	slices.SortFunc(e.terms, compareTerms)
	var b strings.Builder
	for _, t := range e.terms {
		b.WriteString(t.c.RatString() + "*" + factorsKey(t.factors) + "+")
	}
	if b.Len() > maxKey {
		panic(tooLong{})
	}
	e.key = b.String()
	return e
}

// compareAtoms orders the factors of a term.
func compareAtoms(a, b *atom) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.rank(), b.rank()), strings.Compare(a.key, b.key))
}

// rank orders variables by their number.
func (a *atom) rank() int {
	if a.kind == variableAtom {
		return a.index
	}
	return 0
}

// degree is that of a term, constants apart.
func (t term) degree() (d int) {
	for _, f := range t.factors {
		if f.a.kind != constantAtom {
			d += f.n
		}
	}
	return d
}

// compareTerms orders the terms of a sum: higher degree first, then higher
// powers of earlier atoms first.
func compareTerms(s, t term) int {
	if c := cmp.Compare(t.degree(), s.degree()); c != 0 {
		return c
	}
	for i := 0; i < len(s.factors) || i < len(t.factors); i++ {
		switch {
		case i == len(t.factors):
			return -sign(s.factors[i].n)
		case i == len(s.factors):
			return sign(t.factors[i].n)
		}
		f, g := s.factors[i], t.factors[i]
		switch c := compareAtoms(f.a, g.a); {
		case c < 0:
			return -sign(f.n)
		case c > 0:
			return sign(g.n)
		case f.n != g.n:
			return cmp.Compare(g.n, f.n)
		}
	}
	return 0
}

func sign(n int) int { return cmp.Compare(n, 0) }

func plus(a, b *expr) *expr  { return combine(a, 1, b) }
func minus(a, b *expr) *expr { return combine(a, -1, b) }

// combine returns a + c·b.
func combine(a *expr, c int64, b *expr) *expr {
	s := sum{}
	s.addExpr(a, big.NewRat(1, 1))
	s.addExpr(b, big.NewRat(c, 1))
	return s.expr()
}

func multiple(e *expr, p, q int64) *expr { return times(e, rational(p, q)) }
func negative(e *expr) *expr             { return multiple(e, -1, 1) }
