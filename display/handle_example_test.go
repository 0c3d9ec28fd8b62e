package display_test

import (
	"fmt"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/display"
)

// In a notebook the second line takes the place of the first; here it comes
// below.
func ExampleHandle_Update() {
	h := display.Show("computing")
	h.Update(1 << 20)
	// Output:
	// "computing"
	// 1048576
}

func ExampleHandle_Clear() {
	h := display.Markdown("*soon gone*")
	h.Clear()
	// Output: *soon gone*
}

func ExampleHandle_HTML() {
	h := display.HTML("<b>one</b>")
	h.HTML("<b>two</b>")
	// Output:
	// one
	// two
}

func ExampleHandle_Table() {
	h := display.Table([]int{1, 2})
	h.Table([]int{3})
	// Output:
	//    value
	//      int
	// ────────
	// 0      1
	// 1      2
	// ([]int)
	//    value
	//      int
	// ────────
	// 0      3
	// ([]int)
}

func ExampleHandle_Markdown() {
	h := display.Show(1)
	h.Markdown("*two*")
	// Output:
	// 1
	// *two*
}

func ExampleHandle_LaTeX() {
	h := display.LaTeX(`x_0 = 1`)
	h.LaTeX(`x_1 = \tfrac12`)
	// Output:
	// x_0 = 1
	// x_1 = \tfrac12
}

func ExampleHandle_SVG() {
	h := display.SVG(`<svg xmlns="http://www.w3.org/2000/svg"/>`, "an empty sheet")
	h.SVG([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>`), "a dot")
	// Output:
	// an empty sheet
	// a dot
}

func ExampleHandle_PNG() {
	h := display.Show("drawing")
	h.PNG(nil, "a drawing")
	// Output:
	// "drawing"
	// a drawing
}

func ExampleHandle_JPEG() {
	h := display.Show("developing")
	h.JPEG(nil, "a photograph")
	// Output:
	// "developing"
	// a photograph
}

func ExampleHandle_JSON() {
	h := display.JSON([]int{1})
	h.JSON([]int{1, 2})
	// Output:
	// [1]
	// [1, 2]
}

func ExampleHandle_Vega() {
	h := display.Show("drawing")
	h.Vega(`{"title": "one point", "mark": "point", "data": {"values": [{"x": 1}]}}`)
	// Output:
	// "drawing"
	// one point
}

func ExampleHandle_Matrix() {
	h := display.Show("computing the Hessian")
	h.Matrix(mat.NewDense(1, 2, []float64{0.5, 1}), display.MatrixOptions{Fractions: true})
	// Output:
	// "computing the Hessian"
	// [1/2  1]
}

func ExampleHandle_String() {
	fmt.Println(display.Show("here"))
	// Output:
	// "here"
	// a handle: its Update method replaces what is shown
}
