package display_test

import (
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/display"
)

func ExampleTable() {
	type verdict struct {
		Point []float64
		Loss  float64
		Kind  string
		index int
	}
	display.Table([]verdict{
		{[]float64{0, 0}, 1, "saddle", 1},
		{[]float64{1, 1}, 0, "valley", 0},
		{[]float64{-1, 2.5}, 12.25, "not critical", 2},
	})
	// Output:
	//    Point         Loss  Kind          index
	//    []float64  float64  string          int
	// ──────────────────────────────────────────
	// 0  {0, 0}           1  saddle            1
	// 1  {1, 1}           0  valley            0
	// 2  {-1, 2.5}    12.25  not critical      2
	// ([]display_test.verdict)
}

// Of a long table the first and the last rows are shown.
func ExampleTable_long() {
	powers := map[int]map[string]int{}
	for n := range 1000 {
		powers[n] = map[string]int{"square": n * n, "cube": n * n * n}
	}
	display.Table(powers, display.TableOptions{Max: 4, Columns: []string{"square", "cube"}, Caption: "powers"})
	// Output:
	// powers
	// key  square       cube
	// int     int        int
	// ──────────────────────
	//   0       0          0
	//   1       1          1
	// ⋮ 996 more rows
	// 998  996004  994011992
	// 999  998001  997002999
	// (map[int]map[string]int: 1000 rows, 2 columns)
}

func ExampleTable_matrix() {
	display.Table(mat.NewDense(2, 2, []float64{1, 0.5, 1. / 3, 2}), display.TableOptions{Columns: []string{"x", "f(x)"}, Digits: 3})
	// Output:
	//          x     f(x)
	//    float64  float64
	// ───────────────────
	// 0        1      0.5
	// 1    0.333        2
	// (*mat.Dense)
}
