package figure

import (
	"fmt"
	"math"
)

// Vega is the figure as a Vega-Lite specification: the map with the function's
// value under the mouse, zoom, and a slider that lets the paths grow by their
// iterations. Arrows and eigenvectors are left to the picture.
func (f Contour) Vega() []byte {
	g := f.samples()
	x, y := f.plane().ranges()
	xLabel, yLabel := f.labels()
	xs, ys := quantitative("x", xLabel, scale{ends: x}), quantitative("y", yLabel, scale{ends: y})
	xs["axis"], ys["axis"] = object{"grid": false}, object{"grid": false}
	levels := f.levels(g)
	layers := []object{f.vegaBands(x, y, levels, xs, ys), vegaLevels(g, levels, xs, ys)}
	last := 0
	for _, p := range f.Paths {
		last = max(last, p.Points.Len()-1)
	}
	layers = append(layers, f.vegaCurves(xs, ys))
	chart := object{"width": vegaWidth, "height": math.Round(min(max(vegaWidth*y.width()/x.width(), 200), 460))}
	if len(f.Paths) > 0 {
		chart["datasets"] = object{"paths": f.vegaPathPoints()}
		layers = append(layers, f.vegaPaths(last > 0, xs, ys)...)
		if last > 0 {
			chart["params"] = []object{{"name": "iterations", "value": last,
				"bind": object{"input": "range", "min": 0, "max": last, "step": 1, "name": "iterations "}}}
		}
	}
	chart["layer"] = append(layers, f.vegaMarks(xs, ys))
	chart["resolve"] = object{"scale": object{"color": "independent", "fill": "independent", "shape": "independent"}}
	return vegaSpec(f.Title, f.describe(g), chart)
}

// vegaBands are tiles in the colours of the map, coarser than the map.
func (f Contour) vegaBands(x, y Range, levels []float64, xs, ys object) object {
	const n = 44
	g := sample(f.F, inner(x, n), inner(y, n), n)
	var data []object
	for r, row := range g.z {
		for c, v := range row {
			if isFinite(v) {
				data = append(data, object{"u": short(g.x[c]), "v": short(g.y[r]), "f": short(v)})
			}
		}
	}
	colors := make([]string, len(levels)+1)
	for i := range colors {
		colors[i] = hex(bandShade(i, len(levels)))
		if f.Plain {
			colors[i] = hex(paper)
		}
	}
	fill := any(object{"value": colors[0]})
	if len(levels) > 0 {
		fill = object{"field": "f", "type": "quantitative", "title": "value",
			"scale": object{"type": "threshold", "domain": levels, "range": colors}, "legend": object{"format": "~g"}}
	}
	edge := func(as, middle string, by float64) object {
		return object{"calculate": fmt.Sprintf("datum.%s + %v", middle, by), "as": as}
	}
	const overlap = 1.04 // else gaps shine through between tiles
	dx, dy := overlap*x.width()/n/2, overlap*y.width()/n/2
	xLabel, yLabel := f.labels()
	return object{
		"data":      object{"values": data},
		"transform": []object{edge("x", "u", -dx), edge("x2", "u", dx), edge("y", "v", -dy), edge("y2", "v", dy)},
		"params":    []object{zoom("zoom")},
		"mark":      object{"type": "rect", "clip": true, "tooltip": true},
		"encoding": object{"x": xs, "y": ys, "x2": object{"field": "x2"}, "y2": object{"field": "y2"}, "fill": fill,
			"tooltip": tooltip("u", xLabel, "v", yLabel, "f", "value")},
	}
}

// inner is the range of the middles of n tiles.
func inner(r Range, n int) Range {
	half := r.width() / float64(n) / 2
	return Range{r[0] + half, r[1] - half}
}

// short rounds to five digits: more are not seen, and make the data larger.
func short(v float64) any {
	if v == 0 || !isFinite(v) {
		return finiteOrNil(v)
	}
	unit := math.Pow(10, 4-math.Floor(math.Log10(math.Abs(v))))
	if math.IsInf(unit, 0) || unit == 0 {
		return v
	}
	return math.Round(v*unit) / unit
}

