package figure

import (
	"maps"
	"slices"
)

// An XYer is a list of points: plotter.XYs of gonum, the curves of a descent's
// trace, or [Points].
type XYer interface {
	Len() int
	XY(i int) (x, y float64)
}

// Points are points of the plane, written as {{x, y}, …}.
type Points [][2]float64

// Len returns the number of points.
func (p Points) Len() int { return len(p) }

// XY returns point i.
func (p Points) XY(i int) (x, y float64) { return p[i][0], p[i][1] }

// Sequence gives the points (0, v[0]), (1, v[1]), …: values by iteration.
func Sequence(v []float64) Points {
	points := make(Points, len(v))
	for i, value := range v {
		points[i] = [2]float64{float64(i), value}
	}
	return points
}

// A Path is a line through points, such as the way of a minimiser. In a list,
// those with the same name look alike and have one line in the legend.
type Path struct {
	Name   string
	Points XYer
}

// A Mark is a point with a symbol.
type Mark struct {
	At []float64 // two coordinates
	// Kind chooses the symbol: a text or a value that prints itself, such as
	// mathlib's Kind. What contains "minimum", "maximum" or "saddle" has the
	// symbol of it; everything else is a grey circle, a plain point black.
	Kind any
	// Label stands beside the symbol; empty, the kind does in the legend.
	Label string
}

// A Vector is an arrow from a point.
type Vector struct {
	Name   string
	At, By []float64 // from At to At + By
}

// coordinates splits points into their coordinates.
func coordinates(points XYer) (x, y []float64) {
	x, y = make([]float64, points.Len()), make([]float64, points.Len())
	for i := range x {
		x[i], y[i] = points.XY(i)
	}
	return x, y
}

// sortedKeys gives the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
