package lift

import (
	"go/ast"
	"go/types"
	"strings"
)

// A callKind says how the function of a call is known, and so what the twin
// does with the call.
type callKind int

const (
	conversionCall callKind = iota
	builtinCall
	mathCall    // a function of package math: the tape has its rule
	fileCall    // a function or method of the file: its instance for these arguments
	literalCall // a literal, or a local name for one
	valueCall   // a local variable that holds a function: it holds a twin
	opaqueCall  // a captured function value: its twin is looked up when it runs
	dynamicCall // a method of an interface of the file: by its type
	ruleCall    // a function or method of gonum with a counterpart
	foreignCall // another package's function, an interface's method, a generic function
)

// A call is what is known of a call expression.
type call struct {
	kind callKind
	expr *ast.CallExpr
	name string // as messages call the function
	fn   *types.Func
	decl *ast.FuncDecl
	lit  *ast.FuncLit
	sig  *types.Signature // nil for conversions and builtins
	recv ast.Expr         // of a method of the file
	path *types.Selection // how recv reaches the method
	args []argument
}

// An argument is given to the parameter at index, counted with the receiver.
type argument struct {
	expr    ast.Expr
	index   int
	element bool // one of several for a variadic parameter
}

// resolve finds out what is called.
func (in *instance) resolve(e *ast.CallExpr) *call {
	c := &call{expr: e, name: types.ExprString(e.Fun)}
	info := in.l.Info
	if info.Types[e.Fun].IsType() {
		c.kind = conversionCall
		return c
	}
	fun := ast.Unparen(e.Fun)
	if id := instantiated(fun); id != nil {
		if _, ok := info.Uses[id].(*types.Builtin); ok {
			c.kind, c.name = builtinCall, types.ExprString(fun) // unsafe.Add has its package before it
			return c
		}
	}
	c.sig, _ = info.TypeOf(fun).Underlying().(*types.Signature)
	c.kind = opaqueCall
	switch fun := fun.(type) {
	case *ast.FuncLit:
		c.kind, c.lit, c.name = literalCall, fun, "function literal"
	case *ast.Ident:
		in.resolveName(c, fun)
	case *ast.SelectorExpr:
		if s := info.Selections[fun]; s != nil {
			in.resolveSelection(c, fun, s)
		} else {
			in.resolveName(c, fun.Sel)
		}
	case *ast.IndexExpr, *ast.IndexListExpr:
		if in.isInstantiation(fun) {
			c.kind = foreignCall
			in.resolveName(c, instantiated(fun))
		}
	}
	if c.kind == foreignCall && c.fn != nil && isRule(c.fn, c.receiverType()) && in.fitsRule(c) {
		c.kind = ruleCall
	}
	if c.kind == foreignCall && in.takesRule(c) {
		c.kind = opaqueCall
	}
	if c.kind == foreignCall && c.recv != nil && len(in.l.implementers(info.TypeOf(c.recv))) > 0 {
		c.kind = dynamicCall
	}
	if c.kind == opaqueCall && in.active(fun) {
		c.kind = valueCall
	}
	if c.fn != nil && isGeneric(c.fn) {
		c.sig = info.TypeOf(fun).(*types.Signature)
	}
	in.matchArguments(c)
	return c
}

// takesRule reports whether the function of another module that c calls may
// have a rule when the call happens.
func (in *instance) takesRule(c *call) bool {
	if c.fn == nil || c.fn.Pkg() == nil || c.sig.Recv() != nil || qualified(c.fn) == "" || isGeneric(c.fn) || c.fn.Pkg() == in.l.Types {
		return false
	}
	module, _, _ := strings.Cut(c.fn.Pkg().Path(), "/")
	return strings.Contains(module, ".") && !strings.HasSuffix(c.fn.Pkg().Path(), "/mathlib") && in.l.holdsFloat(c.sig) && in.l.nameable(c.sig)
}

// isInstantiation reports whether e is a generic function with its types.
func (in *instance) isInstantiation(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.IndexListExpr:
		return true
	case *ast.IndexExpr:
		t := in.l.Info.Types[e.Index]
		return t.IsType()
	}
	return false
}

// instantiated returns the name of the generic function that e gives types to.
func instantiated(e ast.Expr) *ast.Ident {
	switch x := e.(type) {
	case *ast.IndexExpr:
		e = x.X
	case *ast.IndexListExpr:
		e = x.X
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		return x.Sel
	}
	return nil
}

func (in *instance) resolveName(c *call, id *ast.Ident) {
	switch obj := in.l.Info.Uses[id].(type) {
	case *types.Func:
		in.resolveFunc(c, id, obj)
	case *types.Var:
		if in.local(obj) {
			c.kind = valueCall
			if lit := in.bound[obj]; lit != nil {
				c.kind, c.lit = literalCall, lit
			}
		}
	}
}

