package autodiff

import "math"

// eliminated runs the program for y, made anew if the recording has other
// shapes than the one before. It reports false when the program would get too
// long.
func (t *Tape) eliminated(y Real) bool {
	lines := t.lines
	if t.order < 2 {
		lines = t.drawn(2)
	}
	w := &t.work.quick
	if !w.matches(lines, uint32(y.I), t.inputs) && !w.compile(lines, uint32(y.I), t.inputs) {
		return false
	}
	w.seed(len(lines))
	w.adj[y.I] = 1
	w.run(lines, w.adj)
	return true
}

// QuickHessian is [Tape.Hessian] without bounds. It is several times as fast
// where the tape recorded the same operations at the point before.
func (t *Tape) QuickHessian(y Real, g, h []float64) {
	w, n := &t.work.quick, t.inputs
	if t.isSingle(y) {
		t.lines[y.I].hessian(n, g, h)
		return
	}
	if t.eliminated(y) {
		if len(w.corner) < n*(n+1)/2 {
			clear(h)
		}
		for _, c := range w.corner {
			v := w.weights[c.slot]
			h[int(c.i)*n+int(c.j)], h[int(c.j)*n+int(c.i)] = v, v
		}
		w.collectGradient(g)
		return
	}
	for i := range n {
		copy(h[i*n:(i+1)*n], t.unitProduct(y, i))
	}
	t.QuickGradient(y, g)
}

// isSingle reports whether y is the only operation of the recording: nothing is
// to be eliminated then.
func (t *Tape) isSingle(y Real) bool {
	return t.order > 1 && int(y.I) == t.inputs+1 && len(t.lines) == t.inputs+2
}

// hessian writes the derivatives of a line whose operands are inputs.
func (l *line) hessian(n int, g, h []float64) {
	clear(g)
	clear(h)
	a, b := int(l.a)-1, int(l.b)-1
	if a >= 0 {
		g[a], h[a*n+a] = l.da, l.daa
	}
	if b >= 0 {
		g[b], h[b*n+b] = l.db, l.dbb
	}
	if a >= 0 && b >= 0 {
		h[a*n+b], h[b*n+a] = l.dab, l.dab
	}
	if l.c != 0 {
		g[l.c-1] = 1
	}
}

// QuickHessianDiag is [Tape.HessianDiag] without bounds.
func (t *Tape) QuickHessianDiag(y Real, d []float64) {
	w, n := &t.work.quick, t.inputs
	clear(d)
	if t.eliminated(y) {
		for _, c := range w.corner {
			if c.i == c.j {
				d[c.i] = w.weights[c.slot]
			}
		}
		return
	}
	for i := range n {
		d[i] = t.unitProduct(y, i)[i]
	}
}

// unitProduct returns column i of the Hessian of y. The result is valid until
// the next sweep.
func (t *Tape) unitProduct(y Real, i int) []float64 {
	w, n := &t.work.quick, t.inputs
	w.unit, w.column = resized(w.unit, n), resized(w.column, n)
	clear(w.unit)
	w.unit[i] = 1
	t.QuickHessianVec(y, w.unit, w.column)
	return w.column
}

// QuickLaplacian is [Tape.Laplacian] without bounds.
func (t *Tape) QuickLaplacian(y Real) float64 {
	w := &t.work.quick
	w.diagonal = resized(w.diagonal, t.inputs)
	t.QuickHessianDiag(y, w.diagonal)
	sum := 0.0
	for _, d := range w.diagonal {
		sum += d
	}
	return sum
}

// QuickSparseHessian is [Tape.SparseHessian] without bounds, which are NaN. The
// result is valid until the next sweep. Where it would take too much memory, it
// returns false.
func (t *Tape) QuickSparseHessian(y Real) (entries []Entry, ok bool) {
	if !t.eliminated(y) {
		return nil, false
	}
	w := &t.work
	w.entries = w.entries[:0]
	for _, c := range w.quick.corner {
		w.entries = append(w.entries, Entry{int(c.i), int(c.j), w.quick.weights[c.slot], math.NaN()})
	}
	return w.entries, true
}
