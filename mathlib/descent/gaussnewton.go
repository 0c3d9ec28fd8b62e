package descent

import (
	"gonum.org/v1/gonum/mat"
)

// GaussNewton minimises half the sum of the squares of residuals r by
// linearising them,
//
//	p = argmin |J·p + r|,   x ← x + p,
//
// with backtracking along p. It is Newton's method with JᵀJ for the Hessian,
// the same where r is linear. Of several solutions p is the shortest.
// (Nocedal and Wright, ch. 10.3.)
type GaussNewton struct{}

// String returns "Gauss-Newton".
func (GaussNewton) String() string { return "Gauss-Newton" }

func (m GaussNewton) minimize(r *run) {
	r.needResiduals("GaussNewton")
	for r.more() {
		res, j, _ := r.residuals(r.x, r.f())
		p, ok := leastSquares(j, scaled(-1, res))
		if !ok {
			r.stop(Stalled, "the Jacobian of the residuals is not finite")
			return
		}
		if !r.lineStep(p, "Gauss-Newton") {
			return
		}
	}
}

func (r *run) needResiduals(method string) {
	if r.Residuals == nil {
		panic("descent: " + method + " needs the problem's Residuals")
	}
}

// leastSquares returns the shortest minimiser of |J·p - b|.
func leastSquares(j *mat.Dense, b []float64) ([]float64, bool) {
	if !allFinite(j.RawMatrix().Data) || !allFinite(b) {
		return nil, false
	}
	_, n := j.Dims()
	var svd mat.SVD
	if !svd.Factorize(j, mat.SVDThin) {
		return nil, false
	}
	p := mat.NewVecDense(n, nil)
	rank := svd.Rank(1e-13)
	if rank > 0 {
		svd.SolveVecTo(p, mat.NewVecDense(len(b), b), rank)
	}
	return p.RawVector().Data, true
}
