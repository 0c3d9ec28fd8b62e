package autodiff

import "math"

// Variable returns a number with the value of x that [Tape.GradientOn] can
// differentiate by: a node of its own, also for a constant, so that it is not
// confused with other uses of x.
func (t *Tape) Variable(x Real) Real {
	return t.record(opCopy, x.V, x.V, x.I, 0)
}

// GradientOn returns the derivatives of y by the numbers xs, each made by
// [Tape.Variable] before y was computed from them. The derivatives are recorded
// on the same tape: they can be computed with and differentiated again, to any
// depth. What y owes to other numbers than xs has no part in them.
//
// It is a reverse sweep whose arithmetic is recorded; bounds of later sweeps
// count its roundings. Only π in the derivatives of error functions is taken as
// it is stored.
func (t *Tape) GradientOn(y Real, xs []Real) []Real {
	t.needOperations()
	g := make([]Real, len(xs))
	s := newNested(t, y, xs)
	for i := y.I; i >= s.first && y.I != 0; i-- {
		k := i - s.first
		if adj := s.adj[k]; s.depends[k] && !s.leaf[k] && adj != (Real{}) {
			s.carry(i, adj)
		}
	}
	for i, x := range xs {
		if x.I <= y.I {
			g[i] = s.adj[x.I-s.first]
		}
	}
	return g
}

// nested is the state of a recorded reverse sweep over the nodes from first on.
type nested struct {
	t             *Tape
	first         int32
	depends, leaf []bool // on xs; is one of xs
	adj           []Real
}

func newNested(t *Tape, y Real, xs []Real) *nested {
	s := &nested{t: t, first: math.MaxInt32}
	for _, x := range xs {
		if x.I == 0 {
			panic("autodiff: GradientOn by a constant: make it a Variable first")
		}
		s.first = min(s.first, x.I)
	}
	n := max(0, y.I-s.first+1)
	s.depends, s.leaf, s.adj = make([]bool, n), make([]bool, n), make([]Real, n)
	for _, x := range xs {
		if x.I <= y.I {
			s.depends[x.I-s.first], s.leaf[x.I-s.first] = true, true
		}
	}
	for i := range s.depends {
		nd := &t.nodes[s.first+int32(i)]
		s.depends[i] = s.depends[i] || s.on(nd.a&operand) || s.on(nd.b)
	}
	if n > 0 { // a node, so that all arithmetic on it is recorded with its rounding
		s.adj[n-1] = t.Variable(Constant(1))
	}
	return s
}

// on reports whether node i is among those that depend on xs.
func (s *nested) on(i uint32) bool { return int32(i) >= s.first && s.depends[int32(i)-s.first] }

// carry records what the adjoint of node i adds to those of its operands.
func (s *nested) carry(i int32, adj Real) {
	nd := s.t.nodes[i]
	a, b := nd.a&operand, nd.b
	onA, onB := s.on(a), s.on(b)
	switch {
	case onA && nd.op() == opDiv: // the reciprocal of a constant would round unseen
		_, _, y := s.t.operandsOn(i)
		s.add(a, s.t.Div(adj, y))
	case onA:
		s.add(a, s.t.times(adj, s.t.partialA(i)))
	}
	if onB {
		s.add(b, s.t.times(adj, s.t.partialB(i)))
	}
}

func (s *nested) add(i uint32, d Real) {
	adj := &s.adj[int32(i)-s.first]
	if *adj == (Real{}) {
		*adj = d
		return
	}
	*adj = s.t.Add(*adj, d)
}

// times records x·y; the factors 0 and 1 need no record. As in all sweeps, an exact
// 0 annihilates even an infinite factor.
func (t *Tape) times(x, y Real) Real {
	switch {
	case x == (Real{}) || y == (Real{}):
		return Real{}
	case y == Constant(1):
		return x
	}
	return t.Mul(x, y)
}

// operandsOn returns value and operands of node i as numbers.
func (t *Tape) operandsOn(i int32) (v, x, y Real) {
	nd := &t.nodes[i]
	v, x, y = Real{nd.v, i}, Constant(nd.aux), Constant(nd.aux)
	if a := nd.a & operand; a != 0 {
		x = Real{t.nodes[a].v, int32(a)}
	}
	if b := nd.b; b != 0 {
		y = Real{t.nodes[b].v, int32(b)}
	}
	return v, x, y
}

// partialB records the partial derivative of node i's operation by its second
// operand.
func (t *Tape) partialB(i int32) Real {
	v, x, y := t.operandsOn(i)
	switch nd := t.nodes[i]; nd.op() {
	case opAdd, opFMA:
		return Constant(1)
	case opSub:
		return Constant(-1)
	case opMul:
		return x
	case opDiv:
		return t.Neg(t.Div(v, y))
	case opMod, opRemainder:
		return Constant(-math.RoundToEven((x.V - v.V) / y.V))
	case opHypot:
		return t.overHypot(y, v)
	case opPow:
		if x.V == 0 {
			return Real{}
		}
		return t.Mul(v, t.logOf(x))
	case opAtan2:
		return t.Neg(t.overSquares(x, x, y))
	}
	return Real{} // the loser of a Select
}

// partialA records the partial derivative of node i's operation by its first
// operand.
func (t *Tape) partialA(i int32) Real {
	v, x, y := t.operandsOn(i)
	nd := t.nodes[i]
	switch nd.op() {
	case opAdd, opSub, opFMA, opSelect, opCopy, opMod, opRemainder:
		return Constant(1)
	case opMul:
		return y
	case opNeg:
		return Constant(-1)
	case opAbs:
		return Constant(sign(x.V))
	case opStep:
		return Real{}
	case opHypot:
		return t.overHypot(x, v)
	case opPow:
		if x.V == 0 || y.I != 0 || isInteger(y.V) {
			return t.times(y, t.Pow(x, t.Sub(y, Constant(1))))
		}
		return t.Mul(y, t.Div(v, x))
	case opAtan2:
		return t.overSquares(y, x, y)
	}
	return t.slope(nd, v, x)
}

// logOf records the logarithm of x, of a constant too, so that its rounding is
// known.
func (t *Tape) logOf(x Real) Real {
	if x.I == 0 {
		x = t.Variable(x)
	}
	return t.Log(x)
}

// overHypot records x/v for the v of a Hypot: 0 at (0, 0) by convention.
func (t *Tape) overHypot(x, v Real) Real {
	if v.V == 0 {
		return Real{}
	}
	return t.Div(x, v)
}

// overSquares records z/(x² + y²): 0 at (0, 0) by convention.
func (t *Tape) overSquares(z, x, y Real) Real {
	if x.V == 0 && y.V == 0 {
		return Real{}
	}
	h := t.Hypot(x, y)
	return t.Div(t.Div(z, h), h)
}
