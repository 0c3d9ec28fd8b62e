package autodiff

import "math"

// An edge is a mixed second derivative between the node whose list it is in
// and the earlier node to. It has four fields so that it stays in registers.
type edge struct {
	to   uint32
	next int32 // index of the next edge of the list; 0 ends it
	w    ball
}

// pushing is the state of edge pushing: the second derivatives of the result
// by pairs of nodes that are not eliminated yet.
type pushing struct {
	diag  []ball  // by one node twice
	head  []int32 // the list of edges of each node, to earlier nodes
	edges []edge  // all edges; 0 is no edge
	free  int32   // list of edges to be used again
	seen  []int32 // seen[k]: where in merged node k is, if at all
	merge []edge  // the edges of the node being eliminated, one for each end
}

func (p *pushing) reset(n int) {
	p.diag = resized(p.diag, n)
	p.head = resized(p.head, n)
	p.seen = resized(p.seen, n)
	clear(p.diag)
	clear(p.head)
	clear(p.seen)
	p.edges = append(p.edges[:0], edge{})
	p.free = 0
}

// add adds w to the second derivative by nodes i and k. Exact zeros would only
// fill the lists; they may be dropped because no structure outlives the sweep.
func (p *pushing) add(i, k uint32, w ball) {
	if w.isZero() {
		return
	}
	if i == k {
		p.diag[i] = p.diag[i].add(w.scale(2))
		return
	}
	if i < k {
		i, k = k, i
	}
	e := p.free
	if e == 0 {
		e = int32(len(p.edges))
		p.edges = append(p.edges, edge{})
	} else {
		p.free = p.edges[e].next
	}
	p.edges[e] = edge{k, p.head[i], w}
	p.head[i] = e
}

// take removes the edges of node i and returns them, one for each other end.
func (p *pushing) take(i int) []edge {
	p.merge = p.merge[:0]
	for e := p.head[i]; e != 0; {
		d := p.edges[e]
		if s := p.seen[d.to]; s > 0 {
			p.merge[s-1].w = p.merge[s-1].w.add(d.w)
		} else {
			p.merge = append(p.merge, d)
			p.seen[d.to] = int32(len(p.merge))
		}
		p.edges[e].next = p.free
		p.free = e
		e = d.next
	}
	p.head[i] = 0
	for _, d := range p.merge {
		p.seen[d.to] = 0
	}
	return p.merge
}

// Hessian writes into g the gradient of y by the n inputs, into h, row by row,
// its n×n Hessian, and into gBound and hBound bounds of their rounding errors.
//
// It is edge pushing (Gower and Mello 2012): one reverse sweep that eliminates
// the nodes from last to first and keeps the second derivatives by the
// remaining ones, as sparse as they are.
func (t *Tape) Hessian(y Real, g, gBound, h, hBound []float64) {
	t.linearise()
	clear(h)
	clear(hBound)
	if y.I == 0 {
		clear(g)
		clear(gBound)
		return
	}
	w := &t.work
	w.adj = resized(w.adj, len(t.nodes))
	clear(w.adj)
	w.pushing.reset(len(t.nodes))
	w.adj[y.I] = one
	for i := int(y.I); i > t.inputs; i-- {
		t.eliminate(i)
	}
	t.collect(g, gBound, h, hBound)
}

// collect writes what is left on the inputs after the last elimination.
func (t *Tape) collect(g, gBound, h, hBound []float64) {
	w := &t.work
	n := t.inputs
	if w.uncertain {
		for i := range hBound {
			hBound[i] = math.Inf(1)
		}
	}
	for i := range n {
		t.store(w.adj[i+1], i, g, gBound)
		t.store(w.diag[i+1], i*n+i, h, hBound)
		for _, e := range w.take(i + 1) {
			k := int(e.to) - 1
			t.store(e.w, i*n+k, h, hBound)
			t.store(e.w, k*n+i, h, hBound)
		}
	}
}

// eliminate replaces the derivatives by node i by those by its operands.
func (t *Tape) eliminate(i int) {
	w := &t.work
	nd := &t.nodes[i]
	a, b := nd.a&operand, nd.b
	pa, pb, adj := w.da[i], w.db[i], w.adj[i]
	caa, cab, cbb := t.curvature(i)
	if a == b { // f(x, x) is a function of one operand
		pa, pb, b = pa.add(pb), ball{}, 0
		caa = caa.add(cab.scale(2)).add(cbb)
	}
	for _, e := range w.take(i) {
		if a != 0 {
			w.add(a, e.to, e.w.mul(pa))
		}
		if b != 0 {
			w.add(b, e.to, e.w.mul(pb))
		}
	}
	d := w.diag[i]
	if a != 0 {
		w.adj[a] = w.adj[a].add(adj.mul(pa))
		w.diag[a] = w.diag[a].add(d.mul(pa.square())).add(adj.mul(caa))
	}
	if b != 0 {
		w.adj[b] = w.adj[b].add(adj.mul(pb))
		w.diag[b] = w.diag[b].add(d.mul(pb.square())).add(adj.mul(cbb))
	}
	if a != 0 && b != 0 {
		w.add(a, b, d.mul(pa.mul(pb)).add(adj.mul(cab)))
	}
}

// curvature returns the second partial derivatives of node i's operation.
func (t *Tape) curvature(i int) (daa, dab, dbb ball) {
	nd := &t.nodes[i]
	if nd.op().linear() {
		return
	}
	x, y := t.operands(nd)
	w := &t.work
	return second(nd, ball{nd.v, w.err[i]}, x, y, w.da[i], w.db[i])
}
