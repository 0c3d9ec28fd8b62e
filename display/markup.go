package display

import (
	"strings"

	"github.com/gonabla/nabla/display/wire"
)

// HTML shows a piece of HTML. Scripts in it run only in a notebook that is
// trusted, and inline <svg> is dropped from one that is not: use [SVG].
func HTML(html string) *Handle { return show(htmlBundle(html)) }

// Markdown shows text written in Markdown.
func Markdown(markdown string) *Handle { return show(markdownBundle(markdown)) }

// LaTeX shows a formula. It is set on a line of its own unless it comes with
// its delimiters, as in "$x^2$".
func LaTeX(formula string) *Handle { return show(latexBundle(formula, formula)) }

// htmlBundle is a piece of HTML with what is left to read of it.
func htmlBundle(html string) *wire.Bundle {
	b := textBundle(textOfHTML(html))
	b.Data[htmlText] = []byte(html)
	return b
}

// markdownBundle is a text in Markdown, which can be read as it is.
func markdownBundle(markdown string) *wire.Bundle {
	b := textBundle(markdown)
	b.Data[markdownText] = []byte(markdown)
	return b
}

// latexBundle is a formula with the text that stands for it.
func latexBundle(formula, text string) *wire.Bundle {
	b := textBundle(text)
	b.Data[latexText] = []byte(delimited(formula))
	return b
}

// displayEnvironments are those that LaTeX allows outside mathematics only.
var displayEnvironments = []string{"equation", "align", "gather", "multline", "eqnarray", "flalign"}

// delimited puts a formula between dollar signs, without which notebooks
// show it as it is written.
func delimited(formula string) string {
	trimmed := strings.TrimSpace(formula)
	if trimmed == "" || strings.HasPrefix(trimmed, "$") || strings.HasPrefix(trimmed, `\[`) || strings.HasPrefix(trimmed, `\(`) {
		return formula
	}
	for _, name := range displayEnvironments {
		if strings.HasPrefix(trimmed, `\begin{`+name) {
			return formula
		}
	}
	return "$$" + trimmed + "$$"
}

var htmlEntities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#39;", "'", "&#34;", `"`, "&nbsp;", " ", "&amp;", "&")

var htmlEscapes = strings.NewReplacer("<", "&lt;", ">", "&gt;", `"`, "&quot;", "&", "&amp;", "\n", "&#10;")

// literalEscapes also keep dollar signs and backslashes from being taken for the
// delimiters of formulas, which front ends look for in HTML too, though not
// across the borders of elements.
var literalEscapes = strings.NewReplacer("$", "<span>$</span>", `\`, `<span>\</span>`)

// literalHTML is HTML that shows a text as it is.
func literalHTML(text string) string { return literalEscapes.Replace(htmlEscapes.Replace(text)) }

// textOfHTML is what is left to read of HTML when the tags are taken out.
func textOfHTML(html string) string {
	var text strings.Builder
	for html != "" {
		before, rest, found := strings.Cut(html, "<")
		text.WriteString(before)
		if !found {
			break
		}
		tag, after, closed := strings.Cut(rest, ">")
		if !closed {
			break
		}
		name := strings.ToLower(strings.TrimLeft(tag, "/"))
		switch {
		case strings.HasPrefix(name, "br"), strings.HasPrefix(name, "tr"), strings.HasPrefix(tag, "/p"), strings.HasPrefix(tag, "/h"), strings.HasPrefix(name, "li"):
			text.WriteString("\n")
		case strings.HasPrefix(tag, "/td"), strings.HasPrefix(tag, "/th"):
			text.WriteString("\t")
		case tag == "script" || tag == "style" || strings.HasPrefix(tag, "script ") || strings.HasPrefix(tag, "style "):
			_, after, _ = strings.Cut(after, "</"+tag[:len(strings.Fields(tag)[0])]+">")
		}
		html = after
	}
	return strings.TrimSpace(htmlEntities.Replace(text.String()))
}
