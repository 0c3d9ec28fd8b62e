package descent

// SubsampledNewton takes the whole gradient and the Hessian of a batch S of the
// samples,
//
//	(H_S + δI)·p = -∇f(x),   H_S = (1/|S|)·Σ ∇²fᵢ(x), i in S,
//
// shifted further where it is not positive definite, and backtracks along p.
// (Byrd, Chin, Neveitt and Nocedal 2011.)
type SubsampledNewton struct {
	Batches Batches // the samples for the Hessian; the zero value takes a tenth of them, in order
	Damping float64 // δ
}

// String returns "subsampled Newton".
func (SubsampledNewton) String() string { return "subsampled Newton" }

func (m SubsampledNewton) minimize(r *run) {
	epoch := m.Batches.shuffler(r.samples(), (r.samples()+9)/10)
	var batches [][]int
	for r.more() {
		if len(batches) == 0 {
			batches = epoch()
		}
		h := shifted(r.sampleHessian(batches[0], r.x), m.Damping)
		batches = batches[1:]
		p, tau := shiftedSolve(h, r.g(), 1e-3)
		if p == nil {
			r.stop(Stalled, "the Hessian of the batch is not finite")
			return
		}
		kind := StepKind("subsampled Newton")
		if tau > 0 {
			kind = "subsampled Newton, shifted"
		}
		if !r.lineStep(p, kind) {
			return
		}
	}
}
