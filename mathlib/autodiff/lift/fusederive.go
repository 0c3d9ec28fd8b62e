package lift

import (
	"fmt"
	"math"
	"strings"
)

// A value is a number in the text of a piece: a name, or a known number.
type value struct {
	text  string
	k     float64
	known bool
}

func known(k float64) value { return value{number(k), k, true} }

func (v value) is(k float64) bool { return v.known && v.k == k }

// A sheet is straight code: each line gives a name to an expression, and no
// expression has two.
type sheet struct {
	lines  []assignment
	names  map[string]value   // by the expressions
	scaled map[string]product // of lines that are a known multiple of something
	bad    bool               // a known number is none of float64
}

type assignment struct {
	name, text string
	uses       []value
}

type product struct {
	k float64
	v value
}

// let gives a name to an expression made of uses.
func (s *sheet) let(text string, uses ...value) value {
	if v, ok := s.names[text]; ok {
		return v
	}
	v := value{text: fmt.Sprintf("v%d", len(s.lines))}
	s.names[text] = v
	s.lines = append(s.lines, assignment{v.text, text, uses})
	return v
}

// number returns a known number.
func (s *sheet) number(k float64) value {
	if math.IsInf(k, 0) || math.IsNaN(k) {
		s.bad = true
		return known(1)
	}
	return known(k)
}

func (s *sheet) mul(a, b value) value {
	if b.known {
		a, b = b, a
	}
	switch {
	case a.is(0):
		return a
	case a.is(1):
		return b
	case a.known && b.known:
		return s.number(a.k * b.k)
	case a.known:
		if p, ok := s.scaled[b.text]; ok {
			return s.mul(s.number(a.k*p.k), p.v)
		}
		if a.is(-1) {
			return s.neg(b)
		}
		v := s.let(a.text+" * "+b.text, b)
		s.scaled[v.text] = product{a.k, b}
		return v
	}
	if p, ok := s.scaled[a.text]; ok { // known factors go outside
		return s.mul(known(p.k), s.mul(p.v, b))
	}
	if p, ok := s.scaled[b.text]; ok {
		return s.mul(known(p.k), s.mul(a, p.v))
	}
	if b.text < a.text {
		a, b = b, a
	}
	return s.let(a.text+" * "+b.text, a, b)
}

func (s *sheet) neg(a value) value {
	if a.known {
		return s.number(-a.k)
	}
	if p, ok := s.scaled[a.text]; ok {
		return s.mul(s.number(-p.k), p.v)
	}
	v := s.let("-"+a.text, a)
	s.scaled[v.text] = product{-1, a}
	return v
}

func (s *sheet) add(a, b value) value {
	switch {
	case a.is(0):
		return b
	case b.is(0):
		return a
	case a.known && b.known:
		return s.number(a.k + b.k)
	case a == b:
		return s.mul(known(2), a)
	}
	return s.let(a.text+" + "+b.text, a, b)
}

func (s *sheet) sub(a, b value) value {
	switch {
	case b.is(0):
		return a
	case a.is(0):
		return s.neg(b)
	case a.known && b.known:
		return s.number(a.k - b.k)
	case a == b:
		return known(0)
	}
	return s.let(a.text+" - "+b.text, a, b)
}

// power returns aⁿ by products, for n ≥ 0.
func (s *sheet) power(a value, n int) value {
	switch {
	case n == 0:
		return known(1)
	case n == 1:
		return a
	case n%2 == 0:
		h := s.power(a, n/2)
		return s.mul(h, h)
	}
	return s.mul(a, s.power(a, n-1))
}

// write writes the lines that are needed for the values, apart from those in
// done, to which it adds them.
func (s *sheet) write(b *strings.Builder, done map[string]bool, values ...value) {
	needed := map[string]bool{}
	for _, v := range values {
		needed[v.text] = true
	}
	for i := len(s.lines) - 1; i >= 0; i-- {
		if l := s.lines[i]; needed[l.name] {
			for _, u := range l.uses {
				needed[u.text] = true
			}
		}
	}
	for _, l := range s.lines {
		if needed[l.name] && !done[l.name] {
			done[l.name] = true
			fmt.Fprintf(b, "\t%s := %s\n", l.name, l.text)
		}
	}
}

