package autodiff

// direct makes v the tangents of the inputs and carries them to all nodes.
func (t *Tape) direct(v []float64) {
	w := &t.work
	w.tan = resized(w.tan, len(t.nodes))
	for i, d := range v[:t.inputs] {
		w.tan[i+1] = exact(d)
	}
	t.forward()
}

// JacobianVec writes into jv the product J·v of the Jacobian of the numbers ys
// by the inputs with the direction v, and into bound bounds of the rounding
// errors: one forward sweep. jv and bound have one entry for each of ys, v has
// one for each input.
func (t *Tape) JacobianVec(ys []Real, v, jv, bound []float64) {
	t.linearise()
	t.direct(v)
	for i, y := range ys {
		t.store(t.tangent(y), i, jv, bound)
	}
}

// VecJacobian writes into wj the product wᵀ·J of the weights w with the
// Jacobian of the numbers ys by the inputs, and into bound bounds of the
// rounding errors: one reverse sweep. w has one entry for each of ys, wj and
// bound have one for each input.
func (t *Tape) VecJacobian(ys []Real, w, wj, bound []float64) {
	t.linearise()
	t.seed()
	adj := t.work.adj
	last := int32(0)
	for i, y := range ys {
		if y.I != 0 {
			adj[y.I] = adj[y.I].add(exact(w[i]))
			last = max(last, y.I)
		}
	}
	t.reverse(last)
	for i := range t.inputs {
		t.store(adj[i+1], i, wj, bound)
	}
}

// HessianVec writes into hv the product H·v of the Hessian of y by the inputs
// with the direction v, and into bound bounds of the rounding errors.
//
// It is a forward sweep for the derivative of every node along v and a reverse
// sweep that differentiates the reverse sweep for the gradient along v: a few
// times the cost of a gradient, whatever the number of inputs. Further products
// on the same recording reuse its partial derivatives.
func (t *Tape) HessianVec(y Real, v, hv, bound []float64) {
	t.linearise()
	if y.I == 0 {
		clear(hv)
		clear(bound)
		return
	}
	t.direct(v)
	w := &t.work
	t.seed()
	w.adjTan = resized(w.adjTan, len(t.nodes))
	clear(w.adjTan)
	w.adj[y.I] = one
	for i := int(y.I); i > t.inputs; i-- {
		t.bend(i)
	}
	for i := range t.inputs {
		t.store(w.adjTan[i+1], i, hv, bound)
	}
}

// bend carries the adjoint of node i, and its derivative along the direction of
// the tangents, back to the operands.
func (t *Tape) bend(i int) {
	w := &t.work
	adj, adjTan := w.adj[i], w.adjTan[i]
	if adj.isZero() && adjTan.isZero() {
		return
	}
	nd := &t.nodes[i]
	a, b := nd.a&operand, nd.b
	if a != 0 {
		w.adj[a] = w.adj[a].add(adj.mul(w.da[i]))
		w.adjTan[a] = w.adjTan[a].add(adjTan.mul(w.da[i]))
	}
	if b != 0 {
		w.adj[b] = w.adj[b].add(adj.mul(w.db[i]))
		w.adjTan[b] = w.adjTan[b].add(adjTan.mul(w.db[i]))
	}
	if !nd.op().linear() && !adj.isZero() {
		t.turn(i, a, b)
	}
}

// turn adds to the adjoints' derivatives of node i's operands a and b what the
// change of the operation's own partial derivatives contributes.
func (t *Tape) turn(i int, a, b uint32) {
	w := &t.work
	adj := w.adj[i]
	caa, cab, cbb := t.curvature(i)
	var ta, tb ball // tangents of the operands
	if a != 0 {
		ta = w.tan[a]
	}
	if b != 0 {
		tb = w.tan[b]
	}
	if a != 0 {
		w.adjTan[a] = w.adjTan[a].add(adj.mul(caa.mul(ta).add(cab.mul(tb))))
	}
	if b != 0 {
		w.adjTan[b] = w.adjTan[b].add(adj.mul(cab.mul(ta).add(cbb.mul(tb))))
	}
}
