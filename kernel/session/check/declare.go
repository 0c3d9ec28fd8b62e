package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// declare sorts the pieces of the cell.
func (k *checker) declare() Diagnostics {
	var errs Diagnostics
	for _, p := range k.cell.Pieces {
		switch p.Kind {
		case cell.Import:
			errs = append(errs, k.declareImport(p)...)
		case cell.Const:
			k.declareConsts(p)
		case cell.Type:
			k.declareTypes(p)
		case cell.Func:
			errs = append(errs, k.declareFunc(p)...)
		case cell.Var:
			errs = append(errs, k.refuseEmbed(p)...)
			k.declareVars(p)
		case cell.Statement:
			errs = append(errs, k.declareStatement(p)...)
		}
	}
	errs = append(errs, k.refuseNames()...)
	k.orderVars()
	k.findLast()
	return errs
}

// def makes the definition that is the text of p from an offset on.
func (k *checker) def(p *cell.Piece, kind scope.Kind, name string, offset int) *scope.Def {
	line, column := p.Place(offset)
	return &scope.Def{
		Name: name, Kind: kind, Body: p.Text[offset:], File: k.cell.Name, Line: line, Column: column,
		Uses: p.Uses, Packages: p.Packages, Unit: k.env.Unit,
	}
}

func (k *checker) declareImport(p *cell.Piece) Diagnostics {
	for _, s := range p.Decl.(*ast.GenDecl).Specs {
		spec := s.(*ast.ImportSpec)
		to, _ := strconv.Unquote(spec.Path.Value)
		if why := RefusedImport(to); why != "" {
			line, column := p.Place(p.Offset(spec.Path.Pos()))
			return Diagnostics{{k.cell.Name, line, column, why}}
		}
		name := k.env.PackageName(to)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		if name == "" {
			name = path.Base(to)
		}
		k.imports = append(k.imports, scope.Import{Name: name, Path: to})
	}
	return nil
}

// RefusedImport says why a cell may not import a path; "" when it may.
func RefusedImport(path string) string {
	switch {
	case path == "":
		return `invalid import path ""`
	case path == "C":
		return `import "C": a package with C can be imported, a cell has none of its own: write one by %%writefile c/c.go, and import that`
	case strings.HasPrefix(path, ".") || strings.HasPrefix(path, "/"):
		return fmt.Sprintf("%q is a folder: packages are imported by the path of their module", path)
	case isInternal(path):
		return fmt.Sprintf("use of internal package %s not allowed", path)
	}
	return ""
}

// declareConsts takes a declaration whole, since iota counts through it.
func (k *checker) declareConsts(p *cell.Piece) {
	k.consts = append(k.consts, k.def(p, scope.Const, "", 0))
	for _, s := range p.Decl.(*ast.GenDecl).Specs {
		for _, id := range s.(*ast.ValueSpec).Names {
			k.constNames[id.Name] = true
		}
	}
}

func (k *checker) declareTypes(p *cell.Piece) {
	for _, s := range p.Decl.(*ast.GenDecl).Specs {
		spec := s.(*ast.TypeSpec)
		d := k.def(p, scope.Type, spec.Name.Name, p.Offset(spec.Pos()))
		d.Lead, d.Body = "type ", p.Source(spec)
		d.Embeds = embedded(spec.Type)
		k.defs = append(k.defs, d)
	}
}

// embedded returns the names from which the type that is declared as t, or a part
// of it, takes methods.
func embedded(t ast.Expr) []string {
	var names []string
	ast.Inspect(t, func(n ast.Node) bool {
		var fields *ast.FieldList
		switch n := n.(type) {
		case *ast.StructType:
			fields = n.Fields
		case *ast.InterfaceType:
			fields = n.Methods
		default:
			return true
		}
		for _, f := range fields.List {
			if len(f.Names) == 0 {
				names = append(names, identifiers(f.Type)...)
			}
		}
		return true
	})
	switch t.(type) {
	case *ast.Ident, *ast.IndexExpr, *ast.IndexListExpr, *ast.ParenExpr, *ast.StarExpr:
		names = append(names, identifiers(t)...) // its fields may be embedded
	}
	return names
}

// declareFunc takes a function or method. main and init run with their cell and
// are not remembered; they get a name of their own, since the file has others.
func (k *checker) declareFunc(p *cell.Piece) Diagnostics {
	f := p.Decl.(*ast.FuncDecl)
	name := f.Name.Name
	d := k.def(p, scope.Func, name, 0)
	rename := func(to string) {
		at := p.Offset(f.Name.Pos())
		d.Name, d.Body = to, p.Text[:at]+to+p.Text[at+len(name):]
	}
	switch base := cell.ReceiverType(f); {
	case base != "":
		d.Kind, d.Name = scope.Method, base+"."+name
	case name == "main":
		k.main = fmt.Sprintf("nabla_main_%d", k.env.Unit)
		rename(k.main)
		k.written[k.main] = "main"
	case name == "init":
		rename(fmt.Sprintf("nabla_init_%d_%d", k.env.Unit, len(k.inits)))
		k.written[d.Name] = fmt.Sprintf("init.%d", len(k.inits))
		k.inits = append(k.inits, d.Name)
	case strings.HasPrefix(name, "init_"):
		k.inits = append(k.inits, name)
	}
	k.defs = append(k.defs, d)
	if d.Name != name && d.Kind == scope.Func && (f.Type.Params.NumFields() > 0 || f.Type.Results.NumFields() > 0) {
		line, column := p.Place(p.Offset(f.Name.Pos()))
		return Diagnostics{{k.cell.Name, line, column, fmt.Sprintf("func %s must have no arguments and no return values", name)}}
	}
	return nil
}

