package lift

import (
	"go/ast"
	"go/token"
	"go/types"
)

// solve analyses all instances again and again until nothing new is learnt.
// New instances appear on the way; some are no longer called in the end.
func (l *lifter) solve() {
	for l.changed {
		l.changed = false
		for i := 0; i < len(l.order); i++ {
			l.order[i].analyse()
		}
	}
}

// analyse applies the constraints of every statement once. Order does not
// matter: the analysis knows variables, not moments.
func (in *instance) analyse() {
	if in.global {
		for v, c := range in.classes {
			if !in.local(v) {
				in.setWritten(c)
			}
		}
	}
	in.analyseBody(in.body, in.resultClasses())
}

func (in *instance) resultClasses() (list []*class) {
	for _, r := range in.results {
		list = append(list, in.class(r))
	}
	return list
}

// analyseBody applies the constraints of a function body with these results.
func (in *instance) analyseBody(body *ast.BlockStmt, results []*class) {
	called := map[ast.Node]bool{} // names that are no values
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident, *ast.SelectorExpr, *ast.IndexExpr, *ast.IndexListExpr:
			if !called[n] {
				in.analyseFunctionValue(n.(ast.Expr))
			}
			if s, ok := n.(*ast.SelectorExpr); ok {
				called[s.Sel] = true
			}
		case *ast.FuncLit:
			if in.verbatim[n] {
				return false
			}
			in.analyseBody(n.Body, in.literal(n))
			return false
		case *ast.CallExpr:
			called[ast.Unparen(n.Fun)] = true
			called[instantiated(ast.Unparen(n.Fun))] = true
			return in.analyseCall(n)
		case *ast.AssignStmt:
			in.analyseAssign(n)
		case *ast.IncDecStmt:
			in.write(n.X)
		case *ast.ValueSpec:
			in.flows(exprs(n.Names), n.Values)
		case *ast.RangeStmt:
			in.analyseRange(n)
		case *ast.TypeSwitchStmt:
			in.analyseTypeSwitch(n)
		case *ast.ReturnStmt:
			in.analyseReturn(n, results)
		case *ast.CompositeLit:
			in.analyseComposite(n)
		case *ast.SendStmt:
			in.escape(n.Value)
		}
		return true
	})
}

// analyseFunctionValue asks for the twin of a function of the file that e names
// as a value.
func (in *instance) analyseFunctionValue(e ast.Expr) {
	if x, ok := e.(*ast.SelectorExpr); ok {
		if c := in.methodValue(x); c != nil {
			in.applyMethodValue(c)
			return
		}
	}
	if fn := in.namedFunction(e); fn != nil {
		if decl := in.declaration(e, fn); decl != nil && in.l.holdsFloat(in.l.Info.Defs[decl.Name].Type()) {
			in.l.instance(in.l.valueKey(decl))
		}
	}
}

// declaration returns the function of the file, or the copy of a generic one,
// that e names, nil if there is none.
func (in *instance) declaration(e ast.Expr, fn *types.Func) *ast.FuncDecl {
	if x, ok := ast.Unparen(e).(*ast.SelectorExpr); ok && in.l.Info.Selections[x] != nil {
		return in.l.methodExpression(in.l.Info.Selections[x])
	}
	if fn.Type().(*types.Signature).Recv() != nil {
		return nil
	}
	if isGeneric(fn) {
		return in.l.concrete(instantiated(e), fn)
	}
	return in.l.decls[fn]
}

// valueKey is the key of the twin that stands for a function as a value.
func (l *lifter) valueKey(decl *ast.FuncDecl) instanceKey {
	return instanceKey{node: decl, mask: l.fullMask(l.signature(decl)), forced: everyResult}
}

// literal marks the parameters and results of a literal inside, which are
// always active, and returns the classes of the results. Unless it is bound to
// a name, nobody knows what it is called with.
func (in *instance) literal(lit *ast.FuncLit) []*class {
	sig := in.l.signature(lit)
	vars := parameters(sig)
	for i := range sig.Results().Len() {
		vars = append(vars, sig.Results().At(i))
	}
	isBound := in.isBound(lit)
	for _, v := range vars {
		if !in.l.holdsFloat(v.Type()) {
			continue
		}
		in.setActive(in.class(v))
		if !isBound && sharesMemory(v.Type()) {
			in.unify(in.class(v), in.elsewhere)
		}
	}
	var list []*class
	for i := range sig.Results().Len() {
		list = append(list, in.class(sig.Results().At(i)))
	}
	return list
}

func (in *instance) isBound(lit *ast.FuncLit) bool {
	for _, b := range in.bound {
		if b == lit {
			return true
		}
	}
	return in.calledAtOnce(lit)
}

// calledAtOnce reports whether lit is the function of the call it stands in.
func (in *instance) calledAtOnce(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(in.body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && ast.Unparen(c.Fun) == lit {
			found = true
		}
		return !found
	})
	return found
}

func (in *instance) analyseAssign(s *ast.AssignStmt) {
	for _, lhs := range s.Lhs {
		in.write(lhs)
	}
	if s.Tok == token.ASSIGN || s.Tok == token.DEFINE {
		in.flows(s.Lhs, s.Rhs)
		return
	}
	if in.active(s.Rhs[0]) {
		in.setActiveExpr(s.Lhs[0])
	}
}

// setActiveExpr marks what the variable or element e belongs to.
func (in *instance) setActiveExpr(e ast.Expr) {
	if c := in.storage(e); c != nil {
		in.setActive(c)
	}
}

