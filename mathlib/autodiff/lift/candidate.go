package lift

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// A candidate is a function value that an operator could be given.
type candidate struct {
	name string
	node ast.Expr // the literal, or the name or selector of the function

	lit    *ast.FuncLit // nil for a name
	fn     *types.Func  // nil for a literal
	id     *ast.Ident   // the name of fn
	method *types.Selection

	refused  string // why it is not even tried
	instance *instance
}

// findCandidates returns the function values of the file, each named function
// once, in the order of the text.
func findCandidates(p *Package) []*candidate {
	f := &finder{Package: p, named: map[*types.Func]bool{}, callOnly: map[types.Object]bool{}}
	f.findCallOnly()
	f.walk(p.File, f.visit)
	return f.found
}

// A finder looks for candidates; path holds the ancestors of the node visited.
type finder struct {
	*Package
	path     []ast.Node
	found    []*candidate
	named    map[*types.Func]bool
	callOnly map[types.Object]bool // local variables whose value is only called
}

// walk calls visit for every node below root, with its ancestors in f.path.
func (f *finder) walk(root ast.Node, visit func(ast.Node)) {
	f.path = f.path[:0]
	ast.Inspect(root, func(n ast.Node) bool {
		if n == nil {
			f.path = f.path[:len(f.path)-1]
			return true
		}
		visit(n)
		f.path = append(f.path, n)
		return true
	})
}

// parent returns the nearest ancestor that is not a parenthesis.
func (f *finder) parent() ast.Node {
	for i := len(f.path) - 1; i >= 0; i-- {
		if _, ok := f.path[i].(*ast.ParenExpr); !ok {
			return f.path[i]
		}
	}
	return nil
}

// isCallee reports whether n, just visited, is the function of a call.
func (f *finder) isCallee(n ast.Expr) bool {
	c, ok := f.parent().(*ast.CallExpr)
	return ok && ast.Unparen(c.Fun) == n
}

// findCallOnly finds the local variables and parameters of function type that
// are assigned and called but whose value never goes anywhere else. Their literals need no
// twin of their own, which keeps closures made in inner loops cheap.
func (f *finder) findCallOnly() {
	f.walk(f.File, func(n ast.Node) {
		id, ok := n.(*ast.Ident)
		if !ok {
			return
		}
		v, ok := f.Info.ObjectOf(id).(*types.Var)
		if !ok || v.IsField() || v.Parent() == f.Types.Scope() {
			return
		}
		if _, ok := v.Type().Underlying().(*types.Signature); !ok {
			return
		}
		only, seen := f.callOnly[v]
		f.callOnly[v] = (only || !seen) && f.assignedOrCalled(id)
	})
}

// assignedOrCalled reports whether id, just visited, is called, assigned to or
// declared here.
func (f *finder) assignedOrCalled(id *ast.Ident) bool {
	switch p := f.parent().(type) {
	case *ast.CallExpr:
		return ast.Unparen(p.Fun) == id
	case *ast.AssignStmt:
		return assignedLit(p.Lhs, p.Rhs, id) != nil || p.Tok == token.ASSIGN && contains(p.Lhs, id)
	case *ast.ValueSpec:
		return slices.Contains(p.Names, id)
	case *ast.Field:
		return slices.Contains(p.Names, id)
	}
	return false
}

func contains(list []ast.Expr, e ast.Expr) bool {
	for _, x := range list {
		if ast.Unparen(x) == e {
			return true
		}
	}
	return false
}

// assignedLit returns the literal that an assignment gives to the name id.
func assignedLit(lhs, rhs []ast.Expr, id *ast.Ident) *ast.FuncLit {
	for i, x := range lhs {
		if x == ast.Expr(id) && len(lhs) == len(rhs) {
			lit, _ := ast.Unparen(rhs[i]).(*ast.FuncLit)
			return lit
		}
	}
	return nil
}

// target returns the variable that the literal lit, just visited, is given to,
// nil if to none.
func (f *finder) target(lit *ast.FuncLit) *types.Var {
	var names, values []ast.Expr
	switch p := f.parent().(type) {
	case *ast.AssignStmt:
		names, values = p.Lhs, p.Rhs
	case *ast.ValueSpec:
		for _, n := range p.Names {
			names = append(names, n)
		}
		values = p.Values
	}
	for i, v := range values {
		if ast.Unparen(v) == lit && len(names) == len(values) {
			if id, ok := names[i].(*ast.Ident); ok {
				v, _ := f.Info.ObjectOf(id).(*types.Var)
				return v
			}
		}
	}
	return nil
}

