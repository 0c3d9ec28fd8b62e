package page

import "strings"

// A formula is a piece of TeX as it stands in a text.
type formula struct {
	tex     string
	display bool
	length  int // of all of it, with what marks it
}

// scanFormula reads the formula that text begins with: $…$, $$…$$, \\(…\\),
// \\[…\\] or an environment, the forms that Jupyter typesets. ok is false if
// there is none.
func scanFormula(text string) (f formula, ok bool) {
	switch {
	case strings.HasPrefix(text, "$$"):
		return delimited(text, "$$", "$$", true)
	case strings.HasPrefix(text, "$"):
		f, ok = delimited(text, "$", "$", false)
		// A dollar before a number is money: "from $5 to $7".
		if rest := text[f.length:]; rest != "" && rest[0] >= '0' && rest[0] <= '9' {
			ok = false
		}
		return f, ok && !strings.Contains(f.tex, "\n\n") && !strings.Contains(f.tex, "`")
	case strings.HasPrefix(text, `\\(`):
		return delimited(text, `\\(`, `\\)`, false)
	case strings.HasPrefix(text, `\\[`):
		return delimited(text, `\\[`, `\\]`, true)
	case strings.HasPrefix(text, `\begin{`):
		return environment(text)
	}
	return formula{}, false
}

func delimited(text, begin, end string, display bool) (f formula, ok bool) {
	for i := len(begin); i < len(text); i++ {
		if strings.HasPrefix(text[i:], end) {
			f = formula{tex: text[len(begin):i], display: display, length: i + len(end)}
			return f, strings.TrimSpace(f.tex) != ""
		}
		if text[i] == '\\' {
			i++ // what follows is escaped
		}
	}
	return formula{}, false
}

// environment reads from \begin{name} to its \end{name}.
func environment(text string) (f formula, ok bool) {
	name := environmentName(text)
	if name == "" {
		return formula{}, false
	}
	begin, end := `\begin{`+name+`}`, `\end{`+name+`}`
	depth := 0
	for i := range len(text) {
		switch {
		case strings.HasPrefix(text[i:], begin):
			depth++
		case strings.HasPrefix(text[i:], end):
			if depth--; depth == 0 {
				length := i + len(end)
				return formula{tex: text[:length], display: true, length: length}, true
			}
		}
	}
	return formula{}, false
}

// environmentName is the name that \begin{…} at the start of text has.
func environmentName(text string) string {
	name, _, ok := strings.Cut(strings.TrimPrefix(text, `\begin{`), "}")
	if !ok || strings.ContainsFunc(name, func(r rune) bool {
		return r != '*' && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) {
		return ""
	}
	return name
}

// A bar within a formula in a table must not end the table's cell, so it is
// another character, one for private use, while the table is read.
const (
	bar         = "|"
	shieldedBar = "\uE07C"
)

// shieldBars replaces the bars in formulas on those lines that are rows.
func shieldBars(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		if row := strings.TrimLeft(line, " >"); strings.HasPrefix(row, bar) && strings.Contains(row, "$") {
			line = shieldLine(line)
		}
		b.WriteString(line)
	}
	return b.String()
}

func shieldLine(line string) string {
	var b strings.Builder
	for i := 0; i < len(line); {
		f, ok := scanFormula(line[i:])
		if !ok || line[i] != '$' {
			b.WriteByte(line[i])
			i++
			continue
		}
		b.WriteString(strings.ReplaceAll(line[i:i+f.length], bar, shieldedBar))
		i += f.length
	}
	return b.String()
}

func unshieldBars(text string) string { return strings.ReplaceAll(text, shieldedBar, bar) }
