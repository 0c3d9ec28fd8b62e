package display

import (
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestMatrixInLaTeX(t *testing.T) {
	m := mat.NewDense(2, 3, []float64{1. / 3, -2, 1e-9, 0, 0.25, 7})
	for _, test := range []struct {
		name    string
		options MatrixOptions
		want    string
	}{
		{"plain", MatrixOptions{}, `$$\begin{bmatrix} 0.333333 & -2 & 1 \times 10^{-9} \\ 0 & 0.25 & 7 \end{bmatrix}$$`},
		{"format", MatrixOptions{Format: "%.1f%%"}, `$$\begin{bmatrix} 0.3\% & -2.0\% & 0.0\% \\ 0.0\% & 0.2\% & 7.0\% \end{bmatrix}$$`},
		{"fractions", MatrixOptions{Fractions: true}, `$$\begin{bmatrix} \tfrac{1}{3} & -2 & 1 \times 10^{-9} \\ 0 & \tfrac{1}{4} & 7 \end{bmatrix}$$`},
		{"blocks", MatrixOptions{Name: "A", Digits: 1, RowLines: []int{1}, ColumnLines: []int{2}},
			`$$A = \left[\begin{array}{rr|r} 0.3 & -2 & 1 \times 10^{-9} \\ \hline 0 & 0.2 & 7 \end{array}\right]$$`},
		{"names", MatrixOptions{Digits: 1, Rows: []string{"f_1", "f_2"}, Columns: []string{"x", "y"}},
			`$$\begin{array}{r|rrr} & x & y &  \\ \hline f_1 & 0.3 & -2 & 1 \times 10^{-9} \\ f_2 & 0 & 0.2 & 7 \end{array}$$`},
		{"row names", MatrixOptions{Digits: 1, Rows: []string{"f_1", "f_2"}}, `$$\begin{array}{r|rrr} f_1 & 0.3`},
		{"signs", MatrixOptions{Digits: 1, Color: BySign(m)},
			`$$\begin{bmatrix} \textcolor{#1F77B4}{0.3} & \textcolor{#C8560A}{-2} & \textcolor{#1F77B4}{1 \times 10^{-9}} \\ 0 & \textcolor{#1F77B4}{0.2} & \textcolor{#1F77B4}{7} \end{bmatrix}$$`},
		{"sizes", MatrixOptions{Digits: 1, Color: BySize(m)}, `$$\begin{bmatrix} \textcolor{#6B7E8B}{0.3} & \textcolor{#A66A41}{-2} & \textcolor{#808080}{`},
		{"own colours", MatrixOptions{Digits: 1, Color: func(i, j int) string { return []string{"red", "", "$\\red}{"}[j] }},
			`$$\begin{bmatrix} \textcolor{red}{0.3} & -2 & \textcolor{red}{1 \times 10^{-9}} \\`},
	} {
		c, _ := cellsOf(m)
		if got := matrixLaTeX(c, test.options); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s:\ngot  %s\nwant %s", test.name, got, test.want)
		}
	}
}

// Names and lines of what is left out are left out too.
func TestLargeMatrixWithNamesAndLines(t *testing.T) {
	m := mat.NewDense(6, 6, nil)
	for i := range 6 {
		m.Set(i, i, 10*float64(i))
	}
	names := []string{"a", "b", "c", "d", "e", "long"}
	c, _ := cellsOf(m)
	got := matrixText(c, MatrixOptions{Max: 4, Rows: names, Columns: names, RowLines: []int{1, 3, 5}, ColumnLines: []int{5}})
	want := strings.Join([]string{
		"      a   b  ⋯   e │ long",
		"a    ⎡0   0  ⋯   0 │    0⎤",
		"     ⎢─────────────┼─────⎥",
		"b    ⎢0  10  ⋯   0 │    0⎥",
		"⋮    ⎢⋮   ⋮  ⋱   ⋮ │    ⋮⎥",
		"e    ⎢0   0  ⋯  40 │    0⎥",
		"     ⎢─────────────┼─────⎥",
		"long ⎣0   0  ⋯   0 │   50⎦  (6×6)",
	}, "\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	latex := matrixLaTeX(c, MatrixOptions{Max: 4, Columns: names, RowLines: []int{1, 3}})
	if want := `$$\begin{array}{r|rrrrr} & a & b & \cdots & e & long \\ \hline  & 0 & 0 & \cdots & 0 & 0 \\ \hline  & 0 & 10`; !strings.HasPrefix(latex, want) {
		t.Errorf("got  %s\nwant %s", latex, want)
	}
}

type brokenMatrix struct{}

func (brokenMatrix) Dims() (int, int)    { return 1, 1 }
func (brokenMatrix) At(i, j int) float64 { panic("no entries") }

func TestMatrixThatPanics(t *testing.T) {
	got := shownBy(func() { Matrix(brokenMatrix{}) })
	if text := string(got[0].Data[plainText]); text != "display.brokenMatrix\n(it cannot be shown as a matrix: no entries)" {
		t.Errorf("got %s", text)
	}
	if text := string(bundleOf(brokenMatrix{}).Data[plainText]); !strings.Contains(text, "panicked: no entries") {
		t.Errorf("got %s", text)
	}
}
