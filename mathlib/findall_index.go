package mathlib

import "math"

// An IndexSum compares the critical points found in a box with what the
// gradient does on its border, in one or two variables.
//
// The index of an isolated critical point is how often the gradient turns around
// on a small circle around it: 1 at a minimum or maximum, -1 at a strict saddle,
// -2 at a monkey saddle; on a line, 1 at a minimum, -1 at a maximum, 0 at an
// inflection. The indices of all points in the box add up to what the gradient
// does on the border (Poincaré and Hopf). The gradient is sampled, with more
// points where it turns fast.
type IndexSum struct {
	Applies bool // one or two variables, all points isolated, and none on the border
	Points  int  // the sum of the indices of the points found
	Border  int  // what the sum should be
}

// indexSum returns the comparison for what has been found.
func (h *hunt) indexSum() IndexSum {
	n := len(h.box)
	if n > 2 {
		return IndexSum{}
	}
	border, ok := h.turns(h.corners())
	sum := IndexSum{Applies: ok, Border: border}
	if n == 1 {
		sum.Border, sum.Applies = h.crossing(h.box[0][0], h.box[0][1])
	}
	for _, l := range h.isolated {
		index := 1
		if l.Negative%2 == 1 {
			index = -1
		}
		sum.Points += index
		sum.Applies = sum.Applies && l.Kind != NotSmooth
	}
	for _, set := range h.sets {
		index, ok := h.index(set)
		sum.Points += index
		sum.Applies = sum.Applies && ok
	}
	return sum
}

// index returns the index of an isolated point with a singular Hessian.
func (h *hunt) index(set *manifold) (int, bool) {
	l := h.located(set)
	radius := 1e-3
	for _, other := range h.isolated {
		radius = math.Min(radius, h.known.distance(l.X, other.X)/4)
	}
	for _, other := range h.sets {
		if other != set {
			radius = math.Min(radius, h.known.distance(l.X, h.representative(other).x)/4)
		}
	}
	if l.Connected || l.Kind == NotSmooth {
		return 0, false
	}
	if len(l.X) == 1 {
		r := radius * h.width[0]
		return h.crossing(l.X[0]-r, l.X[0]+r)
	}
	const corners = 16
	var circle [][]float64
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		circle = append(circle, []float64{l.X[0] + radius*h.width[0]*cos, l.X[1] + radius*h.width[1]*sin})
	}
	return h.turns(circle)
}

// crossing returns how the derivative changes its sign from a to b, as a part of
// 2, and false where it is 0 at an end.
func (h *hunt) crossing(a, b float64) (int, bool) {
	left, right := h.gradientAt([]float64{a})[0], h.gradientAt([]float64{b})[0]
	switch {
	case left == 0 || right == 0 || !finite(left) || !finite(right):
		return 0, false
	case left < 0 && right > 0:
		return 1, true
	case left > 0 && right < 0:
		return -1, true
	}
	return 0, true
}

// corners returns the corners of a box in the plane, in positive order.
func (h *hunt) corners() [][]float64 {
	if len(h.box) != 2 {
		return nil
	}
	x, y := h.box[0], h.box[1]
	return [][]float64{{x[0], y[0]}, {x[1], y[0]}, {x[1], y[1]}, {x[0], y[1]}}
}

// gradientAt returns the gradient in widths of the box; entries that are not
// larger than their error are 0.
func (h *hunt) gradientAt(x []float64) []float64 {
	g := newVector(make([]float64, len(x)))
	h.fn.gradient(&g, x)
	d := g.RawVector().Data
	for i := range d {
		if math.Abs(d[i]) <= g.ErrorAt(i) {
			d[i] = 0
		}
		d[i] *= h.width[i]
	}
	return d
}

// turns returns how often the gradient turns around on the way along the edges
// of a polygon, and false when it vanishes there or turns too fast.
func (h *hunt) turns(polygon [][]float64) (int, bool) {
	const pieces = 256 // of the polygon, at least
	angle := 0.0
	for i, from := range polygon {
		to := polygon[(i+1)%len(polygon)]
		n := pieces / len(polygon)
		a, before := from, h.gradientAt(from)
		for k := range n {
			t := float64(k+1) / float64(n)
			b := []float64{from[0] + t*(to[0]-from[0]), from[1] + t*(to[1]-from[1])}
			after := h.gradientAt(b)
			turn, ok := h.turn(a, b, before, after, 30)
			if !ok {
				return 0, false
			}
			angle += turn
			a, before = b, after
		}
	}
	return int(math.Round(angle / (2 * math.Pi))), true
}

// turn returns by which angle the gradient turns from a to b, where it is before
// and after.
func (h *hunt) turn(a, b, before, after []float64, depth int) (angle float64, ok bool) {
	cross := before[0]*after[1] - before[1]*after[0]
	angle = math.Atan2(cross, before[0]*after[0]+before[1]*after[1])
	switch {
	case !finite(angle) || before[0] == 0 && before[1] == 0 || after[0] == 0 && after[1] == 0:
		return 0, false
	case math.Abs(angle) < math.Pi/4:
		return angle, true
	case depth == 0:
		return 0, false
	}
	middle := []float64{a[0]/2 + b[0]/2, a[1]/2 + b[1]/2}
	between := h.gradientAt(middle)
	first, ok1 := h.turn(a, middle, before, between, depth-1)
	second, ok2 := h.turn(middle, b, between, after, depth-1)
	return first + second, ok1 && ok2
}
