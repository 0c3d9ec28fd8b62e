package page

import (
	"html"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// highlight marks the parts of code by the classes that Pygments has for them:
// k for keywords, s for strings and so on. The style sheet gives them colours.
func highlight(language, code string) string {
	lexer := languages[strings.ToLower(language)]
	if lexer == nil {
		return html.EscapeString(code)
	}
	tokens, err := chroma.Coalesce(lexer).Tokenise(&chroma.TokeniseOptions{State: "root", EnsureLF: true}, code)
	if err != nil {
		return html.EscapeString(code)
	}
	var b strings.Builder
	for t := tokens(); t != chroma.EOF; t = tokens() {
		class := class(t.Type)
		if class == "" {
			b.WriteString(html.EscapeString(t.Value))
			continue
		}
		b.WriteString(`<span class="` + class + `">` + html.EscapeString(t.Value) + `</span>`)
	}
	return b.String()
}

// class is the class of a token; empty for those that look like plain text,
// among them what the lexer does not understand, such as %commands.
func class(t chroma.TokenType) string {
	switch {
	case t == chroma.Error, t.InCategory(chroma.Text), t == chroma.Punctuation, t == chroma.NameOther, t == chroma.Name:
		return ""
	}
	for ; t > 0; t = t.Parent() {
		if class := chroma.StandardTypes[t]; class != "" {
			return class
		}
	}
	return ""
}
