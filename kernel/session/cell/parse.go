package cell

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"sort"
	"strings"
)

// parse reads the piece alone, wrapped into a file of its own, and finds the
// names that it takes from outside.
func (p *Piece) parse() Errors {
	directive := fmt.Sprintf("/*line :%d:%d*/", p.Line, p.Column)
	before, after := "package p;"+directive, "\n"
	if p.Kind == Statement {
		before, after = "package p;func _(){"+directive, "\n}"
	}
	p.tokens, p.prefix = token.NewFileSet(), len(before)
	f, err := parser.ParseFile(p.tokens, "", before+p.Text+after, parser.ParseComments)
	if err != nil {
		if f = p.parseList(directive); f == nil {
			return p.syntaxErrors(err)
		}
	}
	if p.Kind != Statement {
		if len(f.Decls) != 1 {
			return Errors{{p.Line, p.Column, "syntax error: expected one declaration"}}
		}
		p.Decl = f.Decls[0]
	} else if p.List != nil {
		// The list is all there is.
	} else if body := f.Decls[0].(*ast.FuncDecl).Body; len(body.List) == 1 && len(f.Decls) == 1 {
		p.Stmt = body.List[0]
	} else {
		return Errors{{p.Line, p.Column, "syntax error: unexpected }"}}
	}
	p.findUses(f)
	return nil
}

// parseList reads a piece that is a list of expressions, which Go knows only as
// the arguments of a call. It returns nil when the piece is something else.
func (p *Piece) parseList(directive string) *ast.File {
	if p.Kind != Statement {
		return nil
	}
	before := "package p;func _(){_(" + directive
	tokens := token.NewFileSet()
	f, err := parser.ParseFile(tokens, "", before+p.Text+")}", parser.ParseComments)
	if err != nil || len(f.Decls) != 1 {
		return nil
	}
	body := f.Decls[0].(*ast.FuncDecl).Body.List
	if len(body) != 1 {
		return nil
	}
	call, ok := body[0].(*ast.ExprStmt).X.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 || call.Ellipsis.IsValid() {
		return nil
	}
	p.List, p.tokens, p.prefix = call.Args, tokens, len(before)
	return f
}

// syntaxErrors puts the parser's errors into the coordinates of the cell. A
// place behind the piece, in the text around it, becomes its last byte.
func (p *Piece) syntaxErrors(err error) Errors {
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return Errors{{p.Line, p.Column, err.Error()}}
	}
	lastLine, lastColumn := p.Place(max(len(p.Text)-1, 0))
	var errs Errors
	for _, e := range list {
		line, column, msg := e.Pos.Line, e.Pos.Column, e.Msg
		if line > lastLine || line == lastLine && column > lastColumn {
			if len(errs) > 0 {
				break // what is missing at the end follows from the first error
			}
			line, column = lastLine, lastColumn
			if expected, _, ok := strings.Cut(msg, ", found "); ok {
				msg = expected + ", found the end of the statement"
			}
		}
		errs = append(errs, Error{line, column, "syntax error: " + msg})
	}
	return errs
}

// findUses collects the names that no declaration within the piece explains.
// go/parser lists them, except for the keys of composite literals, which may be
// fields or variables: those are taken to be used.
func (p *Piece) findUses(f *ast.File) {
	uses := map[string]bool{}
	unresolved := map[*ast.Ident]bool{}
	for _, id := range f.Unresolved {
		uses[id.Name] = true
		unresolved[id] = true
	}
	p.Packages = map[string][]string{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			for _, e := range n.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok {
					if id, ok := kv.Key.(*ast.Ident); ok && id.Obj == nil {
						uses[id.Name] = true
					}
				}
			}
		case *ast.SelectorExpr:
			if id, ok := n.X.(*ast.Ident); ok && unresolved[id] {
				p.Packages[id.Name] = append(p.Packages[id.Name], n.Sel.Name)
			}
		}
		return true
	})
	delete(uses, "_")
	if p.Kind == Func {
		p.useReceiver(uses)
	}
	p.Uses = make([]string, 0, len(uses))
	for name := range uses {
		p.Uses = append(p.Uses, name)
	}
	sort.Strings(p.Uses)
}

// useReceiver adds the type of a method's receiver, which go/parser does not
// report when it has type parameters.
func (p *Piece) useReceiver(uses map[string]bool) {
	if base := ReceiverType(p.Decl.(*ast.FuncDecl)); base != "" {
		uses[base] = true
	}
}

// ReceiverType returns the name of the type that d is a method of, or "".
func ReceiverType(d *ast.FuncDecl) string {
	if d.Recv == nil || len(d.Recv.List) != 1 {
		return ""
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}
