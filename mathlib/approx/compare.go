package approx

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/gonum/mat"
)

// Comparisons are several approximations of one Hessian side by side.
type Comparisons []Comparison

// Compare compares approximations with the Hessian h, as
// [Approximation.Against] does; g may be nil.
func Compare(h mat.Symmetric, g []float64, approximations ...Approximation) Comparisons {
	list := make(Comparisons, len(approximations))
	for i, a := range approximations {
		list[i] = a.Against(h, g)
	}
	return list
}

// String returns a table.
func (cs Comparisons) String() string {
	rows := [][]string{{"approximation", "Frobenius", "relative", "spectral", "angle of the step"}}
	for _, c := range cs {
		angle := "·"
		if !math.IsNaN(c.Angle) {
			angle = fmt.Sprintf("%.4g°", c.Angle)
		}
		rows = append(rows, []string{c.Name, fmt.Sprintf("%.6g", c.Frobenius), fmt.Sprintf("%.3g", c.Relative), fmt.Sprintf("%.6g", c.Spectral), angle})
	}
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for j, s := range row {
			width[j] = max(width[j], utf8.RuneCountInString(s))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		for j, s := range row {
			lines[i] += s + strings.Repeat(" ", width[j]-utf8.RuneCountInString(s)+2)
		}
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
