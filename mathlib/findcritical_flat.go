package mathlib

import "math"

// almostFlat is up to where what H does to the gradient counts as little.
const almostFlat = 0.01

// flatness returns r = |Hg|/(|H||g|) and |Hg|/|g|² where the search is. Both
// are 0 at a stationary point of |g| that is not critical; they do not depend on
// the units of the variables, which are measured by the way of the search.
func (s *search) flatness() (r, change float64) {
	g, h := s.gradient(&s.here), s.here.d.hessian
	product, matrix, length := 0.0, 0.0, 0.0
	for i := range g {
		row := 0.0
		for j := range g {
			v := s.reach(i) * h.At(i, j) * s.reach(j)
			row += v * s.reach(j) * g[j]
			matrix = math.Hypot(matrix, v)
		}
		product = math.Hypot(product, row)
		length = math.Hypot(length, s.reach(i)*g[i])
	}
	if product == 0 {
		return 0, 0
	}
	return product / matrix / length, product / length / length
}

// flat reports whether H hardly acts on the gradient.
func (s *search) flat() bool {
	r, change := s.flatness()
	return math.Min(r, change) <= almostFlat
}

// levelsOff reports whether the gradient vanishes not only here but also on the
// way here, while the last step was not small: it has become too small for
// float64.
func (s *search) levelsOff() bool {
	if len(s.arrival) == 0 || largest(s.here.d.hessian.RawSymmetric().Data) != 0 {
		return false
	}
	for i, p := range s.arrival {
		if math.Abs(p) > 1e-3*s.reach(i) {
			back := make([]float64, len(s.arrival))
			for i, p := range s.arrival {
				back[i] = -p / 1000
			}
			s.try(back)
			return largest(s.gradient(&s.next)) == 0
		}
	}
	return false
}
