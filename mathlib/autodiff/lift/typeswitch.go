package lift

import (
	"go/ast"
	"go/types"
	"strings"
)

// typeSwitchParts returns the variable that a type switch declares, nil for
// none, and the interface whose type it asks for.
func typeSwitchParts(s *ast.TypeSwitchStmt) (name *ast.Ident, x ast.Expr) {
	var e ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		name, e = a.Lhs[0].(*ast.Ident), a.Rhs[0]
	case *ast.ExprStmt:
		e = a.X
	}
	return name, ast.Unparen(e).(*ast.TypeAssertExpr).X
}

// analyseTypeSwitch lets the interface's value flow into the variable of every
// clause.
func (in *instance) analyseTypeSwitch(s *ast.TypeSwitchStmt) {
	_, x := typeSwitchParts(s)
	for _, c := range s.Body.List {
		v, ok := in.l.Info.Implicits[c].(*types.Var)
		if !ok || !in.l.holdsFloat(v.Type()) {
			continue
		}
		switch d := in.part(x, v.Type()); {
		case d != nil && sharesMemory(v.Type()):
			in.unify(in.class(v), d)
		case in.active(x):
			in.setActive(in.class(v))
		}
	}
}

// typeSwitch writes a type switch.
func (w *writer) typeSwitch(s *ast.TypeSwitchStmt) {
	name, x := typeSwitchParts(s)
	w.put("switch ")
	if s.Init != nil {
		w.put(w.simple(s.Init, false) + "; ")
	}
	w.checkOrder(x)
	text, lifted := w.expr(x)
	if name != nil {
		w.put("nabla_s := ")
	}
	w.put(text + ".(type) {")
	for _, c := range s.Body.List {
		w.typeClause(s, c.(*ast.CaseClause), name, x, lifted)
	}
	w.newline()
	w.put("}")
}

func (w *writer) typeClause(s *ast.TypeSwitchStmt, c *ast.CaseClause, name *ast.Ident, x ast.Expr, lifted bool) {
	w.newline()
	w.at(c.Pos())
	var list []string
	boxed := false
	for _, e := range c.List {
		t := w.l.Info.TypeOf(e)
		if w.l.Info.Types[e].IsNil() || !lifted {
			list = append(list, w.source(e))
			continue
		}
		if !w.l.implements(t, w.l.Info.TypeOf(x)) {
			refuse(e, "an interface of active numbers asked for a %s", t)
		}
		boxed = w.l.holdsFloat(t)
		list = append(list, w.l.boxed(t, e))
	}
	if c.List == nil {
		w.put("default:")
	} else {
		w.put("case " + strings.Join(list, ", ") + ":")
	}
	if v, ok := w.l.Info.Implicits[c].(*types.Var); ok && name != nil {
		value := "nabla_s"
		switch {
		case len(c.List) == 1 && boxed:
			value = "nabla_s.Value"
		case !lifted && w.lifted(v):
			value = w.constant(x, value, v.Type(), w.storage(x))
		}
		w.depth++
		w.newline()
		w.put(v.Name() + " := " + value + "; _ = " + v.Name())
		w.depth--
	}
	w.statements(c.Body)
}
