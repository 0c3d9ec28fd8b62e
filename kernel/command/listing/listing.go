// Package listing makes small tables of text for what commands show. The kernel
// uses it, and what commands do in cells.
package listing

import (
	"html"
	"strings"
	"unicode/utf8"

	"github.com/gonabla/nabla/display/wire"
)

// A Listing is a table of text. Every row is as long as Head.
type Listing struct {
	Head []string
	Rows [][]string
}

// Add adds a row.
func (l *Listing) Add(row ...string) { l.Rows = append(l.Rows, row) }

// Bundle is the listing as HTML and as plain text.
func (l *Listing) Bundle() wire.Bundle {
	return wire.Bundle{Data: map[string][]byte{"text/html": []byte(l.html()), "text/plain": []byte(l.plain())}}
}

func (l *Listing) html() string {
	var b strings.Builder
	row := func(tag string, cells []string) {
		b.WriteString("<tr>")
		for _, c := range cells {
			b.WriteString("<" + tag + ` style="text-align:left">` + html.EscapeString(c) + "</" + tag + ">")
		}
		b.WriteString("</tr>")
	}
	b.WriteString("<table><thead>")
	row("th", l.Head)
	b.WriteString("</thead><tbody>")
	for _, r := range l.Rows {
		row("td", r)
	}
	b.WriteString("</tbody></table>")
	return b.String()
}

// plain puts the columns two blanks apart.
func (l *Listing) plain() string {
	all := append([][]string{l.Head}, l.Rows...)
	width := make([]int, len(l.Head))
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
