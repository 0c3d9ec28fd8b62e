package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// ruleType returns the package and the name of t, "" if it has no counterpart.
func ruleType(t types.Type) (path, name string) {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || ruleTypes[n.Obj().Pkg().Path()][n.Obj().Name()] == nil {
		return "", ""
	}
	return n.Obj().Pkg().Path(), n.Obj().Name()
}

// ruleTypeUnder returns what ruleType does for t or what t points to.
func ruleTypeUnder(t types.Type) (path, name string) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return ruleType(t)
}

// isRule reports whether there is a counterpart of fn. recv is the type it is
// called on.
func isRule(fn *types.Func, recv types.Type) bool {
	if fn.Pkg() == nil {
		return false
	}
	if recv == nil {
		if fn.Type().(*types.Signature).Recv() != nil {
			return false // a method expression
		}
		return ruleFunctions[fn.Pkg().Path()][fn.Name()]
	}
	path, name := ruleTypeUnder(recv)
	return ruleTypes[path][name][fn.Name()]
}

// ruleReceiver writes the receiver of a rule's method. A captured one that is
// no pointer becomes the pointer to its counterpart.
func (w *writer) ruleReceiver(c *call) string {
	fields, t := strings.Join(embedded(c.path), ""), c.receiverType()
	if _, pointer := t.Underlying().(*types.Pointer); pointer || types.IsInterface(t) || w.active(c.recv) {
		return "(" + w.liftedExpr(c.recv) + ")" + fields
	}
	text := w.plain(c.recv)
	if path, _ := ruleType(t); path == mathlibPath { // whose methods are of values
		return w.constant(c.recv, text+fields, t, w.storage(c.recv))
	}
	return w.constant(c.recv, "&"+text+fields, types.NewPointer(t), w.storage(c.recv))
}

// copies reports whether a function of package slices copies the elements of a
// slice that it is given.
func (c *call) copies(a argument) bool {
	return c.fn.Pkg().Path() == slicesPath && (ruleCopies[c.fn.Name()] || c.expr.Ellipsis.IsValid() && a.index > 0)
}

// fitsRule reports whether the counterpart of a function of packages slices and
// sort is for the types that it is called with.
func (in *instance) fitsRule(c *call) bool {
	if path := c.fn.Pkg().Path(); path != slicesPath && path != sortPath {
		return true
	}
	sig := in.l.Info.TypeOf(c.expr.Fun).Underlying().(*types.Signature)
	t := elementOf(sig)
	return in.l.holdsFloat(sig) && !types.IsInterface(t) && (!ruleOfNumbers[c.fn.Name()] || isFloat(t))
}

// elementOf returns the type of the elements of a function's first argument.
func elementOf(sig *types.Signature) types.Type {
	t := sig.Params().At(0).Type()
	s, ok := t.Underlying().(*types.Slice)
	if ok && sig.Variadic() && sig.Params().Len() == 1 {
		s, ok = s.Elem().Underlying().(*types.Slice) // Concat
	}
	if !ok {
		return types.Typ[types.Invalid]
	}
	return s.Elem()
}

// receiverType returns the type that declares the method which c calls.
func (c *call) receiverType() types.Type {
	switch {
	case c.path == nil:
		return nil
	case len(c.path.Index()) > 1:
		return embeddedType(c.path)
	}
	return c.path.Recv()
}

// written returns what a rule stores in, nil if it only reads.
func (c *call) written() ast.Expr {
	if c.recv != nil {
		switch name := c.fn.Name(); {
		case ruleReads[name]:
			return nil
		case ruleTargets[name]:
			return c.expr.Args[0]
		}
		return c.recv
	}
	i, ok := ruleWrites[c.fn.Pkg().Name()+"."+c.fn.Name()]
	if !ok || len(c.expr.Args) <= i {
		return nil
	}
	return c.expr.Args[i]
}

// applyRule applies what a rule does to its arguments and results.
func (in *instance) applyRule(c *call) {
	active, target := in.anyActive(c), c.written()
	if target != nil {
		if s := in.storage(target); s != nil {
			in.setWritten(s)
			if active {
				in.setActive(s)
			}
			if s.find().captured != nil {
				in.setStores()
			}
		}
	}
	if active {
		in.activateResults(c)
	}
	rows := c.fn.Pkg().Path() == slicesPath && sharesMemory(elementOf(c.sig))
	for _, a := range c.args {
		if s := in.storage(a.expr); rows && s != nil && in.l.holdsFloat(in.l.Info.TypeOf(a.expr)) {
			in.unify(s, in.elsewhere) // where the parameters of functions are
		}
	}
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if !in.l.holdsFloat(t) || !sharesMemory(t) {
			continue
		}
		for _, a := range c.args {
			s := in.storage(a.expr)
			shares := ruleShares[c.fn.Name()] || a.expr == target || rows
			if s != nil && shares && in.l.holdsFloat(in.l.Info.TypeOf(a.expr)) {
				in.unify(in.site(c.expr, i), s)
			}
		}
	}
}

