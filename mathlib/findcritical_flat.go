package mathlib

import "math"

// almostFlat is up to where what H does to the gradient counts as little.
const almostFlat = 0.01

// flatness returns r = |Hg|/(|H||g|) where the search is, and whether H hardly
// acts on g. At a stationary point of |g| that is not critical r is 0. It shall
// not depend on the units of the variables: they are measured by the way of the
// search, and so that no row of H is small or large, in which the search has made
// |g| short. In one variable, where r is 1, |Hg|/|g|² tells.
func (s *search) flatness() (r float64, flat bool) {
	r, change := s.flatnessIn(s.reach)
	if s.model != nil {
		other, _ := s.flatnessIn(func(i int) float64 { return s.model.scale[i] })
		r = math.Min(r, other)
	}
	return r, math.Min(r, change) <= almostFlat
}

func (s *search) flatnessIn(unit func(i int) float64) (r, change float64) {
	g, h := s.gradient(&s.here), s.here.d.hessian
	product, matrix, length := 0.0, 0.0, 0.0
	for i := range g {
		row := 0.0
		for j := range g {
			v := unit(i) * h.At(i, j) * unit(j)
			row += v * unit(j) * g[j]
			matrix = math.Hypot(matrix, v)
		}
		product = math.Hypot(product, row)
		length = math.Hypot(length, unit(i)*g[i])
	}
	if product == 0 {
		return 0, 0
	}
	return product / matrix / length, product / length / length
}

// flat reports whether H hardly acts on the gradient.
func (s *search) flat() bool {
	_, flat := s.flatness()
	return flat
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
