package lift

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// operators of the assignments that compute.
var operators = map[token.Token]token.Token{
	token.ADD_ASSIGN: token.ADD, token.SUB_ASSIGN: token.SUB,
	token.MUL_ASSIGN: token.MUL, token.QUO_ASSIGN: token.QUO,
	token.REM_ASSIGN: token.REM, token.AND_ASSIGN: token.AND,
	token.OR_ASSIGN: token.OR, token.XOR_ASSIGN: token.XOR,
	token.SHL_ASSIGN: token.SHL, token.SHR_ASSIGN: token.SHR,
	token.AND_NOT_ASSIGN: token.AND_NOT,
}

// assign writes lhs = rhs and lhs := rhs.
func (w *writer) assign(s *ast.AssignStmt) string {
	w.checkOrder(append(s.Lhs[:len(s.Lhs):len(s.Lhs)], s.Rhs...)...)
	var left, right []string
	wanted := make([]bool, len(s.Lhs))
	for i, lhs := range s.Lhs {
		if isBlank(lhs) {
			left = append(left, "_")
			wanted[i] = len(s.Rhs) != len(s.Lhs) && w.activeValue(s.Rhs[0], i)
			continue
		}
		left = append(left, w.target(lhs))
		wanted[i] = w.targetLifted(lhs)
	}
	if len(s.Rhs) != len(s.Lhs) {
		var to []types.Type
		for _, lhs := range s.Lhs {
			if isBlank(lhs) {
				to = append(to, nil)
			} else {
				to = append(to, w.l.Info.TypeOf(lhs))
			}
		}
		w.checkConversions(s.Rhs[0], to)
		right = []string{w.several(s.Rhs[0], wanted)}
		return strings.Join(left, ", ") + " " + s.Tok.String() + " " + right[0]
	}
	for i, rhs := range s.Rhs {
		if isBlank(s.Lhs[i]) {
			text, _ := w.expr(rhs)
			right = append(right, text)
			continue
		}
		right = append(right, w.assigned(s.Lhs[i], rhs, wanted[i]))
	}
	return strings.Join(left, ", ") + " " + s.Tok.String() + " " + strings.Join(right, ", ")
}

// assigned writes the value that the target gets.
func (w *writer) assigned(lhs, rhs ast.Expr, lifted bool) string {
	if lifted {
		return w.liftTo(rhs, w.l.Info.TypeOf(lhs))
	}
	text, ok := w.expr(rhs)
	if ok {
		w.refuseStore(lhs, rhs)
	}
	return text
}

// refuseStore explains why the active rhs cannot be stored in lhs.
func (w *writer) refuseStore(lhs, rhs ast.Expr) {
	t := w.l.Info.TypeOf(lhs)
	v := w.rootVar(lhs)
	switch {
	case v != nil && !w.local(v):
		refuse(lhs, "writing to the captured variable %s", v.Name())
	case types.IsInterface(t):
		refuse(rhs, "an active number in an interface")
	}
	if x, ok := ast.Unparen(lhs).(*ast.IndexExpr); ok {
		if _, ok := w.l.Info.TypeOf(x.X).Underlying().(*types.Map); ok {
			refuse(lhs, "a map of active numbers with numbers as keys")
		}
	}
	refuse(lhs, "an active number stored in a %s", t)
}

// target writes what is assigned to, and refuses what a twin must not change.
func (w *writer) target(lhs ast.Expr) string {
	w.checkWrite(lhs)
	text, _ := w.expr(lhs)
	return text
}

// targetLifted reports whether the target of an assignment is lifted.
func (w *writer) targetLifted(lhs ast.Expr) bool {
	if id, ok := lhs.(*ast.Ident); ok {
		v, ok := w.l.Info.ObjectOf(id).(*types.Var)
		return ok && w.lifted(v)
	}
	return w.active(lhs)
}

// checkWrite refuses to store numbers in captured variables, also by way of
// another name. Captured counters and flags may change: the twin does to them
// what the function does.
func (w *writer) checkWrite(lhs ast.Expr) {
	if !w.l.holdsFloat(w.l.Info.TypeOf(lhs)) {
		return
	}
	lhs = ast.Unparen(lhs)
	if id, ok := lhs.(*ast.Ident); ok {
		if v := w.rootVar(id); v != nil && !w.local(v) {
			refuse(lhs, "writing to the captured variable %s", v.Name())
		}
		return
	}
	w.checkMemory(lhs, w.container(lhs))
}

