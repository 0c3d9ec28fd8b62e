package mathlib

import "math"

// A deflation repels a search from points that are known (Farrell, Birkisson
// and Funke, SIAM J. Sci. Comput. 37, 2015): it multiplies the gradient by
//
//	M(x) = ∏ (1/‖x - xᵢ‖² + 1),
//
// which removes its zeros at the xᵢ, adds none, and is 1 far from them. A
// Newton step p of the gradient becomes p/(1 - ∇log M·p) for the product, so
// that nothing has to be solved anew.
//
// The nil deflation knows no points.
type deflation struct {
	points [][]float64
	width  []float64 // lengths are measured in these, coordinate by coordinate
}

func (d *deflation) add(x []float64) { d.points = append(d.points, x) }

// distance returns ‖x - y‖.
func (d *deflation) distance(x, y []float64) float64 {
	sum := 0.0
	for i, v := range x {
		sum = math.Hypot(sum, (v-y[i])/d.width[i])
	}
	return sum
}

// factor returns M(x).
func (d *deflation) factor(x []float64) float64 {
	m := 1.0
	if d != nil {
		for _, y := range d.points {
			r := d.distance(x, y)
			m *= 1/(r*r) + 1
		}
	}
	return m
}

// longest is how much longer than Newton's a deflated step may be.
const longest = 10

// stretched returns the step of the deflated gradient at x for the Newton step
// p of the gradient.
func (d *deflation) stretched(p, x []float64) []float64 {
	if d == nil {
		return p
	}
	slope := 0.0 // ∇log M·p
	for _, y := range d.points {
		r := d.distance(x, y)
		for i, v := range p {
			w := d.width[i]
			slope += -2 / (r * r * (1 + r*r)) * ((x[i] - y[i]) / w) * (v / w)
		}
	}
	stretch := math.Max(-longest, math.Min(longest, 1/(1-slope)))
	if math.IsNaN(stretch) {
		return p
	}
	q := make([]float64, len(p))
	for i, v := range p {
		q[i] = stretch * v
	}
	return q
}

// leaves reports whether the Newton step p from x leads to a zero that is not
// among the known points: it is much shorter than the way to any of them.
func (d *deflation) leaves(p, x []float64) bool {
	nearest := math.Inf(1)
	for _, y := range d.points {
		nearest = math.Min(nearest, d.distance(x, y))
	}
	origin := make([]float64, len(p))
	return d.distance(p, origin) < nearest/20
}
