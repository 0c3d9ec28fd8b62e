package display_test

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/display"
)

type polynomial []float64

func (p polynomial) String() string { return "1 + 2x" }
func (p polynomial) LaTeX() string  { return "1 + 2x" }

// Outside a notebook, as here, the text form is printed.
func ExampleShow() {
	type point struct{ X, Y float64 }
	display.Show(42, "a string", []point{{1, 2}, {3, 4}}, map[string]bool{"new": true, "done": false})
	display.Show(polynomial{1, 2})
	// Output:
	// 42
	// "a string"
	// []display_test.point{{X: 1, Y: 2}, {X: 3, Y: 4}}
	// map[string]bool{"done": false, "new": true}
	// 1 + 2x
}

func ExampleShowResult() {
	divide := func(a, b float64) (float64, error) { return a / b, nil }
	display.ShowResult(divide(1, 4))
	display.ShowResult(math.Frexp(8))
	// Output:
	// 0.25
	// 0.5, 4
}

func ExampleText() {
	display.Show(display.Text([]any{1, 2.5, nil}))
	// Output:
	// "[]any{1, 2.5, nil}"
}

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

func ExampleHTML() {
	display.HTML("<p><b>bold</b> and <i>slanted</i></p>")
	// Output: bold and slanted
}

func ExampleMarkdown() {
	display.Markdown("the *gradient*")
	// Output: the *gradient*
}

func ExampleLaTeX() {
	display.LaTeX(`\nabla f = 0`)
	// Output: \nabla f = 0
}

func ExampleSVG() {
	display.SVG(`<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>`, "a dot")
	// Output: a dot
}

func ExamplePNG() {
	display.PNG(nil, "an empty picture")
	// Output: an empty picture
}
