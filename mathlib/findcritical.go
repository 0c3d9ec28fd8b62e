package mathlib

import (
	"fmt"
	"math"
	"strings"
)

// A SearchFailure says why a search found no critical point.
type SearchFailure string

const (
	// GradientFlat: the length of the gradient g has a local minimum there that
	// is not 0, so that H hardly acts on g: |Hg| is much less than |H||g|.
	// Methods that make the gradient short end at such points, which are no
	// critical points (Frye et al., Neural Computation 33, 2021).
	GradientFlat SearchFailure = "gradient-flat, but not critical"
	// LevelsOff: the steps do not become small while the gradient does, as where
	// the function tends to a constant far away.
	LevelsOff SearchFailure = "the function levels off, and the search goes on and on"
	// TooManySteps: the limit was reached.
	TooManySteps SearchFailure = "as many steps as allowed"
	// NoShorterGradient: no step makes the gradient shorter; the function may not
	// be differentiable nearby.
	NoShorterGradient SearchFailure = "no step makes the gradient shorter"
	// NotFinite: the function or a derivative is not finite there.
	NotFinite SearchFailure = "the derivatives are not finite"
	// LeftTheBox: the search wanted to go far out of the box.
	LeftTheBox SearchFailure = "the search leaves the box"
)

// A SearchError is the end of a search that found no critical point.
type SearchError struct {
	Failure      SearchFailure
	Start        []float64
	X            []float64 // where the search ended
	GradientNorm float64   // the largest component of the gradient there
	Flatness     float64   // r = |Hg|/(|H||g|) there, whatever the units of the variables
	Steps        int
}

// Error tells what happened, and what can be done.
func (e *SearchError) Error() string {
	s := fmt.Sprintf("mathlib: no critical point found from %s in %d steps: %s at %s, where |gradient| is %s",
		few(e.Start), e.Steps, e.Failure, few(e.X), brief(e.GradientNorm))
	switch e.Failure {
	case GradientFlat:
		s += fmt.Sprintf(" and r = |Hg|/(|H||g|) is %.2g", e.Flatness)
	case NotFinite:
		return s + "; start where the function is defined"
	}
	return s + "; start elsewhere"
}

// few is a point for a line of text: its first coordinates when it has many.
func few(x []float64) string {
	const most = 6
	if len(x) <= most {
		return tuple(x)
	}
	return strings.TrimSuffix(tuple(x[:most]), ")") + ", …)"
}

// FindCritical looks for a critical point of f, of any index, near x, and
// returns the verdict of [Classify] on it.
//
// The search is Newton's method on the gradient, damped where that does not
// make the gradient shorter, or, where this fails, only after some steps. It
// converges quadratically to isolated points and onto valleys, and is
// accelerated where the Hessian is singular. It ends when the gradient cannot
// become shorter in float64. A point beside it whose coordinates are short
// fractions is preferred, when it is within the error and its gradient is no
// longer.
//
// Where the search fails the error is a [*SearchError], and the point is where
// it ended.
func FindCritical[F Scalar, X Point](f F, x X) (*CriticalPoint, error) {
	fn := newFunction("FindCritical", f)
	start := fn.point(x)
	fn.checkFinite("x", start)
	s := newSearch(fn, start, defaultIterations)
	c, err := s.find()
	if err != nil {
		return c, err
	}
	return c, nil
}

func (fn *function) checkFinite(name string, p []float64) {
	for i, v := range p {
		if math.IsInf(v, 0) {
			fn.misuse(fmt.Sprintf("%s[%d] is %v", name, i, v))
		}
	}
}

// find runs the search, and others that begin more boldly if it fails, and judges
// where it ended. The point is not nil.
func (s *search) find() (*CriticalPoint, *SearchError) {
	failure := s.locate()
	for _, steps := range []int{5, 20} {
		if failure == "" {
			break
		}
		other := newSearch(s.fn, s.start, s.limit)
		if other.bold = steps; other.locate() == "" {
			s, failure = other, ""
		}
	}
	c := s.judge()
	if failure == "" && c.Kind == NotCritical {
		failure = NoShorterGradient
	}
	if failure == "" {
		return c, nil
	}
	e := &SearchError{Failure: failure, Start: s.start, X: c.X, GradientNorm: c.GradientNorm, Steps: s.steps}
	e.Flatness, _ = s.flatness()
	return c, e
}

// locate runs the search, and returns why the point where it ended is not
// critical, empty if it is.
func (s *search) locate() SearchFailure {
	end := s.run()
	if end == settled {
		s.snap()
	}
	return s.failure(end)
}

// judge returns the verdict on the point where the search ended.
func (s *search) judge() *CriticalPoint {
	x := append([]float64(nil), s.here.x...)
	return classify(s.fn, x, secondOrder(s.fn, x))
}

func (s *search) failure(end ending) SearchFailure {
	size := largest(s.gradient(&s.here))
	switch {
	case !finite(s.here.d.value) || !finite(size):
		return NotFinite
	case end == settled && critical(&s.here) && s.levelsOff():
		return LevelsOff
	case end == settled && critical(&s.here):
		return ""
	case s.strayed:
		return LeftTheBox
	case end == settled && s.flat():
		return GradientFlat
	case end == settled:
		return NoShorterGradient
	case size < 1e-8*s.first:
		return LevelsOff
	case end == undefined:
		return NotFinite
	}
	return TooManySteps
}
