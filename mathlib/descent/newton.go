package descent

import "gonum.org/v1/gonum/mat"

// Newton goes to the critical point of the quadratic model,
//
//	x ← x - H⁻¹·∇f(x),
//
// whatever that is: a minimum, a saddle or a maximum. It is here to show that;
// DampedNewton and TrustRegion go down. (Nocedal and Wright, eq. 2.15.)
type Newton struct{}

// String returns "Newton".
func (Newton) String() string { return "Newton" }

func (m Newton) minimize(r *run) {
	r.curvature = true
	for r.more() {
		p, ok := solve(r.h(), scaled(-1, r.g()))
		if !ok {
			r.stop(Stalled, "the Hessian is singular")
			return
		}
		r.move(along(r.x, 1, p), "Newton")
	}
}

// solve returns A⁻¹b; ok is false for a singular A.
func solve(a mat.Matrix, b []float64) (x []float64, ok bool) {
	var lu mat.LU
	lu.Factorize(a)
	v := mat.NewVecDense(len(b), nil)
	err := lu.SolveVecTo(v, false, mat.NewVecDense(len(b), b))
	x = v.RawVector().Data
	if _, badly := err.(mat.Condition); err != nil && !badly {
		return nil, false
	}
	return x, allFinite(x)
}
