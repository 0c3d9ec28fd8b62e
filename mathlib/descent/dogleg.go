package descent

import "gonum.org/v1/gonum/mat"

// doglegStep goes along two legs, from 0 to the minimiser of the model against
// the gradient and from there to Newton's step, as far as the radius allows
// (Powell 1970; Nocedal and Wright, ch. 4.1).
//
// For an H that is not positive definite the legs are those of H + τI (alg.
// 3.3), unless the Cauchy point of H itself is better: so the step is never
// worse than that, which is what convergence rests on.
func doglegStep(h *mat.SymDense, g []float64, radius float64) ([]float64, StepKind) {
	if newton, ok := choleskySolve(h, scaled(-1, g)); ok {
		return legs(h, newton, g, radius)
	}
	best, kind := cauchy(h, g, radius)
	newton, tau := shiftedSolve(h, g, 1e-3)
	if newton == nil {
		return best, kind
	}
	if p, bent := legs(shifted(h, tau), newton, g, radius); model(h, g, p) < model(h, g, best) {
		return p, "shifted " + bent
	}
	return best, kind
}

// model is what the quadratic model changes by with p.
func model(h mat.Symmetric, g, p []float64) float64 { return dot(g, p) + dot(p, times(h, p))/2 }

// legs is the dogleg for a positive definite h with its Newton step.
func legs(h mat.Symmetric, newton, g []float64, radius float64) ([]float64, StepKind) {
	if norm(newton) <= radius {
		return newton, "Newton"
	}
	first := scaled(-dot(g, g)/dot(g, times(h, g)), g)
	if norm(first) >= radius {
		return scaled(-radius/norm(g), g), "Cauchy, boundary"
	}
	leg := difference(newton, first)
	return along(first, cut(first, leg, radius), leg), "dogleg"
}
