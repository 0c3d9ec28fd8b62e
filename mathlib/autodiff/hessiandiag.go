package autodiff

import "math"

// HessianDiag writes into d the second derivatives of y by each input twice,
// and into bound bounds of their rounding errors. It is edge pushing like
// [Tape.Hessian], without the mixed derivatives by pairs of inputs.
func (t *Tape) HessianDiag(y Real, d, bound []float64) {
	t.linearise()
	if y.I == 0 {
		clear(d)
		clear(bound)
		return
	}
	t.push(y, endsNone)
	for i := range t.inputs {
		t.store(t.work.diag[i+1], i, d, bound)
	}
}

// Laplacian returns the sum of the second derivatives of y by each input twice,
// and a bound of its rounding error.
func (t *Tape) Laplacian(y Real) (v, bound float64) {
	t.linearise()
	if y.I == 0 {
		return 0, 0
	}
	t.push(y, endsNone)
	var sum ball
	for _, d := range t.work.diag[1 : t.inputs+1] {
		sum = sum.add(d)
	}
	if t.work.uncertain {
		return sum.v, math.Inf(1)
	}
	return sum.v, sum.clean().r
}
