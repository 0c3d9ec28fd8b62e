package static

import (
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"strings"
)

// typeDeclaration writes a type as it stands in the source, without what other
// packages cannot see, and the signatures of its methods.
func (p *Package) typeDeclaration(t *types.TypeName, d declared) string {
	text := types.ObjectString(t, p.qualify)
	if spec := d.typeSpec(); spec != nil {
		decl := &ast.GenDecl{Tok: token.TYPE, Specs: []ast.Spec{spec}}
		if t.Pkg() != p.types {
			ast.FileExports(&ast.File{Name: d.file.Name, Decls: []ast.Decl{decl}})
		}
		text = write(d.fset, decl)
	}
	for _, m := range p.methods(t) {
		text += "\n" + p.declaration(m)
	}
	return text
}

// write writes a declaration as gofmt does.
func write(fset *token.FileSet, d ast.Decl) string {
	var b strings.Builder
	(&printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 8}).Fprint(&b, fset, d)
	return b.String()
}

// typeSpec finds the declaration of a type; nil if it is not known.
func (d declared) typeSpec() (found *ast.TypeSpec) {
	if d.file == nil {
		return nil
	}
	ast.Inspect(d.file, func(n ast.Node) bool {
		if s, ok := n.(*ast.TypeSpec); ok && d.names(s.Name) {
			own := *s
			own.Doc, own.Comment = nil, nil
			found = &own
		}
		return found == nil
	})
	return found
}

// methods lists the methods that are declared for a type and can be seen here.
func (p *Package) methods(t *types.TypeName) (list []*types.Func) {
	named, ok := t.Type().(*types.Named)
	if !ok || types.IsInterface(named) {
		return nil // its declaration has them
	}
	for m := range named.Methods() {
		if m.Exported() || m.Pkg() == p.types {
			list = append(list, m)
		}
	}
	return list
}
