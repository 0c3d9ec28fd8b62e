package display_test

import (
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/display"
)

func ExampleMatrix() {
	h := mat.NewSymDense(2, []float64{2, -1.0 / 3, -1.0 / 3, 1e-9})
	display.Matrix(h)
	display.Matrix(h, display.MatrixOptions{Name: "H", Digits: 2})
	// Output:
	// ⎡        2  -0.333333⎤
	// ⎣-0.333333      1e-09⎦
	// H =
	// ⎡    2  -0.33⎤
	// ⎣-0.33  1e-09⎦
}

// Numbers that are simple fractions can be shown as such.
func ExampleMatrix_fractions() {
	m := mat.NewDense(2, 3, []float64{1. / 3, -3. / 64, 3.5, 0.7071067811865476, 2, 0.1234})
	display.Matrix(m, display.MatrixOptions{Fractions: true})
	// Output:
	// ⎡ 1/3  -3/64     7/2⎤
	// ⎣√2/2      2  0.1234⎦
}

// Names and lines show which derivative stands where.
func ExampleMatrix_blocks() {
	h := mat.NewDense(3, 3, []float64{2, 1, 0, 1, 2, 0, 0, 0, 5})
	display.Matrix(h, display.MatrixOptions{
		Rows: []string{"x", "y", "b"}, Columns: []string{"x", "y", "b"},
		RowLines: []int{2}, ColumnLines: []int{2},
	})
	// Output:
	//    x  y │ b
	// x ⎡2  1 │ 0⎤
	// y ⎢1  2 │ 0⎥
	//   ⎢─────┼──⎥
	// b ⎣0  0 │ 5⎦
}

// The first and the last entries of a large matrix are shown.
func ExampleMatrix_large() {
	m := mat.NewDense(100, 100, nil)
	for i := range 100 {
		m.Set(i, i, float64(i))
	}
	display.Matrix(m, display.MatrixOptions{Max: 4, Format: "%.1f"})
	// Output:
	// ⎡0.0  0.0  ⋯   0.0   0.0⎤
	// ⎢0.0  1.0  ⋯   0.0   0.0⎥
	// ⎢  ⋮    ⋮  ⋱     ⋮     ⋮⎥
	// ⎢0.0  0.0  ⋯  98.0   0.0⎥
	// ⎣0.0  0.0  ⋯   0.0  99.0⎦  (100×100)
}

// Where a page has colours, those of the entries tell their signs.
func ExampleBySign() {
	m := mat.NewDense(1, 2, []float64{-1, 2})
	display.Matrix(m, display.MatrixOptions{Color: display.BySign(m)})
	// Output: [-1  2]
}

func ExampleBySize() {
	m := mat.NewDense(1, 3, []float64{-1, 0.01, 2})
	display.Matrix(m, display.MatrixOptions{Color: display.BySize(m)})
	// Output: [-1  0.01  2]
}
