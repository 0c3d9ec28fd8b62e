package sketch

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
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
				local = local || !s.declaredAtTop(file, n.Obj)
			}
		}
		return !local
	})
	return local
}

// declaredAtTop reports whether a statement at the top level of the cell, or a
// declaration, declares an object.
func (s *Sketch) declaredAtTop(file *ast.File, o *ast.Object) bool {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if ok && f.Name.Name == Function && f.Body != nil && s.declaredIn(f.Body.List, int(file.FileStart), o) {
			return true
		}
	}
	return file.Scope != nil && file.Scope.Lookup(o.Name) == o
}

// declaredIn reports whether one of the statements declares an object. The last
// one may be the block that begins where a name is declared again, and is not the
// user's.
func (s *Sketch) declaredIn(list []ast.Stmt, fileStart int, o *ast.Object) bool {
	for _, x := range list {
		if x == o.Decl {
			return true
		}
		switch x := x.(type) {
		case *ast.DeclStmt:
			g, ok := x.Decl.(*ast.GenDecl)
			if ok && slices.ContainsFunc(g.Specs, func(x ast.Spec) bool { return x == o.Decl }) {
				return true
			}
		case *ast.BlockStmt:
			if _, theirs := s.Code(int(x.Lbrace) - fileStart); !theirs && s.declaredIn(x.List, fileStart, o) {
				return true
			}
		}
	}
	return false
}
