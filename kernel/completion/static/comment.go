package static

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
)

// comment is the text of the comment of an object's declaration.
func (p *Package) comment(o types.Object) string {
	fset, position := p.fset, token.Position{}
	var file *ast.File
	if o.Pkg() == p.types {
		position = fset.Position(o.Pos())
		for _, f := range p.files {
			if fset.Position(f.Package).Filename == position.Filename {
				file = f
			}
		}
	} else if position = p.origin.position(o); position.Filename != "" {
		text, err := os.ReadFile(position.Filename)
		if err != nil {
			return ""
		}
		fset = token.NewFileSet()
		file, _ = parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	}
	if file == nil {
		return ""
	}
	return commentAt(fset, file, o.Name(), position.Line)
}

// commentAt returns the comment of the declaration of a name on a line.
func commentAt(fset *token.FileSet, file *ast.File, name string, line int) (text string) {
	at := func(id *ast.Ident) bool { return id.Name == name && fset.Position(id.Pos()).Line == line }
	first := func(groups ...*ast.CommentGroup) bool {
		for _, g := range groups {
			if text = g.Text(); text != "" {
				break
			}
		}
		return false
	}
	var outer *ast.CommentGroup
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if at(n.Name) {
				return first(n.Doc)
			}
		case *ast.GenDecl:
			outer = n.Doc
		case *ast.TypeSpec:
			if at(n.Name) {
				return first(n.Doc, outer, n.Comment)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				if at(id) {
					return first(n.Doc, outer, n.Comment)
				}
			}
		case *ast.Field:
			for _, id := range n.Names {
				if at(id) {
					return first(n.Doc, n.Comment)
				}
			}
		}
		return true
	})
	return text
}
