package figure

import (
	"image/color"
	"math"
)

// This file implements the sheet, the list of marks between the figures and
// the writers of SVG and PNG. Its unit is the CSS pixel; y points down.

// sheetWidth fits the output area of a notebook.
const sheetWidth = 640

// A point is a place on the sheet.
type point struct{ x, y float64 }

// A rect is a rectangle on the sheet.
type rect struct{ left, top, right, bottom float64 }

func (r rect) width() float64  { return r.right - r.left }
func (r rect) height() float64 { return r.bottom - r.top }

// inset is r made smaller by d on all sides.
func (r rect) inset(d float64) rect {
	return rect{r.left + d, r.top + d, r.right - d, r.bottom - d}
}

// overlaps reports whether two rectangles have an inner point in common.
func (r rect) overlaps(o rect) bool {
	return r.left < o.right && o.left < r.right && r.top < o.bottom && o.top < r.bottom
}

// corners gives the outline of r.
func (r rect) corners() []point {
	return []point{{r.left, r.top}, {r.right, r.top}, {r.right, r.bottom}, {r.left, r.bottom}}
}

// A stroke is how a line is drawn; width 0 draws none.
type stroke struct {
	color color.NRGBA
	width float64
	dash  []float64 // lengths of lines and gaps; nil is solid
}

// An anchor says which point of a text stands at its place.
type anchor int

const (
	middle anchor = iota
	start
	end
)

// A lettering is a text on the sheet: one line, its baseline at the place.
type lettering struct {
	text   string
	at     point
	anchor anchor
	size   float64
	bold   bool
	turn   float64 // in degrees, clockwise on the sheet
	color  color.NRGBA
}

// A mark is one thing on the sheet: an area or line through lines, or a text.
type mark struct {
	class  string // what the mark is, in the words of the figure
	lines  [][]point
	closed bool
	fill   color.NRGBA // alpha 0: not filled
	stroke stroke
	text   *lettering
}

// A sheet is a picture as a list of marks, later ones over earlier ones.
type sheet struct {
	width, height float64
	title         string // for those who cannot see the picture
	description   string
	marks         []mark
	class         string // of the marks that come next
}

// in sets the class of the marks that come next.
func (s *sheet) in(class string) { s.class = class }

// line draws an open line; fewer than two points draw nothing.
func (s *sheet) line(points []point, how stroke) {
	if len(points) > 1 {
		s.marks = append(s.marks, mark{class: s.class, lines: [][]point{points}, stroke: how})
	}
}

// area fills a closed outline and draws its border.
func (s *sheet) area(outline []point, fill color.NRGBA, border stroke) {
	s.areas([][]point{outline}, fill, border)
}

// areas fills what lies within several outlines, which may have holes: those
// run the other way round.
func (s *sheet) areas(outlines [][]point, fill color.NRGBA, border stroke) {
	if len(outlines) > 0 {
		s.marks = append(s.marks, mark{class: s.class, lines: outlines, closed: true, fill: fill, stroke: border})
	}
}

// write puts a text on the sheet.
func (s *sheet) write(l lettering) {
	if l.text == "" {
		return
	}
	if l.size == 0 {
		l.size = textSize
	}
	if l.color.A == 0 {
		l.color = ink
	}
	s.marks = append(s.marks, mark{class: s.class, text: &l})
}

// box gives the rectangle that a text covers.
func (l lettering) box() rect {
	width := textWidth(l.text, l.size, l.bold)
	left := -width / 2
	switch l.anchor {
	case start:
		left = 0
	case end:
		left = -width
	}
	upright := rect{left, -0.74 * l.size, left + width, 0.22 * l.size}
	sin, cos := math.Sincos(l.turn * math.Pi / 180)
	box := rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range upright.corners() {
		x, y := l.at.x+c.x*cos-c.y*sin, l.at.y+c.x*sin+c.y*cos
		box = rect{min(box.left, x), min(box.top, y), max(box.right, x), max(box.bottom, y)}
	}
	return box
}

// plate makes the ground under a text pale, so that lines do not disturb it.
func (s *sheet) plate(l lettering) {
	s.area(l.box().inset(-2).corners(), faded(paper, 0.6), stroke{})
}

// centred moves a text down such that its middle, not its baseline, is at its
// place.
func (l lettering) centred() lettering {
	l.at.y += 0.35 * l.size
	return l
}

// boxOf is the rectangle between two places.
func boxOf(a, b point) rect {
	return rect{min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)}
}

// widest is how far to the right the texts so far reach.
func (s *sheet) widest() float64 {
	right := 0.0
	for _, m := range s.marks {
		if m.text != nil {
			right = max(right, m.text.box().right)
		}
	}
	return right
}
