package figure

import (
	"math"
	"testing"
)

// errorCurve is the error of the derivative of exp at 1 by differences.
func errorCurve(difference func(h float64) float64) Points {
	var points Points
	for e := -12.0; e <= -0.5; e += 0.25 {
		h := math.Pow(10, e)
		points = append(points, [2]float64{h, math.Abs(difference(h) - math.E)})
	}
	return points
}

func differencePictures() map[string]figure {
	forward := func(h float64) float64 { return (math.Exp(1+h) - math.E) / h }
	central := func(h float64) float64 { return (math.Exp(1+h) - math.Exp(1-h)) / (2 * h) }
	return map[string]figure{
		"differences_exp": Differences{
			Title:  "Error of the derivative of eˣ at 1",
			Curves: []Series{{"forward differences", errorCurve(forward)}, {"central differences", errorCurve(central)}}, Exact: 2e-16,
		},
		"differences_zero":  Differences{Curves: []Series{{"of a line", Points{{1e-8, 0}, {1e-4, 1e-12}, {1, 1e-16}}}}},
		"differences_empty": Differences{Exact: -1},
	}
}

func TestDifferencesMisuse(t *testing.T) {
	mustPanic(t, func() { Differences{Curves: []Series{{Name: "a"}}}.SVG() }, `Differences.Curves[0] ("a") has no Points`)
}