func (in *instance) resolveFunc(c *call, id *ast.Ident, fn *types.Func) {
	c.kind, c.fn = foreignCall, fn
	decl := in.l.decls[fn]
	if isGeneric(fn) {
		decl = in.l.concrete(id, fn)
	}
	switch {
	case decl != nil:
		c.kind, c.decl = fileCall, decl
	case fn.Pkg() != nil && fn.Pkg().Path() == "math":
		c.kind = mathCall
	}
}

func (in *instance) resolveSelection(c *call, e *ast.SelectorExpr, s *types.Selection) {
	switch s.Kind() {
	case types.MethodExpr:
		c.kind, c.fn = foreignCall, s.Obj().(*types.Func)
		if c.decl = in.l.methodExpression(s); c.decl != nil {
			c.kind = fileCall
		}
	case types.MethodVal:
		in.resolveFunc(c, e.Sel, s.Obj().(*types.Func))
		c.recv, c.path = e.X, s
	}
}

// methodExpression returns the method of the file that T.M selects, nil if M
// takes another receiver than T or is not of the file.
func (l *lifter) methodExpression(s *types.Selection) *ast.FuncDecl {
	fn := s.Obj().(*types.Func)
	recv := fn.Type().(*types.Signature).Recv()
	if s.Kind() != types.MethodExpr || len(s.Index()) != 1 || isGeneric(fn) || !types.Identical(recv.Type(), s.Recv()) {
		return nil
	}
	return l.decls[fn]
}

// matchArguments pairs arguments with parameters.
func (in *instance) matchArguments(c *call) {
	first := 0
	if c.recv != nil {
		first = 1
		c.args = append(c.args, argument{expr: c.recv})
	}
	n := c.sig.Params().Len()
	for i, e := range c.expr.Args {
		a := argument{expr: e, index: first + min(i, n-1)}
		a.element = c.sig.Variadic() && i >= n-1 && !c.expr.Ellipsis.IsValid()
		c.args = append(c.args, a)
	}
}

// severalAsArguments reports whether the call passes on the results of
// another, f(g()).
func (c *call) severalAsArguments(info *types.Info) bool {
	if len(c.expr.Args) != 1 {
		return false
	}
	_, ok := info.TypeOf(c.expr.Args[0]).(*types.Tuple)
	return ok
}

// mask says which parameters get active arguments.
func (in *instance) mask(c *call) string {
	return in.l.mask(in.l.signature(c.decl), func(i int) bool {
		for _, a := range c.args {
			if a.index == i && in.active(a.expr) {
				return true
			}
		}
		return false
	})
}

// callee returns the instance that a call of a function of the file runs.
func (in *instance) callee(c *call) *instance {
	key := instanceKey{node: c.decl, mask: in.mask(c)}
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if in.l.holdsFloat(t) && sharesMemory(t) && in.site(c.expr, i).active {
			key.forced = sharedResult
		}
	}
	return in.l.instance(key)
}

// anyActive reports whether an argument of the call is active.
func (in *instance) anyActive(c *call) bool {
	for _, a := range c.args {
		if in.active(a.expr) {
			return true
		}
	}
	return false
}

// needsTwin reports whether the call of a function of the file must run its
// twin; else the function itself will do, its results are constants.
func (in *instance) needsTwin(c *call) bool {
	if in.anyActive(c) {
		return true
	}
	for _, a := range c.args {
		if lit, ok := ast.Unparen(a.expr).(*ast.FuncLit); ok && in.touches(lit) {
			return true
		}
	}
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if in.l.holdsFloat(t) && in.site(c.expr, i).active {
			return true
		}
	}
	return false
}

// touches reports whether n mentions a lifted variable or a local function,
// whose text in the twin is another than in the original.
func (in *instance) touches(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok || found {
			return !found
		}
		v, ok := in.l.Info.Uses[id].(*types.Var)
		if ok && in.local(v) {
			_, function := v.Type().Underlying().(*types.Signature)
			found = function || in.lifted(v)
		}
		return !found
	})
	return found
}

// synchronous are the functions of other packages that call a function they
// are given before they return, and only then.
var synchronous = map[string]bool{
	"sort.Slice": true, "sort.SliceStable": true, "sort.SliceIsSorted": true, "sort.Search": true,
	"slices.SortFunc": true, "slices.SortStableFunc": true, "slices.IndexFunc": true, "slices.ContainsFunc": true,
	"slices.MinFunc": true, "slices.MaxFunc": true, "slices.BinarySearchFunc": true,
}

// qualified returns path.Name of a package's function.
func qualified(fn *types.Func) string {
	if fn == nil || fn.Pkg() == nil || fn.Type().(*types.Signature).Recv() != nil {
		return ""
	}
	return fn.Pkg().Path() + "." + fn.Name()
}
