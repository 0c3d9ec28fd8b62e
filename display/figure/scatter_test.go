package figure

import "testing"

func scatters() map[string]figure {
	var points []CriticalPoint
	for i := range 60 {
		n := (i * 7) % 11
		points = append(points, CriticalPoint{Value: 0.02 * float64(1+n*n+i%3), Negative: n, Positive: 10 - min(10, n), Zero: i % 2})
	}
	return map[string]figure{
		"scatter_network": Scatter{Title: "Critical points of a network", Points: points},
		"scatter_kinds": Scatter{Label: "L", Points: []CriticalPoint{
			{Value: 1, Negative: 1, Positive: 1}, {Value: 0, Positive: 1, Zero: 1, Kind: "non-strict minimum"}, {Value: 1, Zero: 3},
		}},
		"scatter_empty": Scatter{},
	}
}

func TestScatterMisuse(t *testing.T) {
	mustPanic(t, func() { Scatter{Points: []CriticalPoint{{Value: 1}}}.SVG() }, "Scatter.Points[0]", "at least one")
}
