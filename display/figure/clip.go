package figure

import "math"

// This file cuts lines and areas at the edges of a panel, so that neither
// format needs to do it.

// clipLine gives the parts of a line within r. A point that is not a number
// ends a part.
func clipLine(line []point, r rect) [][]point {
	var parts [][]point
	var part []point
	flush := func() {
		if len(part) > 0 {
			parts = append(parts, part)
		}
		part = nil
	}
	for i := 1; i < len(line); i++ {
		from, to, ok := clipSegment(line[i-1], line[i], r)
		if !ok {
			flush()
			continue
		}
		if len(part) == 0 || part[len(part)-1] != from {
			flush()
			part = append(part, from)
		}
		part = append(part, to)
		if to != line[i] {
			flush()
		}
	}
	flush()
	return parts
}

// clipSegment gives the part of a segment within r, by Liang and Barsky's
// parameters.
func clipSegment(a, b point, r rect) (from, to point, ok bool) {
	if !a.isFinite() || !b.isFinite() {
		return a, b, false
	}
	dx, dy := b.x-a.x, b.y-a.y
	t0, t1 := 0.0, 1.0
	for _, edge := range [4][2]float64{{-dx, a.x - r.left}, {dx, r.right - a.x}, {-dy, a.y - r.top}, {dy, r.bottom - a.y}} {
		p, q := edge[0], edge[1]
		switch {
		case p == 0 && q < 0:
			return a, b, false
		case p < 0:
			t0 = max(t0, q/p)
		case p > 0:
			t1 = min(t1, q/p)
		}
	}
	if t0 > t1 {
		return a, b, false
	}
	from, to = a, b
	if t0 > 0 {
		from = point{a.x + t0*dx, a.y + t0*dy}
	}
	if t1 < 1 {
		to = point{a.x + t1*dx, a.y + t1*dy}
	}
	return from, to, true
}

// clipArea gives the part of a convex or simple area within r, by cutting at
// one edge after the other (Sutherland and Hodgman).
func clipArea(area []point, r rect) []point {
	edges := []func(p point) float64{
		func(p point) float64 { return p.x - r.left },
		func(p point) float64 { return r.right - p.x },
		func(p point) float64 { return p.y - r.top },
		func(p point) float64 { return r.bottom - p.y },
	}
	for _, inside := range edges {
		var cut []point
		for i, p := range area {
			before := area[(i+len(area)-1)%len(area)]
			d, e := inside(p), inside(before)
			if (d < 0) != (e < 0) {
				t := e / (e - d)
				cut = append(cut, point{before.x + t*(p.x-before.x), before.y + t*(p.y-before.y)})
			}
			if d >= 0 {
				cut = append(cut, p)
			}
		}
		area = cut
	}
	return area
}

// isFinite reports whether p is a place.
func (p point) isFinite() bool { return isFinite(p.x) && isFinite(p.y) }

// distance between two points.
func (p point) distance(q point) float64 { return math.Hypot(p.x-q.x, p.y-q.y) }

// thinned leaves out points that are within tolerance of the line through the
// others (Douglas and Peucker).
func thinned(line []point, tolerance float64) []point {
	if len(line) < 3 {
		return line
	}
	first, last := line[0], line[len(line)-1]
	far, at := 0.0, 0
	for i := 1; i < len(line)-1; i++ {
		if d := segmentDistance(line[i], first, last); d > far {
			far, at = d, i
		}
	}
	if far <= tolerance {
		return []point{first, last}
	}
	left := thinned(line[:at+1], tolerance)
	return append(left[:len(left)-1:len(left)-1], thinned(line[at:], tolerance)...)
}

// segmentDistance is that of p from the segment from a to b.
func segmentDistance(p, a, b point) float64 {
	length := a.distance(b)
	if length == 0 {
		return p.distance(a)
	}
	t := ((p.x-a.x)*(b.x-a.x) + (p.y-a.y)*(b.y-a.y)) / (length * length)
	t = min(max(t, 0), 1)
	return p.distance(point{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)})
}
