package figure

import (
	"fmt"
	"math"
)

// A Differences shows the error of derivatives by differences against the
// step: a V, down with the error of the formula and up again with that of
// rounding. The best step of each formula is marked, and the error of the
// exact derivative is a line far below.
type Differences struct {
	Title  string
	Curves []Series // points (step, error)
	// Exact is the error of the exact derivative; 0 draws its line at the
	// lower end of the axis, negative draws none.
	Exact float64
	// XLabel and YLabel are "step h" and "error" when they are empty.
	XLabel, YLabel string
}

// SVG draws the figure.
func (f Differences) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f Differences) PNG() []byte { return f.draw().png() }

// best gives the point with the smallest error.
func best(points XYer) (x, y float64, ok bool) {
	y = math.Inf(1)
	for i := range points.Len() {
		if u, v := points.XY(i); v < y && v >= 0 && u > 0 {
			x, y, ok = u, v, true
		}
	}
	return x, y, ok
}

// check panics when parts are missing.
func (f Differences) check() {
	for i, c := range f.Curves {
		if c.Points == nil {
			panic(fmt.Sprintf("figure: Differences.Curves[%d] (%q) has no Points", i, c.Name))
		}
	}
}

// String says what the figure shows.
func (f Differences) String() string { return explained("differences", f.describe) }

func (f Differences) describe() string {
	f.check()
	text := "error of differences against the step" + titled(f.Title)
	for _, c := range f.Curves {
		if x, y, ok := best(c.Points); ok {
			text += fmt.Sprintf("\n%s: %d steps, the error is smallest, %s, at step %s", orElse(c.Name, "differences"), c.Points.Len(), brief(y, 2), brief(x, 2))
		} else {
			text += fmt.Sprintf("\n%s: no steps", orElse(c.Name, "differences"))
		}
	}
	if f.Exact >= 0 {
		text += "\nexact derivative: error " + brief(f.Exact, 2)
	}
	return text
}

// draw puts the figure on a sheet.
func (f Differences) draw() *sheet {
	f.check()
	s := &sheet{width: sheetWidth, title: "differences" + titled(f.Title), description: f.describe()}
	legend := seriesEntries(f.Curves)
	exact := stroke{color: ink, width: 1.8, dash: []float64{7, 3, 2, 3}}
	if f.Exact >= 0 {
		name := "exact derivative"
		if f.Exact == 0 {
			name += ", error 0"
		}
		legend = append(legend, entry{name: name, line: exact})
	}
	top := s.heading(f.Title, legend)
	s.height = top + 330
	x, y := f.scales()
	p := newPanel(s, rect{margin, top, s.width, s.height}, x, y, orElse(f.XLabel, "step h"), orElse(f.YLabel, "error"))
	p.grid()
	if f.Exact >= 0 {
		s.in("exact")
		p.magnitudes(Points{{x.ends[0], f.Exact}, {x.ends[1], f.Exact}}, exact)
	}
	for i, c := range f.Curves {
		s.in("curve")
		p.magnitudes(c.Points, lineStroke(i, 2))
	}
	f.bestSteps(p)
	p.axes()
	if len(f.Curves) == 0 {
		p.notice("no differences")
	}
	return s
}

// scales are logarithmic, and hold the exact error.
func (f Differences) scales() (x, y scale) {
	var steps, errors [][]float64
	for _, c := range f.Curves {
		steps, errors = append(steps, xValues(c.Points)), append(errors, yValues(c.Points))
	}
	if f.Exact > 0 {
		errors = append(errors, []float64{f.Exact})
	}
	x, y = logScale(steps...), logScale(errors...)
	if f.Exact == 0 {
		y.ends[0] /= 10
	}
	return x, y
}

// bestSteps marks the smallest error of each curve with its step.
func (f Differences) bestSteps(p panel) {
	r := room{box: p.box}
	for _, c := range f.Curves {
		for _, part := range clipLine(p.places(lifted{c.Points, p.y}), p.box) {
			r.takeLine(part, 3)
		}
	}
	for i, c := range f.Curves {
		x, y, ok := best(c.Points)
		if !ok {
			continue
		}
		if y == 0 {
			y = p.y.ends[0]
		}
		at := p.at(x, y)
		p.sheet.in("best steps")
		p.sheet.symbol(symbol{form: circle, color: lineStroke(i, 2).color}, at, 5)
		r.takePoint(at, 6)
		note := r.beside("best h ≈ "+brief(x, 1), at, 10)
		p.sheet.plate(note)
		p.sheet.write(note)
	}
}
