package display

import (
	"encoding/base64"
	"errors"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"

	"github.com/gonabla/nabla/display/wire"
)

// shownBy collects what f shows.
func shownBy(f func()) []*wire.Bundle {
	var published []*wire.Bundle
	defer func() { send = wire.Publish }()
	send = func(frame wire.Frame) bool {
		published = append(published, frame.Bundle)
		return true
	}
	f()
	return published
}

type formula struct{ text string }

func (f formula) LaTeX() string { return f.text }

type everything struct{}

func (*everything) HTML() string     { return "<b>x</b>" }
func (*everything) Markdown() string { return "**x**" }
func (*everything) LaTeX() string    { return "$x$" }
func (*everything) SVG() string      { return "<svg><title>a line</title></svg>" }
func (*everything) PNG() []byte      { return []byte("not really") }
func (*everything) String() string   { return "x" }

type failing struct{}

func (failing) LaTeX() string { panic("no formula") }
func (failing) SVG() []byte   { return nil }

func TestFormsOfValues(t *testing.T) {
	for _, test := range []struct {
		name  string
		value any
		want  map[string]string // a form and the beginning of it
	}{
		{"number", 3, map[string]string{plainText: "3"}},
		{"formula", formula{"x^2"}, map[string]string{plainText: "display.formula", latexText: "$$x^2$$"}},
		{"delimited", formula{`\[x\]`}, map[string]string{plainText: "", latexText: `\[x\]`}},
		{"everything", everything{}, map[string]string{plainText: "x", htmlText: "<b>", markdownText: "**", latexText: "$x$", svgImage: "<svg>"}},
		{"failing", failing{}, map[string]string{plainText: "display.failing{}\n(its LaTeX method panicked: no formula)"}},
		{"nil matrix", (*mat.Dense)(nil), map[string]string{plainText: "(*mat.Dense)(nil)"}},
		{"empty matrix", &mat.Dense{}, map[string]string{plainText: "[] (0×0)", latexText: "$$"}},
		{"matrix", mat.NewDense(2, 2, []float64{2, 1, 0.5, 1}), map[string]string{plainText: "⎡  2  1⎤\n⎣0.5  1⎦", latexText: `$$\begin{bmatrix} 2 & 1 \\ 0.5 & 1 \end{bmatrix}$$`}},
		{"symmetric", mat.NewSymDense(1, []float64{-2}), map[string]string{plainText: "[-2]", latexText: `$$\begin{bmatrix} -2 \end{bmatrix}$$`}},
		{"vector", mat.NewVecDense(2, []float64{1e-10, 1. / 3}), map[string]string{plainText: "⎡   1e-10⎤\n⎣0.333333⎦", latexText: `$$\begin{bmatrix} 1 \times 10^{-10} \\ 0.333333`}},
		{"complex", mat.NewCDense(1, 2, []complex128{1 - 2i, 3i}), map[string]string{plainText: "[1-2i  3i]", latexText: `$$\begin{bmatrix} 1-2i & 3i`}},
	} {
		got := shownBy(func() { ShowResult(test.value) })
		if len(got) != 1 || !got[0].Result {
			t.Errorf("%s: got %d results", test.name, len(got))
			continue
		}
		for mime, beginning := range test.want {
			if !strings.HasPrefix(string(got[0].Data[mime]), beginning) {
				t.Errorf("%s: %s: got %q, want %q", test.name, mime, got[0].Data[mime], beginning)
			}
		}
		if len(got[0].Data) != len(test.want) {
			t.Errorf("%s: got the forms %v", test.name, got[0].Data)
		}
	}
}

func TestShowResultOfSeveralValues(t *testing.T) {
	for _, test := range []struct {
		values []any
		want   string // empty: nothing is shown
	}{
		{nil, ""},
		{[]any{nil}, ""},
		{[]any{nil, error(nil)}, ""},
		{[]any{3, nil}, "3"},
		{[]any{3, "x", errors.New("late")}, `3, "x", late`},
		{[]any{1, mat.NewVecDense(2, nil)}, "1\n⎡0⎤\n⎣0⎦"},
	} {
		got := shownBy(func() { ShowResult(test.values...) })
		switch {
		case test.want == "" && len(got) > 0:
			t.Errorf("%v: shown as %s", test.values, got[0].Data)
		case test.want != "" && (len(got) != 1 || string(got[0].Data[plainText]) != test.want):
			t.Errorf("%v: got %v", test.values, got)
		}
	}
}

func TestPlotIsDrawn(t *testing.T) {
	p := plot.New()
	p.Title.Text = "f & g"
	p.X.Label.Text, p.Y.Label.Text = "x", "f(x)"
	line, err := plotter.NewLine(plotter.XYs{{X: 0, Y: 1}, {X: 1, Y: 3}})
	if err != nil {
		t.Fatal(err)
	}
	p.Add(line)
	for _, show := range []func(){func() { ShowResult(p) }, func() { Show(p) }} {
		got := shownBy(show)
		if len(got) != 1 {
			t.Fatalf("%d displays", len(got))
		}
		if text := string(got[0].Data[plainText]); text != "plot: f & g (f(x) against x)" {
			t.Errorf("text: %s", text)
		}
		svg := string(got[0].Data[svgImage])
		if !strings.Contains(svg, "<svg") || !strings.Contains(svg, "Times") || strings.Contains(svg, "font-family:Liberation Serif;") {
			t.Errorf("the picture: %.2000s", svg)
		}
		checkImage(t, string(got[0].Data[htmlText]), svg, `alt="plot: f &amp; g (f(x) against x)"`)
	}
	if got := bundleOf((*plot.Plot)(nil)); string(got.Data[plainText]) != "(*plot.Plot)(nil)" {
		t.Errorf("no plot: %s", got.Data)
	}
}

