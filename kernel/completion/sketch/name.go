package sketch

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// NameAt returns the name at an offset of a text of Go or, where there is none,
// that of the function in whose call the offset is.
func NameAt(text string, offset int) (name Token, ok bool) {
	if t := TokenAt(text, offset); t.Kind == token.IDENT {
		return t, true
	}
	var open []Token // before each open bracket, the name there
	last := Token{}  // before the token that is read, if it is a name
	for t := range tokens(text, 0) {
		if t.Start >= offset {
			break
		}
		switch t.Kind {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			if t.Kind == token.LBRACE {
				last = Token{}
			}
			open = append(open, last)
			last = Token{}
		case token.RPAREN, token.RBRACK, token.RBRACE:
			last = Token{}
			if n := len(open); n > 0 {
				if t.Kind == token.RBRACK {
					last = open[n-1] // f in f[int](
				}
				open = open[:n-1]
			}
		case token.IDENT:
			last = t
		default:
			last = Token{}
		}
	}
	if n := len(open); n > 0 {
		name = open[n-1]
	}
	return name, name.Kind == token.IDENT
}

// IsLocal reports whether the name at an offset of the file Cell is one that a
// function or a block of the cell declares, and not the session.
func (s *Sketch) IsLocal(offset int) bool {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", s.Cell, 0)
	if file == nil {
		return false
	}
	local := false
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if fset.Position(n.Sel.Pos()).Offset == offset {
				local = true // a field or a method
			}
		case *ast.Ident:
			if fset.Position(n.Pos()).Offset == offset && n.Obj != nil {
				local = local || !declaredAtTop(file, n.Obj)
			}
		}
		return !local
	})
	return local
}

// declaredAtTop reports whether a statement at the top level of the cell, or a
// declaration, declares an object.
func declaredAtTop(file *ast.File, o *ast.Object) bool {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == Function && f.Body != nil {
			for list := f.Body.List; len(list) > 0; list = list[1:] {
				if list[0] == o.Decl || isSpecOf(list[0], o.Decl) {
					return true
				}
				if b, ok := list[0].(*ast.BlockStmt); ok && len(list) == 1 { // a name declared again
					list = append([]ast.Stmt{nil}, b.List...)
				}
			}
		}
	}
	return file.Scope != nil && file.Scope.Lookup(o.Name) == o
}

// isSpecOf reports whether a statement is the declaration that holds a
// specification.
func isSpecOf(s ast.Stmt, spec any) bool {
	d, ok := s.(*ast.DeclStmt)
	if !ok {
		return false
	}
	g, ok := d.Decl.(*ast.GenDecl)
	if !ok {
		return false
	}
	for _, x := range g.Specs {
		if x == spec {
			return true
		}
	}
	return false
}
