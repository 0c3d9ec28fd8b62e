package figure

import (
	"encoding/json"
	"image/color"
)

// This file writes Vega-Lite specifications: the interactive twins of figures.
// A front end such as JupyterLab draws them itself, without a network.

// An object is one of JSON.
type object = map[string]any

// vegaWidth fits a notebook with the numbers and the legend beside the chart.
const vegaWidth = 460

// vegaSpec completes a specification: what it shows for those who cannot see
// it, the title, and the look of the other figures.
func vegaSpec(title, description string, chart object) []byte {
	chart["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json"
	chart["description"] = description
	if title != "" {
		chart["title"] = object{"text": title, "anchor": "start", "fontSize": titleSize}
	}
	chart["background"] = "white"
	chart["padding"] = margin
	chart["config"] = object{
		"font":   "Liberation Sans, Arial, Helvetica, sans-serif",
		"axis":   object{"labelFontSize": textSize, "titleFontSize": labelSize, "titleFontWeight": "normal", "gridColor": hex(faint)},
		"legend": object{"labelFontSize": textSize, "titleFontSize": textSize, "symbolStrokeWidth": 2.5},
		"view":   object{"stroke": hex(pale)},
	}
	spec, err := json.Marshal(chart)
	if err != nil {
		panic("figure: " + err.Error()) // numbers that JSON lacks were left out by finiteOrNil
	}
	return spec
}

// finiteOrNil is v, or null, which leaves a gap.
func finiteOrNil(v float64) any {
	if isFinite(v) {
		return v
	}
	return nil
}

// zoom lets the reader zoom with the wheel and move with the mouse; a double
// click goes back. The name must be unique within a chart.
func zoom(name string) object {
	return object{"name": name, "select": "interval", "bind": "scales"}
}

// channel is what a field of the data is drawn as.
func channel(field, kind, title string) object {
	return object{"field": field, "type": kind, "title": title}
}

// quantitative is a channel for numbers on a scale. The domain is given, not
// found from the data, so that both twins have the same.
func quantitative(field, title string, s scale) object {
	c := channel(field, "quantitative", title)
	spec := object{"domain": []float64{s.ends[0], s.ends[1]}, "nice": false, "zero": false}
	switch s.warp {
	case logarithmic:
		spec["type"] = "log"
		delete(spec, "zero") // which it does not have
		c["axis"] = object{"format": "~e", "tickCount": 6}
	case symmetric:
		spec["type"] = "symlog"
		spec["constant"] = s.knee
		var at []float64
		for _, t := range s.ticks(6) {
			if t.label != "" {
				at = append(at, t.at)
			}
		}
		c["axis"] = object{"format": "~g", "values": at}
	}
	c["scale"] = spec
	return c
}

// named is a colour channel that gives each name the colour of its style. Its
// legend stands above the chart.
func named(field string, names []string, colors []color.NRGBA) object {
	c := object{"field": field, "type": "nominal"}
	texts := make([]string, len(colors))
	for i, one := range colors {
		texts[i] = hex(one)
	}
	c["scale"] = object{"domain": names, "range": texts}
	c["legend"] = object{"orient": "top", "title": nil, "columns": 3, "labelLimit": vegaWidth / 2}
	return c
}

// tooltip shows fields in the order given, as pairs of field and title.
func tooltip(pairs ...string) []object {
	var list []object
	for i := 0; i < len(pairs); i += 2 {
		c := object{"field": pairs[i], "title": pairs[i+1]}
		list = append(list, c)
	}
	return list
}

// runNames are names for curves that have none.
func runNames(n int, name func(i int) string, otherwise string) []string {
	names, seen := make([]string, n), map[string]bool{}
	for i := range names {
		names[i] = orElse(name(i), otherwise+" "+subscript(i+1))
		for seen[names[i]] {
			names[i] += "′"
		}
		seen[names[i]] = true
	}
	return names
}

// lineColorsOf gives n colours for lines.
func lineColorsOf(n int) []color.NRGBA {
	colors := make([]color.NRGBA, n)
	for i := range colors {
		colors[i] = lineStroke(i, 1).color
	}
	return colors
}

// colorList gives the colours of symbols.
func colorList(symbols ...symbol) []color.NRGBA {
	colors := make([]color.NRGBA, len(symbols))
	for i, s := range symbols {
		colors[i] = s.color
	}
	return colors
}
