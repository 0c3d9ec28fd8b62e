// Package cell turns the text of a notebook cell into its parts: imports,
// declarations and statements, in the order in which they stand, each with the
// names it takes from outside and its place in the cell.
//
// Its phases are: split, which cuts the text with go/scanner wherever a
// statement ends at bracket depth 0; classify, which tells by its first tokens
// what a piece is; and parse, which reads each piece alone with go/parser.
// Nothing guesses by regular expressions. A cell is not a Go file: its pieces
// come in any order, and a package clause says no more than that the cell may be
// a whole program.
//
// The package is pure. It knows nothing of types, of what other cells define,
// or of what is done with the pieces.
package cell

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"sort"
	"strings"
)

// A Kind says what a piece is.
type Kind uint8

const (
	Statement Kind = iota
	Import
	Const
	Type
	Var
	Func
)

// A Piece is one declaration or statement at the top level of a cell.
type Piece struct {
	Kind Kind
	// Text is the piece as it stands in the cell, with the comments above it
	// but without those behind its last token.
	Text string
	// At is the byte offset of Text in the cell, and Line and Column are its place,
	// from 1.
	At, Line, Column int
	// Muted says that a semicolon was written after it: its value is not wanted.
	Muted bool

	// Decl is the declaration; nil for a statement.
	Decl ast.Decl
	// Stmt is the statement; nil for a declaration and for a List.
	Stmt ast.Stmt
	// List holds the expressions of a statement that is a list of them, as in
	// x, y; nil for any other.
	List []ast.Expr
	// Uses holds the names that the piece takes from outside, sorted: those of
	// other declarations, of packages and of the universe.
	Uses []string
	// Packages maps a name of Uses to the names selected from it, as in fmt.Println.
	Packages map[string][]string

	tokens *token.FileSet
	prefix int
}

// Offset returns the byte offset in p.Text of a position of p's syntax tree.
func (p *Piece) Offset(pos token.Pos) int {
	return p.tokens.PositionFor(pos, false).Offset - p.prefix
}

// Source returns the text of a node of p's syntax tree.
func (p *Piece) Source(n ast.Node) string {
	return p.Text[p.Offset(n.Pos()):p.Offset(n.End())]
}

// Place returns the place in the cell, from 1, of a byte offset in p.Text.
func (p *Piece) Place(offset int) (line, column int) {
	line, column = p.Line, p.Column
	for _, c := range []byte(p.Text[:offset]) {
		if c == '\n' {
			line, column = line+1, 1
		} else {
			column++
		}
	}
	return line, column
}

// Start returns the line, from 1, on which the code of the piece begins, below
// the comments above it.
func (p *Piece) Start() int {
	at := 0
	switch {
	case p.Decl != nil:
		at = p.Offset(p.Decl.Pos())
	case p.Stmt != nil:
		at = p.Offset(p.Stmt.Pos())
	case len(p.List) > 0:
		at = p.Offset(p.List[0].Pos())
	}
	line, _ := p.Place(at)
	return line
}

// Declares returns the names that the piece declares; that of a method is
// "Type.Method".
func (p *Piece) Declares() []string {
	names := Declared(p.Decl)
	if a, ok := p.Stmt.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
		for _, e := range a.Lhs {
			if id, ok := e.(*ast.Ident); ok && id.Name != "_" {
				names = append(names, id.Name)
			}
		}
	}
	return names
}

// Declared returns the names that a declaration declares, as [Piece.Declares] does.
func Declared(d ast.Decl) (names []string) {
	add := func(id *ast.Ident) {
		if id.Name != "_" {
			names = append(names, id.Name)
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if base := ReceiverType(d); base != "" {
			return []string{base + "." + d.Name.Name}
		}
		add(d.Name)
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				add(s.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					add(id)
				}
			}
		}
	}
	return names
}

// A Cell is the text of a cell, cut into its pieces.
type Cell struct {
	// Name is the file name that positions in the cell carry.
	Name   string
	Text   string
	Pieces []*Piece
}

// Program reports whether the cell is a whole program: it begins with a package
// clause, holds nothing but declarations, and has a function main.
func (c *Cell) Program() bool {
	hasMain := false
	for _, p := range c.Pieces {
		if p.Kind == Statement {
			return false
		}
		f, ok := p.Decl.(*ast.FuncDecl)
		hasMain = hasMain || ok && f.Recv == nil && f.Name.Name == "main"
	}
	return hasMain && newLexer(c.Text, 0).next().tok == token.PACKAGE
}

// An Error is something wrong at a place of a cell.
type Error struct {
	Line, Column int // from 1; Column counts bytes
	Message      string
}

func (e Error) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message) }

// Errors are all that is wrong with the text of a cell, in order.
type Errors []Error

func (e Errors) Error() string {
	if len(e) == 1 {
		return e[0].Error()
	}
	return fmt.Sprintf("%s (and %d more errors)", e[0].Error(), len(e)-1)
}

func (e Errors) onLine(line int) bool {
	return slices.ContainsFunc(e, func(x Error) bool { return x.Line == line })
}

func (e Errors) sorted() Errors {
	sort.SliceStable(e, func(i, j int) bool {
		return e[i].Line < e[j].Line || e[i].Line == e[j].Line && e[i].Column < e[j].Column
	})
	return e
}

// Split cuts text into pieces and reads none of them, so that it may be the text
// of a cell that is being written: their syntax trees and uses are missing. An
// open bracket makes everything behind it one piece.
func Split(text string) []*Piece {
	pieces, _ := split(text)
	return pieces
}

// Parse cuts text into pieces. name is the file name for its positions. The
// error is of type [Errors] and holds every syntax error of every piece.
func Parse(name, text string) (*Cell, error) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	c := &Cell{Name: name, Text: text}
	var errs Errors
	pieces, err := split(text)
	errs = append(errs, err...)
	for _, p := range pieces {
		for _, e := range p.parse() {
			if !err.onLine(e.Line) { // the parser repeats what the scanner found
				errs = append(errs, e)
			}
		}
	}
	if len(errs) > 0 {
		return nil, errs.sorted()
	}
	c.Pieces = pieces
	return c, nil
}
