package figure

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
)

// cardRadius rounds the corners of the card that a picture stands on.
const cardRadius = 8

// svg writes a sheet as SVG: a group for each class of marks, in the order in
// which they were drawn.
func (s *sheet) svg() []byte {
	var b strings.Builder
	w, h := number(s.width), number(s.height)
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" `, w, h, w, h)
	b.WriteString(`font-family="'Liberation Sans',Arial,Helvetica,sans-serif" stroke-linejoin="round">` + "\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<desc>%s</desc>\n", escapeXML(s.title), escapeXML(s.description))
	fmt.Fprintf(&b, `<rect width="%s" height="%s" rx="%d" fill="%s"/>`+"\n", w, h, cardRadius, hex(paper))
	for rest := s.marks; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].class == rest[0].class {
			n++
		}
		writeGroup(&b, rest[:n])
		rest = rest[n:]
	}
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// writeGroup writes the marks of a class. Attributes that all of them have
// stand at the group, unless there are texts, which they are not for.
func writeGroup(b *strings.Builder, marks []mark) {
	shared := map[string]bool{}
	for _, attribute := range marks[0].attributes() {
		shared[attribute] = true
	}
	for _, m := range marks {
		has := m.attributes()
		for attribute := range shared {
			if m.text != nil || !slices.Contains(has, attribute) {
				delete(shared, attribute)
			}
		}
	}
	b.WriteString(`<g class="` + escapeXML(marks[0].class) + `"`)
	for _, attribute := range marks[0].attributes() {
		if shared[attribute] {
			b.WriteString(attribute)
		}
	}
	b.WriteString(">\n")
	for _, m := range marks {
		if m.text != nil {
			writeText(b, *m.text)
			continue
		}
		data := pathData(m.lines, m.closed)
		if data == "" {
			continue
		}
		b.WriteString(`<path d="` + data + `"`)
		for _, attribute := range m.attributes() {
			if !shared[attribute] {
				b.WriteString(attribute)
			}
		}
		b.WriteString("/>\n")
	}
	b.WriteString("</g>\n")
}

// attributes say how a line or area is drawn.
func (m mark) attributes() []string {
	if m.text != nil {
		return nil
	}
	list := colorAttributes("fill", m.fill)
	if m.stroke.width <= 0 {
		return list
	}
	list = append(list, colorAttributes("stroke", m.stroke.color)...)
	if m.stroke.width != 1 {
		list = append(list, ` stroke-width="`+strconv.FormatFloat(m.stroke.width, 'g', 2, 64)+`"`)
	}
	if len(m.stroke.dash) > 0 {
		dashes := make([]string, len(m.stroke.dash))
		for i, d := range m.stroke.dash {
			dashes[i] = number(d)
		}
		list = append(list, ` stroke-dasharray="`+strings.Join(dashes, " ")+`"`)
	}
	return list
}

// pathData writes lines as the commands of a path, to a tenth of a pixel, and
// without points that round to the one before.
func pathData(lines [][]point, closed bool) string {
	var b strings.Builder
	for _, line := range lines {
		if closed && isUpright(line) {
			w, h := number(tenth(line[1].x)-tenth(line[0].x)), number(tenth(line[2].y)-tenth(line[1].y))
			b.WriteString("M" + number(line[0].x) + "," + number(line[0].y) + "h" + w + "v" + h + "h-" + w + "Z")
			continue
		}
		x, y := math.NaN(), math.NaN()
		drawn := 0
		for _, p := range line {
			if px, py := tenth(p.x), tenth(p.y); px != x || py != y {
				x, y = px, py
				command := " "
				switch drawn {
				case 0:
					command = "M"
				case 1:
					command = "L"
				}
				b.WriteString(command + number(x) + "," + number(y))
				drawn++
			}
		}
		if drawn == 1 && !closed {
			b.WriteString("h0")
		}
		if closed && drawn > 0 {
			b.WriteString("Z")
		}
	}
	return b.String()
}

// isUpright reports whether an outline is that of a rectangle, from its left
// upper corner on to the right, which has shorter commands.
func isUpright(line []point) bool {
	return len(line) == 4 && line[0].y == line[1].y && line[1].x == line[2].x && line[2].y == line[3].y &&
		line[3].x == line[0].x && line[0].x < line[1].x && line[1].y < line[2].y
}

// writeText writes a text with its width, which makes it fit with any font.
func writeText(b *strings.Builder, l lettering) {
	x, y := number(l.at.x), number(l.at.y)
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"`, x, y, number(l.size))
	switch l.anchor {
	case middle:
		b.WriteString(` text-anchor="middle"`)
	case end:
		b.WriteString(` text-anchor="end"`)
	}
	if l.bold {
		b.WriteString(` font-weight="bold"`)
	}
	if l.turn != 0 {
		fmt.Fprintf(b, ` transform="rotate(%s %s %s)"`, number(l.turn), x, y)
	}
	b.WriteString(strings.Join(colorAttributes("fill", l.color), ""))
	width := number(textWidth(l.text, l.size, l.bold))
	fmt.Fprintf(b, ` textLength="%s" lengthAdjust="spacingAndGlyphs">`, width)
	raised := 0.0
	for _, r := range runs(l.text) {
		raise := r.raise(l.size)
		if r.level == 0 && raise == raised {
			b.WriteString(escapeXML(r.text))
			continue
		}
		fmt.Fprintf(b, `<tspan dy="%s" font-size="%s">%s</tspan>`, number(raised-raise), number(r.size(l.size)), escapeXML(r.text))
		raised = raise
	}
	b.WriteString("</text>\n")
}

// colorAttributes write a colour and its opacity.
func colorAttributes(name string, c color.NRGBA) []string {
	if c.A == 0 {
		return []string{` ` + name + `="none"`}
	}
	list := []string{` ` + name + `="` + hex(c) + `"`}
	if c.A != 255 {
		list = append(list, ` `+name+`-opacity="`+strconv.FormatFloat(float64(c.A)/255, 'g', 2, 64)+`"`)
	}
	return list
}

// hex writes a colour without its opacity.
func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// tenth rounds to a tenth of a pixel, and avoids −0.
func tenth(v float64) float64 { return math.Round(v*10)/10 + 0 }

// number writes a length to a tenth of a pixel.
func number(v float64) string { return strconv.FormatFloat(tenth(v), 'f', -1, 64) }

var xmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escapeXML writes a text such that it may stand in SVG, which has no control
// characters.
func escapeXML(text string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, text)
	return xmlEscapes.Replace(strings.ToValidUTF8(clean, "\uFFFD"))
}
