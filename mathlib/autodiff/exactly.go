package autodiff

import "math"

// Exactly returns x with the value v, which is x's up to rounding: a rule whose
// operations round in another order than the function it stands for returns
// that function's value all the same. The difference counts as a rounding error
// in bounds, and is none of the derivative's business.
func (t *Tape) Exactly(x Real, v float64) Real {
	switch {
	case x.I == 0 || math.Float64bits(x.V) == math.Float64bits(v) || x.V == v || x.V != x.V && v != v:
		return Real{V: v, I: x.I}
	}
	return t.record(opCopy, v, v, x.I, 0) // aux: as Variable, a Copy for those who replay
}
