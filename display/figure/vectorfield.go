package figure

import (
	"fmt"
	"image/color"
)

// A VectorField shows a function from the plane to the plane as arrows: their
// direction is that of the vectors, their colour the length, and their own
// length grows slowly with it, so that short vectors are seen too.
type VectorField struct {
	Title          string
	XLabel, YLabel string // empty: x₁ and x₂
	F              func(x []float64) []float64
	X, Y           Range // the zero Range holds the paths and marks
	Arrows         int   // in a row; 0 is 20
	Paths, Curves  []Path
	Marks          []Mark
}

// SVG draws the figure.
func (f VectorField) SVG() []byte { return f.draw().svg() }

// PNG paints the figure.
func (f VectorField) PNG() []byte { return f.draw().png() }

func (f VectorField) plane() plane {
	if f.F == nil {
		panic("figure: VectorField.F must be set, to a func(x []float64) []float64 from the plane to the plane")
	}
	checkPaths("VectorField", f.Paths)
	checkPaths("VectorField", f.Curves)
	return plane{"VectorField", f.X, f.Y, f.Paths, f.Marks}
}

// panel lays the figure out.
func (f VectorField) panel() (panel, []arrow) {
	x, y := f.plane().ranges()
	s := &sheet{width: sheetWidth, title: "vector field" + titled(f.Title)}
	top := s.heading(f.Title, append(pathEntries(f.Paths, f.Curves), markEntries(f.Marks)...))
	s.width -= barRoom
	p := newPlanePanel(s, top, scale{ends: x}, scale{ends: y}, orElse(f.XLabel, "x₁"), orElse(f.YLabel, "x₂"))
	n := f.Arrows
	if n <= 0 {
		n = 20
	}
	return p, arrowField(p, f.F, n, 1.0/3)
}

// sizes are the lengths of the vectors.
func sizes(arrows []arrow) []float64 {
	var list []float64
	for _, a := range arrows {
		list = append(list, a.size)
	}
	return list
}

// String says what the figure shows.
func (f VectorField) String() string { return explained("vector field", f.describe) }

func (f VectorField) describe() string {
	p, arrows := f.panel()
	text := fmt.Sprintf("vector field%s\n%s %s, %s %s", titled(f.Title), p.xLabel, rangeText(p.x.ends), p.yLabel, rangeText(p.y.ends))
	if r, ok := rangeOf(sizes(arrows)); ok {
		text += fmt.Sprintf("\n%d vectors with lengths %s", len(arrows), rangeText(r))
	} else {
		text += "\nno vector that is not 0"
	}
	for _, path := range append(f.Paths[:len(f.Paths):len(f.Paths)], f.Curves...) {
		text += pathText(path)
	}
	for _, m := range f.Marks {
		text += markText(m)
	}
	return text
}

// draw puts the figure on a sheet.
func (f VectorField) draw() *sheet {
	p, arrows := f.panel()
	s := p.sheet
	s.description = f.describe()
	p.grid()
	lengths := sizes(arrows)
	lengthScale := magnitudeScale(lengths)
	if r, ok := rangeOf(lengths); ok && r[0] < r[1] {
		lengthScale.ends = r
	}
	// The lightest colours cannot be seen on white.
	colorOf := func(size float64) color.NRGBA { return shade(viridis, 0.85*lengthScale.unit(size)) }
	s.in("arrows")
	for _, a := range arrows {
		s.arrow(a.from, a.to, stroke{color: colorOf(a.size), width: 1.5})
	}
	r := room{box: p.box}
	for _, m := range f.Marks {
		r.takePoint(p.at(m.At[0], m.At[1]), 7)
	}
	notes := r.placeMarks(p, f.Marks)
	drawPaths(p, f.Paths, f.Curves)
	drawMarks(p, f.Marks, notes)
	p.axes()
	if len(arrows) == 0 {
		p.notice("no vector that is not 0")
		return s
	}
	bar := rect{p.box.right + 20, p.box.top, p.box.right + 34, p.box.bottom}
	s.colorBar(bar, lengthScale, colorOf)
	s.width = max(s.width, bar.right+62)
	return s
}
