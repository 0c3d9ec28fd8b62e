package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// BFGS learns the inverse M of the Hessian from the changes s of the point and y
// of the gradient,
//
//	M ← (I - ρsyᵀ)·M·(I - ρysᵀ) + ρssᵀ,   ρ = 1/yᵀs,
//
// and steps along -M·∇f(x) to a point with the strong Wolfe conditions.
// (Broyden, Fletcher, Goldfarb, Shanno 1970; Nocedal and Wright, alg. 6.1.)
type BFGS struct{}

// String returns "BFGS".
func (BFGS) String() string { return "BFGS" }

func (m BFGS) minimize(r *run) {
	var inverse *mat.SymDense
	r.secant("BFGS",
		func(g []float64) []float64 {
			if inverse == nil {
				return scaled(-1, g)
			}
			return scaled(-1, times(inverse, g))
		},
		func(s, y []float64) {
			if inverse == nil {
				inverse = mat.NewSymDense(len(s), nil)
				for i := range s {
					inverse.SetSym(i, i, dot(s, y)/dot(y, y))
				}
			}
			updateInverse(inverse, s, y)
		},
		func() { inverse = nil })
}

// secant is the loop of the quasi-Newton methods with a line search: direction
// gives -M·g, update takes a pair with yᵀs > 0, and forget begins anew.
func (r *run) secant(name StepKind, direction func(g []float64) []float64, update func(s, y []float64), forget func()) {
	fresh, kicks := true, 0
	for r.more() {
		if r.kicks > kicks {
			kicks, fresh = r.kicks, true
			forget()
		}
		first := 1.0
		if fresh {
			first = math.Min(1, 1/norm(r.g()))
		}
		next, ok := r.wolfe(direction(r.g()), first)
		if !ok && fresh {
			r.stop(Stalled, "no step against the gradient lowers the value by more than rounding")
			return
		}
		if !ok {
			fresh = true
			forget()
			r.stay("begun anew")
			continue
		}
		kind := name
		if fresh {
			kind = "gradient"
		}
		s, y := difference(next.x, r.x), difference(next.g, r.g())
		if dot(s, y) > epsilon*norm(s)*norm(y) {
			update(s, y)
			fresh = false
		}
		r.moveTo(next.x, next.known(), kind)
	}
}

// updateInverse applies the formula in the comment of [BFGS].
func updateInverse(m *mat.SymDense, s, y []float64) {
	rho := 1 / dot(y, s)
	my := times(m, y)
	factor := rho * (1 + rho*dot(y, my))
	for i := range s {
		for j := i; j < len(s); j++ {
			m.SetSym(i, j, m.At(i, j)-rho*(s[i]*my[j]+my[i]*s[j])+factor*s[i]*s[j])
		}
	}
}
