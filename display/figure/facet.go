package figure

import (
	"image/color"
	"math"
)

// A facet is a piece of what stands in space: a tile of the surface or a bit
// of a path. Facets are drawn from far to near.
type facet struct {
	class  string
	points []point
	fill   color.NRGBA
	stroke stroke
	casing bool // a pale line below
	depth  float64
}

// draw puts a facet on the sheet.
func (t facet) draw(s *sheet) {
	switch {
	case t.fill.A > 0:
		s.area(t.points, t.fill, t.stroke)
	case t.casing:
		s.line(t.points, stroke{color: faded(paper, 0.7), width: t.stroke.width + 2})
	default:
		s.line(t.points, t.stroke)
	}
}

// A spot is a point of the scaled box.
type spot struct{ x, y, z float64 }

// facets are the tiles of the surface within the box. A tile with a corner
// that has no value is left out.
func (v view) facets(g samples, colors heightColors) []facet {
	var list []facet
	for r := 0; r+2 < len(g.y); r += 2 {
		for c := 0; c+2 < len(g.x); c += 2 {
			corners := make([]spot, 0, 4)
			for _, d := range [4][2]int{{0, 0}, {2, 0}, {2, 2}, {0, 2}} {
				if z := g.z[r+d[1]][c+d[0]]; isFinite(z) {
					x, y, h := v.scaled(g.x[c+d[0]], g.y[r+d[1]], z)
					corners = append(corners, spot{x, y, h})
				}
			}
			if len(corners) == 4 {
				if t, ok := v.tile(corners, colors); ok {
					list = append(list, t)
				}
			}
		}
	}
	return list
}

// tile is a quadrilateral cut at floor and ceiling of the axis, lit from the
// upper left.
func (v view) tile(corners []spot, colors heightColors) (facet, bool) {
	light := v.light(corners)
	middle := 0.0
	for _, c := range corners {
		middle += c.z / 4
	}
	corners = cutAbove(cutAbove(corners, boxHeight, 1), 0, -1)
	if len(corners) < 3 {
		return facet{}, false
	}
	t := facet{class: "surface"}
	for _, c := range corners {
		p, depth := v.project(c.x, c.y, c.z)
		t.points = append(t.points, p)
		t.depth += depth / float64(len(corners))
	}
	z := v.z[0] + min(max(middle, 0), boxHeight)/boxHeight*v.z.width()
	ground := lit(colors.at(z), light)
	t.fill = ground
	t.stroke = stroke{color: mix(ground, black, 0.18), width: 0.4}
	return t, true
}

// lit is a colour in the light, which comes in steps: as many shades as tiles
// would make PNG several times larger.
func lit(c color.NRGBA, light float64) color.NRGBA {
	const steps = 7
	light = math.Round(light*steps) / steps
	if light >= 0 {
		return mix(c, paper, 0.35*light)
	}
	return mix(c, black, -0.3*light)
}

// light is from −1 for tiles turned away from the light to 1.
func (v view) light(c []spot) float64 {
	ax, ay, az := c[2].x-c[0].x, c[2].y-c[0].y, c[2].z-c[0].z
	bx, by, bz := c[3].x-c[1].x, c[3].y-c[1].y, c[3].z-c[1].z
	nx, ny, nz := ay*bz-az*by, az*bx-ax*bz, ax*by-ay*bx
	length := math.Sqrt(nx*nx + ny*ny + nz*nz)
	if length == 0 || !isFinite(length) {
		return 0
	}
	// The light stays where it is when the box is turned.
	across, away := nx*v.cosTurn-ny*v.sinTurn, nx*v.sinTurn+ny*v.cosTurn
	const left, front, above, usual = -0.62, -0.35, 0.70, 0.62
	return min(max((left*across+front*away+above*nz)/length-usual, -1), 1)
}

// cutAbove cuts a polygon at a height: what is above remains for side −1, what
// is below for side 1.
func cutAbove(corners []spot, height, side float64) []spot {
	var cut []spot
	for i, c := range corners {
		before := corners[(i+len(corners)-1)%len(corners)]
		d, e := side*(height-c.z), side*(height-before.z)
		if (d < 0) != (e < 0) {
			t := e / (e - d)
			cut = append(cut, spot{before.x + t*(c.x-before.x), before.y + t*(c.y-before.y), height})
		}
		if d >= 0 {
			cut = append(cut, c)
		}
	}
	return cut
}

// floor draws the map below the surface.
func (v view) floor(s *sheet, g samples, colors heightColors) {
	s.in("floor")
	s.area([]point{v.corner([2]float64{-1, -1}, -floorGap), v.corner([2]float64{1, -1}, -floorGap),
		v.corner([2]float64{1, 1}, -floorGap), v.corner([2]float64{-1, 1}, -floorGap)}, paper, stroke{color: pale, width: 1})
	n := len(colors.levels)
	for i := -1; i < n; i++ {
		level := -math.MaxFloat64
		if i >= 0 {
			level = colors.levels[i]
		}
		var outlines [][]point
		for _, line := range g.isolines(level) {
			outline := make([]point, 0, len(line)+1)
			for _, c := range line {
				outline = append(outline, v.onFloor(c.at.x, c.at.y))
			}
			if outline = thinned(append(outline, outline[0]), lineTolerance); len(outline) > 3 {
				outlines = append(outlines, outline[:len(outline)-1])
			}
		}
		ground := bandShade(i+1, n)
		s.areas(outlines, ground, stroke{color: mix(ground, black, 0.25), width: 0.7})
	}
}

