package figure

import (
	"fmt"
	"math"
)

// Vega is the figure as a Vega-Lite specification, with the numbers under the
// mouse, zoom, and runs that a click on the legend brings out.
func (f Convergence) Vega() []byte {
	names := runNames(len(f.Runs), func(i int) string { return f.Runs[i].Name }, "run")
	var charts []object
	for i, q := range f.quantities() {
		data := []object{}
		var lists [][]float64
		for k, r := range f.Runs {
			points := q.of(r)
			if points == nil {
				continue
			}
			lists = append(lists, yValues(points))
			for _, j := range some(points.Len(), fewPoints) {
				x, y := points.XY(j)
				row := object{"k": finiteOrNil(x), "y": finiteOrNil(y), "run": names[k]}
				if step := int(x); step >= 0 && step < len(r.Steps) {
					row["step"] = r.Steps[step]
				}
				data = append(data, row)
			}
		}
		params := []object{zoom(fmt.Sprint("zoom", i))}
		if i == 0 {
			params = append(params, object{"name": "chosen", "select": object{"type": "point", "fields": []string{"run"}}, "bind": "legend"})
		}
		y := quantitative("y", q.label, q.scale(lists...))
		if y["scale"].(object)["type"] == "log" {
			for _, row := range data { // a logarithmic axis has no 0
				if row["y"] == 0.0 {
					row["y"] = nil
				}
			}
		}
		charts = append(charts, object{
			"width": vegaWidth, "height": 150, "params": params, "data": object{"values": data},
			"mark": object{"type": "line", "clip": true, "point": object{"size": 22}, "strokeWidth": 2},
			"encoding": object{
				"x": channel("k", "quantitative", "iteration"), "y": y,
				"color":   named("run", names, lineColorsOf(len(names))),
				"opacity": object{"condition": object{"param": "chosen", "value": 1}, "value": 0.15},
				"tooltip": tooltip("run", "run", "k", "iteration", "y", q.label, "step", "step"),
			},
		})
	}
	if charts == nil {
		charts = []object{}
	}
	return vegaSpec(f.Title, f.describe(), object{"vconcat": charts})
}

// Vega is the figure as a Vega-Lite specification, with the entry under the
// mouse. A matrix that is too large for its entries is shown by tiles, as in
// the picture.
func (h HeatMap) Vega() []byte {
	h.check()
	values := tiles(h.Matrix)
	rows, columns := h.Matrix.Dims()
	limit := h.Limit
	if limit == 0 {
		limit = largest(values)
	}
	var data []object
	for i, row := range values {
		for j, v := range row {
			r, c := i*rows/len(values), j*columns/len(row)
			entry := object{"row": r + 1, "column": c + 1, "value": short(v)}
			if h.RowNames != nil {
				entry["row name"] = h.RowNames[r]
			}
			if h.ColumnNames != nil {
				entry["column name"] = h.ColumnNames[c]
			}
			data = append(data, entry)
		}
	}
	colors := make([]string, len(signs))
	for i, c := range signs {
		colors[i] = hex(c)
	}
	side := min(vegaWidth/len(values[0]), 420/len(values), 48)
	axis := func(field, orient string, names []string) (string, object) {
		shown := field
		if names != nil {
			shown += " name"
		}
		return shown, object{"field": shown, "type": "ordinal", "title": nil, "sort": object{"field": field},
			"axis": object{"orient": orient, "labelAngle": 0, "labelOverlap": true, "ticks": false}}
	}
	row, y := axis("row", "left", h.RowNames)
	column, x := axis("column", "top", h.ColumnNames)
	return vegaSpec(h.Title, h.describe(), object{
		"width": side * len(values[0]), "height": side * len(values), "data": object{"values": data},
		"mark": object{"type": "rect", "tooltip": true},
		"encoding": object{"x": x, "y": y,
			"color": object{"field": "value", "type": "quantitative", "title": nil, "legend": object{"gradientLength": 150},
				"scale": object{"domain": []float64{-limit, limit}, "range": colors, "interpolate": "rgb", "clamp": true}},
			"tooltip": tooltip(row, "row", column, "column", "value", "entry")},
	})
}

// Vega is the figure as a Vega-Lite specification, with the eigenvalue under
// the mouse and zoom, which brings out single ones among thousands.
func (f Spectrum) Vega() []byte {
	f.check()
	values, _ := f.sorted()
	data := []object{}
	names := []string{"negative", "sign not certain", "positive"}
	for _, i := range some(len(values), fewPoints) {
		e := values[i]
		data = append(data, object{"i": i + 1, "y": e.value, "zero": 0, "bound": e.bound, "sign": names[e.sign()+1]})
	}
	label := orElse(f.Label, "eigenvalue")
	x := channel("i", "quantitative", "number, in ascending order")
	x["scale"] = object{"domain": []float64{0.4, float64(max(len(values), 1)) + 0.6}, "nice": false, "zero": false}
	y := quantitative("y", label, f.scale())
	colors := named("sign", names, colorList(signSymbol(-1), signSymbol(0), signSymbol(1)))
	band := object{
		"data":     object{"values": []object{{"low": -f.widestBound(), "high": f.widestBound()}}},
		"mark":     object{"type": "rect", "clip": true, "color": hex(bandColor)},
		"encoding": object{"y": with(y, "field", "low"), "y2": object{"field": "high"}},
	}
	tips := tooltip("i", "number", "y", label, "bound", "error bound", "sign", "sign")
	layers := []object{
		{"data": object{"values": data}, "mark": object{"type": "rule", "clip": true, "strokeWidth": 1.5},
			"encoding": object{"x": x, "y": with(y, "field", "zero"), "y2": object{"field": "y"}, "color": colors, "tooltip": tips}},
		{"data": object{"values": data}, "params": []object{zoom("zoom")}, "mark": object{"type": "point", "clip": true, "filled": true, "size": min(60, max(8, 3000/(len(values)+1))), "opacity": 1},
			"encoding": object{"x": x, "y": y, "color": colors, "tooltip": tips}},
	}
	if f.widestBound() > 0 {
		layers = append([]object{band}, layers...)
	}
	return vegaSpec(f.Title, f.describe(), object{"width": vegaWidth, "height": 240, "layer": layers})
}

