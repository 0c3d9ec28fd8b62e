package display

import (
	"strconv"
	"strings"
)

var textDots = dots{across: "⋯", down: "⋮", diagonal: "⋱"}

// matrixText writes a matrix with its columns aligned, between tall brackets,
// with the names of rows and columns outside of them.
func matrixText(c cells, o MatrixOptions) string {
	if c.rows == 0 || c.columns == 0 {
		return "[] (" + size(c) + ")"
	}
	rows, columns := c.shown(o)
	widths := make([]int, len(columns))
	table := make([][]string, len(rows))
	for at, i := range rows {
		for _, j := range columns {
			entry, left := textDots.at(i, j)
			if !left {
				entry, _ = c.entry(i, j, o)
			}
			table[at] = append(table[at], entry)
		}
	}
	var names []string
	if len(o.Columns) > 0 {
		for _, j := range columns {
			names = append(names, nameAt(o.Columns, j, textDots.across))
		}
	}
	for _, row := range append([][]string{names}, table...) {
		for j, entry := range row {
			widths[j] = max(widths[j], width(entry))
		}
	}
	lines := bracketed(table, widths, rows, columns, o)
	if len(rows) < c.rows || len(columns) < c.columns {
		lines[len(lines)-1] += "  (" + size(c) + ")"
	}
	return strings.Join(withNames(lines, names, widths, rows, columns, o), "\n")
}

func size(c cells) string { return strconv.Itoa(c.rows) + "×" + strconv.Itoa(c.columns) }

// bracketed sets the rows within brackets, with the lines between blocks.
func bracketed(table [][]string, widths, rows, columns []int, o MatrixOptions) []string {
	var inner []string
	for at, row := range table {
		if lineBefore(o.RowLines, rows, at) {
			inner = append(inner, ruleText(widths, columns, o))
		}
		inner = append(inner, rowText(row, widths, columns, o))
	}
	for i, line := range inner {
		left, right := brackets(i, len(inner))
		inner[i] = left + line + right
	}
	return inner
}

// rowText sets the entries of a row flush right.
func rowText(row []string, widths, columns []int, o MatrixOptions) string {
	var line strings.Builder
	for at, entry := range row {
		switch {
		case lineBefore(o.ColumnLines, columns, at):
			line.WriteString(" │ ")
		case at > 0:
			line.WriteString("  ")
		}
		line.WriteString(padding(entry, widths[at]))
		line.WriteString(entry)
	}
	return line.String()
}

// ruleText draws the line between two blocks of rows.
func ruleText(widths, columns []int, o MatrixOptions) string {
	var line strings.Builder
	for at, w := range widths {
		switch {
		case lineBefore(o.ColumnLines, columns, at):
			line.WriteString("─┼─")
		case at > 0:
			line.WriteString("──")
		}
		line.WriteString(strings.Repeat("─", w))
	}
	return line.String()
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

// withNames puts the names of the rows before the lines of a matrix, and those
// of the columns above them.
func withNames(lines, names []string, widths, rows, columns []int, o MatrixOptions) []string {
	margin := 0
	for at := range o.Rows {
		margin = max(margin, width(o.Rows[at])+1)
	}
	next := 0
	for at, i := range rows {
		if lineBefore(o.RowLines, rows, at) {
			lines[next] = strings.Repeat(" ", margin) + lines[next]
			next++
		}
		name := nameAt(o.Rows, i, textDots.down)
		if margin > 0 {
			lines[next] = name + padding(name, margin) + lines[next]
		}
		next++
	}
	if names == nil {
		return lines
	}
	return append([]string{strings.Repeat(" ", margin+1) + rowText(names, widths, columns, o)}, lines...)
}
