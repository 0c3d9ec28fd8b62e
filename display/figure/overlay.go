package figure

import (
	"fmt"
	"image/color"
)

// This file draws what stands on a map: paths, curves, marks, arrows and
// eigenvectors.

// curveStyles gives how curves are drawn: dashed, the first in black and the
// others in colours that the paths leave, those of the same name alike. A
// curve without a name is a part of the one before.
func curveStyles(curves []Path, paths int) []stroke {
	styles, seen := make([]stroke, len(curves)), map[string]int{}
	k := 0
	for i, c := range curves {
		if at, known := seen[c.Name]; known {
			k = at
		} else if c.Name != "" {
			k = len(seen)
			seen[c.Name] = k
		}
		styles[i] = stroke{color: ink, width: 1.6, dash: []float64{6, 3.5}}
		if k > 0 {
			styles[i].color = lineStroke(paths+k-1, 1).color
		}
	}
	return styles
}

// pathStyles gives how paths are drawn: those of the same name alike, those
// without a name each in its own colour.
func pathStyles(paths []Path) []stroke {
	styles, seen := make([]stroke, len(paths)), map[string]int{}
	next := 0
	for i, p := range paths {
		k, known := seen[p.Name]
		if !known || p.Name == "" {
			k = next
			next++
			seen[p.Name] = k
		}
		styles[i] = lineStroke(k, 2)
	}
	return styles
}

// pathEntries are the legend of paths and curves.
func pathEntries(paths, curves []Path) []entry {
	var legend []entry
	seen := map[string]bool{}
	for i, how := range pathStyles(paths) {
		if !seen[paths[i].Name] {
			legend = append(legend, entry{name: paths[i].Name, line: how, symbol: &symbol{form: circle, color: how.color}})
		}
		seen[paths[i].Name] = true
	}
	for i, how := range curveStyles(curves, len(paths)) {
		c := curves[i]
		if !seen[c.Name] {
			legend = append(legend, entry{name: c.Name, line: how})
		}
		seen[c.Name] = true
	}
	return legend
}

// drawPaths draws curves, and paths over them with their points: hollow at the
// start, full at the end.
func drawPaths(p panel, paths, curves []Path) {
	p.sheet.in("curves")
	for i, how := range curveStyles(curves, len(paths)) {
		p.curve(curves[i].Points, how)
	}
	for i, how := range pathStyles(paths) {
		p.sheet.in("path")
		p.curve(paths[i].Points, stroke{color: faded(paper, 0.8), width: how.width + 2})
		p.curve(paths[i].Points, how)
		p.sheet.in("path points")
		drawStops(p, p.places(paths[i].Points), how.color)
	}
}

// drawStops marks the points of a path, except where they would run together,
// and of very many only some.
func drawStops(p panel, line []point, c color.NRGBA) {
	const apart, most = 9, 120
	last := len(line) - 1
	var stops []point
	for i, q := range line {
		far := len(stops) == 0 || q.distance(stops[len(stops)-1]) >= apart
		if q.isFinite() && p.holds(q) && i < last && far && (i == 0 || q.distance(line[last]) >= apart) {
			stops = append(stops, q)
		}
	}
	first := last > 0 && len(stops) > 0 && stops[0] == line[0]
	for k, i := range some(len(stops), most) {
		if k > 0 || !first {
			p.sheet.symbol(symbol{form: circle, color: c}, stops[i], 3)
		}
	}
	if first {
		p.sheet.symbol(symbol{form: circle, color: c, hollow: true}, line[0], 3.8)
	}
	if last >= 0 && line[last].isFinite() && p.holds(line[last]) {
		p.sheet.symbol(symbol{form: circle, color: c}, line[last], 4.5)
	}
}

// check panics when a vector is not one of the plane.
func (v Vector) check() {
	if len(v.At) != 2 || len(v.By) != 2 {
		panic(fmt.Sprintf("figure: a Vector has %d components at a point with %d coordinates, but the picture has 2 axes", len(v.By), len(v.At)))
	}
}

// text says what the arrow is.
func (v Vector) text() string {
	return fmt.Sprintf("\narrow %s: (%s, %s) at (%s, %s)", quoted(v.Name), brief(v.By[0], 4), brief(v.By[1], 4), brief(v.At[0], 4), brief(v.At[1], 4))
}

// vectorStroke is how vector i is drawn, in the colours that the paths leave.
func vectorStroke(i, paths int) stroke {
	return stroke{color: lineStroke(paths+i, 1).color, width: 2.6}
}

// vectorEntries are the legend of vectors.
func vectorEntries(vectors []Vector, paths int) []entry {
	var legend []entry
	for i, v := range vectors {
		legend = append(legend, entry{name: v.Name, line: vectorStroke(i, paths), arrow: true})
	}
	return legend
}

// drawVectors draws single arrows.
func drawVectors(p panel, vectors []Vector, paths int) {
	p.sheet.in("vectors")
	for i, v := range vectors {
		from, to, ok := clipSegment(p.at(v.At[0], v.At[1]), p.at(v.At[0]+v.By[0], v.At[1]+v.By[1]), p.box)
		if !ok {
			continue
		}
		how := vectorStroke(i, paths)
		p.sheet.line([]point{from, to}, stroke{color: faded(paper, 0.8), width: how.width + 2.4})
		p.sheet.arrow(from, to, how)
	}
}

// markEntries are the legend of the kinds of marks.
func markEntries(marks []Mark) []entry {
	var legend []entry
	seen := map[string]bool{}
	for _, m := range marks {
		what, name := kindSymbol(m.Kind)
		if name != "" && !seen[name] {
			seen[name] = true
			legend = append(legend, entry{name: name, symbol: &what})
		}
	}
	return legend
}

// placeMarks finds the places of the marks' labels.
func (r *room) placeMarks(p panel, marks []Mark) []lettering {
	var notes []lettering
	for _, m := range marks {
		if at := p.at(m.At[0], m.At[1]); m.Label != "" && p.holds(at) {
			notes = append(notes, r.beside(m.Label, at, 9))
		}
	}
	return notes
}

// drawMarks draws the marks, and their labels where they were placed.
func drawMarks(p panel, marks []Mark, notes []lettering) {
	p.sheet.in("marks")
	for _, m := range marks {
		what, _ := kindSymbol(m.Kind)
		if at := p.at(m.At[0], m.At[1]); p.holds(at) {
			p.sheet.symbol(what, at, 5.5)
		}
	}
	p.sheet.in("mark labels")
	for _, n := range notes {
		p.sheet.plate(n)
		p.sheet.write(n)
	}
}
