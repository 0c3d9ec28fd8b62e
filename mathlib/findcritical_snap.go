package mathlib

import "math"

// A coordinate may be replaced by a fraction with a denominator of no more than
// largestDenominator, if it is so near to one by chance with a probability of
// no more than coincidence.
const (
	largestDenominator = 1000
	coincidence        = 0.01
)

// snap moves to a point with simpler coordinates where the gradient is no
// longer, if there is one within the error of the coordinates: where the
// Hessian is singular they have fewer correct digits than a float64, and the
// point itself has often all of them. To a critical point next to it, such as
// one with 0 in place of a rounding error, it moves in any case.
func (s *search) snap() {
	model, ok := newNewtonModel(&s.here.d)
	if !ok {
		return
	}
	s.model = model
	off := model.uncertainty(s.here.d.gradient, s.reach)
	for _, wide := range []float64{16, 1. / 16} {
		p := make([]float64, len(off))
		for i, x := range s.here.x {
			least := 8*epsilon*math.Abs(x) + 0x1p-56*s.reach(i)
			if v, ok := simple(x, math.Min(wide*off[i]+least, 1e-4*s.reach(i))); ok {
				p[i] = v - x
			}
		}
		if largest(p) == 0 {
			continue
		}
		before := s.merit(&s.here)
		if after := s.try(p); critical(&s.next) && (after <= before || s.length(p) < 8*epsilon) {
			s.accept(p)
			return
		}
	}
}

// simple returns 0 or the simplest fraction that is no farther than error from
// x.
func simple(x, error float64) (float64, bool) {
	if math.Abs(x) <= error {
		return 0, true
	}
	return simplestFraction(x, error)
}

// simplestFraction returns the fraction with the smallest denominator that is no
// farther than error from x, if that is not a coincidence: the first one on the
// way to x down the Stern-Brocot tree.
func simplestFraction(x, error float64) (float64, bool) {
	if !(math.Abs(x)+error < 1<<31) {
		return 0, false
	}
	whole := math.Floor(x)
	a, b, c, d := 0., 1., 1., 1. // a/b ≤ x - whole ≤ c/d
	for _, end := range []float64{whole, whole + 1} {
		if math.Abs(x-end) <= error {
			return end, 2*error <= coincidence
		}
	}
	for b+d <= largestDenominator {
		p, q := a+c, b+d
		switch v := (whole*q + p) / q; {
		case math.Abs(x-v) <= error:
			return v, 2*error*q*q <= coincidence
		case v < x:
			a, b = p, q
		default:
			c, d = p, q
		}
	}
	return 0, false
}
