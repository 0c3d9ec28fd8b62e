package check

import (
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// noteBroken tells of the functions of earlier cells that use something which
// the cell defines anew, as something else, and that do not compile with it.
// They are not needed now; whoever calls them will get the error.
func (k *checker) noteBroken(r *Result) {
	var changed []string
	for _, d := range r.Change.Defs {
		old := k.state.Lookup(d.Name)
		_, imported := k.state.Import(d.Name)
		if imported || old != nil && (old.Kind != d.Kind || old.Type != d.Type) {
			changed = append(changed, d.Name)
			if d.Kind == scope.Method {
				changed = append(changed, d.Receiver())
			}
		}
	}
	if len(changed) == 0 {
		return
	}
	next := k.state.With(r.Change)
	var users []*scope.Def
	for _, d := range next.Users(changed) {
		if _, told := k.aside[d.Name]; !told && d.Unit != k.env.Unit {
			users = append(users, d)
		}
	}
	if len(users) == 0 {
		return
	}
	trial := newChecker(&cell.Cell{Name: k.cell.Name}, next, k.env)
	it := &item{line: 1, column: 1}
	for _, d := range users {
		it.uses = append(it.uses, d.Name)
	}
	trial.items = []*item{it}
	draft := trial.compose()
	c, err := trial.typecheck(draft.Bytes())
	if err != nil {
		return
	}
	for _, e := range c.errs {
		if seg := draft.at(c.offset(e.Pos)); seg != nil && slices.Contains(users, seg.def) && !strings.Contains(e.Msg, "and not used") {
			k.setAside(seg.def.Name, e)
		}
	}
	for _, d := range users {
		if _, aside := k.aside[d.Name]; !aside {
			r.Sound = append(r.Sound, d.Name)
		}
	}
}

// describe writes down what a definition is to those who use it.
func describe(d *scope.Def, pkg *types.Package) {
	if d.Kind == scope.Method {
		_, name, _ := strings.Cut(d.Name, ".")
		if t := pkg.Scope().Lookup(d.Receiver()); t != nil {
			if m, _, _ := types.LookupFieldOrMethod(t.Type(), true, pkg, name); m != nil {
				d.Type = types.TypeString(m.Type(), nil)
			}
		}
		return
	}
	switch obj := pkg.Scope().Lookup(d.Name).(type) {
	case *types.Func:
		d.Type = types.TypeString(obj.Type(), nil)
	case *types.TypeName:
		d.Type = types.TypeString(obj.Type().Underlying(), nil)
	case *types.Const:
		d.Type = d.Body
	}
}
