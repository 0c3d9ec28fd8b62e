package descent

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// spectrum is the eigenvalues of a Hessian, ascending, and its eigenvectors in
// columns.
type spectrum struct {
	values  []float64
	vectors *mat.Dense
}

func (s *spectrum) vector(i int) []float64 { return mat.Col(nil, i, s.vectors) }

// size is the 2-norm of the matrix.
func (s *spectrum) size() float64 {
	return math.Max(math.Abs(s.values[0]), math.Abs(s.values[len(s.values)-1]))
}

// spectrumOf returns nil for a matrix that is not finite.
func spectrumOf(h mat.Symmetric) *spectrum {
	n := h.SymmetricDim()
	for i := range n {
		for j := i; j < n; j++ {
			if !finite(h.At(i, j)) {
				return nil
			}
		}
	}
	var e mat.EigenSym
	if !e.Factorize(h, true) {
		return nil
	}
	s := &spectrum{values: e.Values(nil), vectors: new(mat.Dense)}
	e.VectorsTo(s.vectors)
	return s
}

// spectrum returns that of the Hessian at the point reached.
func (r *run) spectrum() *spectrum {
	if r.known.spectrum == nil {
		r.known.spectrum = spectrumOf(r.h())
	}
	return r.known.spectrum
}

// judged returns the Hessian by which the point reached is judged, and its
// spectrum.
func (r *run) judged() (*second, *spectrum) {
	if r.Hessian == nil || !lifted(r.F) {
		return r.h(), r.spectrum()
	}
	h := r.proven(r.x)
	return h, spectrumOf(h)
}

// examined is the most variables with which the Hessian of a stationary point
// is looked at, unless its eigenvalues are there or asked for.
const examined = 1000

// rest decides what a point with vanishing gradient is, and reports whether the
// run goes on from it.
func (r *run) rest() bool {
	if r.kinked {
		r.stop(NotSmooth, "")
		return false
	}
	if len(r.x) > examined && !r.settings.Eigenvalues && r.known.spectrum == nil {
		r.stop(Unexamined, fmt.Sprintf("%d variables", len(r.x)))
		return false
	}
	h, s := r.judged()
	if s == nil {
		r.stop(Unexamined, "the Hessian is not finite")
		return false
	}
	r.trace.Iterations[r.trace.Steps()].Smallest = s.values[0]
	r.estimated = r.estimated || !h.exact
	margin := r.drift(h, s)
	negative := h.certifies(s.vector(0), margin)
	switch {
	case negative && r.escapes:
		return r.goesOn()
	case negative && r.kicks < r.settings.Kicks:
		return r.goesOn() && r.kick(h, s.vector(0)) && r.more()
	case negative:
		r.stop(negativeReason(h), eigenvalueText(s))
	case s.values[0] > h.bound+margin+solverError(s):
		r.stop(Minimum, "")
	default:
		r.stop(Stationary, "")
	}
	return false
}

func negativeReason(h *second) Reason {
	if h.exact {
		return NegativeCurvature
	}
	return ApparentNegativeCurvature
}

func eigenvalueText(s *spectrum) string {
	return fmt.Sprintf("smallest eigenvalue %s", short(s.values[0]))
}

const epsilon = 0x1p-52

// solverError is a generous bound of the backward error of the eigenvalue
// solver.
func solverError(s *spectrum) float64 { return 10 * float64(len(s.values)) * epsilon * s.size() }

// drift estimates how much the Hessian changes up to the critical point itself:
// near a valley it has negative eigenvalues as small as the gradient that is
// left. It goes one Newton step, along the eigenvectors that are not nearly in
// the kernel, and doubles the change.
func (r *run) drift(h *second, s *spectrum) float64 {
	d := make([]float64, len(r.x))
	for i, v := range s.values {
		if q := s.vector(i); math.Abs(v) > 1e-6*s.size() {
			d = along(d, -dot(q, r.g())/v, q)
		}
	}
	if norm(d) == 0 {
		return 0
	}
	var change mat.Dense
	change.Sub(r.proven(along(r.x, 1, d)), h)
	return 2*mat.Norm(&change, 2) + epsilon*s.size()
}

// certifies reports whether vᵀHv/vᵀv, which no smallest eigenvalue exceeds
// (Courant and Fischer), is below -margin for every H within the bound, with
// all roundings of the quotient counted.
func (h *second) certifies(v []float64, margin float64) bool {
	q, size := 0.0, 0.0
	for i, a := range v {
		row, rowSize := 0.0, 0.0
		for j, b := range v {
			row += h.At(i, j) * b
			rowSize += math.Abs(h.At(i, j) * b)
		}
		q += a * row
		size += math.Abs(a) * rowSize
	}
	rounding := float64(2*len(v)+4) * epsilon * size
	return q+rounding+(h.bound+margin)*dot(v, v)*(1+1e-9) < 0
}

// kick goes along ±v, down: as far as doubling the step lowers the value.
func (r *run) kick(h *second, v []float64) bool {
	if dot(v, r.g()) > 0 {
		v = scaled(-1, v)
	}
	t := 1e-2 * math.Max(1, norm(r.x))
	best, f := r.x, r.f()
	for range 60 {
		x := along(r.x, t, v)
		y := r.value(x)
		if y < f {
			best, f = x, y
			t *= 2
			continue
		}
		if f < r.f() {
			break
		}
		t /= 2
	}
	if !(f < r.f()) {
		r.stop(negativeReason(h), "no step along it lowers the value by more than rounding")
		return false
	}
	r.kicks++
	r.moveTo(best, known{hasValue: true, value: f}, kick)
	return true
}
