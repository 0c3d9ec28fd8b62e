package figure

import (
	"fmt"
)

// A Curves shows functions of one variable, and other curves, in one
// coordinate system.
type Curves struct {
	Title          string
	XLabel, YLabel string
	Functions      []Function
	Curves         []Series
	// X and Y are what is shown. The zero Range of X holds the curves, −1…1
	// when there are none; that of Y holds what is seen of all.
	X, Y Range
	// LogX and LogY make an axis logarithmic.
	LogX, LogY bool
	Marks      []Mark
}

// A Function is a function of one variable with its name.
type Function struct {
	Name string
	F    func(x float64) float64
}

// SVG draws the figure.
func (f Curves) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Curves) PNG() []byte { return f.draw().png() }

// check panics when parts are missing.
func (f Curves) check() {
	for i, g := range f.Functions {
		if g.F == nil {
			panic(fmt.Sprintf("figure: Curves.Functions[%d] (%q) has no F", i, g.Name))
		}
	}
	for i, c := range f.Curves {
		if c.Points == nil {
			panic(fmt.Sprintf("figure: Curves.Curves[%d] (%q) has no Points", i, c.Name))
		}
	}
	for _, axis := range []struct {
		name    string
		is, log bool
		r       Range
	}{{"X", f.X.isSet(), f.LogX, f.X}, {"Y", f.Y.isSet(), f.LogY, f.Y}} {
		if axis.is {
			axis.r.check("Curves", axis.name)
		}
		if axis.is && axis.log && axis.r[0] <= 0 {
			panic("figure: Curves." + axis.name + " must be positive on a logarithmic axis; it is " + rangeText(axis.r))
		}
	}
	plane{figure: "Curves", marks: f.Marks}.ranges()
}

// series are all curves; the functions are evaluated.
func (f Curves) series() ([]Series, scale) {
	f.check()
	var lists [][]float64
	for _, c := range f.Curves {
		lists = append(lists, xValues(c.Points))
	}
	for _, m := range f.Marks {
		lists = append(lists, m.At[:1])
	}
	x := scale{ends: f.X}
	switch r, ok := rangeOf(lists...); {
	case f.LogX && f.X.isSet():
		x.warp = logarithmic
	case f.LogX:
		x = logScale(lists...)
	case f.X.isSet():
	case ok && r[0] < r[1]:
		x.ends = r
	case ok:
		x = linearScale(r)
	default:
		x.ends = Range{-1, 1}
	}
	var all []Series
	for _, g := range f.Functions {
		const steps = 400
		points := make(Points, steps+1)
		for k := range points {
			t := x.inverse(float64(k) / steps)
			points[k] = [2]float64{t, g.F(t)}
		}
		all = append(all, Series{g.Name, points})
	}
	return append(all, f.Curves...), x
}

// yScale holds what is seen of the curves.
func (f Curves) yScale(all []Series, x scale) scale {
	var seen []float64
	for _, c := range all {
		for i := range c.Points.Len() {
			if u, v := c.Points.XY(i); u >= x.ends[0] && u <= x.ends[1] {
				seen = append(seen, v)
			}
		}
	}
	for _, m := range f.Marks {
		seen = append(seen, m.At[1])
	}
	switch {
	case f.LogY && f.Y.isSet():
		return scale{warp: logarithmic, ends: f.Y}
	case f.LogY:
		return logScale(seen)
	case f.Y.isSet():
		return scale{ends: f.Y}
	}
	return evenScale(seen)
}

// String says what the figure shows.
func (f Curves) String() string { return explained("curves", f.describe) }

func (f Curves) describe() string {
	all, x := f.series()
	y := f.yScale(all, x)
	text := fmt.Sprintf("curves%s\n%s %s, %s %s", titled(f.Title), orElse(f.XLabel, "x"), rangeText(x.ends), orElse(f.YLabel, "y"), rangeText(y.ends))
	for i, c := range all {
		values := yValues(c.Points)
		name := orElse(c.Name, "curve "+subscript(i+1))
		if r, ok := rangeOf(values); ok {
			text += fmt.Sprintf("\n%s: values %s, at the ends %s and %s", name, rangeText(r), brief(values[0], 4), brief(values[len(values)-1], 4))
		} else {
			text += "\n" + name + ": nothing to be seen"
		}
	}
	for _, m := range f.Marks {
		text += markText(m)
	}
	return text
}

// draw puts the figure on a sheet.
func (f Curves) draw() *sheet {
	all, x := f.series()
	y := f.yScale(all, x)
	s := &sheet{width: sheetWidth, title: "curves" + titled(f.Title), description: f.describe()}
	top := s.heading(f.Title, append(seriesEntries(all), markEntries(f.Marks)...))
	s.height = top + 320
	p := newPanel(s, rect{margin, top, s.width, s.height}, x, y, f.XLabel, f.YLabel)
	p.grid()
	if y.warp == linear && y.ends[0] < 0 && y.ends[1] > 0 {
		s.in("zero")
		p.curve(Points{{x.ends[0], 0}, {x.ends[1], 0}}, stroke{color: pale, width: 1})
	}
	r := room{box: p.box}
	for i, c := range all {
		s.in("curve")
		p.magnitudes(c.Points, lineStroke(i, 2.2))
		for _, part := range clipLine(p.places(c.Points), p.box) {
			r.takeLine(part, 3)
		}
	}
	for _, m := range f.Marks {
		r.takePoint(p.at(m.At[0], m.At[1]), 7)
	}
	drawMarks(p, f.Marks, r.placeMarks(p, f.Marks))
	p.axes()
	if len(all) == 0 {
		p.notice("no curves")
	}
	return s
}