// refuseEmbed reports a directive that would be lost.
func (k *checker) refuseEmbed(p *cell.Piece) Diagnostics {
	at := strings.Index(p.Text, "//go:embed ")
	if at < 0 || at > p.Offset(p.Decl.Pos()) {
		return nil
	}
	line, column := p.Place(at)
	return Diagnostics{{k.cell.Name, line, column, "go:embed works in a session only: read the file with os.ReadFile"}}
}

// declareVars makes an item of each specification, and of each name that has a
// value of its own, since one may need another.
func (k *checker) declareVars(p *cell.Piece) {
	for _, s := range p.Decl.(*ast.GenDecl).Specs {
		spec := s.(*ast.ValueSpec)
		if len(spec.Names) > 1 && len(spec.Names) == len(spec.Values) {
			for i := range spec.Names {
				k.declareVar(p, spec, i)
			}
			continue
		}
		it := k.item(p, p.Offset(spec.Pos()))
		it.lead, it.text, it.spec = "var ", p.Source(spec), true
		it.uses = slices.Concat(it.uses, identifiers(spec))
		for _, id := range spec.Names {
			it.names = append(it.names, id.Name)
		}
		k.items = append(k.items, it)
	}
}

// declareVar makes an item of one name of a specification and its value.
func (k *checker) declareVar(p *cell.Piece, spec *ast.ValueSpec, i int) {
	it := k.item(p, p.Offset(spec.Names[i].Pos()))
	it.lead, it.text, it.spec = "var ", spec.Names[i].Name, true
	if spec.Type != nil {
		it.text += " " + p.Source(spec.Type)
	}
	line, column := p.Place(p.Offset(spec.Values[i].Pos()))
	it.text += fmt.Sprintf(" = /*line %s:%d:%d*/%s", k.cell.Name, line, column, p.Source(spec.Values[i]))
	it.names = []string{spec.Names[i].Name}
	it.uses = slices.Concat(it.uses, identifiers(spec.Values[i]))
	k.items = append(k.items, it)
}

// identifiers returns all names in n: what a specification uses may stand in
// the same declaration, so that it is none of the piece's uses.
func identifiers(n ast.Node) []string {
	var names []string
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			names = append(names, id.Name)
		}
		return true
	})
	return names
}

// item starts an item at an offset of a piece.
func (k *checker) item(p *cell.Piece, offset int) *item {
	line, column := p.Place(offset)
	return &item{line: line, column: column, uses: p.Uses, packages: p.Packages, muted: p.Muted}
}

func (k *checker) declareStatement(p *cell.Piece) Diagnostics {
	it := k.item(p, 0)
	it.text = p.Text
	if a, ok := p.Stmt.(*ast.AssignStmt); ok && a.Tok == token.DEFINE {
		for _, e := range a.Lhs {
			id, ok := e.(*ast.Ident)
			if !ok {
				line, column := p.Place(p.Offset(e.Pos()))
				return Diagnostics{{k.cell.Name, line, column, fmt.Sprintf("non-name %s on left side of :=", p.Source(e))}}
			}
			it.names = append(it.names, id.Name)
		}
	}
	// Comments around an expression must not come between it and the call that
	// shows it.
	if e, ok := p.Stmt.(*ast.ExprStmt); ok {
		it.line, it.column = p.Place(p.Offset(e.Pos()))
		it.text, it.show = p.Source(e), unseen
	}
	if n := len(p.List); n > 0 {
		start, end := p.Offset(p.List[0].Pos()), p.Offset(p.List[n-1].End())
		it.line, it.column = p.Place(start)
		it.text, it.show, it.list = p.Text[start:end], unseen, true
		if p != k.cell.Pieces[len(k.cell.Pieces)-1] {
			return Diagnostics{{k.cell.Name, it.line, it.column, "syntax error: a list of values can be shown only at the end of a cell"}}
		}
	}
	k.items = append(k.items, it)
	return nil
}

// findLast finds the expression whose value the cell has: its last statement,
// unless a semicolon follows or a program runs after it.
func (k *checker) findLast() {
	if len(k.items) == 0 || k.main != "" {
		return
	}
	pieces := k.cell.Pieces
	lastPiece := pieces[len(pieces)-1]
	it := k.items[len(k.items)-1]
	if it.show == unseen && !it.muted && lastPiece.Kind == cell.Statement {
		it.show, k.last = shown, it
	}
}
