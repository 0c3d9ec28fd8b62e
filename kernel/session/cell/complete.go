package cell

import (
	"go/token"
	"strings"
)

// Completeness says whether a cell could be run as it is.
type Completeness uint8

const (
	Complete Completeness = iota
	Incomplete
	Invalid
)

// Check tells whether text is complete, and, when it is not, how deep the next
// line is to be indented. It is incomplete when a bracket, a raw string or a
// comment is open at its end, when the last token wants something after it, or
// when a command is to go on in the next line. form is that of commands.
func Check(text string, form func(name string) Form) (c Completeness, depth int) {
	commands, text := Cut(text, form)
	for _, c := range commands {
		if strings.HasSuffix(c.Text, `\`) {
			return Incomplete, 0
		}
	}
	if len(commands) > 0 && form(commands[len(commands)-1].Name) == WithText {
		return Complete, 0
	}
	l := newLexer(text, 0)
	last := token.SEMICOLON
	for {
		x := l.next()
		if x.tok == token.EOF {
			break
		}
		switch x.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		if depth < 0 {
			return Invalid, 0
		}
		last = x.tok
	}
	if isOpen(l.errs) || depth > 0 || last != token.SEMICOLON {
		return Incomplete, depth
	}
	if _, err := Parse("", text); err != nil {
		return Invalid, 0
	}
	return Complete, 0
}

// isOpen reports whether the scanner missed the end of a comment or raw string.
func isOpen(errs Errors) bool {
	for _, e := range errs {
		if strings.HasPrefix(e.Message, "comment not terminated") || strings.HasPrefix(e.Message, "raw string literal not terminated") {
			return true
		}
	}
	return false
}
