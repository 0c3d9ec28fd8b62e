package autodiff

// This file has sweeps that compute what Gradient and HessianVec compute, but
// no bounds: several times as fast, for methods that take many steps and need
// no certainty in each.

// quick is the memory of the sweeps without bounds.
type quick struct {
	slopes           []slopes // of each node
	adj, tan, adjTan []float64
}

// slopes are the first partial derivatives of an operation.
type slopes struct{ a, b float64 }

// bending is a node's second partial derivatives.
type bending struct{ aa, ab, bb float64 }

// QuickGradient is [Tape.Gradient] without bounds.
func (t *Tape) QuickGradient(y Real, g []float64) {
	if y.I == 0 {
		clear(g)
		return
	}
	w := &t.work.quick
	t.quickSlopes()
	w.adj = resized(w.adj, len(t.nodes))
	clear(w.adj)
	w.adj[y.I] = 1
	for i := int(y.I); i > t.inputs; i-- {
		adj := w.adj[i]
		if adj == 0 {
			continue
		}
		nd, s := &t.nodes[i], &w.slopes[i]
		if a := nd.a & operand; a != 0 && s.a != 0 {
			w.adj[a] += adj * s.a
		}
		if b := nd.b; b != 0 && s.b != 0 {
			w.adj[b] += adj * s.b
		}
	}
	copy(g, w.adj[1:t.inputs+1])
}

// QuickHessianVec is [Tape.HessianVec] without bounds.
func (t *Tape) QuickHessianVec(y Real, v, hv []float64) {
	if y.I == 0 {
		clear(hv)
		return
	}
	w := &t.work.quick
	n := len(t.nodes)
	t.quickSlopes()
	w.tan = resized(w.tan, n)
	w.tan[0] = 0 // of constants
	copy(w.tan[1:], v[:t.inputs])
	for i := t.inputs + 1; i < n; i++ {
		nd, s := &t.nodes[i], &w.slopes[i]
		d := 0.0
		if a := nd.a & operand; a != 0 && s.a != 0 {
			d = w.tan[a] * s.a
		}
		if b := nd.b; b != 0 && s.b != 0 {
			d += w.tan[b] * s.b
		}
		w.tan[i] = d
	}
	w.adj, w.adjTan = resized(w.adj, n), resized(w.adjTan, n)
	clear(w.adj)
	clear(w.adjTan)
	w.adj[y.I] = 1
	for i := int(y.I); i > t.inputs; i-- {
		if w.adj[i] != 0 || w.adjTan[i] != 0 {
			t.quickBend(i)
		}
	}
	copy(hv, w.adjTan[1:t.inputs+1])
}

// quickBend is bend without bounds.
func (t *Tape) quickBend(i int) {
	w := &t.work.quick
	nd, s := &t.nodes[i], &w.slopes[i]
	adj, adjTan := w.adj[i], w.adjTan[i]
	a, b := nd.a&operand, nd.b
	if a != 0 && s.a != 0 {
		w.adj[a] += adj * s.a
		w.adjTan[a] += adjTan * s.a
	}
	if b != 0 && s.b != 0 {
		w.adj[b] += adj * s.b
		w.adjTan[b] += adjTan * s.b
	}
	if adj == 0 || nd.op().linear() {
		return
	}
	c := t.quickCurvature(i)
	if a != 0 {
		w.adjTan[a] += adj * (annihilate(c.aa, w.tan[a]) + annihilate(c.ab, w.tan[b]))
	}
	if b != 0 {
		w.adjTan[b] += adj * (annihilate(c.ab, w.tan[a]) + annihilate(c.bb, w.tan[b]))
	}
}

// annihilate returns x·y, 0 where a factor is, even if the other is infinite.
func annihilate(x, y float64) float64 {
	if x == 0 || y == 0 {
		return 0
	}
	return x * y
}

// plainOperands returns the values of a node's operands.
func (t *Tape) plainOperands(nd *node) (x, y float64) {
	x, y = nd.aux, nd.aux
	if a := nd.a & operand; a != 0 {
		x = t.nodes[a].v
	}
	if b := nd.b; b != 0 {
		y = t.nodes[b].v
	}
	return x, y
}

// quickSlopes computes the first partial derivatives of all operations: the
// frequent ones here, the others by the rules with bounds.
func (t *Tape) quickSlopes() {
	w := &t.work
	w.quick.slopes = resized(w.quick.slopes, len(t.nodes))
	for i := t.inputs + 1; i < len(t.nodes); i++ {
		nd := &t.nodes[i]
		s := &w.quick.slopes[i]
		switch nd.op() {
		case opAdd:
			s.a, s.b = 1, 1
		case opSub:
			s.a, s.b = 1, -1
		case opMul:
			s.b, s.a = t.plainOperands(nd)
		case opDiv:
			_, y := t.plainOperands(nd)
			s.a, s.b = 1/y, -nd.v/y
		case opNeg:
			s.a, s.b = -1, 0
		case opExp:
			s.a, s.b = nd.v, 0
		case opSin:
			s.a, s.b = nd.aux, 0
		case opCos:
			s.a, s.b = -nd.aux, 0
		default:
			x, y := t.plainOperands(nd)
			if nd.op() == opPow && nd.b == 0 && nd.aux == 2 {
				s.a, s.b = 2*x, 0
				continue
			}
			da, db, _ := w.first(nd, exact(x), exact(y))
			s.a, s.b = da.v, db.v
		}
	}
}

// quickCurvature returns the second partial derivatives of node i's operation.
func (t *Tape) quickCurvature(i int) bending {
	nd := &t.nodes[i]
	switch nd.op() {
	case opMul:
		return bending{ab: 1}
	case opExp:
		return bending{aa: nd.v}
	case opSin, opCos:
		return bending{aa: -nd.v}
	case opPow:
		if nd.b == 0 && nd.aux == 2 {
			return bending{aa: 2}
		}
	}
	x, y := t.plainOperands(nd)
	s := t.work.quick.slopes[i]
	daa, dab, dbb := second(nd, exact(nd.v), exact(x), exact(y), exact(s.a), exact(s.b))
	return bending{daa.v, dab.v, dbb.v}
}
