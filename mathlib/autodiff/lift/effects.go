package lift

import (
	"go/ast"
	"go/types"
)

// harmless are packages whose functions neither keep nor change a slice they
// are given.
var harmless = map[string]bool{"math": true, "fmt": true, "strconv": true, "strings": true, "errors": true}

// analyseCall applies what a call does to its arguments and results.
func (in *instance) analyseCall(e *ast.CallExpr) bool {
	c := in.resolve(e)
	switch c.kind {
	case conversionCall:
		in.flow(in.site(e, 0), e.Args[0])
		in.escapeInto(in.l.Info.TypeOf(e), e.Args[0])
	case builtinCall:
		in.analyseBuiltin(c)
	case mathCall:
	case fileCall:
		in.applyInstance(c, in.callee(c))
	case literalCall:
		in.applyLiteral(c)
	case valueCall:
		in.applyUnknown(c)
		in.activateResults(c)
	case opaqueCall:
		if in.anyActive(c) {
			in.applyUnknown(c)
			in.activateResults(c)
		} else {
			if c.fn == nil {
				in.setGlobal() // a function of another module cannot reach the file's variables
			}
			in.applyPlain(c)
		}
	case dynamicCall:
		in.applyDynamic(c)
	case ruleCall:
		in.applyRule(c)
	case foreignCall:
		if in.isDraw(c) {
			in.setDraws()
		}
		in.applyPlain(c)
	}
	return true
}

// escapeInto notes memory that becomes part of an interface.
func (in *instance) escapeInto(t types.Type, e ast.Expr) {
	if !in.l.holdsFloat(t) {
		in.escape(e)
	}
}

func (in *instance) analyseBuiltin(c *call) {
	e := c.expr
	switch c.name {
	case "append":
		in.analyseAppend(e)
	case "copy":
		dst := in.storage(e.Args[0])
		if dst == nil {
			return
		}
		in.setWritten(dst)
		if t, ok := in.l.Info.TypeOf(e.Args[0]).Underlying().(*types.Slice); ok {
			in.flowElements(dst, t.Elem(), e.Args[1])
		}
	case "clear", "delete":
		if c := in.storage(e.Args[0]); c != nil {
			in.setWritten(c)
		}
	case "new":
		if !in.l.Info.Types[e.Args[0]].IsType() {
			in.flow(in.site(e, 0), e.Args[0])
		}
	case "panic":
		in.escape(e.Args[0])
	}
	if t := in.l.Info.TypeOf(e); t != nil && in.l.holdsFunc(t) {
		in.setActive(in.site(e, 0))
	}
}

// analyseAppend applies append(base, elements...): it may store in the memory
// of base, and returns it or new memory.
func (in *instance) analyseAppend(e *ast.CallExpr) {
	t, ok := in.l.Info.TypeOf(e).Underlying().(*types.Slice)
	if !ok || !in.l.holdsFloat(t) {
		for _, a := range e.Args {
			in.escape(a)
		}
		return
	}
	c := in.site(e, 0)
	in.flow(c, e.Args[0])
	if e.Ellipsis.IsValid() {
		in.flowElements(c, t.Elem(), e.Args[1])
	} else {
		for _, a := range e.Args[1:] {
			in.flow(c, a)
		}
	}
	in.setWritten(c)
}

// flowElements applies: the elements, of type t, of the slice e are stored in
// a variable of class c.
func (in *instance) flowElements(c *class, t types.Type, e ast.Expr) {
	if !in.l.holdsFloat(t) {
		return
	}
	if d := in.storage(e); d != nil && sharesMemory(t) {
		in.unify(c, d)
	} else if in.active(e) {
		in.setActive(c)
	}
}

// applyInstance applies what the called instance is known to do.
func (in *instance) applyInstance(c *call, callee *instance) {
	if callee.global {
		in.setGlobal()
	}
	if callee.stores {
		in.setStores()
	}
	if callee.draws {
		in.setDraws()
	}
	vars := append(callee.params[:len(callee.params):len(callee.params)], callee.results...)
	places := in.places(c, len(callee.params), len(callee.results))
	first := map[*class]*class{callee.elsewhere.find(): in.elsewhere}
	for i, v := range vars {
		if !in.l.holdsFloat(v.Type()) {
			continue
		}
		from := callee.class(v)
		if !sharesMemory(v.Type()) {
			if i >= len(callee.params) && from.active {
				in.setActive(places[i][0])
			}
			continue
		}
		for _, place := range places[i] {
			in.copyMarks(place, from)
			if from.written && place.find().captured != nil && i < len(callee.params) {
				in.setStores()
			}
			if seen := first[from]; seen != nil {
				in.unify(seen, place)
			} else {
				first[from] = place
			}
		}
	}
}

// places returns the classes of the caller that stand for the parameters and
// results of the called function.
func (in *instance) places(c *call, params, results int) [][]*class {
	list := make([][]*class, params+results)
	for _, a := range c.args {
		if s := in.storage(a.expr); s != nil && sharesMemory(in.l.Info.TypeOf(a.expr)) {
			list[a.index] = append(list[a.index], s)
		} else if s != nil && c.recv == a.expr {
			list[a.index] = append(list[a.index], s) // x.M() takes &x
		}
	}
	for i := range results {
		list[params+i] = append(list[params+i], in.site(c.expr, i))
	}
	return list
}

