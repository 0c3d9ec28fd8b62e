package check

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"strings"

	"github.com/gonabla/nabla/kernel/session/scope"
)

// A declaration is one place at which the cell declares a variable.
type declaration struct {
	name  string
	typ   types.Type
	obj   types.Object // nil when it has no type
	item  *item
	index int // among the names of item
}

// declarations finds the variables that the cell declares, in order.
func (k *checker) declarations(c *checked, stmts []ast.Stmt) []declaration {
	var list []declaration
	for i, it := range k.items {
		for n, id := range declaredNames(stmts[i], it) {
			if id.Name == "_" {
				continue
			}
			d := declaration{name: id.Name, item: it, index: n}
			if d.obj = c.info.Defs[id]; d.obj == nil {
				d.obj = c.info.Uses[id]
			}
			if d.obj != nil {
				d.typ = d.obj.Type()
			}
			list = append(list, d)
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

// declareVariables settles which variables are new. Declarations of one name
// with one type are the same variable, also when an earlier cell made it; with
// another type begins another variable, which takes over the name. Those
// before it can still be read above that declaration, under names of their own.
func (k *checker) declareVariables(c *checked, found []declaration) {
	var order []string
	versions := map[string][]*scope.Def{}
	ofObject := map[types.Object]*scope.Def{}
	for _, v := range found {
		if !hasType(v.typ) {
			v.item.hidden = true
		}
	}
	for _, v := range found {
		if v.item.hidden || ofObject[v.obj] != nil {
			continue
		}
		list := versions[v.name]
		if len(list) == 0 {
			order = append(order, v.name)
		}
		d := k.variableDef(c, v)
		if n := len(list); n > 0 && list[n-1].Type == d.Type {
			d = list[n-1]
		} else {
			versions[v.name] = append(list, d)
		}
		ofObject[v.obj] = d
	}
	for _, name := range order {
		k.nameVersions(name, versions[name])
	}
	for obj, d := range ofObject {
		k.called[obj] = d.Name
	}
}

// nameVersions gives the last of the variables that the cell makes of one name
// this name, and the others names that only this cell knows.
func (k *checker) nameVersions(name string, list []*scope.Def) {
	last := list[len(list)-1]
	old := k.state.Lookup(name)
	kept := old != nil && old.Kind == scope.Var && old.Type == last.Type && len(list) == 1
	if kept {
		k.vars = append(k.vars, old)
		return
	}
	k.vars = append(k.vars, last)
	replaced := ""
	if old != nil && old.Kind == scope.Var {
		replaced = k.replace(old)
	}
	for i, d := range list[:len(list)-1] {
		_, declared, _ := strings.Cut(d.Body, name)
		if i == 0 && replaced != "" && old.Type == d.Type {
			d.Name = replaced // assigned in place, as everywhere
			continue
		}
		d.Name = fmt.Sprintf("%s%d_%d_%s", was, k.env.Unit, i, name)
		d.Body = d.Name + declared
		k.was = append(k.was, d)
	}
}

// was begins the names of variables that are replaced.
const was = "nabla_was_"

// replace makes an old variable known to the cell under another name.
func (k *checker) replace(old *scope.Def) string {
	rest, ok := strings.CutPrefix(old.Body, old.Name+" ")
	if !ok {
		return ""
	}
	d := *old
	d.Name = was + old.Name
	d.Body = d.Name + " " + rest
	k.was = append(k.was, &d)
	k.alias[d.Name] = old.Name
	return d.Name
}

func hasType(t types.Type) bool {
	return t != nil && t != types.Typ[types.Invalid] && t != types.Typ[types.UntypedNil]
}

// variableDef writes the declaration of a variable.
func (k *checker) variableDef(c *checked, v declaration) *scope.Def {
	d := &scope.Def{Name: v.name, Kind: scope.Var, Lead: "var ", Unit: k.env.Unit, Type: asPredeclared(types.TypeString(v.typ, nil))}
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
func initialised(v declaration) string {
	names := make([]string, len(v.item.names))
	for i := range names {
		names[i] = "_"
	}
	names[v.index] = v.name
	_, values, _ := strings.Cut(v.item.text, "=")
	return strings.Join(names, ", ") + " = " + strings.TrimSpace(values)
}
