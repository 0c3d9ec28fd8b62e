package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A Subproblem says how [TrustRegion] minimises the quadratic model within the
// radius.
type Subproblem int

const (
	// Exact: to the last digit, by the eigenvalues of H; the only one that
	// leaves a saddle at which the gradient is 0.
	Exact Subproblem = iota
	// Steihaug: by conjugate gradients, cut off at the boundary or at negative
	// curvature. It needs products with H only.
	Steihaug
	// Dogleg: along the bend from the steepest descent to Newton's step; where
	// H is not positive definite, to that of a shifted H.
	Dogleg
)

// String returns "exact", "Steihaug" or "dogleg".
func (s Subproblem) String() string { return [...]string{"exact", "Steihaug", "dogleg"}[s] }

// TrustRegion minimises in every step the model
//
//	m(p) = f + ∇fᵀp + ½pᵀHp   over |p| ≤ Δ
//
// and adapts Δ to how well the model foretold the decrease: a step that brings
// less than a tenth of it is rejected. (Nocedal and Wright, alg. 4.1; Conn,
// Gould and Toint, Trust-Region Methods, 2000.)
type TrustRegion struct {
	Subproblem Subproblem
	Radius     float64 // the first Δ; 0: 1
	MaxRadius  float64 // 0: 1000
}

// String returns "trust region" with the subproblem's solver.
func (m TrustRegion) String() string { return "trust region (" + m.Subproblem.String() + ")" }

func (m TrustRegion) minimize(r *run) {
	region := region{radius: or(m.Radius, 1), most: or(m.MaxRadius, 1000)}
	r.curvature = r.curvature || m.Subproblem != Steihaug
	r.escapes = m.Subproblem == Exact
	for r.more() {
		p, kind, predicted := m.solve(r, region.radius)
		if p == nil {
			r.stop(Stalled, "the Hessian is not finite")
			return
		}
		if !region.step(r, p, kind, predicted) {
			return
		}
	}
}

// solve returns the step, and the decrease of the model with it.
func (m TrustRegion) solve(r *run, radius float64) (p []float64, kind StepKind, predicted float64) {
	switch m.Subproblem {
	case Exact:
		s := r.spectrum()
		if s == nil {
			return nil, "", 0
		}
		e := exactStep(s, r.g(), radius)
		p, kind = e.p, e.kind
	case Dogleg:
		p, kind = doglegStep(r.h().SymDense, r.g(), radius)
	default:
		p, kind = steihaugStep(r.hv, r.g(), radius)
	}
	return p, kind, -dot(r.g(), p) - dot(p, r.hv(p))/2
}

// region is the trust region of a run.
type region struct{ radius, most float64 }

// step makes or rejects the step p and adapts the radius. It reports whether
// the run can go on.
func (t *region) step(r *run, p []float64, kind StepKind, predicted float64) bool {
	length := norm(p)
	x := along(r.x, 1, p)
	f := r.value(x)
	// Where both are no more than rounding of f, they are taken to agree
	// (Conn, Gould and Toint, ch. 17.4.2).
	rounding := slack(r.f())
	ratio := (r.f() - f + rounding) / (predicted + rounding)
	if predicted <= 0 && rounding == 0 {
		ratio = 0
	}
	switch {
	case !(ratio >= 0.25):
		t.radius = length / 4
	case ratio > 0.75 && length > 0.99*t.radius:
		t.radius = math.Min(2*t.radius, t.most)
	}
	if ratio > 0.1 {
		r.moveTo(x, known{hasValue: true, value: f}, kind)
		return true
	}
	r.stay("rejected")
	if t.radius <= epsilon*math.Max(norm(r.x), math.SmallestNonzeroFloat64) {
		r.stop(Stalled, "the trust region has shrunk to nothing")
		return false
	}
	return true
}

// cut returns the t ≥ 0 with |p + t·d| = radius, for |p| ≤ radius.
func cut(p, d []float64, radius float64) float64 {
	a, b, c := dot(d, d), dot(p, d), dot(p, p)-radius*radius
	root := math.Sqrt(math.Max(0, b*b-a*c))
	if b > 0 {
		return -c / (b + root)
	}
	return (root - b) / a
}

// cauchy returns the minimiser of the model along -g within the radius
// (Nocedal and Wright, eq. 4.11 and 4.12).
func cauchy(h mat.Symmetric, g []float64, radius float64) ([]float64, StepKind) {
	size := norm(g)
	if size == 0 {
		return make([]float64, len(g)), "Cauchy"
	}
	t := radius / size
	if bend := dot(g, times(h, g)); bend > 0 {
		if inside := size * size / bend; inside < t {
			return scaled(-inside, g), "Cauchy"
		}
	}
	return scaled(-t, g), "Cauchy, boundary"
}
