package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// infer type-checks the statements as the body of a function. Errors are not
// reported yet: the second check finds them again, in their final form.
func (k *checker) infer() {
	if !k.needsTypes() {
		return
	}
	var d draft
	defs := append(k.earlier(k.defs), k.defs...)
	d.header(k.importsOf(defs))
	for _, x := range append(defs, k.consts...) {
		d.def(x)
	}
	fmt.Fprintf(&d, "func %s() {\n", k.runName())
	for _, it := range k.items {
		lead, after := it.lead, "\n"
		if it.list {
			lead, after = "_ = []any{", "}\n"
		}
		d.place(lead, it.text, k.cell.Name, it.line, it.column)
		it.start = d.Len()
		d.WriteString(it.text)
		d.WriteString(after)
	}
	d.WriteString("}\n")
	c, err := k.typecheck(d.Bytes())
	if err != nil {
		return // the second check says so
	}
	stmts := c.body(k.runName())
	if len(stmts) != len(k.items) {
		return
	}
	found := k.variableTypes(c, stmts)
	for i, it := range k.items {
		k.decideShow(c, it, stmts[i])
	}
	k.declareVariables(c, found)
	k.renamePackages(c, &d)
	for i, it := range k.items {
		k.rewrite(c, it, stmts[i])
	}
}

// needsTypes reports whether there is anything to infer.
func (k *checker) needsTypes() bool {
	for _, it := range k.items {
		if len(it.names) > 0 || it.show != plain {
			return true
		}
	}
	return false
}

// variable is what the first check found about a variable of the cell.
type variable struct {
	name  string
	typ   types.Type
	item  *item
	index int // among the names of item
}

// variableTypes finds the variables that the cell declares, each with the type
// of its first declaration.
func (k *checker) variableTypes(c *checked, stmts []ast.Stmt) []variable {
	var list []variable
	seen := map[string]bool{}
	for i, it := range k.items {
		for n, id := range declaredNames(stmts[i], it) {
			if id.Name == "_" || seen[id.Name] {
				continue
			}
			seen[id.Name] = true
			var t types.Type
			if obj := c.info.Defs[id]; obj != nil {
				t = obj.Type()
			} else if obj := c.info.Uses[id]; obj != nil {
				t = obj.Type()
			}
			list = append(list, variable{id.Name, t, it, n})
		}
	}
	return list
}

// declaredNames returns the identifiers on the left side of a declaration.
func declaredNames(s ast.Stmt, it *item) []*ast.Ident {
	var ids []*ast.Ident
	switch s := s.(type) {
	case *ast.AssignStmt:
		if len(it.names) > 0 {
			for _, e := range s.Lhs {
				if id, ok := e.(*ast.Ident); ok {
					ids = append(ids, id)
				}
			}
		}
	case *ast.DeclStmt:
		ids = specOf(s).Names
	}
	return ids
}

func specOf(s ast.Stmt) *ast.ValueSpec {
	return s.(*ast.DeclStmt).Decl.(*ast.GenDecl).Specs[0].(*ast.ValueSpec)
}

// decideShow settles what becomes of the value of an expression statement.
func (k *checker) decideShow(c *checked, it *item, s ast.Stmt) {
	e, ok := s.(*ast.ExprStmt)
	if !ok || it.show == plain {
		return
	}
	tv := c.info.Types[e.X]
	_, isCall := ast.Unparen(e.X).(*ast.CallExpr)
	callee := calledFunc(c.info, e.X)
	switch {
	case tv.IsVoid() || tv.IsType() || tv.IsBuiltin():
		it.show = plain
	case it.show == shown && !isPrinter(callee):
	case isCall && (callee != nil || !it.muted && it != k.last):
		it.show = plain // a call's results may be dropped
	case !it.muted && it != k.last:
		it.show = plain // Go's error for an unused value stands
	case tv.Type == nil || isTuple(tv.Type):
		it.show = plain
	default:
		it.show = unseen
	}
}

func isTuple(t types.Type) bool { _, ok := t.(*types.Tuple); return ok }

// calledFunc returns the function or method that e calls, or nil if e is no
// such call.
func calledFunc(info *types.Info, e ast.Expr) types.Object {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return nil
	}
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		if o, ok := info.Uses[f].(*types.Func); ok {
			return o
		}
		if o, ok := info.Uses[f].(*types.Var); ok {
			return o
		}
	case *ast.SelectorExpr:
		return info.Uses[f.Sel]
	}
	return nil
}

// isPrinter reports whether a function's results are only about its printing.
func isPrinter(f types.Object) bool {
	return f != nil && f.Pkg() != nil && f.Pkg().Path() == "fmt" &&
		(strings.HasPrefix(f.Name(), "Print") || strings.HasPrefix(f.Name(), "Fprint"))
}

