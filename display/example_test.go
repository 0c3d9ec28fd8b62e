package display_test

import (
	"math"
	"strings"

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

func ExampleAll() {
	display.All(strings.Repeat("n", 5)+"abla", []int{1, 2, 3})
	// Output:
	// "nnnnnabla"
	// []int{1, 2, 3}
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

func ExampleJPEG() {
	display.JPEG(nil, "a photograph")
	// Output: a photograph
}

func ExampleJSON() {
	display.JSON(`{"kind": "saddle", "at": [0, 0]}`)
	display.JSON(map[string]any{"kind": "minimum", "at": []float64{1, math.NaN()}})
	// Output:
	// {"kind": "saddle", "at": [0, 0]}
	// {"at": [1, null], "kind": "minimum"}
}

func ExampleVega() {
	type step struct {
		K    int     `json:"k"`
		Loss float64 `json:"loss"`
	}
	display.Vega(map[string]any{
		"title": "the loss at each step",
		"data":  map[string]any{"values": []step{{0, 1}, {1, 0.25}, {2, 0.0625}}},
		"mark":  "line",
		"encoding": map[string]any{
			"x": map[string]any{"field": "k", "type": "quantitative"},
			"y": map[string]any{"field": "loss", "type": "quantitative", "scale": map[string]any{"type": "log"}},
		},
	})
	// Output: the loss at each step
}
