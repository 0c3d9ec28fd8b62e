package figure

import "math"

// A view projects space on the sheet, in parallels. Each axis is scaled to its
// range first, so that the box is as wide as deep and a little less high; its
// floor, with the map, lies below the lowest value.
type view struct {
	x, y, z            Range
	sinTurn, cosTurn   float64
	sinTilt, cosTilt   float64
	wide, deep         float64 // half sides of the floor
	scale              float64
	centre             point
	near               [2]float64 // the corner next to the reader, as signs
	leftmost, farthest [2]float64
}

// The usual view, in degrees, and the height of the box where its sides are 2.
const (
	usualTurn = 32
	usualTilt = 30
	boxHeight = 1.2
	floorGap  = 0.6
)

// newView prepares a view.
func newView(x, y, z Range, turn, tilt float64) view {
	v := view{x: x, y: y, z: z, wide: 1, deep: 1, scale: 1}
	switch ratio := x.width() / y.width(); {
	case ratio > 1 && ratio <= 2.5:
		v.deep = 1 / ratio
	case ratio < 1 && ratio >= 0.4:
		v.wide = ratio
	}
	v.sinTurn, v.cosTurn = math.Sincos((usualTurn + turn) * math.Pi / 180)
	v.sinTilt, v.cosTilt = math.Sincos(min(max(usualTilt+tilt, 5), 85) * math.Pi / 180)
	nearest, left, far := math.Inf(1), math.Inf(1), math.Inf(-1)
	for _, c := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
		p, depth := v.project(c[0]*v.wide, c[1]*v.deep, 0)
		if depth < nearest {
			nearest, v.near = depth, c
		}
		if depth > far {
			far, v.farthest = depth, c
		}
		if p.x < left {
			left, v.leftmost = p.x, c
		}
	}
	return v
}

// project maps a point of the scaled box to the sheet, with its distance from
// the reader.
func (v view) project(x, y, z float64) (p point, depth float64) {
	across := x*v.cosTurn - y*v.sinTurn
	away := x*v.sinTurn + y*v.cosTurn
	up := z*v.cosTilt + away*v.sinTilt
	return point{v.centre.x + v.scale*across, v.centre.y - v.scale*up}, away*v.cosTilt - z*v.sinTilt
}

// scaled maps the numbers of the axes to the scaled box.
func (v view) scaled(x, y, z float64) (a, b, c float64) {
	return v.wide * (2*(x-v.x[0])/v.x.width() - 1), v.deep * (2*(y-v.y[0])/v.y.width() - 1), boxHeight * (z - v.z[0]) / v.z.width()
}

// at is the place of the point (x, y, z).
func (v view) at(x, y, z float64) point {
	p, _ := v.project(v.scaled(x, y, z))
	return p
}

// onFloor is the place of (x, y) on the map.
func (v view) onFloor(x, y float64) point {
	a, b, _ := v.scaled(x, y, v.z[0])
	p, _ := v.project(a, b, -floorGap)
	return p
}

// fit scales and moves the box such that it just fits into a rectangle.
func (v *view) fit(r rect) {
	box := v.outline()
	v.scale = min(r.width()/box.width(), r.height()/box.height())
	box = v.outline()
	v.centre = point{(r.left+r.right)/2 - (box.left+box.right)/2, r.top - box.top}
}

// outline is the rectangle that the box covers.
func (v view) outline() rect {
	var covered rect
	for i, sx := range []float64{-1, 1, -1, 1} {
		for j, z := range []float64{-floorGap, boxHeight} {
			sy := float64(i/2*2 - 1)
			p, _ := v.project(sx*v.wide, sy*v.deep, z)
			if i == 0 && j == 0 {
				covered = rect{p.x, p.y, p.x, p.y}
			}
			covered = rect{min(covered.left, p.x), min(covered.top, p.y), max(covered.right, p.x), max(covered.bottom, p.y)}
		}
	}
	return covered
}

// bottom is where the box ends.
func (v view) bottom() float64 { return v.outline().bottom }

// corner is the place of a corner of the box, at a height.
func (v view) corner(c [2]float64, z float64) point {
	p, _ := v.project(c[0]*v.wide, c[1]*v.deep, z)
	return p
}

