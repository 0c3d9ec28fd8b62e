package figure

import (
	"fmt"
	"math"
)

// A tip is the end of an eigenvector on the sheet.
type tip struct {
	centre, at point
	sign       int
	label      *lettering // of one of the two ends
}

// The half lengths of eigenvectors on the sheet.
const (
	longestAxis  = 62
	shortestAxis = 16
)

// check panics when the parts do not fit together.
func (c Curvature) check() {
	if len(c.At) != 2 {
		panic(fmt.Sprintf("figure: a Curvature is at a point with %d coordinates, but the picture has 2 axes", len(c.At)))
	}
	if c.Vectors == nil {
		panic("figure: Curvature.Vectors must be set: column i is the eigenvector of Values[i]")
	}
	if rows, columns := c.Vectors.Dims(); rows != 2 || columns != len(c.Values) {
		panic(fmt.Sprintf("figure: Curvature.Vectors is %d×%d, but a point of the plane with %d eigenvalues needs 2×%d",
			rows, columns, len(c.Values), len(c.Values)))
	}
	if c.Bounds != nil && len(c.Bounds) != len(c.Values) {
		panic(fmt.Sprintf("figure: Curvature.Bounds has %d bounds for %d Values", len(c.Bounds), len(c.Values)))
	}
}

// sign is the certain sign of eigenvalue i.
func (c Curvature) sign(i int) int {
	largest := 0.0
	for _, v := range c.Values {
		largest = max(largest, math.Abs(v))
	}
	const rounding = 1e-12 // below that of the largest it is not seen anyway
	bound := rounding * largest
	if c.Bounds != nil {
		bound = max(bound, c.Bounds[i])
	}
	return eigenvalue{c.Values[i], bound}.sign()
}

// curvatureStroke is how an eigenvector is drawn.
func curvatureStroke(sign int) stroke {
	switch sign {
	case 1:
		return stroke{color: blue, width: 2.6}
	case -1:
		return stroke{color: vermilion, width: 2.6}
	}
	return stroke{color: pale, width: 2.2, dash: []float64{4, 3}}
}

// tips places the eigenvectors, both ways from the point.
func (c Curvature) tips(p panel) []tip {
	largest := 0.0
	for _, v := range c.Values {
		largest = max(largest, math.Abs(v))
	}
	centre := p.at(c.At[0], c.At[1])
	if !p.holds(centre) {
		return nil
	}
	var tips []tip
	for i, v := range c.Values {
		dx := c.Vectors.At(0, i) / p.x.ends.width() * p.box.width()
		dy := -c.Vectors.At(1, i) / p.y.ends.width() * p.box.height()
		length := math.Hypot(dx, dy)
		if length == 0 || !isFinite(length) {
			continue
		}
		half := float64(longestAxis)
		if c.sign(i) != 0 {
			half = max(shortestAxis, longestAxis*math.Abs(v)/largest)
		}
		if dy > 0 { // the label stands at the upper end
			dx, dy = -dx, -dy
		}
		for _, way := range []float64{1, -1} {
			t := tip{centre: centre, sign: c.sign(i), at: point{centre.x + way*half*dx/length, centre.y + way*half*dy/length}}
			if way > 0 {
				t.label = tipLabel("λ = "+brief(v, 3), t)
			}
			tips = append(tips, t)
		}
	}
	return tips
}

// tipLabel stands beyond the end of an eigenvector.
func tipLabel(text string, t tip) *lettering {
	length := t.at.distance(t.centre)
	ux, uy := (t.at.x-t.centre.x)/length, (t.at.y-t.centre.y)/length
	l := lettering{text: text, bold: true, size: textSize, color: curvatureStroke(t.sign).color, anchor: start}
	width := textWidth(text, textSize, true)
	// Its box touches a circle about the tip from outside.
	l.at = point{t.at.x + 6*ux + (ux-1)/2*width, t.at.y + 6*uy + 0.35*textSize + 0.5*textSize*uy}
	return &l
}

// take reserves the room of eigenvectors and their labels.
func (r *room) take(tips []tip) {
	for _, t := range tips {
		r.takeLine([]point{t.centre, t.at}, 4)
		if t.label != nil {
			r.taken = append(r.taken, t.label.box())
		}
	}
}

// drawTips draws eigenvectors with heads where the function curves.
func drawTips(p panel, tips []tip) {
	p.sheet.in("eigenvectors")
	for _, t := range tips {
		p.sheet.line([]point{t.centre, t.at}, stroke{color: faded(paper, 0.8), width: 5})
	}
	for _, t := range tips {
		if how := curvatureStroke(t.sign); t.sign == 0 {
			p.sheet.line([]point{t.centre, t.at}, how)
		} else {
			p.sheet.arrow(t.centre, t.at, how)
		}
	}
	p.sheet.in("eigenvalues")
	for _, t := range tips {
		if t.label != nil {
			p.sheet.plate(*t.label)
			p.sheet.write(*t.label)
		}
	}
}
