package figure

import "math"

// A Range is an interval of an axis, from its lower to its upper end. The zero
// Range is chosen by the figure.
type Range [2]float64

// width is the length of r.
func (r Range) width() float64 { return r[1] - r[0] }

// isSet reports whether somebody chose r.
func (r Range) isSet() bool { return r != Range{} }

// check panics unless r is an interval.
func (r Range) check(figure, field string) {
	if !(r[0] < r[1]) || !isFinite(r.width()) {
		panic("figure: " + figure + "." + field + " must be a range from a smaller to a larger number, such as figure.Range{-1, 1}; it is " + rangeText(r))
	}
}

// rangeOf gives the finite values' range; ok is false when there are none.
func rangeOf(values ...[]float64) (r Range, ok bool) {
	r = Range{math.Inf(1), math.Inf(-1)}
	for _, list := range values {
		for _, v := range list {
			if isFinite(v) {
				r = Range{min(r[0], v), max(r[1], v)}
				ok = true
			}
		}
	}
	if !ok {
		r = Range{}
	}
	return r, ok
}

// isFinite reports whether v can be drawn: it is a number, and so far from the
// largest one that an axis about it has finite ends.
func isFinite(v float64) bool { return math.Abs(v) <= 1e300 }

// A warp says how the numbers of an axis are spaced.
type warp int

const (
	linear warp = iota
	// logarithmic: equal ratios have equal lengths; only positive numbers.
	logarithmic
	// symmetric: logarithmic on both sides of 0 and linear about it, so that
	// numbers of both signs and many magnitudes are seen.
	symmetric
)

// A scale maps the numbers of an axis to 0…1.
type scale struct {
	warp warp
	ends Range
	knee float64 // of symmetric: where linear turns to logarithmic
}

// unit maps v; it is NaN for numbers that the axis does not have.
func (s scale) unit(v float64) float64 {
	low, high := s.bend(s.ends[0]), s.bend(s.ends[1])
	return (s.bend(v) - low) / (high - low)
}

// inverse is the number at u.
func (s scale) inverse(u float64) float64 {
	low, high := s.bend(s.ends[0]), s.bend(s.ends[1])
	w := low + u*(high-low)
	switch s.warp {
	case logarithmic:
		return math.Pow(10, w)
	case symmetric:
		return s.knee * math.Copysign(math.Pow(10, math.Abs(w))-1, w)
	}
	return w
}

// bend turns v into what is spaced evenly.
func (s scale) bend(v float64) float64 {
	switch s.warp {
	case logarithmic:
		if v <= 0 {
			return math.NaN()
		}
		return math.Log10(v)
	case symmetric:
		return math.Copysign(math.Log10(1+math.Abs(v)/s.knee), v)
	}
	return v
}

// linearScale holds the values with a little room on both sides; a constant
// gets room about it.
func linearScale(r Range) scale {
	if r[0] == r[1] {
		half := 0.5
		if r[0] != 0 {
			half = math.Abs(r[0]) / 10
		}
		return scale{ends: Range{r[0] - half, r[1] + half}}
	}
	return scaleWithRoom(scale{ends: r}, 0.05)
}

// logScale holds the positive values.
func logScale(values ...[]float64) scale {
	low, high := math.Inf(1), 0.0
	for _, list := range values {
		for _, v := range list {
			if v > 0 && isFinite(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if high == 0 {
		low, high = 0.1, 10
	}
	const least = 1e-300 // below it there is nothing but zero
	low, high = max(low, least), max(high, least)
	room := min(max(math.Exp(0.05*(math.Log(high)-math.Log(low))), 1.2), 1e3)
	return scale{warp: logarithmic, ends: Range{low / room, high * room}}
}

// symmetricScale holds the values; it is linear up to about the knee.
func symmetricScale(r Range, knee float64) scale {
	s := scale{warp: symmetric, ends: r, knee: knee}
	if r[0] == r[1] {
		s.ends = Range{min(r[0], -knee), max(r[1], knee)}
	}
	return scaleWithRoom(s, 0.05)
}

// scaleWithRoom is s with a part of its length added at both ends.
func scaleWithRoom(s scale, room float64) scale {
	wide := s
	wide.ends = Range{s.inverse(-room), s.inverse(1 + room)}
	return wide
}
