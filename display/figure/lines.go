package figure

import (
	"math"
)

// This file draws curves in panels, for the figures that are made of them.

// A Series is a named curve.
type Series struct {
	Name   string
	Points XYer
}

// magnitudeScale spaces numbers that must be positive: logarithmic where they
// span more than a decade and a half, else even. Zeros among numbers of many
// magnitudes are drawn at the lower end, by [panel.magnitudes].
func magnitudeScale(lists ...[]float64) scale {
	low, high, negative := math.Inf(1), 0.0, false
	for _, list := range lists {
		for _, v := range list {
			negative = negative || v < 0 && isFinite(v)
			if v > 0 && isFinite(v) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	const decadeAndHalf = 30
	if high > decadeAndHalf*low && !negative {
		return logScale(lists...)
	}
	return signedScale(lists...)
}

// signedScale spaces numbers of both signs: evenly where all of them are seen
// so, else logarithmic on both sides of 0.
func signedScale(lists ...[]float64) scale {
	r, ok := rangeOf(lists...)
	if !ok {
		return linearScale(Range{0, 1})
	}
	smallest, largest := math.Inf(1), 0.0
	for _, list := range lists {
		for _, v := range list {
			if v != 0 && isFinite(v) {
				smallest, largest = min(smallest, math.Abs(v)), max(largest, math.Abs(v))
			}
		}
	}
	const seen, most = 1000, 1e-10
	if r[0] >= 0 || r[1] <= 0 || largest <= seen*smallest {
		return linearScale(r)
	}
	return symmetricScale(r, max(smallest, largest*most))
}

// evenScale spaces numbers evenly.
func evenScale(lists ...[]float64) scale {
	r, ok := rangeOf(lists...)
	if !ok {
		r = Range{0, 1}
	}
	return linearScale(r)
}

// magnitudes draws a curve; on a logarithmic axis zeros are at its lower end.
func (p panel) magnitudes(points XYer, how stroke) { p.curve(lifted{points, p.y}, how) }

// lifted are points whose zeros are lifted to where the axis begins.
type lifted struct {
	XYer
	y scale
}

// XY returns point i.
func (l lifted) XY(i int) (x, y float64) {
	x, y = l.XYer.XY(i)
	if y == 0 && l.y.warp == logarithmic {
		y = l.y.ends[0]
	}
	return x, y
}

// yValues gives the second coordinates of points.
func yValues(points XYer) []float64 {
	if points == nil {
		return nil
	}
	_, y := coordinates(points)
	return y
}

// xValues gives the first coordinates of points.
func xValues(points XYer) []float64 {
	if points == nil {
		return nil
	}
	x, _ := coordinates(points)
	return x
}

// seriesEntries are the legend of curves that are drawn by lineStroke.
func seriesEntries(series []Series) []entry {
	var legend []entry
	for i, s := range series {
		legend = append(legend, entry{name: s.Name, line: lineStroke(i, 2)})
	}
	return legend
}
