package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"
)

// An interface of the file holds, as far as the file knows, one of the types
// declared in it that implement it. Where that may have active numbers, the
// twin has an any, which holds an autodiff.Boxed; and where a method is called
// with active numbers, the twin asks for the type and calls the method's twin.
// A type that the file does not know ends the evaluation with a refusal.

// implementers returns the types declared in the file that a value of the
// interface type t may have, nil if t is no interface of the file with methods.
func (l *lifter) implementers(t types.Type) []types.Type {
	u, ok := t.Underlying().(*types.Interface)
	if !ok || u.NumMethods() == 0 || !u.IsMethodSet() {
		return nil
	}
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != l.Types {
		return nil
	}
	list, ok := l.dynamic[t]
	if ok {
		return list
	}
	scope := l.Types.Scope()
	for _, name := range scope.Names() {
		obj, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || obj.IsAlias() || types.IsInterface(obj.Type()) || obj.Type().(*types.Named).TypeParams() != nil {
			continue
		}
		for _, t := range []types.Type{obj.Type(), types.NewPointer(obj.Type())} {
			if types.Implements(t, u) && l.declares(t, u) {
				list = append(list, t)
			}
		}
	}
	l.dynamic[t] = list
	return list
}

// ask notes that a method of the interface type t is called with active
// numbers.
func (l *lifter) ask(t types.Type) {
	u, ok := t.Underlying().(*types.Interface)
	if n, named := types.Unalias(t).(*types.Named); !ok || !u.IsMethodSet() || named && n.Obj().Pkg() != l.Types {
		return
	}
	var names []string
	for i := range u.NumMethods() {
		names = append(names, u.Method(i).Name())
	}
	slices.Sort(names)
	l.asked[strings.Join(names, " ")] = true
}

// interfaces returns the methods of the interfaces that ask was called with.
func (l *lifter) interfaces() (list [][]string) {
	for _, names := range slices.Sorted(maps.Keys(l.asked)) {
		list = append(list, strings.Fields(names))
	}
	return list
}

// declares reports whether all methods of u are declared for t itself, in the
// file.
func (l *lifter) declares(t types.Type, u *types.Interface) bool {
	for i := range u.NumMethods() {
		if l.methodOf(t, u.Method(i)) == nil {
			return false
		}
	}
	return true
}

// methodOf returns the declaration of t's method m, nil if it is not at hand.
func (l *lifter) methodOf(t types.Type, m *types.Func) *ast.FuncDecl {
	obj, index, _ := types.LookupFieldOrMethod(t, true, l.Types, m.Name())
	fn, ok := obj.(*types.Func)
	if !ok || len(index) != 1 {
		return nil
	}
	return l.decls[fn]
}

func (l *lifter) implements(t, iface types.Type) bool {
	for _, u := range l.implementers(iface) {
		if types.Identical(t, u) {
			return true
		}
	}
	return false
}

// boxed writes the type that holds a t in lifted interfaces.
func (l *lifter) boxed(t types.Type, n ast.Node) string {
	if !l.holdsFloat(t) {
		return l.plainType(t, n.Pos())
	}
	return l.pkg() + ".Boxed[" + l.plainType(t, n.Pos()) + ", " + l.liftedType(t, n.Pos()) + "]"
}

// liftTo writes e as a lifted value of type t.
func (w *writer) liftTo(e ast.Expr, t types.Type) string {
	from := w.l.Info.TypeOf(e)
	if len(w.l.implementers(t)) == 0 || types.IsInterface(from) || w.l.Info.Types[e].IsNil() {
		return w.liftedExpr(e)
	}
	if !w.l.implements(from, t) {
		refuse(e, "an active number in an interface: %s has its methods from elsewhere", from)
	}
	if !w.l.holdsFloat(from) {
		return w.plain(e)
	}
	return w.l.boxed(from, e) + "{" + w.liftedExpr(e) + "}"
}

// checkConversions refuses several values of which one would have to become an
// interface on its way.
func (w *writer) checkConversions(e ast.Expr, to []types.Type) {
	for i, t := range results(w.l.Info.TypeOf(e)) {
		if i < len(to) && to[i] != nil && w.l.holdsFloat(to[i]) && types.IsInterface(to[i]) && !types.IsInterface(t) {
			refuse(e, "a result that becomes a %s; assign it to a variable first", to[i])
		}
	}
}

// dynamicCallees returns the instances that a call of an interface's method
// may run, in the order of the interface's types. With active numbers all
// parameters are active, else none is.
func (in *instance) dynamicCallees(c *call) (list []*instance) {
	active, any := in.active(c.recv), in.anyActive(c)
	for _, t := range in.l.implementers(in.l.Info.TypeOf(c.recv)) {
		decl := in.l.methodOf(t, c.fn)
		key := instanceKey{node: decl}
		key.mask = in.l.mask(in.l.signature(decl), func(i int) bool { return i > 0 && any || active })
		if any {
			key.forced = everyResult
		}
		list = append(list, in.l.instance(key))
	}
	return list
}