// A dual is a term's value and its partial derivatives by the operands x and y.
type dual struct{ v, x, y, xx, xy, yy value }

// A derivation differentiates a term.
type derivation struct {
	*sheet
	pkg, math string
	names     map[*term]string // of leaves
	x, y      *term
	done      map[*term]dual
}

func constantDual(v value) dual {
	zero := known(0)
	return dual{v, zero, zero, zero, zero, zero}
}

// of returns the dual of a term. Its value is computed as the function does;
// derivatives are rearranged.
func (d *derivation) of(t *term) dual {
	if r, ok := d.done[t]; ok {
		return r
	}
	var r dual
	switch {
	case t.l == nil:
		r = d.leaf(t)
	case t.op == "-" && t.r == nil:
		u := d.of(t.l)
		r = d.each(u, constantDual(known(0)), func(a, _ value) value { return d.neg(a) })
		r.v = d.let("-"+u.v.text, u.v)
	case t.op == "+" || t.op == "-":
		l, u := d.of(t.l), d.of(t.r)
		r = d.each(l, u, map[string]func(a, b value) value{"+": d.add, "-": d.sub}[t.op])
		r.v = d.let(l.v.text+" "+t.op+" "+u.v.text, l.v, u.v)
	case t.op == "*":
		r = d.monomial(t)
		l, u := d.of(t.l).v, d.of(t.r).v
		r.v = d.let(l.text+" * "+u.text, l, u)
	case t.op == "/":
		r = d.quotient(d.of(t.l), d.of(t.r))
	case t.op == power:
		r = d.whole(t)
	default:
		r = d.function(t.op, d.of(t.l))
	}
	d.done[t] = r
	return r
}

func (d *derivation) leaf(t *term) dual {
	switch {
	case t.op == literal:
		return constantDual(known(t.k))
	case t.op == plainLeaf:
		return constantDual(value{text: d.names[t]})
	}
	r := constantDual(value{text: d.names[t] + ".V"})
	switch t {
	case d.x:
		r.x = known(1)
	case d.y:
		r.y = known(1)
	}
	return r
}

// each makes the derivatives from those of two duals.
func (d *derivation) each(a, b dual, f func(a, b value) value) dual {
	return dual{value{}, f(a.x, b.x), f(a.y, b.y), f(a.xx, b.xx), f(a.xy, b.xy), f(a.yy, b.yy)}
}

// chain returns the derivatives of a function of u with derivatives f1 and f2.
func (d *derivation) chain(v, f1, f2 value, u dual) dual {
	fx, fy := d.mul(f2, u.x), d.mul(f2, u.y)
	return dual{
		v: v, x: d.mul(f1, u.x), y: d.mul(f1, u.y),
		xx: d.add(d.mul(fx, u.x), d.mul(f1, u.xx)),
		xy: d.add(d.mul(fx, u.y), d.mul(f1, u.xy)),
		yy: d.add(d.mul(fy, u.y), d.mul(f1, u.yy)),
	}
}

// times returns the derivatives of a·b, and its value.
func (d *derivation) times(a, b dual) dual {
	second := func(aij, ai, aj, bij, bi, bj value) value {
		cross := d.add(d.mul(ai, bj), d.mul(aj, bi))
		return d.add(d.add(d.mul(aij, b.v), cross), d.mul(a.v, bij))
	}
	return dual{
		v:  d.mul(a.v, b.v),
		x:  d.add(d.mul(a.x, b.v), d.mul(a.v, b.x)),
		y:  d.add(d.mul(a.y, b.v), d.mul(a.v, b.y)),
		xx: second(a.xx, a.x, a.x, b.xx, b.x, b.x),
		xy: second(a.xy, a.x, a.y, b.xy, b.x, b.y),
		yy: second(a.yy, a.y, a.y, b.yy, b.y, b.y),
	}
}

