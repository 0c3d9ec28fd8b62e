package descent

import "math"

// SaddleFreeNewton makes Newton's step with the absolute values of the
// eigenvalues,
//
//	x ← x - |H|⁻¹·∇f(x),   |H| = Σ |λᵢ|·qᵢqᵢᵀ,
//
// so that negative curvature repels instead of attracting. (Dauphin et al.
// 2014.) Where the gradient is exactly 0 it stays, as any method that follows
// the gradient; see Settings.Kicks.
type SaddleFreeNewton struct {
	// Floor is the least |λᵢ| divided by, relative to the largest. 0: 1e-8.
	Floor float64
	// LineSearch shortens steps that do not lower the value.
	LineSearch bool
}

// String returns "saddle-free Newton".
func (SaddleFreeNewton) String() string { return "saddle-free Newton" }

func (m SaddleFreeNewton) minimize(r *run) {
	r.curvature = true
	for r.more() {
		s := r.spectrum()
		if s == nil || s.size() == 0 {
			r.stop(Stalled, "the Hessian is 0 or not finite")
			return
		}
		kind := StepKind("Newton")
		if s.values[0] < 0 {
			kind = "saddle-free Newton"
		}
		p := m.step(s, r.g())
		if !m.LineSearch {
			r.move(along(r.x, 1, p), kind)
		} else if !r.lineStep(p, kind) {
			return
		}
	}
}

func (m SaddleFreeNewton) step(s *spectrum, g []float64) []float64 {
	floor := or(m.Floor, 1e-8) * s.size()
	p := make([]float64, len(g))
	for i, v := range s.values {
		q := s.vector(i)
		p = along(p, -dot(q, g)/math.Max(math.Abs(v), floor), q)
	}
	return p
}
