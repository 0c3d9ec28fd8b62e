package descent

import "gonum.org/v1/gonum/mat"

// doglegStep goes along two legs, from 0 to the minimiser of the model against
// the gradient and from there to Newton's step, as far as the radius allows
// (Powell 1970; Nocedal and Wright, ch. 4.1). For an H that is not positive
// definite it returns the Cauchy point.
func doglegStep(h mat.Symmetric, g []float64, radius float64) ([]float64, StepKind) {
	newton, ok := choleskySolve(h, scaled(-1, g))
	if !ok {
		return cauchy(h, g, radius)
	}
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
