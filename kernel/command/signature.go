package command

import (
	"go/scanner"
	"go/token"
	"strings"
)

// signature is the text of a function without its body: up to the brace that
// stands outside all others and is not that of a type.
func signature(text string) string {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	s.Init(file, []byte(text), nil, 0)
	depth := 0
	before := token.ILLEGAL
	for {
		pos, tok, _ := s.Scan()
		switch tok {
		case token.EOF:
			return text
		case token.LBRACE:
			if depth == 0 && before != token.STRUCT && before != token.INTERFACE {
				return strings.TrimSpace(text[:file.Offset(pos)])
			}
			depth++
		case token.LPAREN, token.LBRACK:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		}
		before = tok
	}
}
