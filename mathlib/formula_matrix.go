package mathlib

import (
	"strings"

	"gonum.org/v1/gonum/mat"
)

// An ExpressionVector is a gradient as formulas.
type ExpressionVector struct {
	scope   *formulaScope
	entries []*expr
}

// Len returns the number of entries.
func (v ExpressionVector) Len() int { return len(v.entries) }

// Entry returns the i-th entry.
func (v ExpressionVector) Entry(i int) Expression { return Expression{v.scope, v.entries[i]} }

// At returns the values at x, a number for each variable.
func (v ExpressionVector) At(x ...float64) *mat.VecDense {
	r := mat.NewVecDense(len(v.entries), nil)
	for i, e := range v.entries {
		r.SetVec(i, v.scope.evaluate(e, x))
	}
	return r
}

// String returns the entries in a column, and below them what restricts them.
func (v ExpressionVector) String() string { return textGrid(v.scope, len(v.entries), 1, v.entries) }

// GoString returns the entries as a Go slice.
func (v ExpressionVector) GoString() string { return "[]float64" + goList(v.entries) }

// LaTeX returns the vector as a displayed formula.
func (v ExpressionVector) LaTeX() string {
	return displayed(latexGrid(v.scope, len(v.entries), 1, v.entries), v.scope.notes(v.entries...))
}

// An ExpressionMatrix is a Jacobian or Hessian as formulas.
type ExpressionMatrix struct {
	scope         *formulaScope
	rows, columns int
	entries       []*expr // row by row
}

// Dims returns the numbers of rows and columns.
func (m ExpressionMatrix) Dims() (rows, columns int) { return m.rows, m.columns }

// Entry returns the entry in row i and column j.
func (m ExpressionMatrix) Entry(i, j int) Expression {
	return Expression{m.scope, m.entries[i*m.columns+j]}
}

// At returns the values at x, a number for each variable.
func (m ExpressionMatrix) At(x ...float64) *mat.Dense {
	r := mat.NewDense(m.rows, m.columns, nil)
	for i, e := range m.entries {
		r.Set(i/m.columns, i%m.columns, m.scope.evaluate(e, x))
	}
	return r
}

// String returns the entries in rows, and below them what restricts them.
func (m ExpressionMatrix) String() string { return textGrid(m.scope, m.rows, m.columns, m.entries) }

// GoString returns the entries as a Go slice of rows.
func (m ExpressionMatrix) GoString() string {
	rows := make([]string, m.rows)
	for i := range rows {
		rows[i] = goList(m.entries[i*m.columns : (i+1)*m.columns])
	}
	return "[][]float64{" + strings.Join(rows, ", ") + "}"
}

// LaTeX returns the matrix as a displayed formula.
func (m ExpressionMatrix) LaTeX() string {
	return displayed(latexGrid(m.scope, m.rows, m.columns, m.entries), m.scope.notes(m.entries...))
}

func goList(entries []*expr) string {
	list := make([]string, len(entries))
	for i, e := range entries {
		list[i] = goEntry(e)
	}
	return "{" + strings.Join(list, ", ") + "}"
}

// gridCells writes the entries of a matrix that are shown; what is left out is
// "⋯".
func gridCells(rows, columns int, entries []*expr, write func(*expr) string, gap string) [][]string {
	var cells [][]string
	for _, i := range indices(rows) {
		var row []string
		for _, j := range indices(columns) {
			if i < 0 || j < 0 {
				row = append(row, gap)
				continue
			}
			row = append(row, write(entries[i*columns+j]))
		}
		cells = append(cells, row)
	}
	return cells
}

// textGrid prints formulas between brackets, in columns, with notes below.
func textGrid(s *formulaScope, rows, columns int, entries []*expr) string {
	cells := gridCells(rows, columns, entries, s.text, "⋯")
	return withNotes(bracketed(cells), s.notes(entries...))
}

// latexGrid sets formulas as a matrix without delimiters.
func latexGrid(s *formulaScope, rows, columns int, entries []*expr) string {
	cells := gridCells(rows, columns, entries, s.latex, `\cdots`)
	lines := make([]string, len(cells))
	for i, row := range cells {
		lines[i] = strings.Join(row, " & ")
	}
	return `\begin{bmatrix} ` + strings.Join(lines, ` \\ `) + ` \end{bmatrix}`
}