// walls draws the two walls behind the surface, with lines at the ticks.
func (v view) walls(s *sheet) {
	s.in("walls")
	sideways := [2]float64{v.near[0], v.farthest[1]}
	other := [2]float64{v.farthest[0], v.near[1]}
	for _, c := range [][2]float64{sideways, other} {
		s.area([]point{v.corner(c, -floorGap), v.corner(c, boxHeight), v.corner(v.farthest, boxHeight), v.corner(v.farthest, -floorGap)},
			mix(paper, faint, 0.25), stroke{color: faint, width: 1})
		for _, t := range v.zTicks() {
			_, _, z := v.scaled(0, 0, t.at)
			s.line([]point{v.corner(c, z), v.corner(v.farthest, z)}, stroke{color: faint, width: 1})
		}
	}
}

// zTicks are the numbers of the upright axis.
func (v view) zTicks() []tick {
	return scale{ends: v.z}.ticks(5)
}

// axes draws the two edges of the floor next to the reader and the upright
// edge on the left, with their numbers and labels.
func (v view) axes(s *sheet, xLabel, yLabel, zLabel string) {
	s.in("axes")
	how := stroke{color: pale, width: 1}
	along := func(r Range, t float64) float64 { return 2*(t-r[0])/r.width() - 1 }
	floor := func(a, b float64) point { return v.corner([2]float64{a, b}, -floorGap) }
	xEdge, yEdge := v.near[1], v.near[0]
	s.line([]point{floor(-1, xEdge), floor(1, xEdge)}, how)
	s.line([]point{floor(yEdge, -1), floor(yEdge, 1)}, how)
	for _, t := range (scale{ends: v.x}).ticks(5) {
		a := along(v.x, t.at)
		s.outwards(floor(a, xEdge), floor(a, xEdge*(1+0.4/v.deep)), t.label, how)
	}
	for _, t := range (scale{ends: v.y}).ticks(5) {
		b := along(v.y, t.at)
		s.outwards(floor(yEdge, b), floor(yEdge*(1+0.4/v.wide), b), t.label, how)
	}
	s.line([]point{v.corner(v.leftmost, -floorGap), v.corner(v.leftmost, boxHeight)}, how)
	widest := 0.0
	for _, t := range v.zTicks() {
		_, _, z := v.scaled(0, 0, t.at)
		p := v.corner(v.leftmost, z)
		s.line([]point{p, {p.x - tickLength, p.y}}, how)
		s.write(lettering{text: t.label, at: point{p.x - labelDistance - 1, p.y}, anchor: end}.centred())
		widest = max(widest, textWidth(t.label, textSize, false))
	}
	s.in("axis labels")
	s.label(floor(0, xEdge), floor(0, xEdge*(1+0.4/v.deep)), xLabel)
	s.label(floor(yEdge, 0), floor(yEdge*(1+0.4/v.wide), 0), yLabel)
	p := v.corner(v.leftmost, boxHeight/2)
	s.write(lettering{text: zLabel, size: labelSize, turn: -90, at: point{p.x - widest - 20, p.y}})
}

// outwards draws a tick from an edge, and its number further out.
func (s *sheet) outwards(from, to point, text string, how stroke) {
	length := from.distance(to)
	ux, uy := (to.x-from.x)/length, (to.y-from.y)/length
	s.line([]point{from, {from.x + tickLength*ux, from.y + tickLength*uy}}, how)
	far := 9 + 0.5*textWidth(text, textSize, false)*math.Abs(ux) + 0.4*textSize*math.Abs(uy)
	s.write(lettering{text: text, at: point{from.x + far*ux, from.y + far*uy}}.centred())
}

// label writes the name of an axis beyond its numbers.
func (s *sheet) label(from, to point, text string) {
	length := from.distance(to)
	ux, uy := (to.x-from.x)/length, (to.y-from.y)/length
	far := 40 + 0.5*textWidth(text, labelSize, false)*math.Abs(ux)
	s.write(lettering{text: text, size: labelSize, at: point{from.x + far*ux, from.y + far*uy}}.centred())
}