// ruleCall writes the call of a counterpart.
func (w *writer) ruleCall(c *call) string {
	w.refuseSeveral(c)
	if target := c.written(); target != nil {
		w.checkMemory(target, w.storage(target))
	}
	if !w.anyActive(c) && !w.activeResult(c.expr, 0) {
		return w.plainCall(c)
	}
	if c.fn.Pkg().Path() == mathlibPath {
		w.checkFunctions(c)
	}
	fun := ""
	if c.recv != nil {
		fun = w.ruleReceiver(c) + "." + c.fn.Name()
	} else {
		fun = w.l.rules(c.fn.Pkg().Path()) + "." + c.fn.Name()
		if c.fn.Pkg().Path() == slicesPath && ruleGrows[c.fn.Name()] {
			fun += "[" + w.l.plainType(elementOf(c.sig), c.expr.Pos()) + "]"
		}
	}
	args := []string{"nabla_t"}
	for _, a := range c.args {
		if a.expr == c.recv {
			continue
		}
		t := c.parameterType(a)
		if c.copies(a) {
			args = append(args, w.elements(a.expr, w.l.holdsFloat(t)))
		} else {
			args = append(args, w.asType(a.expr, t, w.l.holdsFloat(t)))
		}
	}
	return fun + w.arguments(c, args)
}

// checkFunctions refuses an operator on a function that stores numbers in
// variables of the one around it. How often an operator calls a function is its
// own affair.
func (w *writer) checkFunctions(c *call) {
	for _, a := range c.args {
		t := w.l.Info.TypeOf(a.expr)
		if _, ok := t.Underlying().(*types.Signature); !ok {
			continue
		}
		_, named := ast.Unparen(a.expr).(*ast.Ident)
		ast.Inspect(w.instance.body, func(n ast.Node) bool {
			lit, ok := n.(*ast.FuncLit)
			if ok && (lit == ast.Unparen(a.expr) || named && types.Identical(w.l.Info.TypeOf(lit), t.Underlying())) {
				w.checkStores(c, lit)
			}
			return true
		})
	}
}

func (w *writer) checkStores(c *call, lit *ast.FuncLit) {
	store := func(e ast.Expr) {
		v := w.rootVar(e)
		if v != nil && (v.Pos() < lit.Pos() || v.Pos() >= lit.End()) && w.l.holdsFloat(w.l.Info.TypeOf(e)) {
			refuse(e, "a function given to %s writes to %s, which is declared outside of it", c.name, v.Name())
		}
	}
	ast.Inspect(lit.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				store(e)
			}
		case *ast.IncDecStmt:
			store(n.X)
		}
		return true
	})
}

// rules returns the name of the counterpart of a package.
func (l *lifter) rules(path string) string {
	return l.importName(rulesPath + counterparts[path].name)
}

// checkFields refuses a selection that passes through a field which the
// counterparts of mathlib's types do not have.
func (w *writer) checkFields(x *ast.SelectorExpr, s *types.Selection) {
	t := s.Recv()
	for _, i := range s.Index() {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		u, ok := t.Underlying().(*types.Struct)
		if !ok {
			return
		}
		if path, _ := ruleType(t); path == mathlibPath && !ruleFields[u.Field(i).Name()] {
			refuse(x, "%s of a derivative inside a differentiated function", u.Field(i).Name())
		}
		t = u.Field(i).Type()
	}
}

// ruleConstant writes the body of a function that returns the counterpart of
// v, of type t, as constants; "" if t has none.
func (l *lifter) ruleConstant(t types.Type) string {
	path, name := ruleTypeUnder(t)
	if name == "" {
		return ""
	}
	_, pointer := t.Underlying().(*types.Pointer)
	amp, star := "", ""
	switch {
	case path == mathlibPath && pointer:
		return "" // theirs are values
	case path == matPath && !pointer && !types.IsInterface(t):
		amp, star = "&", "*"
	}
	return fmt.Sprintf("\tr = %s%s.Constant%s(%sv)\n", star, l.rules(path), name, amp)
}
