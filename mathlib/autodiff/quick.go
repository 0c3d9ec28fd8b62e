package autodiff

// This file has sweeps that compute what Gradient, HessianVec, JacobianVec and
// VecJacobian compute, but no bounds: several times as fast, for methods that
// take many steps and need no certainty in each. They run over lines.

// quick is the memory of the sweeps without bounds.
type quick struct {
	adj   []float64 // adjoints, by line
	tan   []float64 // tangents
	duals []dual
	elimination

	unit, column, diagonal []float64 // one for each input
}

// A dual is the adjoint of a line and the derivatives along a direction of its
// value and of its adjoint.
type dual struct{ adj, tan, turn float64 }

// QuickGradient is [Tape.Gradient] without bounds.
func (t *Tape) QuickGradient(y Real, g []float64) {
	lines := t.drawn(1)
	w := &t.work.quick
	w.seed(len(lines))
	w.adj[y.I] = 1
	w.reverse(lines, int(y.I), t.inputs)
	w.collectGradient(g)
}

// seed makes the adjoints of n lines those of no result.
func (w *quick) seed(n int) {
	w.adj = resized(w.adj, n)
	clear(w.adj)
}

// collectGradient writes the adjoints of the inputs. Line 0 stands for constants.
func (w *quick) collectGradient(g []float64) { copy(g, w.adj[1:]) }

// reverse carries the adjoints of the lines up to last back to the inputs.
func (w *quick) reverse(lines []line, last, inputs int) {
	adj := w.adj
	for i := last; i > inputs; i-- {
		d := adj[i]
		if d == 0 {
			continue
		}
		lines[i].carry(d, adj)
	}
}

// QuickVecJacobian is [Tape.VecJacobian] without bounds.
func (t *Tape) QuickVecJacobian(ys []Real, weights, wj []float64) {
	lines := t.drawn(1)
	w := &t.work.quick
	w.seed(len(lines))
	last := 0
	for i, y := range ys {
		w.adj[y.I] += weights[i]
		last = max(last, int(y.I))
	}
	w.reverse(lines, last, t.inputs)
	w.collectGradient(wj)
}

// QuickJacobianVec is [Tape.JacobianVec] without bounds.
func (t *Tape) QuickJacobianVec(ys []Real, v, jv []float64) {
	lines := t.drawn(1)
	w := &t.work.quick
	w.tan = resized(w.tan, len(lines))
	tan := w.tan
	tan[0] = 0 // of constants
	copy(tan[1:], v[:t.inputs])
	for i := t.inputs + 1; i < len(lines); i++ {
		l := &lines[i]
		d := tan[l.c]
		if l.da != 0 {
			d += tan[l.a] * l.da
		}
		if l.db != 0 {
			d += tan[l.b] * l.db
		}
		tan[i] = d
	}
	for i, y := range ys {
		jv[i] = tan[y.I]
	}
}

// QuickJacobian is [Tape.Jacobian] without bounds.
func (t *Tape) QuickJacobian(ys []Real, jac []float64) {
	lines := t.drawn(1)
	w := &t.work.quick
	for i, y := range ys {
		w.seed(len(lines))
		w.adj[y.I] = 1
		w.reverse(lines, int(y.I), t.inputs)
		w.collectGradient(jac[i*t.inputs : (i+1)*t.inputs])
	}
}

// QuickHessianVec is [Tape.HessianVec] without bounds.
func (t *Tape) QuickHessianVec(y Real, v, hv []float64) {
	lines := t.drawn(2)
	w := &t.work.quick
	w.duals = resized(w.duals, len(lines))
	duals := w.duals
	duals[0] = dual{}
	for i, d := range v[:t.inputs] {
		duals[i+1] = dual{tan: d}
	}
	for i := t.inputs + 1; i < len(lines); i++ {
		l := &lines[i]
		d := duals[l.c].tan
		if l.da != 0 {
			d += duals[l.a].tan * l.da
		}
		if l.db != 0 {
			d += duals[l.b].tan * l.db
		}
		duals[i] = dual{tan: d}
	}
	duals[y.I].adj = 1
	for i := int(y.I); i > t.inputs; i-- {
		bendLine(&lines[i], duals[i], duals)
	}
	for i := range hv {
		hv[i] = duals[i+1].turn
	}
}

// bendLine carries the dual of line l back to its operands.
func bendLine(l *line, d dual, duals []dual) {
	if d.adj == 0 && d.turn == 0 {
		return
	}
	if l.c != 0 {
		c := &duals[l.c]
		c.adj += d.adj
		c.turn += d.turn
	}
	a, b := &duals[l.a], &duals[l.b]
	var turnA, turnB float64
	if l.bends != 0 && d.adj != 0 {
		mixed := l.dab
		turnA = d.adj * (annihilated(l.daa, a.tan) + annihilated(mixed, b.tan))
		turnB = d.adj * (annihilated(mixed, a.tan) + annihilated(l.dbb, b.tan))
	}
	if l.da != 0 {
		a.adj += d.adj * l.da
		turnA += d.turn * l.da
	}
	if l.db != 0 {
		b.adj += d.adj * l.db
		turnB += d.turn * l.db
	}
	if l.a != 0 {
		a.turn += turnA
	}
	if l.b != 0 {
		b.turn += turnB
	}
}
