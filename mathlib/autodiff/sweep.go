package autodiff

import "math"

// workspace is the memory of the sweeps, kept with the tape.
type workspace struct {
	err       []float64 // err[i] bounds the error of node i's value
	da, db    []ball    // first partial derivatives by operand
	adj       []ball    // adjoints: of the result by node i; tangents in a forward sweep
	uncertain bool      // some step was chosen by a comparison that rounding may have turned

	pushing // for the Hessian
}

// resized returns s with length n and undefined contents.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// linearise computes for every node the error bound of its value and the first
// partial derivatives of its operation.
func (t *Tape) linearise() {
	w := &t.work
	n := len(t.nodes)
	w.err = resized(w.err, n)
	w.da = resized(w.da, n)
	w.db = resized(w.db, n)
	w.uncertain = false
	for i := 0; i <= t.inputs && i < n; i++ {
		w.err[i] = 0
	}
	for i := t.inputs + 1; i < n; i++ {
		nd := &t.nodes[i]
		x, y := t.operands(nd)
		w.da[i], w.db[i], w.err[i] = w.first(nd, x, y)
		if w.err[i] != w.err[i] {
			w.err[i] = math.Inf(1)
		}
	}
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

// reverse accumulates in adj the derivative of y by every node.
func (t *Tape) reverse(y Real) {
	w := &t.work
	w.adj = resized(w.adj, len(t.nodes))
	clear(w.adj)
	w.adj[y.I] = one
	for i := int(y.I); i > t.inputs; i-- {
		adj := w.adj[i]
		if adj.isZero() {
			continue
		}
		nd := &t.nodes[i]
		a, b := nd.a&operand, nd.b
		if a != 0 {
			w.adj[a] = w.adj[a].add(adj.mul(w.da[i]))
		}
		if b != 0 {
			w.adj[b] = w.adj[b].add(adj.mul(w.db[i]))
		}
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
	t.reverse(y)
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
	if y.I == 0 {
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
	w.adj = resized(w.adj, len(t.nodes))
	clear(w.adj)
	w.adj[j+1] = one
	for i := t.inputs + 1; i < len(t.nodes); i++ {
		nd := &t.nodes[i]
		a, b := nd.a&operand, nd.b
		var d ball
		if a != 0 {
			d = w.adj[a].mul(w.da[i])
		}
		if b != 0 {
			d = d.add(w.adj[b].mul(w.db[i]))
		}
		w.adj[i] = d
	}
	for i, y := range ys {
		var d ball
		if y.I != 0 {
			d = w.adj[y.I]
		}
		t.store(d, i*t.inputs+j, jac, bound)
	}
}
