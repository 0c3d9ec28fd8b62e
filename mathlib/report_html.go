package mathlib

import (
	"fmt"
	"html"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// The backgrounds of signs: so thin that text on them is read on a white page
// and on a dark one.
var signColors = map[int]string{
	1:  "rgba(46, 134, 222, 0.28)",
	0:  "rgba(128, 128, 128, 0.28)",
	-1: "rgba(214, 69, 51, 0.28)",
}

const cellStyle = "text-align: left; padding: 0.1em 0.7em"

// HTML returns the verdict as a table: the gradient, and every eigenvalue with
// its sign, the band within which it is certain, and its direction.
func (c *CriticalPoint) HTML() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<div><b>%s</b> at %s, f = %s`, c.Kind, html.EscapeString(tuple(c.X)), number(c.Value))
	b.WriteString(`<table style="border-collapse: collapse; margin: 0.4em 0; text-align: left">`)
	htmlRow(&b, "th", "", "", "eigenvalue", "±", "sign", "direction")
	for _, i := range indices(len(c.Eigenvalues)) {
		if i < 0 {
			htmlRow(&b, "td", "", "", "⋮", "", "", "")
			continue
		}
		sign := certain(c.Eigenvalues[i], c.Bound[i])
		htmlRow(&b, "td", signColors[sign], fmt.Sprintf("λ<sub>%d</sub>", i+1), brief(c.Eigenvalues[i]),
			fmt.Sprintf("%.2g", c.Bound[i]), c.signText(i, sign), tuple(mat.Col(nil, i, c.Eigenvectors)))
	}
	b.WriteString(`</table>`)
	for _, l := range c.htmlLines() {
		b.WriteString(`<div>` + html.EscapeString(l) + `</div>`)
	}
	b.WriteString(`</div>`)
	return b.String()
}

// htmlLines are the lines of the text that the table leaves out.
func (c *CriticalPoint) htmlLines() []string {
	var lines []string
	for _, l := range c.lines()[1:] {
		if !strings.HasPrefix(l, "eigenvalues of") && !strings.HasPrefix(l, "null direction") {
			lines = append(lines, l)
		}
	}
	return lines
}

// signText says what is known about the sign of eigenvalue i.
func (c *CriticalPoint) signText(i, sign int) string {
	switch {
	case sign > 0:
		return "positive"
	case sign < 0:
		return "negative"
	case c.Bound[i] == 0:
		return "zero, exactly"
	}
	return "zero within the error"
}

func htmlRow(b *strings.Builder, tag, color string, cells ...string) {
	b.WriteString(`<tr`)
	if color != "" {
		b.WriteString(` style="background: ` + color + `"`)
	}
	b.WriteString(`>`)
	for _, cell := range cells {
		fmt.Fprintf(b, `<%s style="%s">%s</%s>`, tag, cellStyle, cell, tag)
	}
	b.WriteString(`</tr>`)
}
