package lift

import (
	"go/ast"
	"go/types"
)

// A method value inside a twin becomes a literal that calls the method's twin
// with the receiver, which is evaluated once, as in the original.

// methodValue returns what is known of the method of the file that e is the
// value of, nil if it is no such value. e must not be what a call calls.
func (in *instance) methodValue(e *ast.SelectorExpr) *call {
	s := in.l.Info.Selections[e]
	if s == nil || s.Kind() != types.MethodVal || !in.l.holdsFloat(in.l.Info.TypeOf(e)) {
		return nil
	}
	fn := s.Obj().(*types.Func)
	decl := in.l.decls[fn]
	if isGeneric(fn) {
		decl = in.l.concrete(e.Sel, fn)
	}
	if decl == nil {
		return nil
	}
	return &call{name: types.ExprString(e), fn: fn, decl: decl, sig: s.Type().(*types.Signature), recv: e.X, path: s}
}

// boundInstance returns the instance that a method value runs: its parameters
// are active, its receiver if it is.
func (in *instance) boundInstance(c *call) *instance {
	mask := in.l.mask(in.l.signature(c.decl), func(i int) bool { return i > 0 || in.active(c.recv) })
	return in.l.instance(instanceKey{node: c.decl, mask: mask, forced: everyResult})
}

// applyMethodValue applies what calls of a method value may do to the
// receiver. Nobody knows when they happen.
func (in *instance) applyMethodValue(c *call) {
	callee := in.boundInstance(c)
	if callee.global {
		in.setGlobal()
	}
	if callee.stores {
		in.setStores()
	}
	p := callee.params[0]
	s := in.storage(c.recv)
	if s == nil || !in.l.holdsFloat(p.Type()) || !sharesMemory(p.Type()) {
		return
	}
	in.copyMarks(s, callee.class(p))
	in.unify(s, in.elsewhere)
	if callee.class(p).written && s.find().captured != nil {
		in.setStores()
	}
}

// boundMethod writes a method value.
func (w *writer) boundMethod(c *call) string {
	callee := w.boundInstance(c)
	p := callee.params[0]
	if callee.stores {
		refuse(c.recv, "%s writes to captured variables", c.name)
	}
	s := w.storage(c.recv)
	if !callee.lifted(p) && callee.class(p).written && s != nil && s.find().captured != nil {
		refuse(c.recv, "%s may write to the captured variable %s", c.name, s.find().captured.Name())
	}
	name := w.use(c.recv, callee.key)
	twin := w.l.methodTwin(name, c.sig, c.recv.Pos())
	t := w.l.liftedType(c.sig, c.recv.Pos())
	return "func() " + t + " { nabla_r := " + w.receiver(c, callee.lifted(p)) + "; return " + twin + " }()"
}
