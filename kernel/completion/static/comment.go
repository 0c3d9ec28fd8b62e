package static

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
)

// A declared is the place in a file where an object was declared.
type declared struct {
	fset *token.FileSet
	file *ast.File // nil if it is not known
	name string
	line int // 0 for any
}

// CommentIn returns the comment of what text, which is a declaration, declares by
// a name.
func CommentIn(text, name string) string {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", "package p\n"+text, parser.ParseComments|parser.SkipObjectResolution)
	return declared{fset, file, name, 0}.comment()
}

// declared finds the declaration of an object in its source.
func (p *Package) declared(o types.Object) declared {
	if o.Pkg() == p.types {
		position := p.fset.Position(o.Pos())
		for _, f := range p.files {
			if p.fset.Position(f.Package).Filename == position.Filename {
				return declared{p.fset, f, o.Name(), position.Line}
			}
		}
		return declared{}
	}
	position := p.origin.position(o)
	if position.Filename == "" {
		return declared{}
	}
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, position.Filename, nil, parser.ParseComments|parser.SkipObjectResolution)
	return declared{fset, file, o.Name(), position.Line}
}

// names reports whether an identifier is the one that declares the object.
func (d declared) names(id *ast.Ident) bool {
	return id.Name == d.name && (d.line == 0 || d.fset.Position(id.Pos()).Line == d.line)
}

// comment is the text of the comment of the declaration.
func (d declared) comment() (text string) {
	if d.file == nil {
		return ""
	}
	first := func(groups ...*ast.CommentGroup) bool {
		for _, g := range groups {
			if text = g.Text(); text != "" {
				break
			}
		}
		return false
	}
	var outer *ast.CommentGroup
	ast.Inspect(d.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if d.names(n.Name) {
				return first(n.Doc)
			}
		case *ast.GenDecl:
			outer = n.Doc
		case *ast.TypeSpec:
			if d.names(n.Name) {
				return first(n.Doc, outer, n.Comment)
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				if d.names(id) {
					return first(n.Doc, outer, n.Comment)
				}
			}
		case *ast.Field:
			for _, id := range n.Names {
				if d.names(id) {
					return first(n.Doc, n.Comment)
				}
			}
		}
		return true
	})
	return text
}
