package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"strconv"
	"strings"
)

// additions are the functions that twins of the file call, written once each.
type additions struct {
	texts   []string
	names   map[string]string // by what they are for
	filling map[string]bool   // those being written
}

func (a *additions) add(purpose, name, text string) string {
	if a.names == nil {
		a.names = map[string]string{}
	}
	a.names[purpose] = name
	a.texts = append(a.texts, text)
	return name
}

// twin returns the name of the function that finds the twin of a captured
// function when it is called. A missing one ends the evaluation with a
// *autodiff.Record, which operators take for a refusal.
func (a *additions) twin(l *lifter) string {
	if name := a.names["twin"]; name != "" {
		return name
	}
	return a.add("twin", "nabla_twin", strings.ReplaceAll(`// nabla_twin returns the twin of the function f, which messages call name.
func nabla_twin(f any, name string) any {
	twin, record, _ := autodiff.Lookup(f)
	if twin != nil {
		return twin
	}
	reason := "no derivative is known of " + name
	if record != nil {
		reason = name + " cannot be lifted: " + record.Refusal
	}
	panic(&autodiff.Record{Name: name, Refusal: reason})
}
`, "autodiff", l.pkg()))
}

// operands returns the name of the function that makes math.Max and math.Min
// of its results what max and min are of its arguments.
func (a *additions) operands(l *lifter) string {
	if name := a.names["operands"]; name != "" {
		return name
	}
	return a.add("operands", "nabla_operands", strings.ReplaceAll(`// nabla_operands returns x and y, or the first NaN of them twice.
func nabla_operands(x, y autodiff.Real) (autodiff.Real, autodiff.Real) {
	switch {
	case x.V != x.V:
		return x, x
	case y.V != y.V:
		return y, y
	}
	return x, y
}
`, "autodiff", l.pkg()))
}

// values returns the name of the function that drops derivatives.
func (a *additions) values(l *lifter) string {
	if name := a.names["values"]; name != "" {
		return name
	}
	return a.add("values", "nabla_values", strings.ReplaceAll(`// nabla_values returns the values of x, for printing.
func nabla_values(x []autodiff.Real) []float64 {
	v := make([]float64, len(x))
	for i := range x {
		v[i] = x[i].V
	}
	return v
}
`, "autodiff", l.pkg()))
}

// recovered returns the name of the function that lets through the panics that
// are not the function's own.
func (a *additions) recovered(l *lifter) string {
	if name := a.names["recovered"]; name != "" {
		return name
	}
	return a.add("recovered", "nabla_recovered", strings.ReplaceAll(`// nabla_recovered returns r, what a function recovered, unless the panic ends the evaluation of a twin.
func nabla_recovered(r any) any {
	switch e := r.(type) {
	case *PKG.Record:
		panic(e)
	case string:
		if len(e) > 10 && e[:10] == "autodiff: " {
			panic(e)
		}
	}
	return r
}
`, "PKG", l.pkg()))
}

// constants returns the name of the function that makes lifted constants of
// values of type t.
func (a *additions) constants(l *lifter, e ast.Expr, t types.Type) string {
	from, to := l.plainType(t, e.Pos()), l.liftedType(t, e.Pos())
	purpose := "constants " + from
	if name := a.names[purpose]; name != "" {
		return name
	}
	if n := localType(l, t); n != "" {
		refuse(e, "a constant of the type %s, which is declared in a function", n)
	}
	if a.filling[purpose] {
		refuse(e, "%s: captured values of a type that holds itself", types.ExprString(e))
	}
	a.filling[purpose] = true
	defer delete(a.filling, purpose)
	body := a.fill(l, e, t, to) // may refuse
	name := "nabla_constants"
	if n := len(a.texts); n > 0 {
		name += strconv.Itoa(n)
	}
	return a.add(purpose, name, fmt.Sprintf("// %s returns v as constants.\nfunc %s(v %s) (r %s) {\n%s\treturn r\n}\n", name, name, from, to, body))
}

// fill writes the statements that fill r from v.
func (a *additions) fill(l *lifter, e ast.Expr, t types.Type, to string) string {
	if text := l.ruleConstant(t); text != "" {
		return text
	}
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return fmt.Sprintf("\tif v == nil {\n\t\treturn nil\n\t}\n\tr = make(%s, len(v), cap(v))\n\tfor i, x := range v[:cap(v)] {\n\t\tr[:cap(v)][i] = %s\n\t}\n", to, a.one(l, e, "x", u.Elem()))
	case *types.Array:
		return fmt.Sprintf("\tfor i, x := range v {\n\t\tr[i] = %s\n\t}\n", a.one(l, e, "x", u.Elem()))
	case *types.Interface:
		return a.fillInterface(l, e, t)
	case *types.Signature:
		name := "a captured function in " + types.ExprString(e)
		return fmt.Sprintf("\tif v == nil {\n\t\treturn nil\n\t}\n\tr = %s(v, %q).(%s)\n", a.twin(l), name, to)
	case *types.Map:
		return fmt.Sprintf("\tif v == nil {\n\t\treturn nil\n\t}\n\tr = make(%s, len(v))\n\tfor k, x := range v {\n\t\tr[k] = %s\n\t}\n", to, a.one(l, e, "x", u.Elem()))
	case *types.Struct:
		text := ""
		for i := range u.NumFields() {
			f := u.Field(i)
			if f.Name() != "_" {
				text += fmt.Sprintf("\tr.%s = %s\n", f.Name(), a.one(l, e, "v."+f.Name(), f.Type()))
			}
		}
		return text
	}
	refuse(e, "%s: a captured %s among active numbers", types.ExprString(e), t)
	return ""
}

// fillInterface writes the statements that fill the any r from the interface v.
// What pointers point to would have to be copied: they end the evaluation.
func (a *additions) fillInterface(l *lifter, e ast.Expr, t types.Type) string {
	text := "\tswitch v := v.(type) {\n\tcase nil:\n\t\t_ = v\n\t\treturn nil\n"
	for _, t := range l.implementers(t) {
		switch _, pointer := t.(*types.Pointer); {
		case !l.holdsFloat(t):
			text += "\tcase " + l.plainType(t, e.Pos()) + ":\n\t\treturn v\n"
		case !pointer:
			text += "\tcase " + l.plainType(t, e.Pos()) + ":\n\t\treturn " + l.boxed(t, e) + "{" + a.one(l, e, "v", t) + "}\n"
		}
	}
	return text + fmt.Sprintf("\t}\n\tpanic(&%s.Record{Refusal: %q})\n", l.pkg(), "a captured pointer in a "+t.String()+" among active numbers")
}

// one writes the lifted constant for a value of type t.
func (a *additions) one(l *lifter, e ast.Expr, text string, t types.Type) string {
	switch {
	case !l.holdsFloat(t):
		return text
	case types.Identical(t, scalar):
		return l.pkg() + ".Constant(" + text + ")"
	case isFloat(t):
		return l.pkg() + ".Constant(float64(" + text + "))"
	}
	return a.constants(l, e, t) + "(" + text + ")"
}

// localType returns the name of a type in t that only a function knows.
func localType(l *lifter, t types.Type) (name string) {
	l.holds(t, nil, func(t types.Type) bool {
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() == l.Types && n.Obj().Parent() != l.Types.Scope() {
			name = n.Obj().Name()
		}
		return false
	})
	return name
}
