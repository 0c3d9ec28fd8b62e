package figure

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"slices"
)

// A Surface is the graph of a function of two variables, seen obliquely from
// above, over its contour map. Paths run on it and cast their shadow on the
// map below.
type Surface struct {
	Title                  string
	XLabel, YLabel, ZLabel string // empty: x₁, x₂ and f
	F                      func(x []float64) float64
	// X and Y are what is shown; the zero Range holds the paths and marks. Z
	// is where the surface is cut off; the zero Range holds most values.
	X, Y, Z Range

	Paths []Path
	Marks []Mark
	// Turn and Tilt turn the surface about its upright axis and towards the
	// reader, in degrees from the usual view.
	Turn, Tilt float64
	// Tiles is the number of tiles in each direction; 0 is 40.
	Tiles int
}

// SVG draws the figure.
func (f Surface) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Surface) PNG() []byte { return f.draw().png() }

func (f Surface) plane() plane {
	checkPaths("Surface", f.Paths)
	return plane{"Surface", f.X, f.Y, f.Paths, f.Marks}
}

// samples evaluates the function, finely enough for the map.
func (f Surface) samples() samples {
	checkFunction("Surface", f.F)
	n := f.Tiles
	if n == 0 {
		n = 40
	}
	const most = 64 // more would make the picture too large for a notebook
	if n < 1 || n > most {
		panic(fmt.Sprintf("figure: Surface.Tiles must be from 1 to %d, it is %d", most, n))
	}
	x, y := f.plane().ranges()
	return sample(f.F, x, y, 2*n+1)
}

// heights is the range of the upright axis: all values, or those below the
// highest ones where these are far above the others.
func (f Surface) heights(g samples) Range {
	if f.Z.isSet() {
		f.Z.check("Surface", "Z")
		return f.Z
	}
	values := g.finite()
	if len(values) == 0 {
		return Range{0, 1}
	}
	slices.Sort(values)
	at := func(part float64) float64 { return values[int(part*float64(len(values)-1))] }
	low, high := at(0), at(1)
	if high-low > 5*(at(0.5)-low) {
		high = at(0.85)
	}
	if high-low <= 1e-12*max(math.Abs(low), math.Abs(high)) {
		half := max(1e-6, math.Abs(low)/10)
		return Range{low - half, low + half}
	}
	return Range{low, high}
}

// labels of the axes.
func (f Surface) labels() (x, y, z string) {
	return orElse(f.XLabel, "x₁"), orElse(f.YLabel, "x₂"), orElse(f.ZLabel, "f")
}

// String says what the figure shows.
func (f Surface) String() string {
	return explained("surface", func() string { return f.describe(f.samples()) })
}

func (f Surface) describe(g samples) string {
	x, y := f.plane().ranges()
	xLabel, yLabel, zLabel := f.labels()
	z := f.heights(g)
	text := fmt.Sprintf("surface%s\n%s %s, %s %s", titled(f.Title), xLabel, rangeText(x), yLabel, rangeText(y))
	values := g.finite()
	if r, ok := rangeOf(values); ok {
		text += fmt.Sprintf("\n%s %s", zLabel, rangeText(r))
		if r[1] > z[1] {
			text += ", cut off at " + brief(z[1], 4)
		}
		if r[0] < z[0] {
			text += ", cut off below " + brief(z[0], 4)
		}
	}
	text += notFinite(len(g.x)*len(g.y) - len(values))
	for _, p := range f.Paths {
		text += pathText(p)
	}
	for _, m := range f.Marks {
		text += markText(m)
	}
	return text
}

// draw puts the figure on a sheet: first what is behind the surface, then the
// surface and what is on it from far to near, then the axes.
func (f Surface) draw() *sheet {
	g := f.samples()
	x, y := f.plane().ranges()
	s := &sheet{width: sheetWidth, title: "surface" + titled(f.Title), description: f.describe(g)}
	top := s.heading(f.Title, append(pathEntries(f.Paths, nil), markEntries(f.Marks)...))
	v := newView(x, y, f.heights(g), f.Turn, f.Tilt)
	v.fit(rect{margin + 44, top + 6, s.width - margin - 44, top + 440})
	s.height = math.Ceil(v.bottom() + 44)
	colors := heightColors{levelsWithin(g, v.z), v.z}
	v.walls(s)
	v.floor(s, g, colors)
	for i, how := range pathStyles(f.Paths) {
		v.shadow(s, thinOut(f.Paths[i].Points, fewPoints), how)
	}
	facets := v.facets(g, colors)
	for i, how := range pathStyles(f.Paths) {
		facets = append(facets, v.onSurface(f.F, thinOut(f.Paths[i].Points, fewPoints/4), how)...)
	}
	slices.SortStableFunc(facets, func(a, b facet) int { return cmp.Compare(b.depth, a.depth) })
	for _, t := range facets {
		s.in(t.class)
		t.draw(s)
	}
	v.marks(s, f)
	xLabel, yLabel, zLabel := f.labels()
	v.axes(s, xLabel, yLabel, zLabel)
	return s
}

// levelsWithin are the levels of the map that the upright axis has.
func levelsWithin(g samples, z Range) []float64 {
	var values []float64
	for _, v := range g.finite() {
		values = append(values, min(max(v, z[0]), z[1]))
	}
	return levelsFor(values, 10)
}

// heightColors gives surface and map the same colours.
type heightColors struct {
	levels []float64
	z      Range
}

// at is the colour of a height: evenly spread over the levels.
func (h heightColors) at(z float64) color.NRGBA {
	n := len(h.levels)
	if n == 0 {
		return shade(viridis, 0.5)
	}
	low, high := h.z[0], h.levels[0]
	i := 0
	for i < n && z >= h.levels[i] {
		low, high = h.levels[i], h.z[1]
		i++
		if i < n {
			high = h.levels[i]
		}
	}
	t := 0.5
	if high > low {
		t = min(max((z-low)/(high-low), 0), 1)
	}
	const steps = 48 // enough to look smooth
	return shade(viridis, math.Round((float64(i)+t)/float64(n+1)*steps)/steps)
}
