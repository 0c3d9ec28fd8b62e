package display

import (
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "∇f": 2, "梯度": 4, "e\u0301": 1, "√2/2": 4, "한글": 4, "🎉": 2, "x\u200d": 1} {
		if got := width(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

// Columns are aligned also beside Chinese text.
func TestWideTextIsAligned(t *testing.T) {
	table := string(tableOrValue([]struct {
		Name string
		Loss float64
	}{{"鞍点", 1}, {"min", 0.25}}, nil).Data[plainText])
	c, _ := cellsOf(mat.NewVecDense(2, []float64{1, 2}))
	matrix := matrixText(c, MatrixOptions{Rows: []string{"梯度", "g"}})
	want := strings.Join([]string{
		"   Name       Loss",
		"   string  float64",
		"──────────────────",
		"0  鞍点          1",
		"1  min        0.25",
	}, "\n")
	if !strings.HasPrefix(table, want) {
		t.Errorf("got\n%s\nwant\n%s", table, want)
	}
	if want := "梯度 ⎡1⎤\ng    ⎣2⎦"; matrix != want {
		t.Errorf("got\n%s\nwant\n%s", matrix, want)
	}
}
