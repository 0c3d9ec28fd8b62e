package check

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// A draft is the text of one Go file under construction, and who wrote what.
type draft struct {
	bytes.Buffer
	segments []segment
}

// A segment is the part of a draft that came from one definition or item.
type segment struct {
	start, end int
	def        *scope.Def
	item       *item
	edits      []edit.Replacement // to be made in its text
}

// write makes the edits in the definition or item, for the next draft.
func (s *segment) write() {
	switch {
	case len(s.edits) == 0:
	case s.def != nil:
		s.def.Body = (&edits{s.def.Body, s.edits}).apply()
	default:
		s.item.text = (&edits{s.item.text, s.edits}).apply()
	}
}

// place writes a directive that puts the next byte at a place of a cell.
func (d *draft) place(lead, file string, line, column int) {
	if file == "" {
		d.WriteString(lead)
		return
	}
	if lead == "" {
		// On a line of its own, so that a directive like //go:noinline may follow.
		fmt.Fprintf(d, "//line %s:%d:%d\n", file, line, column)
		return
	}
	fmt.Fprintf(d, "%s/*line %s:%d:%d*/", lead, file, line, column)
}

func (d *draft) def(x *scope.Def) {
	d.place(x.Lead, x.File, x.Line, x.Column)
	start := d.Len()
	d.WriteString(x.Body)
	d.segments = append(d.segments, segment{start: start, end: d.Len(), def: x})
	d.WriteString("\n")
}

// item writes a statement.
func (d *draft) item(it *item, file string) {
	lead, after := it.lead, "\n"
	switch it.show {
	case shown:
		lead, after = Alias(Display)+".ShowResult(", ")\n"
	case unseen:
		lead = "_ = "
		if it.list {
			lead, after = "_ = []any{", "}\n"
		}
	}
	d.place(lead, file, it.line, it.column)
	it.start = d.Len()
	d.WriteString(it.text)
	d.segments = append(d.segments, segment{start: it.start, end: d.Len(), item: it})
	d.WriteString(after)
}

// at returns the segment that holds an offset.
func (d *draft) at(offset int) *segment {
	for i := range d.segments {
		if s := &d.segments[i]; s.start <= offset && offset <= s.end {
			return s
		}
	}
	return nil
}

// earlier returns what the cell needs of the session, without what it defines
// itself.
func (k *checker) earlier(own []*scope.Def) []*scope.Def {
	defined := map[string]bool{}
	var uses, changed, altered []string // altered are names that mean something else now
	for _, d := range own {
		defined[d.Name] = true
		uses = append(uses, d.Uses...)
		if d.Kind == scope.Type {
			uses = append(uses, k.state.Methods(d.Name)...)
		}
		if d.Unit == k.env.Unit {
			changed = append(changed, d.Name)
			if old := k.state.Lookup(d.Name); old != nil && old.Body != d.Body {
				altered = append(altered, d.Name)
			}
		}
	}
	for name := range k.constNames {
		defined[name] = true
		changed, altered = append(changed, name), append(altered, name)
	}
	for _, d := range k.consts {
		uses = append(uses, d.Uses...)
	}
	for _, it := range k.items {
		uses = append(uses, it.uses...)
	}
	for _, i := range k.imports {
		defined[i.Name] = true
	}
	rebuilt := k.state.Rebuilt(altered)
	uses = append(uses, k.state.Affected(changed, rebuilt)...)
	uses = append(uses, rebuilt...)
	uses = append(uses, k.state.Holding(rebuilt)...) // their values are carried over
	uses = append(uses, k.env.Also...)
	return k.state.Reach(uses, func(name string) bool {
		_, aside := k.aside[name]
		return aside || defined[name] || k.restored[name]
	})
}

// importsOf decides which packages the names of a file stand for that nothing in
// it declares.
func (k *checker) importsOf(defs []*scope.Def) []scope.Import {
	declared := map[string]bool{}
	uses := map[string][]string{}
	for _, d := range defs {
		declared[d.Name] = true
		for _, u := range d.Uses {
			uses[u] = append(uses[u], d.Packages[u]...)
		}
	}
	for _, p := range k.cell.Pieces {
		for _, u := range p.Uses {
			uses[u] = append(uses[u], p.Packages[u]...)
		}
	}
	for _, d := range k.consts {
		for _, u := range d.Uses {
			uses[u] = append(uses[u], d.Packages[u]...)
		}
	}
	var list []scope.Import
	add := func(name, path string) {
		if i := (scope.Import{Name: name, Path: path}); !k.dropped[name+" "+path] && !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	for name, selected := range uses {
		if path, ok := k.importNamed(name, selected); ok {
			if !declared[name] && !k.constNames[name] {
				add(name, path)
			} else if a := k.renamed[name]; a != "" {
				add(a, path)
			}
		}
	}
	for a := range k.extra {
		add(a, k.spelled[a])
	}
	for _, i := range slices.Concat(k.state.DotImports(), k.imports) {
		if i.Name == "." || i.Name == "_" {
			add(i.Name, i.Path)
		}
	}
	if k.last != nil && k.last.show == shown {
		add(Alias(Display), Display)
	}
	slices.SortFunc(list, func(a, b scope.Import) int { return strings.Compare(a.Name+" "+a.Path, b.Name+" "+b.Path) })
	return list
}

// importNamed returns the package that a name stands for: what the cell
// imports, then what the session did, then what is found by itself.
func (k *checker) importNamed(name string, selected []string) (path string, ok bool) {
	for _, i := range k.imports {
		if i.Name == name {
			return i.Path, true
		}
	}
	if i, ok := k.state.Import(name); ok {
		return i.Path, true
	}
	if path, ok := k.spelled[name]; ok {
		return path, true
	}
	if len(selected) == 0 || k.state.Lookup(name) != nil && !k.restored[name] || types.Universe.Lookup(name) != nil {
		return "", false
	}
	return k.env.Find(name, selected)
}

// header writes the package clause and the imports.
func (d *draft) header(imports []scope.Import) {
	d.WriteString("package main\n")
	for _, i := range imports {
		fmt.Fprintf(d, "import %s %q\n", i.Name, i.Path)
	}
}

// checked is a file that has been through go/types.
type checked struct {
	fset *token.FileSet
	file *ast.File
	pkg  *types.Package
	info *types.Info
	errs []types.Error
}

// typecheck parses and type-checks src. Only text of ours can fail to parse:
// the pieces did so alone.
func (k *checker) typecheck(src []byte) (*checked, error) {
	c := &checked{fset: token.NewFileSet(), info: &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, Instances: map[*ast.Ident]types.Instance{},
	}}
	var err error
	c.file, err = parser.ParseFile(c.fset, "", src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	conf := types.Config{
		GoVersion: "go1.26", Importer: k.env.Importer, Sizes: types.SizesFor("gc", "amd64"),
		Error: func(err error) {
			if e, ok := err.(types.Error); ok {
				c.errs = append(c.errs, e)
			}
		},
	}
	c.pkg, _ = conf.Check("main", c.fset, []*ast.File{c.file}, c.info)
	return c, nil
}

// offset returns the place of pos in the text that was parsed.
func (c *checked) offset(pos token.Pos) int { return c.fset.PositionFor(pos, false).Offset }

// body returns the statements of the function that runs the cell.
func (c *checked) body(run string) []ast.Stmt {
	for _, d := range c.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == run {
			return f.Body.List
		}
	}
	return nil
}
