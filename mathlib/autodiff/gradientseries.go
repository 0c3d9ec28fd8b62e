package autodiff

import "math"

// SetInputErrors makes the sweeps that follow hold for every point whose
// coordinate i is within radius[i] of input i, instead of the inputs alone:
// bounds grow by what that can change. It must come before the first sweep of a
// recording. Branches that f took by comparisons it did not record are those
// taken at the inputs.
func (t *Tape) SetInputErrors(radius []float64) {
	w := &t.work
	if w.linear != 0 {
		panic("autodiff: SetInputErrors after a sweep")
	}
	w.err = grown(w.err, len(t.nodes))
	w.da = grown(w.da, len(t.nodes))
	w.db = grown(w.db, len(t.nodes))
	w.err[0] = 0
	copy(w.err[1:t.inputs+1], radius)
	w.uncertain = false
	w.linear = t.inputs + 1
}

// along computes the first n terms of the series of all nodes up to last along
// the curve inputs + curve[0]·t + curve[1]·t² + …, whose coefficients are
// balls: what comes out holds for every curve in them.
func (t *Tape) along(curve [][]ball, last int32, n int) {
	t.linearise()
	w := &t.work
	w.terms = resized(w.terms, len(t.nodes)*n)
	w.scratch = resized(w.scratch, scratchSeries*n)
	for i := range t.inputs {
		s := t.series(i+1, n)
		s.setConstant(ball{t.nodes[i+1].v, w.err[i+1]})
		for k, direction := range curve[:min(len(curve), n-1)] {
			s[k+1] = direction[i]
		}
	}
	for i := t.inputs + 1; i <= int(last); i++ {
		t.expand(i, n)
	}
}

// term returns term k of the series of n terms that along computed for y.
func (t *Tape) term(y Real, k, n int) ball {
	switch {
	case t.work.uncertain:
		return ball{r: math.Inf(1)}
	case y.I != 0:
		return t.series(int(y.I), n)[k].clean()
	case k == 0:
		return exact(y.V)
	}
	return ball{}
}
