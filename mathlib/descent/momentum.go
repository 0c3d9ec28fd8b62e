package descent

// Momentum is gradient descent of a heavy ball,
//
//	v ← β·v - η·∇f(x),   x ← x + v,
//
// (Polyak 1964); with Nesterov the gradient is taken ahead, at x + β·v
// (Nesterov 1983, in the form of Sutskever et al. 2013).
type Momentum struct {
	Rate     float64 // η; 0: 0.01
	Decay    float64 // β; 0: 0.9
	Nesterov bool
	Batches  Batches // the zero value takes the gradient of F; with Nesterov always
}

// String returns "momentum" or "Nesterov momentum".
func (m Momentum) String() string {
	if m.Nesterov {
		return "Nesterov momentum"
	}
	return "momentum"
}

func (m Momentum) minimize(r *run) {
	rate, decay := or(m.Rate, 0.01), or(m.Decay, 0.9)
	v := make([]float64, len(r.x))
	if m.Nesterov {
		for r.more() {
			v = along(scaled(decay, v), -rate, r.gradient(along(r.x, decay, v)))
			r.move(along(r.x, 1, v), "momentum")
		}
		return
	}
	r.gradients(m.Batches, func(g []float64) {
		v = along(scaled(decay, v), -rate, g)
		r.move(along(r.x, 1, v), "momentum")
	})
}
