package sketch

import (
	"go/scanner"
	"go/token"
	"iter"
)

// A Token is a token of Go at a place of a text.
type Token struct {
	Kind       token.Token
	Text       string
	Start, End int
}

// IsLiteral reports whether a token is a number, a string or a character.
func (t Token) IsLiteral() bool {
	switch t.Kind {
	case token.INT, token.FLOAT, token.IMAG, token.CHAR, token.STRING:
		return true
	}
	return false
}

// tokens reads a text to its end. Semicolons at the ends of lines are left out.
func tokens(text string, mode scanner.Mode) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		var s scanner.Scanner
		file := token.NewFileSet().AddFile("", -1, len(text))
		s.Init(file, []byte(text), nil, mode)
		for {
			pos, kind, literal := s.Scan()
			if kind == token.EOF {
				return
			}
			if kind == token.SEMICOLON && literal == "\n" {
				continue
			}
			if literal == "" {
				literal = kind.String()
			}
			start := file.Offset(pos)
			if !yield(Token{kind, literal, start, min(start+len(literal), len(text))}) {
				return
			}
		}
	}
}

// TokenAt returns the token in which an offset of a text lies or at whose end it
// is, a name before others; its Kind is ILLEGAL where there is none. A place at
// the end of a literal belongs to a number, but not to a string.
func TokenAt(text string, offset int) Token {
	found := Token{}
	for t := range tokens(text, scanner.ScanComments) {
		if t.Start > offset {
			break
		}
		switch inside := t.Start < offset && offset < t.End; {
		case inside, t.Kind == token.IDENT && offset <= t.End:
			return t
		case t.Kind == token.COMMENT && offset == t.End && t.Text[1] == '/':
			return t
		case offset == t.End && (t.Kind.IsKeyword() || t.Kind == token.INT || t.Kind == token.FLOAT || t.Kind == token.IMAG || unclosed(t)):
			found = t
		}
	}
	return found
}

// unclosed reports whether a string, or the like, lacks its end.
func unclosed(t Token) bool {
	switch t.Kind {
	case token.STRING, token.CHAR:
		return len(t.Text) < 2 || t.Text[len(t.Text)-1] != t.Text[0]
	}
	return false
}
