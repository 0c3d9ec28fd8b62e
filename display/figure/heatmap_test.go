package figure

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func heatMaps() map[string]figure {
	blocks := mat.NewDense(7, 7, nil)
	for i := range 7 {
		for j := range 7 {
			blocks.Set(i, j, math.Sin(float64(i*j))*math.Pow(2, float64(i+j-3)))
		}
	}
	blocks.Set(2, 3, math.NaN())
	names := []string{"w₁", "w₂", "b", "v₁", "v₂", "c", "γ"}
	large := mat.NewDense(200, 100, nil)
	for i := range 200 {
		for j := range 100 {
			large.Set(i, j, math.Exp(-math.Abs(float64(i-2*j))/9)*math.Cos(float64(i+j)/5))
		}
	}
	return map[string]figure{
		"heatmap_small":  HeatMap{Title: "Hessian of L at the saddle", Matrix: mat.NewSymDense(2, []float64{0, -2, -2, 0})},
		"heatmap_blocks": HeatMap{Title: "Hessian of a network, by layers", Matrix: blocks, Blocks: []int{3, 3, 1}, RowNames: names, ColumnNames: names},
		"heatmap_large":  HeatMap{Title: "A large Jacobian", Matrix: large, Limit: 0.8},
		"heatmap_zero":   HeatMap{Matrix: mat.NewDense(3, 1, nil)},
	}
}

func TestHeatMapMisuse(t *testing.T) {
	m := mat.NewDense(2, 3, nil)
	mustPanic(t, func() { HeatMap{}.SVG() }, "HeatMap.Matrix must be set")
	mustPanic(t, func() { HeatMap{Matrix: m, RowNames: []string{"a"}}.SVG() }, "1 names", "2 rows")
	mustPanic(t, func() { HeatMap{Matrix: m, Blocks: []int{1, 1}}.SVG() }, "add up to 2", "3 columns")
}

// TestTiles checks that a large matrix is shown by the largest entries.
func TestTiles(t *testing.T) {
	m := mat.NewDense(maxCells*2, 1, nil)
	m.Set(5, 0, -3)
	m.Set(4, 0, 2)
	m.Set(9, 0, math.NaN())
	values := tiles(m)
	if len(values) != maxCells || values[2][0] != -3 || !math.IsNaN(values[4][0]) {
		t.Errorf("%d tiles, the third %v, the fifth %v", len(values), values[2], values[4])
	}
}
