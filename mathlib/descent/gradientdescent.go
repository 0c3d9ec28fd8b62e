package descent

// GradientDescent goes against the gradient,
//
//	x ← x - η·∇f(x),
//
// with a fixed rate η, or with one found by backtracking (Armijo's rule).
// On a quadratic it converges for η < 2/λmax, best for η = 2/(λmin + λmax).
// (Nocedal and Wright, Numerical Optimization, 2nd ed., ch. 2.2 and alg. 3.1.)
type GradientDescent struct {
	Rate float64 // η; 0: by backtracking, beginning with twice the rate before
}

// String returns "gradient descent".
func (GradientDescent) String() string { return "gradient descent" }

func (m GradientDescent) minimize(r *run) {
	rate := 1.0
	for r.more() {
		if m.Rate > 0 {
			r.move(along(r.x, -m.Rate, r.g()), "gradient")
			continue
		}
		p := scaled(-1, r.g())
		t, f, ok := r.backtrack(p, 2*rate)
		if !ok {
			r.stop(Stalled, "no step against the gradient lowers the value by more than rounding")
			return
		}
		rate = t
		r.moveTo(along(r.x, t, p), known{hasValue: true, value: f}, "gradient")
	}
}
