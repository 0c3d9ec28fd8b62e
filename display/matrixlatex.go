package display

import (
	"strconv"
	"strings"
)

var latexDots = dots{across: `\cdots`, down: `\vdots`, diagonal: `\ddots`}

// matrixLaTeX writes a matrix as a formula on a line of its own: in brackets,
// or, when its rows and columns have names, as a table with them on its edges.
func matrixLaTeX(c cells, o MatrixOptions) string {
	rows, columns := c.shown(o)
	open, end := `\begin{bmatrix}`, ` \end{bmatrix}`
	named := len(o.Rows) > 0 || len(o.Columns) > 0
	if named || len(o.RowLines) > 0 || len(o.ColumnLines) > 0 {
		open, end = `\begin{array}{`+columnSpec(columns, named, o)+`}`, ` \end{array}`
		if !named {
			open, end = `\left[`+open, end+`\right]`
		}
	}
	var formula strings.Builder
	formula.WriteString("$$")
	if o.Name != "" {
		formula.WriteString(o.Name + " = ")
	}
	formula.WriteString(open)
	if named {
		formula.WriteString(headLaTeX(columns, o))
	}
	for at, i := range rows {
		if at > 0 {
			formula.WriteString(` \\`)
		}
		if lineBefore(o.RowLines, rows, at) {
			formula.WriteString(` \hline`)
		}
		if named {
			formula.WriteString(" " + nameAt(o.Rows, i, latexDots.down) + " &")
		}
		formula.WriteString(c.rowLaTeX(i, columns, o))
	}
	formula.WriteString(end + "$$")
	return formula.String()
}

// rowLaTeX writes the entries of row i.
func (c cells) rowLaTeX(i int, columns []int, o MatrixOptions) string {
	var row strings.Builder
	for at, j := range columns {
		if at > 0 {
			row.WriteString(" &")
		}
		entry, left := latexDots.at(i, j)
		if !left {
			_, entry = c.entry(i, j, o)
			entry = colored(entry, i, j, o)
		}
		row.WriteString(" " + entry)
	}
	return row.String()
}

// colored gives an entry the colour that it should have.
func colored(entry string, i, j int, o MatrixOptions) string {
	if o.Color == nil {
		return entry
	}
	color := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`\{}$`, r) {
			return -1
		}
		return r
	}, o.Color(i, j))
	if color == "" {
		return entry
	}
	return `\textcolor{` + color + `}{` + entry + `}`
}

// columnSpec says how the columns of a table are aligned and divided.
func columnSpec(columns []int, named bool, o MatrixOptions) string {
	var spec strings.Builder
	if named {
		spec.WriteString("r|")
	}
	for at := range columns {
		if lineBefore(o.ColumnLines, columns, at) {
			spec.WriteString("|")
		}
		spec.WriteString("r")
	}
	return spec.String()
}

// headLaTeX writes the names of the columns, and the line below them.
func headLaTeX(columns []int, o MatrixOptions) string {
	if len(o.Columns) == 0 {
		return ""
	}
	var head strings.Builder
	for _, j := range columns {
		head.WriteString(" & " + nameAt(o.Columns, j, latexDots.across))
	}
	return head.String() + ` \\ \hline`
}

var latexSpecials = strings.NewReplacer("NaN", `\mathrm{NaN}`, "+Inf", `\infty`, "-Inf", `-\infty`, "%", `\%`)

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