// vegaLevels are the lines of the map.
func vegaLevels(g samples, levels []float64, xs, ys object) object {
	data := []object{}
	number := 0
	for _, level := range levels {
		for _, closed := range g.isolines(level) {
			for _, part := range genuineParts(closed) {
				number++
				for i, q := range thinned(part, min(math.Abs(g.x[1]-g.x[0]), math.Abs(g.y[1]-g.y[0]))/30) {
					data = append(data, object{"x": short(q.x), "y": short(q.y), "line": number, "i": i})
				}
			}
		}
	}
	return object{
		"data":     object{"values": data},
		"mark":     object{"type": "line", "clip": true, "color": hex(pale), "strokeWidth": 0.8, "tooltip": nil},
		"encoding": object{"x": xs, "y": ys, "detail": object{"field": "line"}, "order": object{"field": "i"}},
	}
}

// vegaCurves are the dashed lines.
func (f Contour) vegaCurves(xs, ys object) object {
	data := []object{}
	for k, how := range curveStyles(f.Curves, len(f.Paths)) {
		c := f.Curves[k]
		for _, i := range some(c.Points.Len(), fewPoints) {
			x, y := c.Points.XY(i)
			data = append(data, object{"x": finiteOrNil(x), "y": finiteOrNil(y), "line": k, "i": i, "name": c.Name, "color": hex(how.color)})
		}
	}
	return object{
		"data": object{"values": data},
		"mark": object{"type": "line", "clip": true, "strokeDash": []float64{6, 3.5}},
		"encoding": object{"x": xs, "y": ys, "detail": object{"field": "line"}, "order": object{"field": "i"},
			"color": object{"field": "color", "type": "nominal", "scale": nil, "legend": nil}},
	}
}

// pathNames are those of the paths, all different.
func (f Contour) pathNames() []string {
	return runNames(len(f.Paths), func(i int) string { return f.Paths[i].Name }, "path")
}

// vegaPathPoints are the points of the paths.
func (f Contour) vegaPathPoints() []object {
	data := []object{}
	for i, name := range f.pathNames() {
		points := f.Paths[i].Points
		for _, k := range some(points.Len(), fewPoints) {
			if x, y := points.XY(k); isFinite(x) && isFinite(y) {
				data = append(data, object{"x": x, "y": y, "path": name, "k": k, "f": finiteOrNil(f.F([]float64{x, y}))})
			}
		}
	}
	return data
}

// vegaPaths are the paths up to the iteration that the slider chose, with
// their points.
func (f Contour) vegaPaths(slider bool, xs, ys object) []object {
	filter := []object{}
	if slider {
		filter = append(filter, object{"filter": "datum.k <= iterations"})
	}
	names := f.pathNames()
	colors := named("path", names, lineColorsOf(len(names)))
	xLabel, yLabel := f.labels()
	return []object{{
		"data": object{"name": "paths"}, "transform": filter,
		"mark":     object{"type": "line", "clip": true, "strokeWidth": 2},
		"encoding": object{"x": xs, "y": ys, "color": with(colors, "legend", nil), "order": object{"field": "k"}},
	}, {
		"data": object{"name": "paths"}, "transform": filter,
		"mark": object{"type": "point", "clip": true, "filled": true, "size": 36, "opacity": 1},
		"encoding": object{"x": xs, "y": ys, "color": colors,
			"tooltip": tooltip("path", "path", "k", "iteration", "x", xLabel, "y", yLabel, "f", "value")},
	}}
}

// vegaMarks are the marked points.
func (f Contour) vegaMarks(xs, ys object) object {
	data := []object{}
	for _, m := range f.Marks {
		what, name := kindSymbol(m.Kind)
		data = append(data, object{"x": finiteOrNil(m.At[0]), "y": finiteOrNil(m.At[1]), "kind": name, "label": m.Label, "shape": pathData([][]point{what.form.outline(point{}, 1)}, true), "color": hex(what.color)})
	}
	xLabel, yLabel := f.labels()
	return object{
		"data": object{"values": data},
		"mark": object{"type": "point", "clip": true, "filled": true, "size": 160, "opacity": 1, "stroke": hex(paper)},
		"encoding": object{"x": xs, "y": ys,
			"shape":   object{"field": "shape", "type": "nominal", "scale": nil, "legend": nil},
			"color":   object{"field": "color", "type": "nominal", "scale": nil, "legend": nil},
			"tooltip": tooltip("kind", "kind", "label", "label", "x", xLabel, "y", yLabel)},
	}
}
