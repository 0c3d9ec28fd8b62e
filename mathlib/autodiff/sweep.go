package autodiff

import "math"

// workspace is the memory of the sweeps, kept with the tape.
type workspace struct {
	linear    int       // how many nodes are linearised
	err       []float64 // err[i] bounds the error of node i's value
	da, db    []ball    // first partial derivatives by operand
	adj       []ball    // adjoints: of the result by node i
	tan       []ball    // tangents: of node i along a direction
	adjTan    []ball    // adjoints of the tangents, for Hessian-vector products
	uncertain bool      // some step was chosen by a comparison that rounding may have turned

	pushing // for the Hessian
	jets    // for Taylor coefficients

	quick quick // for sweeps without bounds
}

// resized returns s with length n and undefined contents.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// grown returns s with length n and the contents it had.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return append(make([]T, 0, n+n/2), s...)[:n]
	}
	return s[:n]
}

// linearise computes for every node the error bound of its value and the first
// partial derivatives of its operation. What an earlier sweep of the same
// recording computed stays.
func (t *Tape) linearise() {
	t.needOperations()
	w := &t.work
	n := len(t.nodes)
	w.err = grown(w.err, n)
	w.da = grown(w.da, n)
	w.db = grown(w.db, n)
	if w.linear == 0 {
		w.uncertain = false
		for i := 0; i <= t.inputs && i < n; i++ {
			w.err[i] = 0
		}
		w.linear = t.inputs + 1
	}
	for i := w.linear; i < n; i++ {
		nd := &t.nodes[i]
		x, y := t.operands(nd)
		w.da[i], w.db[i], w.err[i] = w.first(nd, x, y)
		if w.err[i] != w.err[i] {
			w.err[i] = math.Inf(1)
		}
	}
	w.linear = n
}

// operands returns the operands of a node, constants included. A unary
// operation's second operand is meaningless.
func (t *Tape) operands(nd *node) (x, y ball) {
	x, y = ball{v: nd.aux}, ball{v: nd.aux}
	if a := nd.a & operand; a != 0 {
		x = ball{t.nodes[a].v, t.work.err[a]}
	}
	if b := nd.b; b != 0 {
		y = ball{t.nodes[b].v, t.work.err[b]}
	}
	return x, y
}

// seed makes the adjoints those of no result.
func (t *Tape) seed() {
	w := &t.work
	w.adj = resized(w.adj, len(t.nodes))
	clear(w.adj)
}

// reverse carries the adjoints of the nodes up to last back to the inputs.
func (t *Tape) reverse(last int32) {
	w := &t.work
	for i := last; i > int32(t.inputs); i-- {
		if !w.adj[i].isZero() {
			t.carry(i)
		}
	}
}

// carry carries the adjoint of node i back to its operands.
func (t *Tape) carry(i int32) {
	w := &t.work
	adj := w.adj[i]
	nd := &t.nodes[i]
	if a := nd.a & operand; a != 0 {
		w.adj[a] = w.adj[a].add(adj.mul(w.da[i]))
	}
	if b := nd.b; b != 0 {
		w.adj[b] = w.adj[b].add(adj.mul(w.db[i]))
	}
}

// Gradient writes into g the derivatives of y by the inputs and into bound
// bounds of their rounding errors. Both have one entry for each input.
func (t *Tape) Gradient(y Real, g, bound []float64) {
	t.linearise()
	t.gradient(y, g, bound)
}

// gradient is Gradient on a linearised tape.
func (t *Tape) gradient(y Real, g, bound []float64) {
	if y.I == 0 {
		clear(g)
		clear(bound)
		return
	}
	t.seed()
	t.work.adj[y.I] = one
	t.reverse(y.I)
	for i := range t.inputs {
		t.store(t.work.adj[i+1], i, g, bound)
	}
}

// store writes a result and its bound.
func (t *Tape) store(x ball, i int, v, bound []float64) {
	v[i] = x.v
	if bound[i] = x.clean().r; t.work.uncertain {
		bound[i] = math.Inf(1)
	}
}

// ValueError returns a bound of the rounding error of y's value. It is valid after
// one of the sweeps.
func (t *Tape) ValueError(y Real) float64 {
	switch {
	case y.V != y.V:
		return math.Inf(1)
	case y.I == 0:
		return 0
	}
	return t.work.err[y.I]
}

// Jacobian writes into jac, row by row, the derivatives of the numbers ys by
// the inputs, and into bound bounds of their rounding errors. It sweeps
// backwards for every row or forwards for every column, whichever are fewer.
func (t *Tape) Jacobian(ys []Real, jac, bound []float64) {
	t.linearise()
	n := t.inputs
	if n < len(ys) {
		for j := range n {
			t.column(j, ys, jac, bound)
		}
		return
	}
	for i, y := range ys {
		t.gradient(y, jac[i*n:(i+1)*n], bound[i*n:(i+1)*n])
	}
}

// column computes the derivatives of ys by input j in a forward sweep.
func (t *Tape) column(j int, ys []Real, jac, bound []float64) {
	w := &t.work
	w.tan = resized(w.tan, len(t.nodes))
	clear(w.tan[:t.inputs+1])
	w.tan[j+1] = one
	t.forward()
	for i, y := range ys {
		t.store(t.tangent(y), i*t.inputs+j, jac, bound)
	}
}

// forward carries the tangents of the inputs on to all nodes.
func (t *Tape) forward() {
	w := &t.work
	for i := t.inputs + 1; i < len(t.nodes); i++ {
		nd := &t.nodes[i]
		a, b := nd.a&operand, nd.b
		var d ball
		if a != 0 {
			d = w.tan[a].mul(w.da[i])
		}
		if b != 0 {
			d = d.add(w.tan[b].mul(w.db[i]))
		}
		w.tan[i] = d
	}
}

// tangent returns the tangent of y: 0 for a constant.
func (t *Tape) tangent(y Real) ball {
	if y.I == 0 {
		return ball{}
	}
	return t.work.tan[y.I]
}