func TestPlotThatCannotBeDrawn(t *testing.T) {
	p := plot.New()
	p.Title.Text = "log"
	p.X.Scale, p.X.Min, p.X.Max = plot.LogScale{}, -1, 1
	b := bundleOf(p)
	if text := string(b.Data[plainText]); !strings.HasPrefix(text, "plot: log\n(it cannot be drawn: ") || len(b.Data) != 1 {
		t.Errorf("got %s", b.Data)
	}
}

// checkImage checks that HTML is an image that holds the picture and says what
// it shows.
func checkImage(t *testing.T, html, svg, alt string) {
	t.Helper()
	_, rest, _ := strings.Cut(html, `src="data:image/svg+xml;base64,`)
	data, _, _ := strings.Cut(rest, `"`)
	if picture, err := base64.StdEncoding.DecodeString(data); err != nil || string(picture) != svg {
		t.Errorf("the image is not the picture: %v", err)
	}
	if !strings.Contains(html, alt) {
		t.Errorf("%s is not in %.300s", alt, html)
	}
}

func TestMarkupAndPictures(t *testing.T) {
	png := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x00\x20")
	for _, test := range []struct {
		name       string
		show       func()
		mime, data string
		text       string
	}{
		{"HTML", func() { HTML("<h1>a &lt; b</h1><p>c<br>d</p><style>x</style><script>y</script>") }, htmlText, "<h1>a &lt; b", "a < b\nc\nd"},
		{"Markdown", func() { Markdown("**x**") }, markdownText, "**x**", "**x**"},
		{"LaTeX", func() { LaTeX(`\nabla f`) }, latexText, `$$\nabla f$$`, `\nabla f`},
		{"inline", func() { LaTeX(`$x$`) }, latexText, `$x$`, `$x$`},
		{"align", func() { LaTeX(`\begin{align*} x \end{align*}`) }, latexText, `\begin{align*}`, `\begin{align*} x \end{align*}`},
		{"cases", func() { LaTeX(`\begin{cases} x \end{cases}`) }, latexText, `$$\begin{cases}`, `\begin{cases} x \end{cases}`},
		{"SVG", func() { SVG("<svg/>", "a \"line\"") }, htmlText, `<img alt="a &quot;line&quot;"`, `a "line"`},
		{"SVG title", func() { SVG([]byte("<svg><title>a &amp; b</title></svg>")) }, htmlText, `<img alt="a &amp; b"`, "a & b"},
		{"PNG", func() { PNG(png) }, pngImage, "\x89PNG", "picture (PNG, 256×32)"},
		{"Matrix", func() { Matrix(mat.NewDense(1, 2, []float64{1. / 3, 2}), MatrixOptions{Name: "J", Digits: 3}) }, latexText, `$$J = \begin{bmatrix} 0.333 & 2 \end{bmatrix}$$`, "J =\n[0.333  2]"},
		{"no Matrix", func() { Matrix((*mat.Dense)(nil)) }, plainText, "(*mat.Dense)(nil)", "(*mat.Dense)(nil)"},
	} {
		got := shownBy(test.show)
		if len(got) != 1 || got[0].Result {
			t.Errorf("%s: got %v", test.name, got)
			continue
		}
		if !strings.HasPrefix(string(got[0].Data[test.mime]), test.data) {
			t.Errorf("%s: %s: got %s", test.name, test.mime, got[0].Data[test.mime])
		}
		if text := string(got[0].Data[plainText]); text != test.text {
			t.Errorf("%s: text: got %q, want %q", test.name, text, test.text)
		}
	}
	got := shownBy(func() { PNG(png, "a\n\"dot\"") })
	if metadata := string(got[0].Metadata[pngImage]); metadata != `{"alt": "a\u000a\"dot\""}` {
		t.Errorf("metadata of a picture: %s", metadata)
	}
}

func TestLargeMatrixIsElided(t *testing.T) {
	m := mat.NewDense(30, 12, nil)
	for i := range 30 {
		for j := range 12 {
			m.Set(i, j, float64(100*i+j))
		}
	}
	c, _ := cellsOf(m)
	latex, text := matrixLaTeX(c, MatrixOptions{Max: 3}), matrixText(c, MatrixOptions{Max: 3})
	if want := `$$\begin{bmatrix} 0 & 1 & \cdots & 11 \\ 100 & 101 & \cdots & 111 \\ \vdots & \vdots & \ddots & \vdots \\ 2900 & 2901 & \cdots & 2911 \end{bmatrix}$$`; latex != want {
		t.Errorf("got  %s\nwant %s", latex, want)
	}
	want := "⎡   0     1  ⋯    11⎤\n⎢ 100   101  ⋯   111⎥\n⎢   ⋮     ⋮  ⋱     ⋮⎥\n⎣2900  2901  ⋯  2911⎦  (30×12)"
	if text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	for n := range 15 {
		for room := range 15 {
			if room == 0 {
				continue
			}
			if got := shown(n, room); n <= room && len(got) != n || n > room && len(got) != room+1 {
				t.Errorf("of %d in %d places: %v", n, room, got)
			}
		}
	}
}
