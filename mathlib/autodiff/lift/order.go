package lift

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// Go leaves open whether a variable in an expression is read before or after a
// call in it; the compiler calls first. In a twin the operations are calls
// themselves, so one to the left of such a call reads earlier than the
// original does. It matters when the call changes what is read: such
// expressions are refused.

// checkOrder refuses the expressions of one statement when a call may change
// what an operation to its left reads.
func (w *writer) checkOrder(list ...ast.Expr) {
	o := &orderCheck{instance: w.instance}
	for _, e := range list {
		if e != nil {
			o.expr(e)
		}
	}
	if o.found != nil {
		refuse(o.found, "%s may change what is read in the same expression; assign its result to a variable first", types.ExprString(o.found.Fun))
	}
}

// An orderCheck visits expressions in the order of their evaluation.
type orderCheck struct {
	*instance
	read  bool          // an operation has read memory that a call could change
	found *ast.CallExpr // a call after that may change it
}

// expr visits e and reports whether e reads shared memory.
func (o *orderCheck) expr(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		v, ok := o.l.Info.Uses[e].(*types.Var)
		return ok && o.local(v) && o.shared()[v]
	case *ast.ParenExpr:
		return o.expr(e.X)
	case *ast.SelectorExpr:
		_, pointer := o.l.Info.TypeOf(e.X).(*types.Pointer)
		return o.expr(e.X) || pointer
	case *ast.StarExpr:
		o.expr(e.X)
		return true
	case *ast.IndexExpr:
		reads := o.expr(e.X)
		reads = o.expr(e.Index) || reads
		_, array := o.l.Info.TypeOf(e.X).Underlying().(*types.Array)
		return reads || !array
	case *ast.UnaryExpr:
		return o.operation(e, o.expr(e.X) && e.Op != token.AND)
	case *ast.BinaryExpr:
		return o.binary(e)
	case *ast.CallExpr:
		return o.call(e)
	}
	return o.parts(e)
}

// parts visits the expressions that e is composed of.
func (o *orderCheck) parts(e ast.Expr) (reads bool) {
	switch e := e.(type) {
	case *ast.SliceExpr:
		reads = o.expr(e.X)
		for _, x := range []ast.Expr{e.Low, e.High, e.Max} {
			if x != nil {
				o.expr(x)
			}
		}
	case *ast.CompositeLit:
		for _, x := range e.Elts {
			if kv, ok := x.(*ast.KeyValueExpr); ok {
				x = kv.Value
			}
			reads = o.expr(x) || reads
		}
	case *ast.TypeAssertExpr:
		reads = o.expr(e.X)
	}
	return reads
}

// binary visits an operator's operands. The left one of && and || is done with
// before the right one begins, in the original too.
func (o *orderCheck) binary(e *ast.BinaryExpr) bool {
	before := o.read
	left := o.expr(e.X)
	if e.Op == token.LAND || e.Op == token.LOR {
		o.read = before
		o.expr(e.Y)
		o.read = before
		return false
	}
	right := o.expr(e.Y)
	return o.operation(e, left || right)
}

// operation notes that the operation e has read shared memory, if it is one of
// the tape. Its result is then a value that no call can change.
func (o *orderCheck) operation(e ast.Expr, reads bool) bool {
	if !o.active(e) {
		return reads
	}
	o.read = o.read || reads
	return false
}

func (o *orderCheck) call(e *ast.CallExpr) bool {
	if o.l.Info.Types[e.Fun].IsType() {
		return o.expr(e.Args[0])
	}
	before, reads := o.read, false
	for _, a := range e.Args {
		reads = o.expr(a) || reads
	}
	c := o.resolve(e)
	if c.kind == mathCall || c.kind == builtinCall {
		return o.operation(e, reads)
	}
	o.read = before // the arguments are read before the call in any case
	if o.read && o.found == nil && o.changesMemory(c) {
		o.found = e
	}
	return false
}

