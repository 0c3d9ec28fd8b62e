package mathlib

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gonum.org/v1/gonum/mat"
)

// shown is how many rows or columns a matrix may have to be printed whole, and
// corner how many of its first and last are printed otherwise.
const (
	shown  = 16
	corner = 5
)

// number is a number as text, the shortest that reads back as the same.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// latexNumber is a number as LaTeX.
func latexNumber(v float64) string {
	switch {
	case math.IsNaN(v):
		return `\mathrm{NaN}`
	case math.IsInf(v, 1):
		return `\infty`
	case math.IsInf(v, -1):
		return `-\infty`
	}
	return latexText(number(v))
}

// latexText sets a number that is text already.
func latexText(s string) string {
	mantissa, exponent, has := strings.Cut(s, "e")
	if !has {
		return mantissa
	}
	e, _ := strconv.Atoi(exponent)
	return mantissa + ` \times 10^{` + strconv.Itoa(e) + `}`
}

// indices returns which of n rows are printed; -1 stands for those left out.
func indices(n int) []int {
	var list []int
	for i := range n {
		switch {
		case n <= shown || i < corner || i >= n-corner:
			list = append(list, i)
		case i == corner:
			list = append(list, -1)
		}
	}
	return list
}

// text prints a matrix between brackets, columns aligned, with notes below.
func text(m mat.Matrix, notes []string) string {
	rows, columns := m.Dims()
	ri, ci := indices(rows), indices(columns)
	cells := make([][]string, len(ri))
	for i, r := range ri {
		cells[i] = make([]string, len(ci))
		for j, c := range ci {
			cells[i][j] = "⋯"
			if r >= 0 && c >= 0 {
				cells[i][j] = number(m.At(r, c))
			}
		}
	}
	return withNotes(bracketed(cells), notes)
}

// bracketed sets rows between brackets, their columns flush right.
func bracketed(cells [][]string) string {
	width := columnWidths(cells)
	lines := make([]string, len(cells))
	for i, row := range cells {
		set := make([]string, len(row))
		for j, c := range row {
			set[j] = strings.Repeat(" ", width[j]-utf8.RuneCountInString(c)) + c
		}
		left, right := brackets(i, len(cells))
		lines[i] = left + strings.Join(set, "  ") + right
	}
	return strings.Join(lines, "\n")
}

// columnWidths counts the characters of the widest cell of each column.
func columnWidths(cells [][]string) []int {
	if len(cells) == 0 {
		return nil
	}
	width := make([]int, len(cells[0]))
	for _, row := range cells {
		for j, c := range row {
			width[j] = max(width[j], utf8.RuneCountInString(c))
		}
	}
	return width
}

// withNotes puts notes below a text, a line each.
func withNotes(s string, notes []string) string {
	return strings.Join(append([]string{s}, notes...), "\n")
}

// brackets gives the pieces of the brackets that stand at row i of n.
func brackets(i, n int) (left, right string) {
	switch {
	case n == 1:
		return "[", "]"
	case i == 0:
		return "⎡", "⎤"
	case i == n-1:
		return "⎣", "⎦"
	}
	return "⎢", "⎥"
}

// latex sets a matrix as a displayed formula, with notes below.
func latex(m mat.Matrix, notes []string) string { return displayed(bmatrix(m), notes) }

// displayed sets a formula, with notes below.
func displayed(s string, notes []string) string {
	for _, n := range notes {
		s = `\begin{gathered} ` + s + ` \\ ` + `\small\text{` + plainText(n) + `} \end{gathered}`
	}
	return "$$" + s + "$$"
}

// plainText escapes text for LaTeX's \text.
func plainText(s string) string {
	return strings.NewReplacer(`\`, `/`, "_", `\_`, "%", `\%`, "#", `\#`, "&", `\&`, "$", `\$`, "{", `\{`, "}", `\}`).Replace(s)
}

// bmatrix sets a matrix without delimiters.
func bmatrix(m mat.Matrix) string {
	rows, columns := m.Dims()
	var b strings.Builder
	b.WriteString(`\begin{bmatrix} `)
	for i, r := range indices(rows) {
		if i > 0 {
			b.WriteString(` \\ `)
		}
		for j, c := range indices(columns) {
			if j > 0 {
				b.WriteString(" & ")
			}
			switch {
			case r < 0 && c < 0:
				b.WriteString(`\ddots`)
			case r < 0:
				b.WriteString(`\vdots`)
			case c < 0:
				b.WriteString(`\cdots`)
			default:
				b.WriteString(latexNumber(m.At(r, c)))
			}
		}
	}
	b.WriteString(` \end{bmatrix}`)
	return b.String()
}
