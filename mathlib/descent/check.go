package descent

import (
	"fmt"
	"math"

	"github.com/gonabla/nabla/mathlib"
)

// checkGradient compares a gradient written by hand with the exact one at the
// point where it brought the run to rest, if F has a recording.
func (r *run) checkGradient() {
	if r.Gradient == nil || !lifted(r.F) {
		return
	}
	switch r.trace.Reason {
	case Diverged, IterationLimit, Cancelled, Stopped: // not at rest
		return
	}
	given, exact := r.g(), mathlib.Gradient(r.F, r.x)
	// What the two may differ by for rounding grows with the gradients that the
	// run has met.
	slack := math.Abs(r.settings.GradientTolerance) + 1e-6*norm(exact.RawVector().Data)
	for _, i := range r.trace.Iterations {
		if finite(i.GradientNorm) {
			slack = math.Max(slack, 1e-6*i.GradientNorm)
		}
	}
	for i, v := range given {
		want := exact.AtVec(i)
		if math.Abs(v-want) > exact.ErrorAt(i)+slack {
			r.stop(WrongGradient, fmt.Sprintf("entry %d is %s, not %s", i, short(v), short(want)))
			return
		}
	}
}