// changesMemory reports whether a call may change memory that the function
// reads: its variables by way of literals, its slices by way of arguments.
func (in *instance) changesMemory(c *call) bool {
	for _, a := range c.args {
		if in.changesOuter(a.expr) {
			return true
		}
	}
	switch c.kind {
	case fileCall:
		return in.callee(c).changesArguments()
	case ruleCall:
		return c.written() != nil
	case dynamicCall:
		return slices.ContainsFunc(in.dynamicCallees(c), (*instance).changesArguments)
	case literalCall:
		return in.assignsOuter(c.lit)
	case valueCall:
		return true
	case opaqueCall:
		if c.fn != nil && !in.anyActive(c) {
			return false
		}
		for _, a := range c.args {
			if t := in.l.Info.TypeOf(a.expr); t != nil && sharesMemory(t) {
				return true
			}
		}
	}
	return false
}

// changesArguments reports whether the function may store in the memory of its
// arguments, or changes captured variables.
func (in *instance) changesArguments() bool {
	for _, p := range in.params {
		if in.l.holdsFloat(p.Type()) && sharesMemory(p.Type()) && in.class(p).written {
			return true
		}
	}
	return in.global
}

// changesOuter reports whether e is a function that may change variables of
// this one when it is called.
func (in *instance) changesOuter(e ast.Expr) bool {
	e = ast.Unparen(e)
	t := in.l.Info.TypeOf(e)
	if t == nil {
		return false
	}
	if _, ok := t.Underlying().(*types.Signature); !ok {
		return false
	}
	if lit, ok := e.(*ast.FuncLit); ok {
		return in.assignsOuter(lit)
	}
	v := in.rootVar(e)
	if v == nil || !in.local(v) {
		return false
	}
	if lit := in.bound[v]; lit != nil {
		return in.assignsOuter(lit)
	}
	return true
}

// assignsOuter reports whether a literal stores anything outside itself, or
// calls what may.
func (in *instance) assignsOuter(lit *ast.FuncLit) bool {
	found := false
	store := func(e ast.Expr) {
		v := in.rootVar(e)
		_, name := ast.Unparen(e).(*ast.Ident)
		found = found || v == nil || v.Pos() < lit.Pos() || v.Pos() >= lit.End() || !name && sharesMemory(v.Type())
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if !isBlank(e) {
					store(e)
				}
			}
		case *ast.IncDecStmt:
			store(n.X)
		case *ast.CallExpr:
			if c := in.resolve(n); c.kind == ruleCall && c.written() != nil {
				store(&ast.StarExpr{X: c.written()})
			} else if c.kind == valueCall || c.kind == fileCall || c.kind == dynamicCall || c.kind == literalCall && c.lit != lit {
				found = found || c.kind == valueCall || c.lit == nil && in.changesMemory(c)
			}
		}
		return !found
	})
	return found
}

// shared returns the variables that are changed by literals inside, or whose
// address is taken.
func (in *instance) shared() map[*types.Var]bool {
	if in.sharedVars != nil {
		return in.sharedVars
	}
	in.sharedVars = map[*types.Var]bool{}
	note := func(e ast.Expr, lit *ast.FuncLit) {
		v := in.rootVar(e)
		if v != nil && (lit == nil || v.Pos() < lit.Pos() || v.Pos() >= lit.End()) {
			in.sharedVars[v] = true
		}
	}
	var visit func(n ast.Node, lit *ast.FuncLit)
	visit = func(root ast.Node, lit *ast.FuncLit) {
		ast.Inspect(root, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				visit(n.Body, n)
				return false
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					note(n.X, nil)
				}
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					if lit != nil {
						note(e, lit)
					}
				}
			case *ast.IncDecStmt:
				if lit != nil {
					note(n.X, lit)
				}
			}
			return true
		})
	}
	visit(in.body, nil)
	return in.sharedVars
}
