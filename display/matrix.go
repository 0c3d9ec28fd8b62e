package display

import (
	"math"
	"strconv"
	"strings"
)

// A Grid is a matrix: gonum's mat.Matrix is one.
type Grid interface {
	Dims() (rows, columns int)
	At(i, j int) float64
}

// MatrixOptions say how [Matrix] shows a matrix. The zero value is right for
// most.
type MatrixOptions struct {
	// Name is the LaTeX name of the matrix, set before it with an equals sign.
	// Empty means none.
	Name string
	// Digits is the number of significant digits; 0 means 6.
	Digits int
	// Max is the number of rows and columns that are shown of a larger
	// matrix; 0 means 10.
	Max int
}

// Matrix shows a matrix, typeset, with its text beside.
func Matrix(m Grid, options ...MatrixOptions) {
	var o MatrixOptions
	for _, o = range options {
	}
	c, ok := cellsOf(m)
	if !ok || isNilPointer(m) {
		Show(m)
		return
	}
	text := matrixText(c, o)
	if o.Name != "" {
		text = o.Name + " =\n" + text
	}
	publish(latexBundle(matrixLaTeX(c, o), text))
}

// cells is a matrix whose entries have become text.
type cells struct {
	rows, columns int
	// entry gives the entry in a form without LaTeX commands.
	entry func(i, j, digits int) string
}

// cellsOf gives the matrix that v is, real or complex.
func cellsOf(v any) (cells, bool) {
	sized, ok := v.(interface{ Dims() (int, int) })
	if !ok || isNilPointer(v) {
		return cells{}, false
	}
	var c cells
	switch m := v.(type) {
	case interface{ At(i, j int) float64 }:
		c.entry = func(i, j, digits int) string { return number(m.At(i, j), digits) }
	case interface{ At(i, j int) complex128 }:
		c.entry = func(i, j, digits int) string { return complexNumber(m.At(i, j), digits) }
	default:
		return cells{}, false
	}
	_, problem := attempt(func() bool { c.rows, c.columns = sized.Dims(); return true })
	return c, problem == ""
}

// number writes a number with at most so many significant digits, and an
// integer in full.
func number(x float64, digits int) string {
	if digits == 0 {
		digits = 6
	}
	switch {
	case x == 0:
		return "0" // also for -0, which is noise in a matrix
	case x == math.Trunc(x) && math.Abs(x) < 1e12:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', digits, 64)
}

// complexNumber writes a complex number without a part that is zero.
func complexNumber(z complex128, digits int) string {
	re, im := number(real(z), digits), number(imag(z), digits)
	switch {
	case im == "0":
		return re
	case re == "0":
		return im + "i"
	case strings.HasPrefix(im, "-") || strings.HasPrefix(im, "+"):
		return re + im + "i"
	}
	return re + "+" + im + "i"
}

// gap stands among indices for those that are left out.
const gap = -1

// shown gives the indices from 0 to n-1 that are shown when there is room for
// so many of them: the first and the last.
func shown(n, room int) []int {
	var indices []int
	for i := 0; i < n; i++ {
		if n > room && i == room-room/2 {
			indices = append(indices, gap)
			i = n - room/2
		}
		if i < n {
			indices = append(indices, i)
		}
	}
	return indices
}

// table gives the entries that are shown, with the dots that stand for others.
func (c cells) table(o MatrixOptions, across, down, diagonal string) [][]string {
	room := max(o.Max, 0)
	if room == 0 {
		room = 10
	}
	var table [][]string
	for _, i := range shown(c.rows, room) {
		var row []string
		for _, j := range shown(c.columns, room) {
			switch {
			case i == gap && j == gap:
				row = append(row, diagonal)
			case i == gap:
				row = append(row, down)
			case j == gap:
				row = append(row, across)
			default:
				row = append(row, c.entry(i, j, o.Digits))
			}
		}
		table = append(table, row)
	}
	return table
}

// matrixText writes a matrix with its columns aligned, between tall brackets.
func matrixText(c cells, o MatrixOptions) string {
	if c.rows == 0 || c.columns == 0 {
		return "[] (" + size(c) + ")"
	}
	table := c.table(o, "⋯", "⋮", "⋱")
	lines := alignColumns(table)
	if len(table) < c.rows || len(table[0]) < c.columns {
		lines[len(lines)-1] += "  (" + size(c) + ")"
	}
	return strings.Join(lines, "\n")
}

func size(c cells) string { return strconv.Itoa(c.rows) + "×" + strconv.Itoa(c.columns) }

// alignColumns sets the entries of each column flush right, and brackets
// around the rows.
func alignColumns(table [][]string) []string {
	widths := make([]int, len(table[0]))
	for _, row := range table {
		for j, entry := range row {
			widths[j] = max(widths[j], len([]rune(entry)))
		}
	}
	lines := make([]string, len(table))
	for i, row := range table {
		var line strings.Builder
		for j, entry := range row {
			if j > 0 {
				line.WriteString("  ")
			}
			line.WriteString(strings.Repeat(" ", widths[j]-len([]rune(entry))))
			line.WriteString(entry)
		}
		left, right := brackets(i, len(table))
		lines[i] = left + line.String() + right
	}
	return lines
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

// matrixLaTeX writes a matrix as a formula on a line of its own.
func matrixLaTeX(c cells, o MatrixOptions) string {
	var formula strings.Builder
	formula.WriteString("$$")
	if o.Name != "" {
		formula.WriteString(o.Name + " = ")
	}
	formula.WriteString(`\begin{bmatrix}`)
	for i, row := range c.table(o, `\cdots`, `\vdots`, `\ddots`) {
		if i > 0 {
			formula.WriteString(` \\`)
		}
		for j, entry := range row {
			if j > 0 {
				formula.WriteString(" &")
			}
			formula.WriteString(" " + latexNumber(entry))
		}
	}
	formula.WriteString(` \end{bmatrix}$$`)
	return formula.String()
}

var latexSpecials = strings.NewReplacer("NaN", `\mathrm{NaN}`, "+Inf", `\infty`, "-Inf", `-\infty`)

// latexNumber writes powers of ten as such: 1e-10 becomes 10^{-10}.
func latexNumber(entry string) string {
	entry = latexSpecials.Replace(entry)
	mantissa, exponent, found := strings.Cut(entry, "e")
	power, err := strconv.Atoi(exponent)
	if !found || err != nil {
		return entry
	}
	return mantissa + ` \times 10^{` + strconv.Itoa(power) + `}`
}
