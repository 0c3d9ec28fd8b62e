package figure

import (
	"fmt"
	"image/color"
	"math"
)

// This file lays out figures over the plane.

// newPlanePanel lays out a panel in which both axes have the same unit, unless
// that would be too high or too flat, and sets the size of the sheet.
func newPlanePanel(s *sheet, top float64, x, y scale, xLabel, yLabel string) panel {
	const lowest, highest, narrowest = 220.0, 470.0, 250.0
	around := rect{margin - 6, top, s.width, top + 400}
	p := newPanel(s, around, x, y, xLabel, yLabel)
	ratio := y.ends.width() / x.ends.width()
	width, frame := p.box.width(), 400-p.box.height()
	height := width * ratio
	switch {
	case height > highest && highest/ratio >= narrowest:
		width, height = highest/ratio, highest
	case height > highest:
		width, height = min(width, 420), 420
	case height < lowest:
		height = 300
	}
	around.right -= p.box.width() - width
	around.bottom = top + height + frame
	s.width = math.Ceil(max(around.right, s.widest()+margin))
	s.height = math.Ceil(around.bottom)
	return newPanel(s, around, x, y, xLabel, yLabel)
}

// plane are the ranges of a figure over the plane.
type plane struct {
	figure string // its name, for messages
	x, y   Range
	paths  []Path
	marks  []Mark
}

// ranges checks the ranges that are set, and chooses those that are not such
// that they hold the paths and marks.
func (p plane) ranges() (x, y Range) {
	for _, m := range p.marks {
		if len(m.At) != 2 {
			panic(fmt.Sprintf("figure: a mark of %s has %d coordinates, but the picture has 2 axes", p.figure, len(m.At)))
		}
	}
	axis := func(set Range, field string, coordinate int) Range {
		if set.isSet() {
			set.check(p.figure, field)
			return set
		}
		return p.around(coordinate)
	}
	return axis(p.x, "X", 0), axis(p.y, "Y", 1)
}

// around is a range that holds the paths and marks with some room, −1…1 when
// there are none.
func (p plane) around(coordinate int) Range {
	var values []float64
	for _, path := range p.paths {
		for i := range path.Points.Len() {
			x, y := path.Points.XY(i)
			values = append(values, [2]float64{x, y}[coordinate])
		}
	}
	for _, m := range p.marks {
		values = append(values, m.At[coordinate])
	}
	r, ok := rangeOf(values)
	if !ok {
		return Range{-1, 1}
	}
	room := 0.15 * r.width()
	if room == 0 {
		room = max(1, math.Abs(r[0])/2)
	}
	return Range{r[0] - room, r[1] + room}
}

// checkPaths panics when a path has no points to take.
func checkPaths(figure string, paths []Path) {
	for i, p := range paths {
		if p.Points == nil {
			panic(fmt.Sprintf("figure: %s.Paths[%d] (%q) has no Points", figure, i, p.Name))
		}
	}
}

// fillBands colours the areas between the levels, darker where they are lower.
func fillBands(p panel, g samples, levels []float64) {
	p.sheet.in("bands")
	for i := -1; i < len(levels); i++ {
		level := -math.MaxFloat64
		if i >= 0 {
			level = levels[i]
		}
		var outlines [][]point
		for _, line := range g.isolines(level) {
			outline := make([]point, len(line))
			for k, c := range line {
				outline[k] = p.at(c.at.x, c.at.y)
			}
			if outline = thinned(append(outline, outline[0]), lineTolerance); len(outline) > 3 {
				outlines = append(outlines, outline[:len(outline)-1])
			}
		}
		p.sheet.areas(outlines, bandShade(i+1, len(levels)), stroke{})
	}
}

// lineTolerance is how far a line on the sheet may be from the computed one.
const lineTolerance = 0.12

// bandShade is viridis made pale, so that lines and letters stand out.
func bandShade(i, n int) color.NRGBA {
	return mix(shade(viridis, float64(i)/float64(max(n, 1))), paper, 0.5)
}
