package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// LevenbergMarquardt minimises half the sum of the squares of residuals r by
//
//	(JᵀJ + μI)·p = -Jᵀr,
//
// between Gauss and Newton (μ = 0) and the gradient (μ large); μ follows how
// well the linear model foretold the decrease. (Levenberg 1944, Marquardt 1963;
// the update of μ is Nielsen's, 1999, as in Madsen, Nielsen and Tingleff,
// Methods for non-linear least squares problems, 2004, alg. 3.16.)
type LevenbergMarquardt struct {
	Damping float64 // the first μ, relative to the largest diagonal entry of JᵀJ; 0: 0.001
}

// String returns "Levenberg-Marquardt".
func (LevenbergMarquardt) String() string { return "Levenberg-Marquardt" }

func (m LevenbergMarquardt) minimize(r *run) {
	r.needResiduals("LevenbergMarquardt")
	mu, nu := 0.0, 2.0
	var b *mat.SymDense
	for r.more() {
		if r.step != "rejected" || b == nil {
			_, j, c := r.residuals(r.x, r.f())
			b = squared(j, c)
			if mu == 0 {
				mu = or(m.Damping, 1e-3) * math.Max(largestDiagonal(b), math.SmallestNonzeroFloat64)
			}
		}
		p, ok := choleskySolve(shifted(b, mu), scaled(-1, r.g()))
		if !ok {
			mu, nu = math.Max(mu, epsilon)*nu, 2*nu
			if r.stay("rejected"); !finite(mu) {
				r.stop(Stalled, "the damping has grown beyond all bounds")
			}
			continue
		}
		x := along(r.x, 1, p)
		f := r.value(x)
		predicted := (mu*dot(p, p) - dot(r.g(), p)) / 2
		rounding := slack(r.f())
		ratio := (r.f() - f + rounding) / (predicted + rounding)
		if !(ratio > 0) || !finite(f) {
			mu, nu = mu*nu, 2*nu
			if r.stay("rejected"); norm(p) <= epsilon*norm(r.x) {
				r.stop(Stalled, "the steps have shrunk to nothing")
			}
			continue
		}
		mu, nu = mu*math.Max(1./3, 1-math.Pow(2*ratio-1, 3)), 2
		r.moveTo(x, known{hasValue: true, value: f}, "Levenberg-Marquardt")
	}
}

// squared returns c·JᵀJ.
func squared(j *mat.Dense, c float64) *mat.SymDense {
	_, n := j.Dims()
	s := mat.NewSymDense(n, nil)
	s.SymOuterK(c, j.T())
	return s
}

func largestDiagonal(a *mat.SymDense) float64 {
	most := 0.0
	for i := range a.SymmetricDim() {
		most = math.Max(most, a.At(i, i))
	}
	return most
}

// shifted returns A + μI.
func shifted(a *mat.SymDense, mu float64) *mat.SymDense {
	s := symmetricCopy(a)
	for i := range s.SymmetricDim() {
		s.SetSym(i, i, s.At(i, i)+mu)
	}
	return s
}
