package figure

import (
	"fmt"
	"strings"
)

// This file writes the texts of figures, for terminals and for those who
// cannot see them.

// explained is the text of a figure. Of one that cannot be drawn it is the
// reason: a String method that panics helps nobody.
func explained(figure string, describe func() string) (text string) {
	done := false
	defer func() {
		if done {
			return
		}
		reason := recover()
		if message, ok := reason.(string); ok && strings.HasPrefix(message, "figure: ") {
			text = figure + " that cannot be drawn:\n" + strings.TrimPrefix(message, "figure: ")
			return
		}
		panic(reason) // of a function that is not ours
	}()
	text = describe()
	done = true
	return text
}

// titled is a title after a colon.
func titled(title string) string {
	if title == "" {
		return ""
	}
	return ": " + title
}

// orElse is text, or the alternative when it is empty.
func orElse(text, alternative string) string {
	if text == "" {
		return alternative
	}
	return text
}

// pathText says where a path leads.
func pathText(p Path) string {
	n := p.Points.Len()
	if n == 0 {
		return fmt.Sprintf("\npath %s: no points", quoted(p.Name))
	}
	x, y := p.Points.XY(0)
	text := fmt.Sprintf("\npath %s: %d points from (%s, %s)", quoted(p.Name), n, brief(x, 4), brief(y, 4))
	if n == 1 {
		return fmt.Sprintf("\npath %s: the point (%s, %s)", quoted(p.Name), brief(x, 4), brief(y, 4))
	}
	x, y = p.Points.XY(n - 1)
	return text + fmt.Sprintf(" to (%s, %s)", brief(x, 4), brief(y, 4))
}

// markText says what is marked.
func markText(m Mark) string {
	_, name := kindSymbol(m.Kind)
	if name == "" {
		name = "point"
	}
	text := fmt.Sprintf("\n%s at (%s, %s)", name, brief(m.At[0], 4), brief(m.At[1], 4))
	if m.Label != "" {
		text += ": " + m.Label
	}
	return text
}

// quoted is a name in quotes, or a dash.
func quoted(name string) string {
	if name == "" {
		return "without a name"
	}
	return "“" + name + "”"
}

// notFinite counts what cannot be drawn.
func notFinite(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d more not finite)", n)
}

// rangeText writes a range for a reader.
func rangeText(r Range) string { return "from " + brief(r[0], 4) + " to " + brief(r[1], 4) }
