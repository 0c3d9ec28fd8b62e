package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// SR1 learns the Hessian itself by symmetric updates of rank one,
//
//	B ← B + (y - Bs)(y - Bs)ᵀ / (y - Bs)ᵀs,
//
// which can turn indefinite as the Hessian can; the step is that of a trust
// region with B, solved exactly. (Davidon 1959; Conn, Gould and Toint 1991;
// Nocedal and Wright, alg. 6.2.)
type SR1 struct {
	Radius float64 // the first radius; 0: 1
}

// String returns "SR1".
func (SR1) String() string { return "SR1" }

func (m SR1) minimize(r *run) {
	region := region{radius: or(m.Radius, 1), most: 1000}
	b := identity(len(r.x))
	for r.more() {
		s := spectrumOf(b)
		if s == nil {
			r.stop(Stalled, "the learned matrix is not finite")
			return
		}
		e := exactStep(s, r.g(), region.radius)
		x, g := r.x, r.g()
		predicted := -dot(g, e.p) - dot(e.p, times(b, e.p))/2
		if !region.step(r, e.p, "SR1, "+e.kind, predicted) {
			return
		}
		// A rejected step teaches as much as one that was made.
		after := r.g()
		if r.step == "rejected" {
			after = r.gradient(along(x, 1, e.p))
		}
		updateRankOne(b, e.p, difference(after, g))
	}
}

func identity(n int) *mat.SymDense {
	b := mat.NewSymDense(n, nil)
	for i := range n {
		b.SetSym(i, i, 1)
	}
	return b
}

// updateRankOne applies the formula in the comment of [SR1], unless its
// denominator is nearly 0 (Nocedal and Wright, eq. 6.26).
func updateRankOne(b *mat.SymDense, s, y []float64) {
	d := difference(y, times(b, s))
	below := dot(d, s)
	if math.Abs(below) <= 1e-8*norm(s)*norm(d) || !finite(below) {
		return
	}
	b.SymRankOne(b, 1/below, mat.NewVecDense(len(d), d))
}
