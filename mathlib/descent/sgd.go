package descent

// SGD is stochastic gradient descent, with mini-batches B of the samples,
//
//	x ← x - η·(1/|B|)·Σ ∇fᵢ(x), i in B.
//
// With a constant rate it ends in a ball of noise around the minimum, unless
// every sample has its minimum there. (Robbins and Monro 1951; Bottou, Curtis
// and Nocedal, SIAM Review 60, 2018, alg. 4.1.)
type SGD struct {
	Rate    float64 // η; 0: 0.01
	Batches Batches // of one sample in order unless something else is said
}

// String returns "stochastic gradient descent".
func (SGD) String() string { return "stochastic gradient descent" }

func (m SGD) minimize(r *run) {
	rate := or(m.Rate, 0.01)
	r.epochs(m.Batches, 1, func(batch []int) {
		r.move(along(r.x, -rate, r.sampleGradient(batch, r.x)), "stochastic gradient")
	})
}

// or returns v, or the default for 0.
func or(v, otherwise float64) float64 {
	if v == 0 {
		return otherwise
	}
	return v
}