// parameter returns the parameter of a function of the file that lit, just
// visited, is an argument for, nil if it is none.
func (f *finder) parameter(lit *ast.FuncLit) *types.Var {
	c, ok := f.parent().(*ast.CallExpr)
	if !ok {
		return nil
	}
	id, ok := ast.Unparen(c.Fun).(*ast.Ident)
	if !ok {
		return nil
	}
	fn, ok := f.Info.Uses[id].(*types.Func)
	if !ok || fn.Pkg() != f.Types {
		return nil
	}
	sig := fn.Type().(*types.Signature)
	for i, a := range c.Args {
		if ast.Unparen(a) == lit && (i < sig.Params().Len()-1 || !sig.Variadic()) {
			return sig.Params().At(i)
		}
	}
	return nil
}

func (f *finder) visit(n ast.Node) {
	switch n := n.(type) {
	case *ast.FuncLit:
		f.literal(n)
	case *ast.Ident:
		if s, ok := f.parent().(*ast.SelectorExpr); ok && s.Sel == n {
			return
		}
		f.name(n, n)
	case *ast.SelectorExpr:
		f.name(n, n.Sel)
	}
}

func (f *finder) literal(lit *ast.FuncLit) {
	v := f.target(lit)
	global := v != nil && v.Parent() == f.Types.Scope()
	sig := f.Info.TypeOf(lit).(*types.Signature)
	if p := f.parameter(lit); p != nil {
		v = p
	}
	if f.isCallee(lit) || v != nil && f.callOnly[v] || !operand(sig) && !(global && f.ofFloats(sig)) {
		return
	}
	c := &candidate{name: "function literal", node: lit, lit: lit}
	if v != nil && f.parameter(lit) == nil {
		c.name = v.Name()
	}
	if f.inGeneric() {
		c.refused = "function literal inside a generic function"
	}
	f.found = append(f.found, c)
}

// inGeneric reports whether the node just visited is inside a function with
// type parameters, of its own or of its receiver.
func (f *finder) inGeneric() bool {
	for _, n := range f.path {
		if d, ok := n.(*ast.FuncDecl); ok {
			sig := f.Info.Defs[d.Name].Type().(*types.Signature)
			return sig.TypeParams() != nil || sig.RecvTypeParams() != nil
		}
	}
	return false
}

// name adds the function called id, used as the value e.
func (f *finder) name(e ast.Expr, id *ast.Ident) {
	fn, ok := f.Info.Uses[id].(*types.Func)
	if !ok {
		return
	}
	c := &candidate{name: fn.Name(), node: e, fn: fn, id: id}
	if s, ok := e.(*ast.SelectorExpr); ok {
		c.method = f.Info.Selections[s]
	}
	callee, sig := f.isCallee(e), f.Info.TypeOf(e)
	if inst, ok := f.Info.Instances[id]; ok {
		sig = inst.Type
		if n := len(f.path); n > 0 && instantiated(expr(f.path[n-1])) == id {
			c.node = f.path[n-1].(ast.Expr)
			f.path = f.path[:n-1]
			callee = f.isCallee(c.node)
			f.path = f.path[:n]
		}
	}
	if s, ok := sig.(*types.Signature); !ok || callee || !operand(s) && !(fn.Pkg() == f.Types && c.method == nil && f.ofFloats(s)) {
		return
	}
	if c.method == nil && !isGeneric(fn) {
		if f.named[fn] {
			return
		}
		f.named[fn] = true
	}
	if c.method != nil && f.inGeneric() {
		c.refused = "method value inside a generic function"
	}
	f.found = append(f.found, c)
}

// expr returns n if it is an expression.
func expr(n ast.Node) ast.Expr {
	e, _ := n.(ast.Expr)
	return e
}

var (
	float64s = types.NewSlice(types.Typ[types.Float64])
	scalar   = types.Typ[types.Float64]
)

// operand reports whether an operator of mathlib accepts functions of this
// signature: one to three numbers or a slice of them to a number or a slice,
// or func(dst, x []float64).
func operand(sig *types.Signature) bool {
	in, out := sig.Params(), sig.Results()
	if sig.Variadic() || sig.TypeParams() != nil {
		return false
	}
	if out.Len() == 0 {
		return in.Len() == 2 && all(in, float64s)
	}
	if out.Len() != 1 || !all(out, scalar) && !all(out, float64s) {
		return false
	}
	return in.Len() == 1 && all(in, float64s) || in.Len() >= 1 && in.Len() <= 3 && all(in, scalar)
}

func all(vars *types.Tuple, t types.Type) bool {
	for i := range vars.Len() {
		if !types.Identical(vars.At(i).Type(), t) {
			return false
		}
	}
	return true
}

// ofFloats reports whether numbers go in, alone or in what holds them. A
// literal of such a type in a package variable gets a twin even if no operator
// takes it, and so does a named function used as a value: other functions may
// call it.
func (f *finder) ofFloats(sig *types.Signature) bool {
	l := &lifter{Package: f.Package, floats: map[types.Type]bool{}, dynamic: map[types.Type][]types.Type{}}
	for i := range sig.Params().Len() {
		if l.holdsFloat(sig.Params().At(i).Type()) {
			return true
		}
	}
	return false
}
