package lift

import (
	"go/ast"
	"go/token"
	"go/types"
)

// storage returns the class of the memory that the value e lives in or shares:
// that of the variable e is part of, or of the place that makes it. It returns
// nil where no memory matters to the analysis.
func (in *instance) storage(e ast.Expr) *class {
	e = ast.Unparen(e)
	t := in.l.Info.TypeOf(e)
	switch x := e.(type) {
	case *ast.Ident:
		return in.storageOfName(x)
	case *ast.SelectorExpr:
		if in.l.Info.Selections[x] == nil {
			return in.storageOfName(x.Sel)
		}
		return in.part(x.X, t)
	case *ast.IndexExpr:
		return in.part(x.X, t)
	case *ast.StarExpr:
		return in.part(x.X, t)
	case *ast.SliceExpr:
		return in.part(x.X, t)
	case *ast.UnaryExpr:
		if x.Op == token.AND {
			return in.storage(x.X)
		}
		return nil
	case *ast.CallExpr, *ast.CompositeLit:
		return in.site(e, 0)
	case *ast.TypeAssertExpr:
		return in.part(x.X, t)
	}
	return nil
}

func (in *instance) storageOfName(id *ast.Ident) *class {
	if v, ok := in.l.Info.ObjectOf(id).(*types.Var); ok {
		return in.class(v)
	}
	return nil // nil, a constant, a function
}

// part returns the class of an element or field, of type t, of x.
func (in *instance) part(x ast.Expr, t types.Type) *class {
	if tuple, ok := t.(*types.Tuple); ok {
		t = tuple.At(0).Type() // v, ok := x
	}
	if in.l.holdsFloat(in.l.Info.TypeOf(x)) {
		return in.storage(x)
	}
	return in.unknown(x, t)
}

// unknown returns the class of a value, of type t, that comes out of x, which
// the analysis does not look into: a map, an interface, another package's
// type.
func (in *instance) unknown(x ast.Expr, t types.Type) *class {
	if t == nil || !in.l.holdsFloat(t) || !sharesMemory(t) {
		return nil
	}
	if v := in.rootVar(x); v != nil && !in.local(v) {
		return in.class(v)
	}
	return in.elsewhere.find()
}

// rootVar returns the variable that e is part of, nil if it is no variable's.
func (in *instance) rootVar(e ast.Expr) *types.Var {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, _ := in.l.Info.ObjectOf(e).(*types.Var)
		return v
	case *ast.SelectorExpr:
		if in.l.Info.Selections[e] == nil {
			v, _ := in.l.Info.ObjectOf(e.Sel).(*types.Var)
			return v
		}
		return in.rootVar(e.X)
	case *ast.IndexExpr:
		return in.rootVar(e.X)
	case *ast.StarExpr:
		return in.rootVar(e.X)
	case *ast.SliceExpr:
		return in.rootVar(e.X)
	case *ast.TypeAssertExpr:
		return in.rootVar(e.X)
	}
	return nil
}

// active reports whether the value e, the first one of several, is lifted in
// the twin: whether it can depend on the arguments.
func (in *instance) active(e ast.Expr) bool {
	e = ast.Unparen(e)
	tv := in.l.Info.Types[e]
	if tv.Value != nil {
		return false
	}
	if t := in.l.Info.TypeOf(e); t == nil {
		return false
	} else if _, several := t.(*types.Tuple); !several && !in.l.holdsFloat(t) {
		return false
	}
	switch x := e.(type) {
	case *ast.Ident:
		v, ok := in.l.Info.ObjectOf(x).(*types.Var)
		return ok && in.lifted(v)
	case *ast.SelectorExpr:
		s := in.l.Info.Selections[x]
		return s != nil && s.Kind() == types.FieldVal && in.active(x.X) || in.methodValue(x) != nil
	case *ast.IndexExpr:
		return in.active(x.X)
	case *ast.StarExpr:
		return in.active(x.X)
	case *ast.SliceExpr:
		return in.active(x.X)
	case *ast.UnaryExpr:
		return in.active(x.X)
	case *ast.BinaryExpr:
		return in.active(x.X) || in.active(x.Y)
	case *ast.TypeAssertExpr:
		return in.active(x.X) && in.l.holdsFloat(in.l.Info.TypeOf(x.Type))
	case *ast.CompositeLit:
		return in.site(x, 0).active
	case *ast.FuncLit:
		return !in.verbatim[x]
	case *ast.CallExpr:
		return in.activeResult(x, 0)
	}
	return false
}

// activeResult reports whether the i-th result of a call is lifted.
func (in *instance) activeResult(e *ast.CallExpr, i int) bool {
	c := in.resolve(e)
	switch c.kind {
	case conversionCall:
		return in.active(e.Args[0])
	case builtinCall:
		if c.name != "min" && c.name != "max" {
			return in.site(e, i).active
		}
		for _, a := range e.Args {
			if in.active(a) {
				return true
			}
		}
		return false
	case mathCall:
		return in.anyActive(c) && in.l.holdsFloat(in.resultType(e, i))
	case foreignCall:
		return false
	case opaqueCall:
		return in.anyActive(c) && in.l.holdsFloat(in.resultType(e, i))
	}
	return in.site(e, i).active && in.l.holdsFloat(in.resultType(e, i))
}

// resultType returns the type of the i-th result of a call, nil if there are
// not so many.
func (in *instance) resultType(e *ast.CallExpr, i int) types.Type {
	if list := results(in.l.Info.TypeOf(e)); i < len(list) {
		return list[i]
	}
	return nil
}
