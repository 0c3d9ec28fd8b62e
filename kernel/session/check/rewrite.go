package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// rewrite turns a declaration among the statements into an assignment to
// variables at package level, and makes names that the cell gives a new meaning
// refer to the old one where that was meant. Columns stay where they can.
func (k *checker) rewrite(c *checked, it *item, s ast.Stmt) {
	e := &edits{text: it.text}
	at := func(p token.Pos) int { return c.offset(p) - it.start }
	if d, ok := s.(*ast.DeclStmt); ok && it.spec && !it.hidden && !allBlank(it.names) {
		k.rewriteSpec(c, it, specOf(d), e, at)
	}
	ast.Inspect(s, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && !e.covers(at(id.Pos())) {
			if to := k.newName(c, id); to != "" {
				e.replace(at(id.Pos()), at(id.End()), to+directive(c.fset.Position(id.End())))
			}
		}
		return true
	})
	if a, ok := s.(*ast.AssignStmt); ok && a.Tok == token.DEFINE && !it.hidden {
		e.replace(at(a.TokPos), at(a.TokPos)+2, " =")
	}
	it.text = e.apply()
}

// directive puts the next byte at a place of a cell.
func directive(p token.Position) string {
	return fmt.Sprintf("/*line %s:%d:%d*/", p.Filename, p.Line, p.Column)
}

// newName returns what id is to be called in the file: a variable that is
// replaced, or a package whose name becomes a variable. It is "" for names that
// stay.
func (k *checker) newName(c *checked, id *ast.Ident) string {
	obj := c.info.Uses[id]
	if obj == nil {
		obj = c.info.Defs[id]
	}
	switch obj := obj.(type) {
	case *types.Var:
		if to := k.called[obj]; to != "" && to != id.Name {
			return to
		}
		if to := was + obj.Name(); obj.Parent() == c.pkg.Scope() && k.alias[to] != "" {
			return to
		}
	case *types.TypeName:
		return k.predeclaredName(obj, id)
	case *types.PkgName:
		for _, v := range k.vars {
			if v.Name == obj.Name() {
				a := Alias(obj.Imported().Path())
				k.renamed[obj.Name()], k.spelled[a] = a, obj.Imported().Path()
				return a
			}
		}
	}
	return ""
}

// renamePackages does in the functions of the cell what rewrite does in its
// statements for packages whose names become variables.
func (k *checker) renamePackages(c *checked, d *draft) {
	changed := map[*scope.Def]*edits{}
	for id := range c.info.Uses {
		seg := d.at(c.offset(id.Pos()))
		if seg == nil || seg.def == nil || seg.def.Unit != k.env.Unit {
			continue
		}
		if _, ok := c.info.Uses[id].(*types.PkgName); !ok {
			continue
		}
		if to := k.newName(c, id); to != "" {
			if changed[seg.def] == nil {
				changed[seg.def] = &edits{text: seg.def.Body}
			}
			at := c.offset(id.Pos()) - seg.start
			changed[seg.def].replace(at, at+len(id.Name), to+directive(c.fset.Position(id.End())))
			seg.def.Uses = append(slices.Clone(seg.def.Uses), to)
		}
	}
	for def, e := range changed {
		def.Body = e.apply()
	}
}

// rewriteSpec turns a specification into an assignment. Without a value it
// assigns zero, as Go does whenever the declaration runs. One of nothing but
// blanks only checks that a value has a type: it stays as it is.
func (k *checker) rewriteSpec(c *checked, it *item, spec *ast.ValueSpec, e *edits, at func(token.Pos) int) {
	it.lead = ""
	if len(spec.Values) == 0 {
		names := make([]string, len(spec.Names))
		for i, id := range spec.Names {
			if names[i] = k.newName(c, id); names[i] == "" {
				names[i] = id.Name
			}
		}
		e.replace(0, at(spec.Names[len(names)-1].End()), "{ var nabla_zero")
		zeros := strings.TrimSuffix(strings.Repeat("nabla_zero, ", len(names)), ", ")
		e.insert(len(it.text), "; "+strings.Join(names, ", ")+" = "+zeros+" }")
		return
	}
	if spec.Type != nil {
		from, to := at(spec.Type.Pos()), at(spec.Type.End())
		blanks := strings.Repeat(" ", to-from)
		if strings.Contains(it.text[from:to], "\n") {
			blanks = directive(c.fset.Position(spec.Type.End())) // a line's end would end the statement
		}
		e.replace(from, to, blanks)
	}
}

func allBlank(names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool { return n != "_" })
}
