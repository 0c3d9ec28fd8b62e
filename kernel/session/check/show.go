package check

import (
	"go/ast"
	"go/types"
	"strings"
)

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
