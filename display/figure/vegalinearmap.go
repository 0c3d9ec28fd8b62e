package figure

// Vega is the figure as a Vega-Lite specification: one plane, and a slider
// that moves every point x on the straight way to its image J x.
func (f LinearMap) Vega() []byte {
	f.check()
	d, ok := f.decompose()
	data := []object{}
	number := 0
	add := func(part string, points Points) {
		number++
		for i, p := range points {
			q := f.image(p)
			data = append(data, object{"x": short(p[0]), "y": short(p[1]), "u": short(q[0]), "v": short(q[1]), "part": part, "line": number, "i": i})
		}
	}
	const reach = 3
	for k := -reach; k <= reach; k++ {
		add("unit grid", Points{{float64(k), -reach}, {float64(k), reach}})
		add("unit grid", Points{{-reach, float64(k)}, {reach, float64(k)}})
	}
	add("unit square", Points{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}})
	add("unit circle", circlePoints(func(x [2]float64) [2]float64 { return x }))
	names := []string{"unit grid", "unit square", "unit circle"}
	colors := []string{hex(skyBlue), hex(orange), hex(ink)}
	if ok {
		for k := range 2 {
			name := "σ" + subscript(k+1) + " = " + brief(tidy(d.values[k]), 4)
			add(name, Points{{0, 0}, d.from[k]})
			names, colors = append(names, name), append(colors, hex(singularStroke(k).color))
		}
	}
	half := 1.2 * max(1, d.values[0])
	axis := func(field, title string) object {
		return with(quantitative(field, title, scale{ends: Range{-half, half}}), "axis", object{"grid": false})
	}
	return vegaSpec(f.Title, f.describe(), object{
		"width": vegaWidth * 3 / 4, "height": vegaWidth * 3 / 4, "data": object{"values": data},
		"params": []object{
			{"name": "moved", "value": 1, "bind": object{"input": "range", "min": 0, "max": 1, "step": 0.02, "name": "from x to J x "}},
			zoom("zoom"),
		},
		"transform": []object{
			{"calculate": "datum.x + moved * (datum.u - datum.x)", "as": "p"},
			{"calculate": "datum.y + moved * (datum.v - datum.y)", "as": "q"},
		},
		"mark": object{"type": "line", "clip": true},
		"encoding": object{"x": axis("p", "first component"), "y": axis("q", "second component"),
			"detail": object{"field": "line"}, "order": object{"field": "i"},
			"strokeWidth": object{"condition": object{"test": "datum.part == 'unit grid'", "value": 0.7}, "value": 2.4},
			"color": object{"field": "part", "type": "nominal", "scale": object{"domain": names, "range": colors},
				"legend": object{"orient": "top", "title": nil, "columns": 3}}},
	})
}
