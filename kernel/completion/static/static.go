// Package static answers what can be said about a place of a cell by go/types and
// the export data of compiled packages alone: which names may stand there, and
// what the name that stands there is. It is what there is when gopls is missing,
// or too slow.
//
// [Check] type-checks a sketch, whatever is wrong with it; [Package.Complete] and
// [Package.Describe] look at one place of it. Function bodies of the session are
// not looked at. Comments of other packages are read from their source, if it is
// where it was when they were compiled.
package static

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"github.com/gonabla/nabla/kernel/completion/sketch"
)

// A Package is a sketch that went through go/types.
type Package struct {
	fset   *token.FileSet
	cell   *ast.File
	files  []*ast.File
	text   []string // of files
	types  *types.Package
	info   *types.Info
	origin Origin
}

// An Origin says where imported objects were declared.
type Origin struct {
	// Positions are those of the importer; nil means that they are not known.
	Positions *token.FileSet
	// GoRoot is the folder of Go, whose compiled packages do not name it.
	GoRoot string
}

// position is the place of an imported object; empty if it is not known.
func (o Origin) position(of types.Object) token.Position {
	if o.Positions == nil || !of.Pos().IsValid() {
		return token.Position{}
	}
	at := o.Positions.Position(of.Pos())
	if name, ok := strings.CutPrefix(at.Filename, "$GOROOT"); ok {
		at.Filename = o.GoRoot + name
	}
	return at
}

// Check type-checks a sketch. What it imports is from origin.
func Check(s *sketch.Sketch, from types.Importer, origin Origin) *Package {
	p := &Package{fset: token.NewFileSet(), origin: origin, text: []string{s.Cell, s.Session}, info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, Implicits: map[ast.Node]types.Object{},
	}}
	for i, name := range []string{"cell.go", "session.go"} {
		f, _ := parser.ParseFile(p.fset, name, p.text[i], parser.ParseComments|parser.SkipObjectResolution)
		if f == nil {
			f = &ast.File{Name: ast.NewIdent("main")}
		}
		p.files = append(p.files, f)
	}
	p.cell = p.files[0]
	for _, d := range p.files[1].Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			f.Body = &ast.BlockStmt{Lbrace: f.Body.Lbrace, Rbrace: f.Body.Rbrace}
		}
	}
	conf := types.Config{Importer: from, Sizes: types.SizesFor("gc", "amd64"), Error: func(error) {}, FakeImportC: true}
	p.types, _ = conf.Check("main", p.fset, p.files, p.info)
	return p
}

// pos is the position of an offset in the cell's file.
func (p *Package) pos(offset int) token.Pos {
	file := p.fset.File(p.cell.FileStart)
	if file == nil {
		return token.NoPos
	}
	return file.Pos(max(0, min(offset, file.Size())))
}

// qualify names packages by their names, and the cells' own not at all.
func (p *Package) qualify(of *types.Package) string {
	if of == p.types {
		return ""
	}
	return of.Name()
}
