package descent

import "math"

const (
	sufficient = 1e-4 // of the decrease that the slope promises (Armijo)
	flat       = 0.9  // of the slope that may remain (Wolfe)
)

// slack is how much rounding may hide of a decrease of the value.
func slack(f float64) float64 { return 8 * epsilon * math.Abs(f) }

// backtrack halves the step t along the descent direction p until Armijo's
// condition holds (Nocedal and Wright, alg. 3.1):
//
//	f(x + t·p) ≤ f(x) + 10⁻⁴·t·∇fᵀp,
//
// up to rounding. Once rounding would hide any decrease, it gives up.
func (r *run) backtrack(p []float64, t float64) (step, value float64, ok bool) {
	slope := dot(r.g(), p)
	if !(slope < 0) {
		return 0, 0, false
	}
	for range 80 {
		f := r.value(along(r.x, t, p))
		if f <= r.f()+sufficient*t*slope+slack(r.f()) && r.settles(f, t, p) {
			return t, f, true
		}
		t /= 2
	}
	return 0, 0, false
}

// settles guards the decision where rounding decides: without a lower value
// the step counts only if it makes the gradient shorter by a tenth.
func (r *run) settles(f, t float64, p []float64) bool {
	return f < r.f() || norm(r.gradient(along(r.x, t, p))) < 0.9*norm(r.g())
}