// checkMemory refuses to store numbers in memory of class c, which e names,
// when a captured variable may share it.
func (w *writer) checkMemory(e ast.Expr, c *class) {
	if v := w.rootVar(e); v != nil && !w.local(v) {
		refuse(e, "writing to the captured variable %s", v.Name())
	}
	if c != nil && c.find().captured != nil {
		refuse(e, "writing to %s, which may share memory with the captured variable %s", types.ExprString(e), c.find().captured.Name())
	}
}

// operate writes lhs op= rhs; a nil rhs is 1. The target is written twice,
// once to be read; if anything is called on the way, through a pointer.
func (w *writer) operate(s ast.Stmt, lhs ast.Expr, op token.Token, rhs ast.Expr, alone bool) string {
	w.checkOrder(rhs)
	target := w.target(lhs)
	if !w.targetLifted(lhs) {
		if rhs == nil {
			return target + s.(*ast.IncDecStmt).Tok.String()
		}
		return target + " " + op.String() + "= " + w.assigned(lhs, rhs, false)
	}
	stored := w.stored(s, w.l.Info.TypeOf(lhs), op, rhs)
	if _, ok := ast.Unparen(lhs).(*ast.Ident); ok || !w.calls(lhs) && (rhs == nil || !w.calls(rhs)) {
		return target + " = " + stored(target)
	}
	if w.isMapElement(lhs) {
		refuse(s, "a call in an operation on the element of a map; assign its result to a variable first")
	}
	if !alone {
		refuse(s, "calls in an assignment in the head of a statement")
	}
	return "{ nabla_p := &" + target + "; *nabla_p = " + stored("*nabla_p") + " }"
}

// stored returns what writes the value that target op= rhs stores.
func (w *writer) stored(s ast.Stmt, t types.Type, op token.Token, rhs ast.Expr) func(target string) string {
	if w.fused && isFloat(t) && !isFloat32(t) && methods[op] != "" {
		return func(target string) string { return w.fuseOperation(s, op, target, rhs) }
	}
	operand := w.l.pkg() + ".Constant(1)"
	if rhs != nil {
		operand = w.liftedExpr(rhs)
	}
	return func(target string) string { return w.operation(s, op, t, target, operand) }
}

func (w *writer) isMapElement(e ast.Expr) bool {
	x, ok := ast.Unparen(e).(*ast.IndexExpr)
	if !ok {
		return false
	}
	_, ok = w.l.Info.TypeOf(x.X).Underlying().(*types.Map)
	return ok
}

// calls reports whether evaluating e runs a function that could change what
// the rest of the statement reads.
func (w *writer) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			switch w.resolve(c).kind {
			case conversionCall, builtinCall, mathCall:
			default:
				found = true
			}
		}
		return !found
	})
	return found
}

// activeValue reports whether the i-th value of e, which has several, is lifted.
func (w *writer) activeValue(e ast.Expr, i int) bool {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		return w.activeResult(call, i)
	}
	return i == 0 && w.active(e) // v, ok := m[k]
}

// several writes an expression with several values, of which those wanted are
// to be lifted. If it yields them otherwise, a literal called at once turns
// them into what is wanted.
func (w *writer) several(e ast.Expr, wanted []bool) string {
	text, _ := w.expr(e)
	kinds := results(w.l.Info.TypeOf(e))
	call, isCall := ast.Unparen(e).(*ast.CallExpr)
	var names, values, list []string
	same := true
	for i := range wanted {
		got := w.activeValue(e, i)
		if got && !wanted[i] {
			refuse(e, "an active number among values that cannot be active")
		}
		name := "nabla_" + string(rune('a'+i))
		value, typ := name, ""
		if wanted[i] {
			typ = w.l.liftedType(kinds[i], e.Pos())
		} else {
			typ = w.l.plainType(kinds[i], e.Pos())
		}
		if wanted[i] && !got {
			same = false
			from := w.elsewhere
			if isCall {
				from = w.site(call, i)
			} else if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
				from = w.storage(x)
			}
			value = w.constant(e, name, kinds[i], from)
		}
		names, values, list = append(names, name), append(values, value), append(list, typ)
	}
	if same {
		return text
	}
	return "func() (" + strings.Join(list, ", ") + ") { " + strings.Join(names, ", ") + " := " + text +
		"; return " + strings.Join(values, ", ") + " }()"
}
