package figure

import (
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// A Contour is a map of a function of two variables: lines at which it has the
// same value, with the ways of minimisers, marked points, arrows downhill and
// eigenvectors of its Hessian. Dark is low.
type Contour struct {
	Title          string
	XLabel, YLabel string // empty: x₁ and x₂
	F              func(x []float64) float64
	// X and Y are what is shown; the zero Range holds the paths and marks.
	X, Y Range

	// Levels are the values with a line; nil chooses about ten, evenly spaced
	// or with equal ratios, as the function needs.
	Levels []float64
	// Plain leaves the areas between the lines white.
	Plain bool
	// Paths are drawn with their points, Curves as dashed lines without.
	Paths, Curves []Path
	Marks         []Mark
	// Vectors are single arrows, such as the gradient at a point.
	Vectors []Vector
	// Arrows is the number of arrows downhill in a row, of a length that grows
	// slowly with that of the gradient; 0 draws none.
	Arrows int
	// Curvatures are points with the eigenvectors of the Hessian.
	Curvatures []Curvature
	// Samples is the number of points in each direction at which the function
	// is evaluated; 0 is 121.
	Samples int
}

// A Curvature is the eigenvectors of a Hessian at a point. They are drawn as
// long as their eigenvalues are large, blue where the function curves upward,
// vermilion where it curves downward, grey and dashed where the eigenvalue
// is 0.
type Curvature struct {
	At      []float64
	Values  []float64
	Vectors mat.Matrix // column i belongs to Values[i]
	// Bounds are the bounds of the eigenvalues' errors, within which they count
	// as 0, such as the Bound of mathlib's critical points; nil takes rounding.
	Bounds []float64
}

// SVG draws the figure.
func (f Contour) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Contour) PNG() []byte { return f.draw().png() }

// plane collects what decides the ranges.
func (f Contour) plane() plane {
	checkPaths("Contour", f.Paths)
	checkPaths("Contour", f.Curves)
	marks := f.Marks
	for _, c := range f.Curvatures {
		marks = append(marks[:len(marks):len(marks)], Mark{At: c.At})
	}
	for _, v := range f.Vectors {
		v.check()
		marks = append(marks[:len(marks):len(marks)], Mark{At: v.At}, Mark{At: []float64{v.At[0] + v.By[0], v.At[1] + v.By[1]}})
	}
	return plane{"Contour", f.X, f.Y, f.Paths, marks}
}

// samples evaluates the function.
func (f Contour) samples() samples {
	checkFunction("Contour", f.F)
	n := f.Samples
	if n == 0 {
		n = 121
	}
	if n < 2 {
		panic(fmt.Sprintf("figure: Contour.Samples must be at least 2, it is %d", n))
	}
	x, y := f.plane().ranges()
	return sample(f.F, x, y, n)
}

// levels are those chosen by the user, in ascending order, else by the values.
func (f Contour) levels(g samples) []float64 {
	if f.Levels == nil {
		return levelsFor(g.finite(), 10)
	}
	levels := slices.DeleteFunc(slices.Clone(f.Levels), func(v float64) bool { return !isFinite(v) })
	slices.Sort(levels)
	return levels
}

// labels of the axes.
func (f Contour) labels() (x, y string) { return orElse(f.XLabel, "x₁"), orElse(f.YLabel, "x₂") }

// String says what the figure shows.
func (f Contour) String() string {
	return explained("contour map", func() string { return f.describe(f.samples()) })
}

func (f Contour) describe(g samples) string {
	x, y := f.plane().ranges()
	xLabel, yLabel := f.labels()
	text := fmt.Sprintf("contour map%s\n%s %s, %s %s", titled(f.Title), xLabel, rangeText(x), yLabel, rangeText(y))
	values := g.finite()
	if r, ok := rangeOf(values); ok {
		text += "\nvalues " + rangeText(r)
	}
	text += notFinite(len(g.x)*len(g.y) - len(values))
	if levels := f.levels(g); len(levels) > 0 {
		texts := make([]string, len(levels))
		for i, level := range levels {
			texts[i] = brief(level, 3)
		}
		text += "\nlines at " + strings.Join(texts, ", ")
	} else {
		text += "\nno lines: the function is constant"
	}
	for _, p := range append(f.Paths[:len(f.Paths):len(f.Paths)], f.Curves...) {
		text += pathText(p)
	}
	for _, v := range f.Vectors {
		text += v.text()
	}
	for _, m := range f.Marks {
		text += markText(m)
	}
	for _, c := range f.Curvatures {
		c.check()
		for _, v := range c.Values {
			text += fmt.Sprintf("\neigenvalue %s at (%s, %s)", brief(v, 4), brief(c.At[0], 4), brief(c.At[1], 4))
		}
	}
	return text
}

// draw puts the figure on a sheet. Labels are placed before anything is drawn,
// for lines make room for them.
func (f Contour) draw() *sheet {
	g := f.samples()
	x, y := f.plane().ranges()
	s := &sheet{width: sheetWidth, title: "contour map" + titled(f.Title), description: f.describe(g)}
	top := s.heading(f.Title, f.legend())
	xLabel, yLabel := f.labels()
	p := newPlanePanel(s, top, scale{ends: x}, scale{ends: y}, xLabel, yLabel)
	levels := f.levels(g)
	if !f.Plain {
		fillBands(p, g, levels)
	}
	room := f.obstacles(p)
	tips := make([][]tip, len(f.Curvatures))
	for i, c := range f.Curvatures {
		tips[i] = c.tips(p)
		room.take(tips[i])
	}
	notes := room.placeMarks(p, f.Marks)
	drawLevels(p, g, levels, f.Plain, &room)
	if f.Arrows > 0 {
		descentArrows(p, f.F, f.Arrows, room)
	}
	drawPaths(p, f.Paths, f.Curves)
	drawVectors(p, f.Vectors, f.linesBefore())
	for _, t := range tips {
		drawTips(p, t)
	}
	drawMarks(p, f.Marks, notes)
	p.axes()
	return s
}

// legend names the paths, the kinds of marks and what arrows mean.
func (f Contour) legend() []entry {
	legend := pathEntries(f.Paths, f.Curves)
	legend = append(legend, vectorEntries(f.Vectors, f.linesBefore())...)
	legend = append(legend, markEntries(f.Marks)...)
	signs := map[int]bool{}
	for _, c := range f.Curvatures {
		c.check()
		for i := range c.Values {
			signs[c.sign(i)] = true
		}
	}
	for _, sign := range []int{1, -1, 0} {
		if signs[sign] {
			name := map[int]string{1: "curves upward", -1: "curves downward", 0: "flat"}[sign]
			legend = append(legend, entry{name: name, line: curvatureStroke(sign)})
		}
	}
	if f.Arrows > 0 {
		legend = append(legend, entry{name: "downhill, −g", line: stroke{color: arrowColor, width: 1.4}, arrow: true})
	}
	return legend
}

// linesBefore is how many colours paths and curves may take.
func (f Contour) linesBefore() int { return len(f.Paths) + max(0, len(f.Curves)-1) }
