package display

import (
	"fmt"
	"math"
)

// Colours that are told apart by those who see red and green alike, and can be
// read on a white page and on a dark one.
const (
	negativeColor = "#C8560A" // vermilion
	positiveColor = "#1F77B4" // blue
	smallColor    = "#808080" // grey
)

// BySign colours the entries of a matrix: blue above zero, vermilion below.
// It is meant for [MatrixOptions.Color].
func BySign(m Grid) func(i, j int) string {
	return func(i, j int) string {
		switch x := m.At(i, j); {
		case x > 0:
			return positiveColor
		case x < 0:
			return negativeColor
		}
		return ""
	}
}

// BySize colours the entries of a matrix by how large they are beside its
// largest: from grey for those near zero to the colours of [BySign]. It is
// meant for [MatrixOptions.Color].
func BySize(m Grid) func(i, j int) string {
	largest := 0.0
	rows, columns := m.Dims()
	for i := range rows {
		for j := range columns {
			if x := math.Abs(m.At(i, j)); x > largest && !math.IsInf(x, 0) {
				largest = x
			}
		}
	}
	return func(i, j int) string {
		x := m.At(i, j)
		if largest == 0 || math.IsNaN(x) {
			return smallColor
		}
		strong := positiveColor
		if x < 0 {
			strong = negativeColor
		}
		// The root makes what is a hundredth of the largest still differ from 0.
		return mixed(smallColor, strong, math.Min(1, math.Sqrt(math.Abs(x)/largest)))
	}
}

// mixed goes from one colour to another, a part of the way.
func mixed(from, to string, part float64) string {
	var a, b [3]int
	fmt.Sscanf(from, "#%2x%2x%2x", &a[0], &a[1], &a[2])
	fmt.Sscanf(to, "#%2x%2x%2x", &b[0], &b[1], &b[2])
	for i := range a {
		a[i] += int(math.Round(part * float64(b[i]-a[i])))
	}
	return fmt.Sprintf("#%02X%02X%02X", a[0], a[1], a[2])
}
