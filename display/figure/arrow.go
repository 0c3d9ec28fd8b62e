package figure

import (
	"fmt"
	"image/color"
	"math"
)

// An arrow is drawn from one place to another.
type arrow struct {
	from, to point
	size     float64 // of the vector
}

var arrowColor = color.NRGBA{70, 70, 70, 255}

// descentArrows draws −g, found by differences, which are good enough for the
// eye. The lengths grow with the cube root of the gradient's, so that weak
// ones are seen beside strong ones. Where something else stands there are none.
func descentArrows(p panel, f func(x []float64) float64, across int, room room) {
	x, y := p.x.ends, p.y.ends
	hx, hy := 1e-4*x.width(), 1e-4*y.width()
	downhill := func(at []float64) []float64 {
		u, v := at[0], at[1]
		return []float64{
			-(f([]float64{u + hx, v}) - f([]float64{u - hx, v})) / (2 * hx),
			-(f([]float64{u, v + hy}) - f([]float64{u, v - hy})) / (2 * hy),
		}
	}
	p.sheet.in("arrows")
	for _, a := range arrowField(p, downhill, across, 1.0/3) {
		if room.isFree(boxOf(a.from, a.to)) {
			p.sheet.arrow(a.from, a.to, stroke{color: faded(arrowColor, 0.75), width: 1.1})
		}
	}
}

// arrowField gives arrows in a square pattern with their middles at its
// points. The longest fill the pattern; lengths grow with a power of those of
// the vectors.
func arrowField(p panel, field func([]float64) []float64, across int, power float64) []arrow {
	step := p.box.width() / float64(across)
	down := max(1, int(math.Round(p.box.height()/step)))
	var arrows []arrow
	longest := 0.0
	for i := range down {
		for j := range across {
			centre := point{p.box.left + (float64(j)+0.5)*step, p.box.top + (float64(i)+0.5)*p.box.height()/float64(down)}
			u, v := p.x.inverse((centre.x-p.box.left)/p.box.width()), p.y.inverse((p.box.bottom-centre.y)/p.box.height())
			w := field([]float64{u, v})
			if len(w) != 2 {
				panic(fmt.Sprintf("figure: the vector field gives %d components at a point of the plane, it must give 2", len(w)))
			}
			dx, dy := w[0]/p.x.ends.width()*p.box.width(), -w[1]/p.y.ends.width()*p.box.height()
			if size := math.Hypot(w[0], w[1]); isFinite(size) && size > 0 {
				length := math.Hypot(dx, dy)
				arrows = append(arrows, arrow{centre, point{dx / length, dy / length}, size})
				longest = max(longest, size)
			}
		}
	}
	for i, a := range arrows {
		half := 0.46 * step * math.Pow(a.size/longest, power)
		arrows[i].from = point{a.from.x - half*a.to.x, a.from.y - half*a.to.y}
		arrows[i].to = point{a.from.x + half*a.to.x, a.from.y + half*a.to.y}
	}
	return arrows
}

// arrow draws a line with a head, which gets smaller on short arrows.
func (s *sheet) arrow(from, to point, how stroke) {
	length := from.distance(to)
	if length < 1.5 {
		return
	}
	head := min(5+1.2*how.width, 0.5*length)
	ux, uy := (to.x-from.x)/length, (to.y-from.y)/length
	neck := point{to.x - head*ux, to.y - head*uy}
	wide := 0.38 * head
	s.line([]point{from, neck}, how)
	s.area([]point{to, {neck.x - wide*uy, neck.y + wide*ux}, {neck.x + wide*uy, neck.y - wide*ux}}, how.color, stroke{})
}
