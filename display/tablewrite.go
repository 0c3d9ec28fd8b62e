package display

import (
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A writtenTable is a table of which what is shown has become text. The first
// column holds the labels of the rows.
type writtenTable struct {
	caption, footer string
	names, kinds    []string
	right           []bool
	lines           [][]string // nil for the line that stands for others
	left            int        // how many rows that line stands for
}

// write turns what is shown of a table into text.
func (t *table) write(o TableOptions) writtenTable {
	columns := shown(len(t.columns), roomFor(o.MaxColumns))
	w := writtenTable{
		caption: o.Caption,
		names:   []string{t.labels.name}, kinds: []string{t.labels.kind}, right: []bool{t.labels.right},
	}
	for _, j := range columns {
		c := column{name: "⋯"}
		if j != gap {
			c = t.columns[j].refined()
		}
		w.names, w.kinds, w.right = append(w.names, c.name), append(w.kinds, c.kind), append(w.right, c.right)
	}
	room := roomFor(o.Max)
	for _, i := range shown(t.rows, room) {
		if i == gap {
			w.lines = append(w.lines, nil)
			w.left = t.rows - room
			continue
		}
		line := []string{t.label(i)}
		for _, j := range columns {
			entry := "⋯"
			if j != gap {
				entry = entryText(t.columns[j].at(i), o)
			}
			line = append(line, entry)
		}
		w.lines = append(w.lines, line)
	}
	w.footer = t.kind
	if w.left > 0 || len(columns) < len(t.columns) || t.rows == 0 {
		w.footer += ": " + counted(t.rows, "row") + ", " + counted(len(t.columns), "column")
	}
	return w
}

// refined gives a column with the type that all its entries have. It is found
// for columns that are shown only, for that means to look at all rows.
func (c column) refined() column {
	if c.common != nil {
		if t := c.common(); t != nil {
			c.kind, c.right = typeName(t), isNumber(t)
		}
	}
	return c
}

// roomFor is how many rows or columns are shown.
func roomFor(limit int) int {
	if limit <= 0 {
		return 20
	}
	return limit
}

// counted writes a number with what it counts.
func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}

// entrySize is how much of a value an entry has room for.
var entrySize = limits{elements: 8, total: 20, bytes: 80, text: 400, depth: 3, matrix: 3}

// entryText writes an entry of a table on one short line: texts without their
// quotes, numbers with a few digits, and other values as in Go, without the type
// when the column has it.
func entryText(v reflect.Value, o TableOptions) string {
	v = readable(v)
	typed := true
	for v.IsValid() && v.Kind() == reflect.Interface && !v.IsNil() {
		v, typed = v.Elem(), false
	}
	if v.IsValid() && v.Kind() == reflect.Pointer && isBasic(v.Type().Elem().Kind()) && !v.IsNil() {
		v = v.Elem()
	}
	if !v.IsValid() {
		return ""
	}
	text, _ := methodText(v, 3)
	switch {
	case text != "":
	case v.CanFloat():
		text = number(v.Float(), o.Digits)
	case v.Kind() == reflect.String:
		text = v.String()
	default:
		text = newPrinter(entrySize).value(v, place{typed: typed || isBasic(v.Kind())})
	}
	return oneLine(text, o.Width)
}

// oneLine makes a text fit into an entry.
func oneLine(text string, room int) string {
	if room <= 0 {
		room = 40
	}
	text = strings.ToValidUTF8(text[:min(len(text), 8*room)], "\uFFFD")
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > room {
		text = string([]rune(text)[:room-1]) + "…"
	}
	return text
}

// text writes a table in columns that are aligned.
func (w writtenTable) text() string {
	widths := make([]int, len(w.names))
	head := [][]string{w.names}
	if strings.Join(w.kinds, "") != "" {
		head = append(head, w.kinds)
	}
	total := 0
	for j := range widths {
		for _, line := range append(head, w.lines...) {
			if line != nil {
				widths[j] = max(widths[j], width(line[j]))
			}
		}
		total += widths[j] + 2
	}
	var out strings.Builder
	if w.caption != "" {
		out.WriteString(w.caption + "\n")
	}
	for _, line := range head {
		out.WriteString(strings.TrimRight(w.aligned(line, widths), " ") + "\n")
	}
	out.WriteString(strings.Repeat("─", max(total-2, 1)) + "\n")
	for _, line := range w.lines {
		if line == nil {
			out.WriteString("⋮ " + counted(w.left, "more row") + "\n")
			continue
		}
		out.WriteString(strings.TrimRight(w.aligned(line, widths), " ") + "\n")
	}
	out.WriteString("(" + w.footer + ")")
	return out.String()
}

// aligned sets the entries of a line below those of others.
func (w writtenTable) aligned(line []string, widths []int) string {
	var out strings.Builder
	for j, entry := range line {
		if j > 0 {
			out.WriteString("  ")
		}
		pad := padding(entry, widths[j])
		if w.right[j] {
			out.WriteString(pad + entry)
		} else {
			out.WriteString(entry + pad)
		}
	}
	return out.String()
}

// Styles within the elements, since a notebook that is not trusted drops style
// sheets; and greys that are half transparent, which suit any page.
const (
	tableStyle = "border-collapse: collapse; border: none; margin: 0.5em 0"
	cellStyle  = "padding: 0.2em 0.8em; border: none; white-space: nowrap; text-align: "
	ruleStyle  = "; border-bottom: 1px solid rgba(128, 128, 128, 0.6)"
	fainter    = "opacity: 0.65; font-weight: normal"
)

// html writes a table in HTML.
func (w writtenTable) html() string {
	var out strings.Builder
	out.WriteString(`<table style="` + tableStyle + `">` + "\n")
	if w.caption != "" {
		out.WriteString(`<caption style="text-align: left">` + htmlEscapes.Replace(w.caption) + "</caption>\n")
	}
	out.WriteString("<thead>\n<tr>")
	for j, name := range w.names {
		kind := w.kinds[j]
		if kind != "" {
			kind = `<br><span style="` + fainter + `">` + literalHTML(kind) + "</span>"
		}
		out.WriteString(`<th scope="col" style="` + cellStyle + w.side(j) + ruleStyle + `">` + literalHTML(name) + kind + "</th>")
	}
	out.WriteString("</tr>\n</thead>\n<tbody>\n")
	for _, line := range w.lines {
		out.WriteString("<tr>")
		if line == nil {
			out.WriteString(`<td colspan="` + strconv.Itoa(len(w.names)) + `" style="` + cellStyle + "left; " + fainter + `">⋮ ` + counted(w.left, "more row") + "</td>")
		}
		for j, entry := range line {
			tag, style := "td", cellStyle+w.side(j)
			if j == 0 {
				tag, style = `th scope="row"`, style+"; "+fainter
			}
			out.WriteString("<" + tag + ` style="` + style + `">` + literalHTML(entry) + "</" + tag[:2] + ">")
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</tbody>\n</table>\n" + `<div style="` + fainter + `">` + literalHTML(w.footer) + "</div>")
	return out.String()
}

// side is where the entries of column j stand.
func (w writtenTable) side(j int) string {
	if w.right[j] {
		return "right"
	}
	return "left"
}
