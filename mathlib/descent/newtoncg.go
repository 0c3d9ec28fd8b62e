package descent

import "math"

// NewtonCG solves Newton's equations H·p = -∇f(x) by conjugate gradients, only
// as exactly as the distance to the minimum asks for, stops at negative
// curvature, and backtracks along p. It needs products with H only. (Dembo and
// Steihaug 1983; Nocedal and Wright, alg. 7.1.)
type NewtonCG struct {
	Inner int // the most conjugate gradient steps for one p; 0: twice the number of variables
}

// String returns "Newton-CG".
func (NewtonCG) String() string { return "Newton-CG" }

func (m NewtonCG) minimize(r *run) {
	inner := m.Inner
	if inner == 0 {
		inner = 2 * len(r.x)
	}
	for r.more() {
		p, kind := newtonDirection(r.hv, r.g(), inner)
		if !r.lineStep(p, kind) {
			return
		}
	}
}

// newtonDirection solves H·p = -g inexactly, up to the residual
// min(½, √|g|)·|g|. Negative curvature in the first step gives -g.
func newtonDirection(hv func([]float64) []float64, g []float64, inner int) ([]float64, StepKind) {
	size := norm(g)
	tolerance := math.Min(0.5, math.Sqrt(size)) * size
	p := make([]float64, len(g))
	res, d := clone(g), scaled(-1, g)
	for k := range inner {
		hd := hv(d)
		bend, rr := dot(d, hd), dot(res, res)
		if bend <= epsilon*math.Abs(dot(d, d)) {
			if k == 0 {
				return d, "gradient, negative curvature"
			}
			return p, "Newton-CG, negative curvature"
		}
		t := rr / bend
		p, res = along(p, t, d), along(res, t, hd)
		if norm(res) <= tolerance {
			break
		}
		d = along(scaled(-1, res), dot(res, res)/rr, d)
	}
	return p, "Newton-CG"
}
