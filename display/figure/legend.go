package figure

import (
	"image/color"
	"strings"
)

// An entry is a line of the legend: a name and what it stands for, a line, a
// symbol, an area, or a line with a symbol on it.
type entry struct {
	name   string
	line   stroke
	arrow  bool // the line has a head
	symbol *symbol
	area   color.NRGBA
}

// The sizes of a legend, in pixels.
const (
	margin      = 14 // about everything on a sheet
	sampleWidth = 22
	entryGap    = 18
	rowHeight   = 18
)

// heading writes the title and below it the legend, and returns where the rest
// of the sheet starts. Above the picture a legend covers nothing.
func (s *sheet) heading(title string, legend []entry) float64 {
	y := 8.0
	if title != "" {
		s.in("title")
		for _, line := range wrapped(title, titleSize, true, s.width-2*margin) {
			y += titleSize + 5
			s.write(lettering{text: line, at: point{margin, y}, anchor: start, size: titleSize, bold: true})
		}
		y += 4
	}
	return s.legend(legend, y)
}

// legend writes the entries from left to right, in as many rows as they need.
func (s *sheet) legend(legend []entry, y float64) float64 {
	x := s.width // so that the first opens a row
	s.in("legend")
	for _, e := range legend {
		if e.name == "" {
			continue
		}
		width := sampleWidth + 6 + textWidth(e.name, textSize, false)
		if x+width > s.width-margin {
			x = margin
			y += rowHeight
		}
		s.sample(e, point{x, y - 4})
		s.write(lettering{text: e.name, at: point{x + sampleWidth + 6, y}, anchor: start})
		x += width + entryGap
	}
	return y + 8
}

// sample draws what an entry stands for.
func (s *sheet) sample(e entry, at point) {
	centre := point{at.x + sampleWidth/2, at.y}
	if e.area.A > 0 {
		r := rect{at.x + 3, at.y - 6, at.x + sampleWidth - 3, at.y + 6}
		s.area(r.corners(), e.area, stroke{color: pale, width: 0.5})
	}
	switch {
	case e.arrow:
		s.arrow(at, point{at.x + sampleWidth, at.y}, e.line)
	case e.line.width > 0:
		s.line([]point{at, {at.x + sampleWidth, at.y}}, e.line)
	}
	if e.symbol != nil {
		s.symbol(*e.symbol, centre, 4.5)
	}
}

// wrapped breaks a text at spaces into lines of at most a width.
func wrapped(text string, size float64, bold bool, width float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := word
		if line != "" {
			longer = line + " " + word
		}
		if line != "" && textWidth(longer, size, bold) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
