package static

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
)

// describePackage says what a package is, in the words of its package comment.
func (p *Package) describePackage(pkg *types.Package) (declaration, comment string, ok bool) {
	declaration = fmt.Sprintf("package %s // import %q", pkg.Name(), pkg.Path())
	for _, name := range pkg.Scope().Names() {
		if file := p.origin.position(pkg.Scope().Lookup(name)).Filename; file != "" {
			return declaration, packageComment(filepath.Dir(file)), true
		}
	}
	return declaration, "", true
}

// packageComment finds the comment above the package clause in one of the files in
// a folder.
func packageComment(dir string) string {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if name := e.Name(); !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, _ := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, e.Name()), nil, parser.ParseComments|parser.PackageClauseOnly)
		if f != nil && f.Doc.Text() != "" {
			return f.Doc.Text()
		}
	}
	return ""
}

// builtin describes what needs no declaration, as package builtin does.
func (o Origin) builtin(name string) (declaration, comment string) {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, filepath.Join(o.GoRoot, "src", "builtin", "builtin.go"), nil, parser.ParseComments|parser.SkipObjectResolution)
	if file == nil {
		return "", ""
	}
	for _, d := range file.Decls {
		var doc *ast.CommentGroup
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.Name != name {
				continue
			}
			doc, d.Doc = d.Doc, nil
		case *ast.GenDecl:
			if doc = specDoc(d, name); doc == nil {
				continue
			}
		}
		return write(fset, d), doc.Text()
	}
	return "", ""
}

// specDoc returns the comment of what a declaration declares by a name, and leaves
// nothing but that in it; nil if there is none.
func specDoc(d *ast.GenDecl, name string) *ast.CommentGroup {
	for _, s := range d.Specs {
		doc := d.Doc
		switch s := s.(type) {
		case *ast.TypeSpec:
			if s.Name.Name != name {
				continue
			}
			if s.Doc != nil {
				doc, s.Doc = s.Doc, nil
			}
		case *ast.ValueSpec:
			if s.Names[0].Name != name {
				continue
			}
			if s.Doc != nil {
				doc, s.Doc = s.Doc, nil
			}
			s.Comment = nil
		default:
			continue
		}
		d.Doc, d.Specs, d.Lparen = nil, []ast.Spec{s}, token.NoPos
		return doc
	}
	return nil
}
