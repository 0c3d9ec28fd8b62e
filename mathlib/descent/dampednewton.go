package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// DampedNewton solves
//
//	(H + τI)·p = -∇f(x)
//
// with the smallest of the shifts τ = 0, β, 2β, … that makes the matrix positive
// definite, and backtracks along p. Near a strict minimum that is Newton's
// method. (Nocedal and Wright, alg. 3.2 and 3.3.)
type DampedNewton struct {
	Shift float64 // β, times the size of H; 0: 0.001
}

// String returns "damped Newton".
func (DampedNewton) String() string { return "damped Newton" }

func (m DampedNewton) minimize(r *run) {
	r.curvature = true
	for r.more() {
		p, tau := shiftedSolve(r.h().SymDense, r.g(), or(m.Shift, 1e-3))
		if p == nil {
			r.stop(Stalled, "the Hessian is not finite")
			return
		}
		kind := StepKind("Newton")
		if tau > 0 {
			kind = "shifted Newton"
		}
		if !r.lineStep(p, kind) {
			return
		}
	}
}

// lineStep goes along p with backtracking from a whole step.
func (r *run) lineStep(p []float64, kind StepKind) bool {
	t, f, ok := r.backtrack(p, 1)
	if !ok {
		r.stop(Stalled, "no step along the direction lowers the value by more than rounding")
		return false
	}
	if t < 1 {
		kind += ", shortened"
	}
	r.moveTo(along(r.x, t, p), known{hasValue: true, value: f}, kind)
	return true
}

// shiftedSolve returns -(H + τI)⁻¹g and τ; nil for an H that is not finite.
func shiftedSolve(h *mat.SymDense, g []float64, beta float64) (p []float64, tau float64) {
	n := len(g)
	size := mat.Norm(h, 2)
	if !finite(size) {
		return nil, 0
	}
	if size == 0 {
		size = 1
	}
	least := math.Inf(1)
	for i := range n {
		least = math.Min(least, h.At(i, i))
	}
	if least <= 0 {
		tau = beta*size - least
	}
	for {
		s := symmetricCopy(h)
		for i := range n {
			s.SetSym(i, i, h.At(i, i)+tau)
		}
		if p, ok := choleskySolve(s, scaled(-1, g)); ok {
			return p, tau
		}
		tau = math.Max(2*tau, beta*size)
	}
}

// choleskySolve returns A⁻¹b; ok is false when A is not positive definite by a
// margin.
func choleskySolve(a mat.Symmetric, b []float64) (x []float64, ok bool) {
	var c mat.Cholesky
	if !c.Factorize(a) || c.Cond() > 1e14 {
		return nil, false
	}
	v := mat.NewVecDense(len(b), nil)
	if err := c.SolveVecTo(v, mat.NewVecDense(len(b), b)); err != nil {
		return nil, false
	}
	return v.RawVector().Data, true
}
