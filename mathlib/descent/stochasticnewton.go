package descent

// StochasticNewton takes gradient and Hessian from batches of the samples,
//
//	x ← x - η·(H_S + δI)⁻¹·(1/|B|)·Σ ∇fᵢ(x), i in B,
//
// S at least as large as B: H_S of fewer samples than variables is singular
// without damping, and is then shifted. (Bottou, Curtis and Nocedal, SIAM Review
// 60, 2018, ch. 6.)
type StochasticNewton struct {
	Rate    float64 // η; 0: 1
	Damping float64 // δ
	Batches Batches // B; the zero value takes batches of ten in order
	// Hessian is how many samples before and after those of B belong to S as
	// well; 0: S = B.
	Hessian int
}

// String returns "stochastic Newton".
func (StochasticNewton) String() string { return "stochastic Newton" }

func (m StochasticNewton) minimize(r *run) {
	rate := or(m.Rate, 1)
	r.epochs(m.Batches, 10, func(batch []int) {
		g := r.sampleGradient(batch, r.x)
		h := shifted(r.sampleHessian(m.widened(batch, r.samples()), r.x), m.Damping)
		p, tau := shiftedSolve(h, g, 1e-3)
		kind := StepKind("stochastic Newton")
		switch {
		case p == nil:
			r.stop(Diverged, "the Hessian of the batch is not finite")
			return
		case tau > 0:
			kind = "stochastic Newton, shifted"
		}
		r.move(along(r.x, rate, p), kind)
	})
}

// widened returns the samples of S.
func (m StochasticNewton) widened(batch []int, n int) []int {
	if m.Hessian == 0 {
		return batch
	}
	in := make([]bool, n)
	for _, i := range batch {
		for k := max(0, i-m.Hessian); k <= min(n-1, i+m.Hessian); k++ {
			in[k] = true
		}
	}
	var s []int
	for i, yes := range in {
		if yes {
			s = append(s, i)
		}
	}
	return s
}
