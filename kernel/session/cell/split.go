package cell

import (
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
)

// lexeme is one token of a cell.
type lexeme struct {
	tok    token.Token
	lit    string
	offset int
}

// end returns the offset behind the token.
func (x lexeme) end() int {
	if x.lit != "" {
		return x.offset + len(x.lit)
	}
	return x.offset + len(x.tok.String())
}

// lexer reads the tokens of a cell and keeps what the scanner complains of.
type lexer struct {
	scanner.Scanner
	file *token.File
	errs Errors
}

func newLexer(text string, mode scanner.Mode) *lexer {
	l := &lexer{file: token.NewFileSet().AddFile("", -1, len(text))}
	l.Init(l.file, []byte(text), func(pos token.Position, msg string) {
		l.errs = append(l.errs, Error{pos.Line, pos.Column, msg})
	}, mode)
	return l
}

func (l *lexer) next() lexeme {
	pos, tok, lit := l.Scan()
	return lexeme{tok, lit, l.file.Offset(pos)}
}

// split cuts text after every semicolon, written or inserted by a line's end,
// that stands outside all brackets. Comments go with the piece below them.
func split(text string) ([]*Piece, Errors) {
	l := newLexer(text, 0)
	var pieces []*Piece
	var head []token.Token
	start, end, depth := 0, 0, 0
	cut := func(muted bool) {
		if k, ok := classify(head); ok {
			pieces = append(pieces, newPiece(text, start, end, k, muted))
		}
		head = head[:0]
	}
	for {
		x := l.next()
		switch x.tok {
		case token.EOF:
			cut(false)
			return pieces, l.errs
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			if depth <= 0 && !(x.lit == ";" && inHeader(head, text[start:x.offset])) {
				cut(x.lit == ";")
				start, depth = min(x.offset+1, len(text)), 0
				continue
			}
		}
		head = append(head, x.tok)
		if x.lit != "\n" {
			end = min(x.end(), len(text))
		}
	}
}

// inHeader reports whether a semicolon after text separates the clauses of a
// for, if or switch statement: then text is no statement yet. Braces do not
// tell, since composite literals have them too.
func inHeader(head []token.Token, text string) bool {
	if !slices.ContainsFunc(head, func(t token.Token) bool { return t == token.FOR || t == token.IF || t == token.SWITCH }) {
		return false
	}
	_, err := parser.ParseFile(token.NewFileSet(), "", "package p;func _(){"+text+"\n}", parser.SkipObjectResolution)
	return err != nil
}

// newPiece makes the piece text[start:end], without the blanks around it.
func newPiece(text string, start, end int, k Kind, muted bool) *Piece {
	for start < end && isBlank(text[start]) {
		start++
	}
	p := &Piece{Kind: k, Text: text[start:end], Muted: muted, At: start, Line: 1, Column: 1}
	for _, c := range []byte(text[:start]) {
		if c == '\n' {
			p.Line, p.Column = p.Line+1, 1
		} else {
			p.Column++
		}
	}
	return p
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// classify tells what a piece is by its tokens. ok is false when there is
// nothing to keep: no tokens, or a package clause.
func classify(head []token.Token) (k Kind, ok bool) {
	if len(head) == 0 {
		return 0, false
	}
	switch head[0] {
	case token.PACKAGE:
		return 0, false
	case token.IMPORT:
		return Import, true
	case token.CONST:
		return Const, true
	case token.TYPE:
		return Type, true
	case token.VAR:
		return Var, true
	case token.FUNC:
		if declaresFunc(head) {
			return Func, true
		}
	}
	return Statement, true
}

// declaresFunc tells a declaration from a literal that is called: a function's
// name follows func, a method's follows the receiver and stands before the
// parameters.
func declaresFunc(head []token.Token) bool {
	if len(head) > 1 && head[1] == token.IDENT {
		return true
	}
	depth := 0
	for i, t := range head[1:] {
		switch t {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		}
		if depth == 0 {
			rest := head[i+2:]
			return len(rest) > 1 && rest[0] == token.IDENT && (rest[1] == token.LPAREN || rest[1] == token.LBRACK)
		}
	}
	return false
}
