package display

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/display/wire"
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
	// Format is how package fmt writes a real entry, such as "%.3f"; it goes
	// before Digits. Empty means that integers are written in full and other
	// numbers with their significant digits.
	Format string
	// Fractions writes numbers that are simple fractions, up to the error of a
	// few roundings, as such: 1/3, -3/64, also √2/2. Others stay as they are.
	Fractions bool
	// Rows and Columns are the names of the rows and the columns, in LaTeX.
	// Missing ones are empty; when all are, there is no room for them.
	Rows, Columns []string
	// RowLines and ColumnLines are where lines divide the matrix into blocks:
	// 2 stands for a line after the first two.
	RowLines, ColumnLines []int
	// Color gives the colour of an entry as CSS writes it, such as "#1F77B4"
	// or "red", and "" for the colour of text: see [BySign] and [BySize].
	// Nil means that no entry is coloured.
	Color func(i, j int) string
	// Max is the number of rows and columns that are shown of a larger
	// matrix, the first and the last; 0 means 10.
	Max int
}

// Matrix shows a matrix, typeset, with its text beside.
func Matrix(m Grid, options ...MatrixOptions) *Handle { return show(matrixOrValue(m, options)) }

// matrixOrValue gives a matrix as the last options say, and what is none, such
// as a nil pointer, as any value.
func matrixOrValue(m Grid, options []MatrixOptions) *wire.Bundle {
	var o MatrixOptions
	for _, o = range options {
	}
	c, ok := cellsOf(m)
	if !ok {
		return bundleOf(m)
	}
	text, latex := "", ""
	_, problem := attempt(func() bool { text, latex = matrixText(c, o), matrixLaTeX(c, o); return true })
	if problem != "" {
		return textBundle(typeName(reflect.TypeOf(m)) + "\n(it cannot be shown as a matrix: " + problem + ")")
	}
	if o.Name != "" {
		text = o.Name + " =\n" + text
	}
	return latexBundle(latex, text)
}

// cells is a matrix whose entries become text.
type cells struct {
	rows, columns int
	// entry gives an entry as text and in LaTeX.
	entry func(i, j int, o MatrixOptions) (text, latex string)
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
		c.entry = func(i, j int, o MatrixOptions) (text, latex string) { return realEntry(m.At(i, j), o) }
	case interface{ At(i, j int) complex128 }:
		c.entry = func(i, j int, o MatrixOptions) (text, latex string) {
			text = complexNumber(m.At(i, j), o.Digits)
			return text, latexNumber(text)
		}
	default:
		return cells{}, false
	}
	_, problem := attempt(func() bool { c.rows, c.columns = sized.Dims(); return true })
	return c, problem == ""
}

// realEntry writes an entry of a real matrix.
func realEntry(x float64, o MatrixOptions) (text, latex string) {
	if o.Fractions && x != math.Trunc(x) {
		if n, ok := recognise(x); ok {
			return n.text(), n.latex()
		}
	}
	text = number(x, o.Digits)
	if o.Format != "" && !math.IsNaN(x) && !math.IsInf(x, 0) {
		text = fmt.Sprintf(o.Format, x)
	}
	return text, latexNumber(text)
}

// number writes a number with at most so many significant digits, and an
// integer in full.
func number(x float64, digits int) string {
	if digits <= 0 {
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

// shown gives the rows and the columns that are shown.
func (c cells) shown(o MatrixOptions) (rows, columns []int) {
	room := o.Max
	if room <= 0 {
		room = 10
	}
	return shown(c.rows, room), shown(c.columns, room)
}

// dots are what stands for entries that are left out.
type dots struct{ across, down, diagonal string }

// at gives the dots at row i and column j, and false where an entry stands.
func (d dots) at(i, j int) (string, bool) {
	switch {
	case i == gap && j == gap:
		return d.diagonal, true
	case i == gap:
		return d.down, true
	case j == gap:
		return d.across, true
	}
	return "", false
}

// nameAt gives the name of a row or a column.
func nameAt(names []string, i int, d string) string {
	switch {
	case i == gap:
		return d
	case i < len(names):
		return names[i]
	}
	return ""
}

// lineBefore reports whether a line stands before position at of what is
// shown, where the indices are.
func lineBefore(lines, indices []int, at int) bool {
	return at > 0 && indices[at] != gap && indices[at-1] != gap && slices.Contains(lines, indices[at])
}