func (in *instance) applyDynamic(c *call) {
	if in.anyActive(c) {
		in.activateResults(c)
	} else {
		plain := *c
		plain.args = c.args[1:]
		in.applyPlain(&plain) // of types that the file does not know
	}
	for _, callee := range in.dynamicCallees(c) {
		in.applyInstance(c, callee)
	}
}

// dynamicCall writes the call of an interface's method with active numbers.
func (w *writer) dynamicCall(c *call) string {
	w.refuseSeveral(c)
	lifted := w.active(c.recv)
	iface := w.l.Info.TypeOf(c.recv)
	w.l.ask(iface)
	recv, recvType := w.as(c.recv, lifted), "any"
	if !lifted {
		recvType = w.l.plainType(iface, c.recv.Pos())
	}
	params, args, passed := []string{"nabla_r " + recvType}, []string{recv}, []string{"nabla_t"}
	for i := range c.sig.Params().Len() {
		name := fmt.Sprintf("nabla_%d", i)
		t := w.l.liftedType(c.sig.Params().At(i).Type(), c.expr.Pos())
		if c.sig.Variadic() && i == c.sig.Params().Len()-1 {
			params, passed = append(params, name+" ..."+strings.TrimPrefix(t, "[]")), append(passed, name+"...")
		} else {
			params, passed = append(params, name+" "+t), append(passed, name)
		}
	}
	for _, a := range c.args[1:] {
		t := c.parameterType(a)
		args = append(args, w.asType(a.expr, t, w.l.holdsFloat(t)))
	}
	text := "func(" + strings.Join(params, ", ") + ") " + w.resultTypes(c) + " { switch nabla_r := nabla_r.(type) {"
	for i, t := range w.l.implementers(iface) {
		text += w.dynamicCase(c, t, w.dynamicCallees(c)[i], lifted, passed)
	}
	missing := fmt.Sprintf("no derivative is known of %s, for a type of %s that is declared elsewhere", c.name, types.ExprString(c.recv))
	text += fmt.Sprintf("}; panic(&%s.Record{Name: %q, Refusal: %q}) }", w.l.pkg(), c.name, missing)
	return text + w.arguments(c, args)
}

func (w *writer) resultTypes(c *call) string {
	var list []string
	for _, t := range results(w.l.Info.TypeOf(c.expr)) {
		list = append(list, w.l.liftedType(t, c.expr.Pos()))
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// dynamicCase writes the call for receivers of type t.
func (w *writer) dynamicCase(c *call, t types.Type, callee *instance, lifted bool, passed []string) string {
	p := callee.params[0]
	if callee.stores {
		refuse(c.expr, "%s writes to captured variables", c.name)
	}
	if callee.lifted(p) && !lifted {
		refuse(c.expr, "the method %s of %s stores active numbers in its receiver", callee.of, t)
	}
	s := w.storage(c.recv)
	if !callee.lifted(p) && s != nil && s.find().captured != nil && sharesMemory(p.Type()) && callee.class(p).written {
		refuse(c.expr, "%s may write to the captured variable %s", c.name, s.find().captured.Name())
	}
	typ, recv := w.l.plainType(t, c.expr.Pos()), "nabla_r"
	if lifted && w.l.holdsFloat(t) {
		typ, recv = w.l.boxed(t, c.expr), "nabla_r.Value"
	}
	_, have := t.(*types.Pointer)
	_, want := p.Type().Underlying().(*types.Pointer)
	if have && !want {
		recv = "*" + recv
	}
	args := append([]string{passed[0], recv}, passed[1:]...)
	text := w.use(c.expr, callee.key) + "(" + strings.Join(args, ", ") + ")"
	if c.sig.Results().Len() == 0 {
		return "case " + typ + ": " + text + "; return; "
	}
	return "case " + typ + ": return " + text + "; "
}

// assertion writes x.(T); several says that it has two values.
func (w *writer) assertion(x *ast.TypeAssertExpr) (string, bool) {
	if !w.active(x.X) {
		return w.plain(x.X) + ".(" + w.source(x.Type) + ")", false
	}
	t := w.l.Info.TypeOf(x.Type)
	text, _ := w.expr(x.X)
	if path, _ := ruleType(w.l.Info.TypeOf(x.X)); path == matPath {
		if path, name := ruleTypeUnder(t); path == matPath && name != "" {
			return text + ".(" + w.l.liftedType(t, x.Pos()) + ")", true
		}
	}
	if !w.l.implements(t, w.l.Info.TypeOf(x.X)) {
		refuse(x, "an interface of active numbers asked for a %s", t)
	}
	if !w.l.holdsFloat(t) {
		return text + ".(" + w.source(x.Type) + ")", false
	}
	box := w.l.boxed(t, x)
	if _, several := w.l.Info.TypeOf(x).(*types.Tuple); several {
		return "func() (" + w.l.liftedType(t, x.Pos()) + ", bool) { nabla_v, nabla_ok := " + text + ".(" + box + "); return nabla_v.Value, nabla_ok }()", true
	}
	return text + ".(" + box + ").Value", true
}
