package autodiff

import (
	"math"
	"slices"
)

// An Entry is an entry of a sparse matrix of derivatives.
type Entry struct {
	I, J     int // row and column
	V, Bound float64
}

// structure is what sparse sweeps keep: which derivatives can differ from 0
// somewhere, by the kinds of the operations alone. A derivative that vanishes
// at one point must not vanish from the pattern.
type structure struct {
	live    []bool  // by node: the result depends on it
	bent    []bool  // by node: there is a second derivative by it twice
	order   []int32 // the nodes that a result depends on
	entries []Entry
}

// passes tells by which operands an operation can have a derivative other than
// 0.
func (nd *node) passes() (a, b bool) {
	a, b = nd.a&operand != 0, nd.b != 0
	switch nd.op() {
	case opStep:
		return false, false
	case opSelect:
		return a, false
	}
	return a, b
}

// bends tells by which pairs of operands an operation can have a second
// derivative other than 0.
func (nd *node) bends() (aa, ab, bb bool) {
	a, b := nd.a&operand != 0, nd.b != 0
	switch o := nd.op(); {
	case o.linear():
		return false, false, false
	case o == opMul:
		return false, a && b, false
	case o == opDiv:
		return false, a && b, b
	}
	return a, a && b, b
}

// SparseHessian returns the entries of the Hessian of y by the inputs that can
// differ from 0, those on and below the diagonal, row by row. It is edge
// pushing like [Tape.Hessian] and takes memory for those entries only. The
// result is valid until the next sweep.
func (t *Tape) SparseHessian(y Real) []Entry {
	t.linearise()
	w := &t.work
	w.entries = w.entries[:0]
	if y.I == 0 {
		return w.entries
	}
	t.seed()
	n := len(t.nodes)
	w.pushing.reset(n, t.inputs, endsSparse)
	w.live, w.bent = resized(w.live, n), resized(w.bent, n)
	clear(w.live)
	clear(w.bent)
	w.adj[y.I] = one
	w.live[y.I] = true
	for i := int(y.I); i > t.inputs; i-- {
		if w.live[i] {
			t.eliminateStructure(i)
		}
	}
	for i := 1; i <= t.inputs; i++ {
		row := len(w.entries)
		for _, e := range w.take(i) {
			w.entries = append(w.entries, t.entry(i-1, int(e.to)-1, e.w))
		}
		if w.bent[i] {
			w.entries = append(w.entries, t.entry(i-1, i-1, w.diag[i]))
		}
		slices.SortFunc(w.entries[row:], func(a, b Entry) int { return a.J - b.J })
	}
	return w.entries
}

func (t *Tape) entry(i, j int, w ball) Entry {
	if w = w.clean(); t.work.uncertain {
		w.r = math.Inf(1)
	}
	return Entry{I: i, J: j, V: w.v, Bound: w.r}
}

// eliminateStructure is eliminate with the structure kept.
func (t *Tape) eliminateStructure(i int) {
	w := &t.work
	nd := &t.nodes[i]
	a, b := nd.a&operand, nd.b
	toA, toB := nd.passes()
	aa, ab, bb := nd.bends()
	pa, pb, adj := w.da[i], w.db[i], w.adj[i]
	caa, cab, cbb := t.curvature(i)
	if a == b {
		pa, toA, toB = pa.add(pb), toA || toB, false
		caa, aa = caa.add(cab.scale(2)).add(cbb), aa || ab || bb
		ab, bb = false, false
	}
	for _, e := range w.take(i) {
		if toA {
			w.meet(a, e.to, e.w.mul(pa))
		}
		if toB {
			w.meet(b, e.to, e.w.mul(pb))
		}
	}
	d, bent := w.diag[i], w.bent[i]
	if toA {
		w.live[a] = true
		w.adj[a] = w.adj[a].add(adj.mul(pa))
		w.diag[a] = w.diag[a].add(d.mul(pa.square())).add(adj.mul(caa))
		w.bent[a] = w.bent[a] || bent || aa
	}
	if toB {
		w.live[b] = true
		w.adj[b] = w.adj[b].add(adj.mul(pb))
		w.diag[b] = w.diag[b].add(d.mul(pb.square())).add(adj.mul(cbb))
		w.bent[b] = w.bent[b] || bent || bb
	}
	if toA && toB && (bent || ab) {
		w.meet(a, b, d.mul(pa.mul(pb)).add(adj.mul(cab)))
	}
}

// meet adds w to the second derivative by nodes i and k.
func (p *pushing) meet(i, k uint32, w ball) {
	if i == k {
		p.bent[i] = true
	}
	p.add(i, k, w)
}

// SparseJacobian returns the entries of the Jacobian of the numbers ys by the
// inputs that can differ from 0, row by row: for each row a reverse sweep over
// the nodes that it depends on. The result is valid until the next sweep.
func (t *Tape) SparseJacobian(ys []Real) []Entry {
	t.linearise()
	t.seed()
	w := &t.work
	w.live = resized(w.live, len(t.nodes))
	clear(w.live)
	w.entries = w.entries[:0]
	for i, y := range ys {
		if y.I == 0 {
			continue
		}
		t.dependencies(y)
		w.adj[y.I] = one
		for _, k := range w.order {
			if k > int32(t.inputs) {
				t.carry(k)
			}
		}
		for at := len(w.order) - 1; at >= 0; at-- {
			k := w.order[at]
			if k <= int32(t.inputs) {
				w.entries = append(w.entries, t.entry(i, int(k)-1, w.adj[k]))
			}
			w.adj[k], w.live[k] = ball{}, false
		}
	}
	return w.entries
}

// dependencies puts the nodes that y depends on into order, from last to first.
func (t *Tape) dependencies(y Real) {
	w := &t.work
	w.order = append(w.order[:0], y.I)
	w.live[y.I] = true
	for next := 0; next < len(w.order); next++ {
		nd := &t.nodes[w.order[next]]
		toA, toB := nd.passes()
		if a := nd.a & operand; toA && !w.live[a] {
			w.live[a] = true
			w.order = append(w.order, int32(a))
		}
		if b := nd.b; toB && !w.live[b] {
			w.live[b] = true
			w.order = append(w.order, int32(b))
		}
	}
	slices.Sort(w.order)
	slices.Reverse(w.order)
}
