package lift

import (
	"fmt"
	"strings"
)

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