// applyLiteral applies what a literal known by name does. Its parameters are
// always active.
func (in *instance) applyLiteral(c *call) {
	sig := in.l.signature(c.lit)
	params := parameters(sig)
	places := in.places(c, len(params), sig.Results().Len())
	vars := params
	for i := range sig.Results().Len() {
		vars = append(vars, sig.Results().At(i))
	}
	first := map[*class]*class{}
	for i, v := range vars {
		if !in.l.holdsFloat(v.Type()) {
			continue
		}
		if i >= len(params) {
			in.setActive(places[i][0])
		}
		if !sharesMemory(v.Type()) {
			continue
		}
		from := in.class(v)
		for _, place := range places[i] {
			in.setActive(place)
			in.copyMarks(place, from)
			if seen := first[from]; seen != nil {
				in.unify(seen, place)
			} else {
				first[from] = place
			}
		}
	}
	in.literalMemory(c, params, places)
}

// literalMemory ties the memory of arguments to that of parameters which the
// literal may keep in variables outside it.
func (in *instance) literalMemory(c *call, params []*types.Var, places [][]*class) {
	for i, p := range params {
		if !in.l.holdsFloat(p.Type()) || !sharesMemory(p.Type()) || !in.keeps(c.lit, p) {
			continue
		}
		for _, place := range places[i] {
			in.unify(in.class(p), place)
		}
	}
	sig := in.l.signature(c.lit)
	for i := range sig.Results().Len() {
		r := sig.Results().At(i)
		if in.l.holdsFloat(r.Type()) && sharesMemory(r.Type()) && in.keeps(c.lit, r) {
			in.unify(in.class(r), places[len(params)+i][0])
		}
	}
}

// keeps reports whether the class of v, a parameter or result of lit, has a
// member outside lit.
func (in *instance) keeps(lit *ast.FuncLit, v *types.Var) bool {
	c := in.class(v)
	if in.elsewhere.find() == c {
		return true
	}
	for w, d := range in.classes {
		if d.find() == c && (w.Pos() < lit.Pos() || w.Pos() >= lit.End()) {
			return true
		}
	}
	return false
}

// applyUnknown applies the worst that a twin can do which is not known before
// it runs: all arguments are active in it, it may store in them and keep them.
func (in *instance) applyUnknown(c *call) {
	for _, a := range c.args {
		t := in.l.Info.TypeOf(a.expr)
		s := in.storage(a.expr)
		if s == nil || !in.l.holdsFloat(t) || !sharesMemory(t) {
			continue
		}
		in.setActive(s)
		in.setWritten(s)
		in.unify(s, in.elsewhere)
	}
	in.resultsElsewhere(c)
}

func (in *instance) activateResults(c *call) {
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if in.l.holdsFloat(t) {
			in.setActive(in.site(c.expr, i))
		}
	}
}

// resultsElsewhere notes that nobody knows whose memory the results share.
func (in *instance) resultsElsewhere(c *call) {
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if in.l.holdsFloat(t) && sharesMemory(t) {
			in.unify(in.site(c.expr, i), in.elsewhere)
		}
	}
}

// applyPlain applies what a function may do that the twin calls as it is, with
// constants only.
func (in *instance) applyPlain(c *call) {
	structure, known := structural[qualified(c.fn)]
	known = known || c.fn != nil && c.fn.Pkg() != nil && harmless[c.fn.Pkg().Path()]
	for i, a := range c.args {
		if lit, ok := ast.Unparen(a.expr).(*ast.FuncLit); ok {
			in.plainLiteral(c, lit)
			continue
		}
		t := in.l.Info.TypeOf(a.expr)
		s := in.storage(a.expr)
		if s == nil || !in.l.holdsFloat(t) || !sharesMemory(t) {
			continue
		}
		if structure.stores && i == 0 {
			in.setWritten(s)
		}
		if known {
			continue
		}
		in.setWritten(s)
		in.unify(s, in.elsewhere)
	}
	in.resultsElsewhere(c)
}

// plainLiteral treats a literal that is given to a function of another
// package: it stays as it is, and may only touch constants, unless it is
// called before the function returns and neither takes nor returns numbers.
func (in *instance) plainLiteral(c *call, lit *ast.FuncLit) {
	if in.inPlace(c, lit) {
		return
	}
	in.verbatim[lit] = true
	in.setGlobal()
	ast.Inspect(lit, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := in.l.Info.Uses[id].(*types.Var); ok && in.local(v) && in.l.holdsFloat(v.Type()) {
				in.setWritten(in.class(v))
				if sharesMemory(v.Type()) {
					in.unify(in.class(v), in.elsewhere)
				}
			}
		}
		return true
	})
}

// inPlace reports whether lit, an argument of c, is lifted where it stands
// without a change of its type.
func (in *instance) inPlace(c *call, lit *ast.FuncLit) bool {
	return synchronous[qualified(c.fn)] && !in.l.holdsFloat(in.l.Info.TypeOf(lit))
}