// flows applies lhs[i] = rhs[i], or lhs... = call().
func (in *instance) flows(lhs, rhs []ast.Expr) {
	switch {
	case len(rhs) == 0:
	case len(lhs) == len(rhs):
		for i := range lhs {
			in.flowExpr(lhs[i], rhs[i])
		}
	default:
		for i := range lhs {
			if c := in.storage(lhs[i]); c != nil {
				in.flowValue(c, in.l.Info.TypeOf(lhs[i]), rhs[0], i)
			}
		}
	}
}

// flowExpr applies lhs = rhs.
func (in *instance) flowExpr(lhs, rhs ast.Expr) {
	t := in.l.Info.TypeOf(lhs)
	if id, ok := lhs.(*ast.Ident); ok && id.Name == "_" {
		return
	}
	if !in.l.holdsFloat(t) {
		in.escape(rhs)
		return
	}
	if c := in.storage(lhs); c != nil {
		in.flow(c, rhs)
		return
	}
	in.escape(rhs)
}

// flow applies: a variable of class c gets the value e.
func (in *instance) flow(c *class, e ast.Expr) {
	t := in.l.Info.TypeOf(e)
	if !in.l.holdsFloat(t) {
		return // nil, or a constant
	}
	if sharesMemory(t) {
		if d := in.storage(e); d != nil {
			in.unify(c, d)
		}
		return
	}
	if in.active(e) {
		in.setActive(c)
	}
}

// flowValue applies: a variable of class c and type t gets the i-th result of
// a call, or of another expression with two values.
func (in *instance) flowValue(c *class, t types.Type, e ast.Expr, i int) {
	if !in.l.holdsFloat(t) {
		return
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	switch {
	case !ok && sharesMemory(t):
		d := in.storage(e) // v, ok := m[k], x.(T)
		if d == nil {
			d = in.elsewhere // <-ch
		}
		in.unify(c, d)
	case !ok:
		if in.active(e) {
			in.setActive(c)
		}
	case sharesMemory(t):
		in.unify(c, in.site(call, i))
	case in.activeResult(call, i):
		in.setActive(c)
	}
}

// escape notes that memory which e shares is now held where the analysis does
// not look: in an interface, a map, a channel.
func (in *instance) escape(e ast.Expr) {
	t := in.l.Info.TypeOf(e)
	if t != nil && in.l.holdsFloat(t) && sharesMemory(t) {
		if c := in.storage(e); c != nil {
			in.unify(c, in.elsewhere)
		}
	}
}

// write notes that something is stored in e. Assigning to a slice or pointer
// variable stores nothing in what it shares.
func (in *instance) write(e ast.Expr) {
	e = ast.Unparen(e)
	if id, ok := e.(*ast.Ident); ok {
		v, ok := in.l.Info.ObjectOf(id).(*types.Var)
		if ok && !in.local(v) && in.l.holdsFloat(v.Type()) {
			in.setStores()
		}
		if !ok || sharesMemory(v.Type()) {
			return
		}
	}
	if c := in.container(e); c != nil {
		in.setWritten(c)
		if c.find().captured != nil && in.l.holdsFloat(in.l.Info.TypeOf(e)) {
			in.setStores()
		}
	}
}

// setStores notes that the function stores numbers in captured variables.
func (in *instance) setStores() {
	in.setGlobal()
	if !in.stores {
		in.stores = true
		in.l.changed = true
	}
}

// setGlobal notes that captured variables may change while the function runs.
func (in *instance) setGlobal() {
	if !in.global {
		in.global = true
		in.l.changed = true
	}
}

// container returns the class of the variable that the element e is part of,
// whatever the type of e: x for x[i].n.
func (in *instance) container(e ast.Expr) *class {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return in.storage(e.X)
	case *ast.SelectorExpr:
		return in.storage(e.X)
	case *ast.StarExpr:
		return in.storage(e.X)
	}
	return in.storage(e)
}

func (in *instance) analyseRange(s *ast.RangeStmt) {
	for _, e := range []ast.Expr{s.Key, s.Value} {
		if e != nil && s.Tok == token.ASSIGN {
			in.write(e)
		}
	}
	if sig, ok := in.l.Info.TypeOf(s.X).Underlying().(*types.Signature); ok {
		in.analyseRangeFunc(s, sig)
		return
	}
	if s.Value == nil {
		return
	}
	t, c := in.l.Info.TypeOf(s.Value), in.storage(s.Value)
	if c == nil || !in.l.holdsFloat(t) {
		return
	}
	d := in.storage(s.X)
	if sharesMemory(t) {
		if d == nil {
			d = in.elsewhere // a map of slices
		}
		in.unify(c, d)
	} else if d != nil && in.active(s.X) {
		in.setActive(c)
	}
}

func (in *instance) analyseReturn(s *ast.ReturnStmt, to []*class) {
	switch {
	case len(s.Results) == len(to):
		for i, e := range s.Results {
			in.flow(to[i], e)
		}
	case len(s.Results) == 1:
		list := results(in.l.Info.TypeOf(s.Results[0]))
		for i, c := range to {
			in.flowValue(c, list[i], s.Results[0], i)
		}
	}
}

// analyseComposite lets the elements flow into the new value.
func (in *instance) analyseComposite(lit *ast.CompositeLit) {
	t := in.l.Info.TypeOf(lit)
	held := in.l.holdsFloat(t)
	for _, e := range lit.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			e = kv.Value
		}
		if held {
			in.flow(in.site(lit, 0), e)
		} else {
			in.escape(e)
		}
	}
	if held && in.l.holdsFunc(t) {
		in.setActive(in.site(lit, 0))
	}
}
