package figure

// A panel is a coordinate system on a sheet.
type panel struct {
	sheet          *sheet
	box            rect // within the axes
	x, y           scale
	xLabel, yLabel string
	xTicks, yTicks []tick
}

// The room that axes take, in pixels.
const (
	tickLength    = 5
	labelDistance = 7
	xTickRoom     = 22 // below the box, for the numbers
	labelRoom     = 18 // below them, for the label
	sideRoom      = 16 // to the right of the box
)

// newPanel lays a panel out within a rectangle that holds its labels too.
func newPanel(s *sheet, outer rect, x, y scale, xLabel, yLabel string) panel {
	p := panel{sheet: s, x: x, y: y, xLabel: xLabel, yLabel: yLabel}
	p.box = rect{outer.left, outer.top + 8, outer.right - sideRoom, outer.bottom - xTickRoom - 6}
	if xLabel != "" {
		p.box.bottom -= labelRoom
	}
	p.yTicks = y.ticks(max(2, int(p.box.height()/42)))
	p.box.left = outer.left + yAxisRoom(p.yTicks, yLabel)
	p.xTicks = x.ticks(max(2, int(p.box.width()/70)))
	return p
}

// yAxisRoom is what the numbers and the label to the left of a box take.
func yAxisRoom(ticks []tick, label string) float64 {
	width := 0.0
	for _, t := range ticks {
		width = max(width, textWidth(t.label, textSize, false))
	}
	room := 12 + width + labelDistance
	if label != "" {
		room += labelRoom + 2
	}
	return room
}

// at gives the place of (x, y) on the sheet; it is not a number where the axes
// do not have it.
func (p panel) at(x, y float64) point {
	return point{p.box.left + p.x.unit(x)*p.box.width(), p.box.bottom - p.y.unit(y)*p.box.height()}
}

// grid draws faint lines at the labelled ticks.
func (p panel) grid() {
	p.sheet.in("grid")
	how := stroke{color: faint, width: 1}
	for _, t := range p.xTicks {
		if t.label != "" {
			x := p.at(t.at, p.y.ends[0]).x
			p.sheet.line([]point{{x, p.box.top}, {x, p.box.bottom}}, how)
		}
	}
	for _, t := range p.yTicks {
		if t.label != "" {
			y := p.at(p.x.ends[0], t.at).y
			p.sheet.line([]point{{p.box.left, y}, {p.box.right, y}}, how)
		}
	}
}

// axes draws the frame, the ticks and their numbers, and the labels.
func (p panel) axes() {
	p.sheet.in("axes")
	how := stroke{color: pale, width: 1}
	p.sheet.area(p.box.corners(), none, how)
	for _, t := range p.xTicks {
		x, length := p.at(t.at, p.y.ends[0]).x, tickSize(t)
		p.sheet.line([]point{{x, p.box.bottom}, {x, p.box.bottom + length}}, how)
		p.sheet.write(lettering{text: t.label, at: point{x, p.box.bottom + labelDistance + textSize}})
	}
	for _, t := range p.yTicks {
		y, length := p.at(p.x.ends[0], t.at).y, tickSize(t)
		p.sheet.line([]point{{p.box.left, y}, {p.box.left - length, y}}, how)
		p.sheet.write(lettering{text: t.label, at: point{p.box.left - labelDistance - 1, y}, anchor: end}.centred())
	}
	p.sheet.in("axis labels")
	p.sheet.write(lettering{text: p.xLabel, size: labelSize,
		at: point{(p.box.left + p.box.right) / 2, p.box.bottom + xTickRoom + labelRoom - 2}})
	width := yAxisRoom(p.yTicks, "")
	p.sheet.write(lettering{text: p.yLabel, size: labelSize, turn: -90,
		at: point{p.box.left - width - 1, (p.box.top + p.box.bottom) / 2}})
}

// tickSize is shorter for ticks without a number.
func tickSize(t tick) float64 {
	if t.label == "" {
		return tickLength * 0.6
	}
	return tickLength
}

// curve draws a line through the points, within the box and with gaps where a
// point is not on the axes.
func (p panel) curve(points XYer, how stroke) {
	for _, part := range clipLine(p.places(points), p.box) {
		p.sheet.line(fewerPoints(part), how)
	}
}

// places gives the places of points on the sheet.
func (p panel) places(points XYer) []point {
	line := make([]point, points.Len())
	for i := range line {
		x, y := points.XY(i)
		line[i] = p.at(x, y)
	}
	return line
}

// holds reports whether a place is within the box.
func (p panel) holds(q point) bool {
	const slack = 0.5
	return q.x >= p.box.left-slack && q.x <= p.box.right+slack && q.y >= p.box.top-slack && q.y <= p.box.bottom+slack
}