// shadow draws a path on the map.
func (v view) shadow(s *sheet, points XYer, how stroke) {
	s.in("shadow")
	var line []point
	for i := range points.Len() {
		x, y := points.XY(i)
		line = append(line, v.onFloor(x, y))
	}
	for _, part := range v.withinFloor(points, line) {
		s.line(part, stroke{color: how.color, width: 1.4, dash: []float64{3, 2.5}})
	}
}

// withinFloor gives the parts of a line of which the points are on the map.
func (v view) withinFloor(points XYer, line []point) [][]point {
	var parts [][]point
	var part []point
	for i, p := range line {
		if x, y := points.XY(i); v.has(x, y) && p.isFinite() {
			part = append(part, p)
			continue
		}
		parts, part = append(parts, part), nil
	}
	return append(parts, part)
}

// has reports whether (x, y) is on the map.
func (v view) has(x, y float64) bool {
	return x >= v.x[0] && x <= v.x[1] && y >= v.y[0] && y <= v.y[1]
}

// onSurface cuts a path into bits as short as tiles, lying on the surface; the
// bits of a very long one are longer.
func (v view) onSurface(f func(x []float64) float64, points Points, how stroke) []facet {
	const least, bit, most = 0.006, 0.03, 400 // lengths in half sides of the floor
	kept := points[:0:0]
	total := 0.0
	for i, p := range points {
		if i == 0 {
			kept = append(kept, p)
			continue
		}
		length := v.distance(kept[len(kept)-1], p)
		if length >= least || i == len(points)-1 {
			kept = append(kept, p)
			total += length
		}
	}
	longest := max(bit, total/most)
	var list []facet
	for i := 1; i < len(kept); i++ {
		a, b := kept[i-1], kept[i]
		steps := 1 + int(min(v.distance(a, b)/longest, most))
		between := func(k int) (x, y float64) {
			t := float64(k) / float64(steps)
			return a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])
		}
		for k := range steps {
			x0, y0 := between(k)
			x1, y1 := between(k + 1)
			if v.has(x0, y0) && v.has(x1, y1) {
				list = append(list, v.bit(x0, y0, f([]float64{x0, y0}), x1, y1, f([]float64{x1, y1}), how)...)
			}
		}
	}
	return list
}

// distance of two points of the plane on the scaled floor.
func (v view) distance(a, b [2]float64) float64 {
	x0, y0, _ := v.scaled(a[0], a[1], 0)
	x1, y1, _ := v.scaled(b[0], b[1], 0)
	return math.Hypot(x1-x0, y1-y0)
}

// bit is a short part of a path with its casing; it is moved towards the
// reader, for it lies on the surface, not in it.
func (v view) bit(x0, y0, z0, x1, y1, z1 float64, how stroke) []facet {
	if !(z0 <= v.z[1] && z1 <= v.z[1] && z0 >= v.z[0] && z1 >= v.z[0]) {
		return nil
	}
	p, d := v.project(v.scaled(x0, y0, z0))
	q, e := v.project(v.scaled(x1, y1, z1))
	const casingLift, lift = 0.075, 0.085
	line := []point{p, q}
	return []facet{
		{class: "path", points: line, stroke: how, casing: true, depth: (d+e)/2 - casingLift},
		{class: "path", points: line, stroke: how, depth: (d+e)/2 - lift},
	}
}

// marks draws starts and ends of paths, and the marked points, each with a
// line down to the map.
func (v view) marks(s *sheet, f Surface) {
	s.in("marks")
	spot := func(x, y float64) (point, bool) {
		z := f.F([]float64{x, y})
		return v.at(x, y, z), v.has(x, y) && z >= v.z[0]-1e-9*v.z.width() && z <= v.z[1]+1e-9*v.z.width()
	}
	for i, how := range pathStyles(f.Paths) {
		points := f.Paths[i].Points
		for _, k := range []int{0, points.Len() - 1} {
			if k < 0 {
				continue
			}
			if p, ok := spot(points.XY(k)); ok {
				s.symbol(symbol{form: circle, color: how.color, hollow: k == 0 && points.Len() > 1}, p, 4)
			}
		}
	}
	r := room{box: rect{0, 0, s.width, s.height}}
	for _, m := range s.marks {
		if m.class == "path" {
			r.takeLine(m.lines[0], 3)
		}
	}
	for _, m := range f.Marks {
		p, ok := spot(m.At[0], m.At[1])
		if !ok {
			continue
		}
		what, _ := kindSymbol(m.Kind)
		s.line([]point{p, v.onFloor(m.At[0], m.At[1])}, stroke{color: faded(ink, 0.6), width: 1, dash: []float64{2, 2}})
		s.symbol(what, v.onFloor(m.At[0], m.At[1]), 3)
		s.symbol(what, p, 5.5)
		r.takePoint(p, 7)
		if m.Label != "" {
			note := r.beside(m.Label, p, 9)
			s.plate(note)
			s.write(note)
		}
	}
}