// with is a copy of an object with a member changed.
func with(o object, name string, value any) object {
	c := object{}
	for k, v := range o {
		c[k] = v
	}
	c[name] = value
	return c
}

// Vega is the figure as a Vega-Lite specification, with the point under the
// mouse and zoom.
func (f Scatter) Vega() []byte {
	f.check()
	data := []object{}
	var names []string
	var symbols []symbol
	seen := map[string]bool{}
	for _, i := range some(len(f.Points), fewPoints) {
		c := f.Points[i]
		index, ratio := c.parts()
		what, name := kindSymbol(c.kind())
		if !seen[name] {
			names, symbols = append(names, name), append(symbols, what)
		}
		seen[name] = true
		data = append(data, object{"number": i + 1, "index": index, "ratio": ratio, "y": finiteOrNil(c.Value), "kind": name,
			"signs": fmt.Sprintf("%d negative, %d zero, %d positive", c.Negative, c.Zero, c.Positive)})
	}
	label := orElse(f.Label, "loss")
	y := quantitative("y", label, magnitudeScale(f.values()))
	parts := scale{ends: Range{-0.06, 1.06}}
	var charts []object
	for i, field := range []string{"index", "ratio"} {
		charts = append(charts, object{
			"width": vegaWidth / 2, "height": 230, "params": []object{zoom(fmt.Sprint("zoom", i))},
			"mark": object{"type": "point", "clip": true, "filled": true, "size": 60, "opacity": 0.6},
			"encoding": object{"x": quantitative(field, []string{"index n₋/n", "minimum ratio n₊/n"}[i], parts), "y": y,
				"color":   named("kind", names, colorList(symbols...)),
				"tooltip": tooltip("number", "number", "kind", "kind", "y", label, "signs", "eigenvalues")},
		})
	}
	return vegaSpec(f.Title, f.describe(), object{"data": object{"values": data}, "hconcat": charts})
}

// Vega is the figure as a Vega-Lite specification, with step and error under
// the mouse and zoom.
func (f Differences) Vega() []byte {
	f.check()
	names := runNames(len(f.Curves), func(i int) string { return f.Curves[i].Name }, "differences")
	data := []object{}
	for k, c := range f.Curves {
		for _, i := range some(c.Points.Len(), fewPoints) {
			if x, y := c.Points.XY(i); x > 0 && y > 0 && isFinite(x) && isFinite(y) {
				data = append(data, object{"x": x, "y": y, "curve": names[k]})
			}
		}
	}
	xScale, yScale := f.scales()
	xLabel, yLabel := orElse(f.XLabel, "step h"), orElse(f.YLabel, "error")
	x, y := quantitative("x", xLabel, xScale), quantitative("y", yLabel, yScale)
	layers := []object{{
		"data": object{"values": data}, "params": []object{zoom("zoom")},
		"mark": object{"type": "line", "clip": true, "point": true, "strokeWidth": 2},
		"encoding": object{"x": x, "y": y, "color": named("curve", names, lineColorsOf(len(names))),
			"tooltip": tooltip("curve", "formula", "x", xLabel, "y", yLabel)},
	}}
	if f.Exact >= 0 {
		exact := f.Exact
		if exact == 0 {
			exact = yScale.ends[0]
		}
		layers = append(layers, object{
			"data":     object{"values": []object{{"y": exact, "name": "exact derivative, error " + brief(f.Exact, 2)}}},
			"mark":     object{"type": "rule", "clip": true, "strokeDash": []float64{7, 3, 2, 3}},
			"encoding": object{"y": y, "tooltip": tooltip("name", "line")},
		})
	}
	return vegaSpec(f.Title, f.describe(), object{"width": vegaWidth, "height": 280, "layer": layers})
}

// Vega is the figure as a Vega-Lite specification, with the values under the
// mouse and zoom.
func (f Curves) Vega() []byte {
	all, xScale := f.series()
	names := runNames(len(all), func(i int) string { return all[i].Name }, "curve")
	data := []object{}
	for k, c := range all {
		for _, i := range some(c.Points.Len(), fewPoints) {
			u, v := c.Points.XY(i)
			if f.LogX && !(u > 0) || f.LogY && !(v > 0) {
				u, v = math.NaN(), math.NaN()
			}
			data = append(data, object{"x": finiteOrNil(u), "y": finiteOrNil(v), "i": i, "curve": names[k]})
		}
	}
	xLabel, yLabel := orElse(f.XLabel, "x"), orElse(f.YLabel, "y")
	return vegaSpec(f.Title, f.describe(), object{
		"width": vegaWidth, "height": 260, "params": []object{zoom("zoom")}, "data": object{"values": data},
		"mark": object{"type": "line", "clip": true, "strokeWidth": 2, "point": object{"size": 60, "opacity": 0}},
		"encoding": object{"x": quantitative("x", xLabel, xScale), "y": quantitative("y", yLabel, f.yScale(all, xScale)),
			"order": object{"field": "i"}, "color": named("curve", names, lineColorsOf(len(names))),
			"tooltip": tooltip("curve", "curve", "x", xLabel, "y", yLabel)},
	})
}