// quotient returns l/r.
func (d *derivation) quotient(l, r dual) dual {
	q := d.let(l.v.text+" / "+r.v.text, l.v, r.v)
	i := d.let("1 / "+r.v.text, r.v)
	if r.v.known {
		i = d.number(1 / r.v.k)
	}
	first := func(li, ri value) value { return d.mul(d.sub(li, d.mul(q, ri)), i) }
	qx, qy := first(l.x, r.x), first(l.y, r.y)
	second := func(lij, rij, qi, ri, qj, rj value) value {
		cross := d.add(d.mul(qi, rj), d.mul(qj, ri))
		return d.mul(d.sub(d.sub(lij, cross), d.mul(q, rij)), i)
	}
	return dual{q, qx, qy,
		second(l.xx, r.xx, qx, r.x, qx, r.x),
		second(l.xy, r.xy, qx, r.x, qy, r.y),
		second(l.yy, r.yy, qy, r.y, qy, r.y)}
}

// A group is a power of a term in a product.
type group struct {
	base *term
	n    int
}

// monomial differentiates a product: equal factors are one power.
func (d *derivation) monomial(t *term) dual {
	factor := known(1)
	var groups []*group
	places := map[string]*group{}
	var gather func(t *term, n int)
	gather = func(t *term, n int) {
		switch {
		case t.op == literal || t.op == plainLeaf:
			factor = d.mul(factor, d.power(d.of(t).v, n))
		case t.op == "*":
			gather(t.l, n)
			gather(t.r, n)
		case t.op == power && t.n > 0:
			gather(t.l, n*t.n)
		default:
			key := t.format(func(l *term) string { return d.names[l] })
			if places[key] == nil {
				places[key] = &group{base: t}
				groups = append(groups, places[key])
			}
			places[key].n += n
		}
	}
	gather(t, 1)
	r := constantDual(factor)
	for i, g := range groups {
		if i == 0 {
			r = d.powerOf(factor, g)
		} else {
			r = d.times(r, d.powerOf(known(1), g))
		}
	}
	return r
}

// powerOf returns factor·uⁿ.
func (d *derivation) powerOf(factor value, g *group) dual {
	u, n := d.of(g.base), float64(g.n)
	f1 := d.mul(d.mul(known(n), factor), d.power(u.v, g.n-1))
	f2 := known(0)
	if g.n > 1 {
		f2 = d.mul(d.mul(known(n*(n-1)), factor), d.power(u.v, g.n-2))
	}
	return d.chain(d.mul(factor, d.power(u.v, g.n)), f1, f2, u)
}

// whole differentiates a power with a whole exponent.
func (d *derivation) whole(t *term) dual {
	u := d.of(t.l)
	v := d.let(fmt.Sprintf("%s.Power(%s, %d)", d.pkg, u.v.text, t.n), u.v)
	if t.n == 2 {
		v = d.let(fmt.Sprintf("%s.Square(%s)", d.pkg, u.v.text), u.v)
	}
	if t.n > 0 {
		r := d.monomial(t)
		r.v = v
		return r
	}
	i := d.let("1 / "+u.v.text, u.v)
	f1 := d.mul(known(float64(t.n)), d.mul(v, i))
	return d.chain(v, f1, d.mul(known(float64(t.n-1)), d.mul(f1, i)), u)
}

// function differentiates a function of package math of u.
func (d *derivation) function(name string, u dual) dual {
	call := func(f string, args ...value) value {
		var list []string
		for _, a := range args {
			list = append(list, a.text)
		}
		return d.let(f+"("+strings.Join(list, ", ")+")", args...)
	}
	v := call(d.math+"."+name, u.v)
	switch name {
	case "Exp":
		return d.chain(v, v, v, u)
	case "Log":
		i := d.let("1 / "+u.v.text, u.v)
		return d.chain(v, i, d.neg(d.mul(i, i)), u)
	case "Sqrt":
		f1 := d.let("0.5 / "+v.text, v)
		return d.chain(v, f1, d.mul(known(-0.5), d.let(f1.text+" / "+u.v.text, f1, u.v)), u)
	case "Sin":
		return d.chain(v, call(d.math+".Cos", u.v), d.neg(v), u)
	case "Cos":
		return d.chain(v, d.neg(call(d.math+".Sin", u.v)), d.neg(v), u)
	}
	f1 := call(d.pkg+".TanhSlope", u.v, v)
	return d.chain(v, f1, d.mul(known(-2), d.mul(v, f1)), u)
}
