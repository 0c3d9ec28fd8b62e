package figure

import "slices"

// A room knows which parts of a panel are taken, so that labels find a place
// where they cover nothing.
type room struct {
	box   rect
	taken []rect
}

// isFree reports whether a rectangle covers nothing that is taken.
func (r *room) isFree(box rect) bool {
	for _, t := range r.taken {
		if t.overlaps(box) {
			return false
		}
	}
	return true
}

// takePoint reserves a square about a place.
func (r *room) takePoint(at point, half float64) {
	r.taken = append(r.taken, rect{at.x - half, at.y - half, at.x + half, at.y + half})
}

// takeLine reserves the surroundings of a line.
func (r *room) takeLine(line []point, half float64) {
	for i, q := range line {
		if !q.isFinite() {
			continue
		}
		if i > 0 && line[i-1].isFinite() {
			before := line[i-1]
			steps := min(200, int(q.distance(before)/(2*half)))
			for k := 1; k < steps; k++ {
				t := float64(k) / float64(steps)
				r.takePoint(point{before.x + t*(q.x-before.x), before.y + t*(q.y-before.y)}, half)
			}
		}
		r.takePoint(q, half)
	}
}

// beside finds a place for a text next to a point: the first free one round
// it from the upper right on, else there.
func (r *room) beside(text string, at point, distance float64) lettering {
	places := append(placesAround(at, distance), placesAround(at, 1.8*distance)...)
	var inside *lettering
	for i := range places {
		l := &places[i]
		l.text, l.size = text, textSize
		box := l.box()
		if box.left < r.box.left+2 || box.right > r.box.right-2 || box.top < r.box.top+2 || box.bottom > r.box.bottom-2 {
			continue
		}
		if r.isFree(box) {
			r.taken = append(r.taken, box)
			return *l
		}
		if inside == nil {
			inside = l
		}
	}
	if inside == nil {
		inside = &places[0]
	}
	r.taken = append(r.taken, inside.box())
	return *inside
}

// placesAround are those for a text next to a point.
func placesAround(at point, distance float64) []lettering {
	half := 0.35 * textSize
	return []lettering{
		{at: point{at.x + 0.7*distance, at.y - 0.8*distance}, anchor: start},
		{at: point{at.x + distance, at.y + half}, anchor: start},
		{at: point{at.x + 0.7*distance, at.y + 0.8*distance + 2*half}, anchor: start},
		{at: point{at.x, at.y - distance}},
		{at: point{at.x, at.y + distance + 2*half}},
		{at: point{at.x - distance, at.y + half}, anchor: end},
		{at: point{at.x - 0.7*distance, at.y - 0.8*distance}, anchor: end},
		{at: point{at.x - 0.7*distance, at.y + 0.8*distance + 2*half}, anchor: end},
	}
}

// longestFirst sorts lines by the number of their points, those of the same
// number in the order in which they were found.
func longestFirst(lines [][]point) {
	slices.SortStableFunc(lines, func(a, b []point) int { return len(b) - len(a) })
}

// obstacles is the room that paths, marks and curvatures leave.
func (f Contour) obstacles(p panel) room {
	r := room{box: p.box}
	for _, path := range append(f.Paths[:len(f.Paths):len(f.Paths)], f.Curves...) {
		for _, part := range clipLine(p.places(path.Points), p.box) {
			r.takeLine(fewerPoints(part), 4)
		}
	}
	for _, v := range f.Vectors {
		r.takeLine([]point{p.at(v.At[0], v.At[1]), p.at(v.At[0]+v.By[0], v.At[1]+v.By[1])}, 5)
	}
	for _, m := range f.Marks {
		r.takePoint(p.at(m.At[0], m.At[1]), 7)
	}
	return r
}