// declareVariables settles which variables are new. One that exists with the
// same type is kept; one whose type changes replaces the old one, which the
// cell can still read under another name.
func (k *checker) declareVariables(c *checked, found []variable) {
	for _, v := range found {
		if !hasType(v.typ) {
			v.item.hidden = true
		}
	}
	for _, v := range found {
		if v.item.hidden {
			continue
		}
		d := k.variableDef(c, v)
		old := k.state.Lookup(v.name)
		if old == nil || old.Kind != scope.Var {
			k.vars = append(k.vars, d)
			continue
		}
		if old.Type == d.Type {
			k.vars = append(k.vars, old)
			continue
		}
		k.vars = append(k.vars, d)
		if rest, ok := strings.CutPrefix(old.Body, v.name+" "); ok {
			was := *old
			was.Name = "nabla_was_" + v.name
			was.Body = was.Name + " " + rest
			k.was = append(k.was, &was)
			k.alias[was.Name] = v.name
		}
	}
}

func hasType(t types.Type) bool {
	return t != nil && t != types.Typ[types.Invalid] && t != types.Typ[types.UntypedNil]
}

// variableDef writes the declaration of a variable.
func (k *checker) variableDef(c *checked, v variable) *scope.Def {
	d := &scope.Def{Name: v.name, Kind: scope.Var, Lead: "var ", Unit: k.env.Unit, Type: types.TypeString(v.typ, nil)}
	s := newSpeller(c.pkg)
	if text, ok := s.spell(v.typ); ok {
		d.Body, d.Uses = v.name+" "+text, s.names()
		maps.Copy(k.spelled, s.imports)
	} else {
		d.Body, d.Uses, d.Packages = initialised(v), v.item.uses, v.item.packages
	}
	return d
}

// initialised declares a variable whose type has no name here by what it was
// first set to. The initialiser gives the type; it never runs.
func initialised(v variable) string {
	names := make([]string, len(v.item.names))
	for i := range names {
		names[i] = "_"
	}
	names[v.index] = v.name
	_, values, _ := strings.Cut(v.item.text, "=")
	return strings.Join(names, ", ") + " = " + strings.TrimSpace(values)
}

// rewrite turns a declaration among the statements into an assignment to
// variables at package level, and makes names that the cell gives a new meaning
// refer to the old one where that was meant. Columns stay where they can.
func (k *checker) rewrite(c *checked, it *item, s ast.Stmt) {
	e := &edits{text: it.text}
	at := func(p token.Pos) int { return c.offset(p) - it.start }
	ast.Inspect(s, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if to := k.newName(c, id); to != "" {
				e.replace(at(id.Pos()), at(id.End()), to)
			}
		}
		return true
	})
	if it.hidden {
		it.text = e.apply()
		return
	}
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE {
			e.replace(at(s.TokPos), at(s.TokPos)+2, " =")
		}
	case *ast.DeclStmt:
		k.rewriteSpec(it, specOf(s), e, at)
	}
	it.text = e.apply()
}

// newName returns what id is to be called in the file: an old variable that is
// replaced, or a package whose name becomes a variable.
func (k *checker) newName(c *checked, id *ast.Ident) string {
	switch obj := c.info.Uses[id].(type) {
	case *types.Var:
		if was := "nabla_was_" + obj.Name(); obj.Parent() == c.pkg.Scope() && k.alias[was] != "" {
			return was
		}
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
			changed[seg.def].replace(at, at+len(id.Name), to)
			seg.def.Uses = append(slices.Clone(seg.def.Uses), to)
		}
	}
	for def, e := range changed {
		def.Body = e.apply()
	}
}

// rewriteSpec turns a specification into an assignment. Without a value it
// assigns zero, as Go does whenever the declaration runs.
func (k *checker) rewriteSpec(it *item, spec *ast.ValueSpec, e *edits, at func(token.Pos) int) {
	if allBlank(it.names) {
		return // only checks that the value has the type: stays local
	}
	it.lead = ""
	if len(spec.Values) == 0 {
		names := at(spec.Names[len(spec.Names)-1].End())
		left := it.text[:names]
		e.replace(0, names, "{ var nabla_zero")
		zeros := strings.TrimSuffix(strings.Repeat("nabla_zero, ", len(spec.Names)), ", ")
		e.insert(len(it.text), "; "+left+" = "+zeros+" }")
		return
	}
	if spec.Type != nil {
		from, to := at(spec.Type.Pos()), at(spec.Type.End())
		e.replace(from, to, strings.Repeat(" ", to-from))
	}
}

func allBlank(names []string) bool {
	for _, n := range names {
		if n != "_" {
			return false
		}
	}
	return true
}
