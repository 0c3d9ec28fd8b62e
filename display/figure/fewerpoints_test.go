package figure

import (
	"math"
	"testing"
)

// TestLongRuns checks that runs of very many iterations make small pictures.
func TestLongRuns(t *testing.T) {
	const n = 200_000
	losses := make([]float64, n)
	path := make(Points, n)
	for i := range losses {
		noise := math.Mod(float64(i)*0.618034, 1)
		losses[i] = math.Exp(-float64(i)/3e4) * (1 + noise)
		sin, cos := math.Sincos(float64(i) / 50)
		path[i] = [2]float64{losses[i] * cos, losses[i] * sin}
	}
	bowl := func(x []float64) float64 { return x[0]*x[0] + x[1]*x[1] }
	points := make([]CriticalPoint, n)
	for i := range points {
		points[i] = CriticalPoint{Value: losses[i], Negative: i % 100, Positive: 100 - i%100}
	}
	for name, f := range map[string]figure{
		"convergence": Convergence{Runs: []Run{{Name: "noisy", Values: Sequence(losses)}}},
		"curves":      Curves{Curves: []Series{{"noisy", Sequence(losses)}}},
		"contour":     Contour{F: bowl, Paths: []Path{{"spiral", path}}},
		"surface":     Surface{F: bowl, Paths: []Path{{"spiral", path}}},
		"spectrum":    Spectrum{Values: losses, Bounds: losses},
		"scatter":     Scatter{Points: points},
	} {
		const most = 300 << 10
		if size := len(f.SVG()); size > most {
			t.Errorf("%s: %d bytes of SVG", name, size)
		}
		if v, ok := f.(interface{ Vega() []byte }); ok && len(v.Vega()) > most {
			t.Errorf("%s: %d bytes of Vega-Lite", name, len(v.Vega()))
		}
	}
}

// TestFewerPoints checks that the highest and lowest points remain.
func TestFewerPoints(t *testing.T) {
	var line []point
	for i := range 100_000 {
		line = append(line, point{float64(i) / 1000, math.Sin(float64(i) * 1.7)})
	}
	line[54_321].y = 9
	fewer := fewerPoints(line)
	highest := 0.0
	for _, p := range fewer {
		highest = max(highest, p.y)
	}
	if len(fewer) > 400 || highest != 9 || fewer[0] != line[0] || fewer[len(fewer)-1] != line[len(line)-1] {
		t.Errorf("%d points, the highest %v", len(fewer), highest)
	}
	if got := some(3*fewPoints, fewPoints); len(got) > fewPoints+1 || got[len(got)-1] != 3*fewPoints-1 {
		t.Errorf("%d of the points, the last %d", len(got), got[len(got)-1])
	}
}
