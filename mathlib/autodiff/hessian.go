package autodiff

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
	inputs uint32
	ends   ends
	corner []ball  // by pairs of inputs, row by row, the later one first
	diag   []ball  // by one node twice
	lists  []list  // the edges of each node to earlier nodes
	edges  []edge  // all edges; 0 is no edge
	free   int32   // list of edges to be used again
	seen   []int32 // seen[k]: where in merged node k is, if at all
	merged []edge  // the edges of the node that is being eliminated, one for each end
	fewer  []edge  // those of another node, while its list is made shorter

	structure // for sparse Hessians
}

// ends says what becomes of the mixed derivatives by pairs of inputs.
type ends int

const (
	endsDense  ends = iota // they go into the corner
	endsSparse             // they go into the lists, zeros too
	endsNone               // they are not wanted
)

// A list is a node's edges, several of which may lead to the same end. They
// are merged when there are twice as many as after the last time, so that the
// memory is that of the different edges.
type list struct {
	first       int32
	size, limit int32
}

// fewEdges is how many edges a list may have before it is merged.
const fewEdges = 64

func (p *pushing) reset(nodes, inputs int, e ends) {
	p.inputs = uint32(inputs)
	p.ends = e
	if e == endsDense {
		p.corner = resized(p.corner, inputs*inputs)
		clear(p.corner)
	}
	p.diag = resized(p.diag, nodes)
	p.lists = resized(p.lists, nodes)
	p.seen = resized(p.seen, nodes)
	clear(p.diag)
	clear(p.lists)
	clear(p.seen)
	p.edges = append(p.edges[:0], edge{})
	p.free = 0
}

// add adds w to the second derivative by nodes i and k. Exact zeros would only
// fill the lists; they may be dropped unless the structure is asked for, which
// must not depend on values.
func (p *pushing) add(i, k uint32, w ball) {
	if w.isZero() && p.ends != endsSparse {
		return
	}
	if i == k {
		p.diag[i] = p.diag[i].add(w.scale(2))
		return
	}
	if i < k {
		i, k = k, i
	}
	if i <= p.inputs && p.ends != endsSparse {
		if p.ends == endsNone {
			return
		}
		c := &p.corner[(i-1)*p.inputs+k-1]
		*c = c.add(w)
		return
	}
	p.link(i, k, w)
	if l := &p.lists[i]; l.size > max(l.limit, fewEdges) {
		p.fewer = p.unlink(int(i), p.fewer[:0]) // not merged, which the caller may be reading
		for _, e := range p.fewer {
			p.link(i, e.to, e.w)
		}
		l.limit = 2 * l.size
	}
}

// link puts an edge into the list of node i.
func (p *pushing) link(i, k uint32, w ball) {
	e := p.free
	if e == 0 {
		e = int32(len(p.edges))
		p.edges = append(p.edges, edge{})
	} else {
		p.free = p.edges[e].next
	}
	l := &p.lists[i]
	p.edges[e] = edge{k, l.first, w}
	l.first = e
	l.size++
}

// take removes the edges of node i and returns them, one for each other end.
func (p *pushing) take(i int) []edge {
	p.merged = p.unlink(i, p.merged[:0])
	return p.merged
}

// unlink removes the edges of node i and appends them to edges, which is empty,
// one for each other end.
func (p *pushing) unlink(i int, edges []edge) []edge {
	for e := p.lists[i].first; e != 0; {
		d := p.edges[e]
		if s := p.seen[d.to]; s > 0 {
			edges[s-1].w = edges[s-1].w.add(d.w)
		} else {
			edges = append(edges, d)
			p.seen[d.to] = int32(len(edges))
		}
		p.edges[e].next = p.free
		p.free = e
		e = d.next
	}
	p.lists[i] = list{}
	for _, d := range edges {
		p.seen[d.to] = 0
	}
	return edges
}

// Hessian writes into g the gradient of y by the n inputs, into h, row by row,
// its n×n Hessian, and into gBound and hBound bounds of their rounding errors.
//
// It is edge pushing (Gower and Mello 2012): one reverse sweep that eliminates
// the nodes from last to first and keeps the second derivatives by the
// remaining ones, as sparse as they are.
func (t *Tape) Hessian(y Real, g, gBound, h, hBound []float64) {
	t.linearise()
	if y.I == 0 {
		clear(g)
		clear(gBound)
		clear(h)
		clear(hBound)
		return
	}
	t.push(y, endsDense)
	t.collect(g, gBound, h, hBound)
}

// push eliminates all nodes that y depends on but the inputs.
func (t *Tape) push(y Real, e ends) {
	w := &t.work
	t.seed()
	w.pushing.reset(len(t.nodes), t.inputs, e)
	w.adj[y.I] = one
	for i := int(y.I); i > t.inputs; i-- {
		t.eliminate(i)
	}
}

// collect writes what is left on the inputs after the last elimination.
func (t *Tape) collect(g, gBound, h, hBound []float64) {
	w := &t.work
	n := t.inputs
	for i := range n {
		t.store(w.adj[i+1], i, g, gBound)
		t.store(w.diag[i+1], i*n+i, h, hBound)
		for k := range i {
			t.store(w.corner[i*n+k], i*n+k, h, hBound)
			t.store(w.corner[i*n+k], k*n+i, h, hBound)
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
