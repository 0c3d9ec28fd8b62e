package command

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/gonabla/nabla/display/wire"
)

// A listing is a table of text.
type listing struct {
	head []string
	rows [][]string
}

func (l *listing) add(row ...string) { l.rows = append(l.rows, row) }

// bundle is the listing as HTML and as plain text.
func (l *listing) bundle() wire.Bundle {
	return wire.Bundle{Data: map[string][]byte{"text/html": []byte(l.html()), "text/plain": []byte(l.plain())}}
}

func (l *listing) html() string {
	var b strings.Builder
	row := func(tag string, cells []string) {
		b.WriteString("<tr>")
		for _, c := range cells {
			b.WriteString("<" + tag + ` style="text-align:left">` + html.EscapeString(c) + "</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("<table><thead>")
	row("th", l.head)
	b.WriteString("</thead><tbody>")
	for _, r := range l.rows {
		row("td", r)
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// plain puts the columns two blanks apart.
func (l *listing) plain() string {
	all := append([][]string{l.head}, l.rows...)
	width := make([]int, len(l.head))
	for _, r := range all {
		for i, c := range r {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	var lines []string
	for _, r := range all {
		var b strings.Builder
		for i, c := range r {
			b.WriteString(c + strings.Repeat(" ", width[i]-utf8.RuneCountInString(c)+2))
		}
		lines = append(lines, strings.TrimRight(b.String(), " "))
	}
	return strings.Join(lines, "\n")
}
