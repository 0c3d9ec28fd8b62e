package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// function writes a literal inside a twin. It takes the tape if it takes or
// returns numbers; else it uses that of the function around it, and keeps its
// type.
func (w *writer) function(x *ast.FuncLit) (string, bool) {
	sig := w.l.signature(x)
	if w.verbatim[x] {
		if w.touches(x) {
			refuse(x, "a function literal that uses active numbers is given to another package's function")
		}
		return w.source(x), false
	}
	inner := &writer{instance: w.instance, depth: w.depth, fused: w.fused}
	for i := range sig.Results().Len() {
		inner.results = append(inner.results, sig.Results().At(i))
	}
	takesTape := w.l.holdsFloat(sig)
	var params []string
	if takesTape {
		params = append(params, "nabla_t *"+w.l.pkg()+".Tape")
	}
	for i := range sig.Params().Len() {
		p := sig.Params().At(i)
		t := w.varType(p)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			t = "..." + strings.TrimPrefix(t, "[]")
		}
		params = append(params, paramName(p)+" "+t)
	}
	text := "func(" + strings.Join(params, ", ") + ")" + inner.resultList() + " " + inner.body(x.Body)
	w.fusedAway += inner.fusedAway
	w.line = 0
	return text, takesTape
}

// namedFunction returns the function that e names, nil if it names none.
func (w *instance) namedFunction(e ast.Expr) *types.Func {
	if x, ok := e.(*ast.IndexExpr); ok && !w.isInstantiation(x) {
		return nil
	}
	id := instantiated(e)
	if id == nil {
		return nil
	}
	fn, _ := w.l.Info.Uses[id].(*types.Func)
	return fn
}

// functionValue writes the twin of a named function.
func (w *writer) functionValue(e ast.Expr, fn *types.Func) string {
	if s, ok := e.(*ast.SelectorExpr); ok && w.l.Info.Selections[s] != nil {
		if c := w.methodValue(s); c != nil {
			return w.boundMethod(c)
		}
		if decl := w.declaration(e, fn); decl != nil {
			return w.use(e, w.l.valueKey(decl))
		}
		refuse(e, "method value %s", types.ExprString(e))
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "math" {
		text, reason := w.l.mathValue(fn, e.Pos())
		if reason != "" {
			refuse(e, "%s", reason)
		}
		return text
	}
	decl := w.declaration(e, fn)
	if decl == nil {
		refuse(e, "the function %s, whose source is not at hand", types.ExprString(e))
	}
	return w.use(e, w.l.valueKey(decl))
}

// use notes that the twin calls another one, and returns its name.
func (w *writer) use(e ast.Expr, key instanceKey) string {
	in := w.l.instances[w.l.normal(key)]
	if in == nil {
		refuse(e, "the function %s, whose activity is not known", types.ExprString(e))
	}
	in.writeTwin()
	w.uses = append(w.uses, in)
	if w.fused {
		return w.useFused(in)
	}
	return in.name
}

// call writes a call, lifted if its (first) result is.
func (w *writer) call(e *ast.CallExpr) (string, bool) {
	c := w.resolve(e)
	lifted := w.activeResult(e, 0)
	switch c.kind {
	case conversionCall:
		return w.conversion(c)
	case builtinCall:
		return w.builtin(c), lifted
	case mathCall:
		return w.mathCall(c), lifted
	case fileCall:
		if w.needsTwin(c) {
			return w.fileCall(c), lifted
		}
		w.checkArguments(c, false)
		return w.plainCall(c), false
	case literalCall, valueCall:
		fun, _ := w.expr(e.Fun)
		return w.twinCall(c, fun), lifted
	case ruleCall:
		return w.ruleCall(c), lifted
	case dynamicCall:
		if !w.anyActive(c) {
			return w.plainCall(c), false
		}
		return w.dynamicCall(c), lifted
	case opaqueCall:
		if !w.anyActive(c) {
			return w.plainCall(c), false
		}
		return w.opaqueCall(c), lifted
	}
	return w.foreignCall(c), false
}

// plainCall writes a call as it is: its arguments are constants.
func (w *writer) plainCall(c *call) string {
	fun := w.calledName(c.expr.Fun)
	var args []string
	for _, e := range c.expr.Args {
		args = append(args, w.plain(e))
	}
	return fun + w.arguments(c, args)
}

// calledName writes the function of a call that is called as it is.
func (w *writer) calledName(fun ast.Expr) string {
	if x, ok := ast.Unparen(fun).(*ast.SelectorExpr); ok {
		if s := w.l.Info.Selections[x]; s != nil && s.Kind() == types.MethodVal {
			return w.plain(x.X) + "." + x.Sel.Name
		}
	}
	text, _ := w.expr(fun)
	return text
}

// arguments writes arguments in parentheses; an original f(x...) stays one.
func (w *writer) arguments(c *call, args []string) string {
	text := "(" + strings.Join(args, ", ")
	if c.expr.Ellipsis.IsValid() {
		text += "..."
	}
	return text + ")"
}

// twinCall writes the call of a local function value or literal, which is
// lifted: all its numbers are Reals.
func (w *writer) twinCall(c *call, fun string) string {
	var args []string
	if w.l.holdsFloat(c.sig) {
		args = append(args, "nabla_t")
	}
	w.refuseSeveral(c)
	for _, a := range c.args {
		args = append(args, w.asType(a.expr, c.parameterType(a), w.l.holdsFloat(c.parameterType(a))))
	}
	return fun + w.arguments(c, args)
}

func (w *writer) refuseSeveral(c *call) {
	if c.severalAsArguments(w.l.Info) {
		refuse(c.expr, "a call whose results are the arguments of another")
	}
}

// parameterType returns the type that the argument is assigned to.
func (c *call) parameterType(a argument) types.Type {
	i := a.index
	if c.recv != nil {
		i--
	}
	t := c.sig.Params().At(i).Type()
	if a.element {
		return t.Underlying().(*types.Slice).Elem()
	}
	return t
}

// opaqueCall writes the call of a captured function with active arguments: its
// twin is looked up when the call happens.
func (w *writer) opaqueCall(c *call) string {
	fun := w.calledName(c.expr.Fun)
	return w.twinCall(c, w.lookup(c.expr.Fun, fun, w.l.Info.TypeOf(c.expr.Fun)))
}

// lookup writes the twin of the captured function value, of type t, that e is
// or holds.
func (w *writer) lookup(e ast.Expr, text string, t types.Type) string {
	name := "the captured function " + types.ExprString(e)
	if w.namedFunction(ast.Unparen(e)) != nil {
		p := w.l.position(e.Pos())
		name = fmt.Sprintf("%s, which has no rule, %s line %d", types.ExprString(e), p.Filename, p.Line)
	}
	return w.twinLookup() + fmt.Sprintf("(%s, %q).(%s)", text, name, w.l.liftedType(t, e.Pos()))
}

// fileCall writes the call of a function of the file by its twin for these
// arguments.
func (w *writer) fileCall(c *call) string {
	w.refuseSeveral(c)
	w.checkArguments(c, true)
	callee := w.callee(c)
	name := w.use(c.expr, callee.key)
	args := []string{"nabla_t"}
	for _, a := range c.args {
		p := callee.params[a.index]
		if a.expr == c.recv {
			args = append(args, w.receiver(c, callee.lifted(p)))
			continue
		}
		args = append(args, w.asType(a.expr, c.parameterType(a), callee.lifted(p)))
	}
	return name + w.arguments(c, args)
}

// receiver writes the receiver of a method as an argument.
func (w *writer) receiver(c *call, lifted bool) string {
	text := w.as(c.recv, lifted)
	t := c.path.Recv()
	if path := embedded(c.path); len(path) > 0 {
		text = "(" + text + ")" + strings.Join(path, "")
	}
	if n := len(c.path.Index()); n > 1 {
		t = embeddedType(c.path)
	}
	_, have := t.Underlying().(*types.Pointer)
	_, want := c.fn.Type().(*types.Signature).Recv().Type().(*types.Pointer)
	switch {
	case want && !have:
		return "&" + text
	case have && !want:
		return "*" + text
	}
	return text
}

// embeddedType returns the type of the last embedded field that a selection
// passes through.
func embeddedType(s *types.Selection) types.Type {
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		t = t.Underlying().(*types.Struct).Field(i).Type()
	}
	return t
}

// checkArguments refuses the call of a function of the file that stores
// numbers in captured variables by way of its arguments. A twin is given copies
// for the parameters that are lifted in it; the function itself is not.
func (w *writer) checkArguments(c *call, twin bool) {
	callee := w.callee(c)
	if callee.stores {
		refuse(c.expr, "%s writes to captured variables", c.name)
	}
	w.checkDraws(c.expr, c.name, callee.draws && !twin)
	for _, a := range c.args {
		p := callee.params[a.index]
		s := w.storage(a.expr)
		if twin && callee.lifted(p) || s == nil || s.find().captured == nil || !w.l.holdsFloat(p.Type()) || !sharesMemory(p.Type()) {
			continue
		}
		if callee.class(p).written {
			refuse(c.expr, "%s may write to the captured variable %s", c.name, s.find().captured.Name())
		}
	}
}

// foreignCall writes the call of a function whose source is not at hand. Only
// printing and comparing take active numbers, by their value.
func (w *writer) foreignCall(c *call) string {
	w.checkDraws(c.expr, c.name, w.isDraw(c))
	if c.fn != nil && c.fn.Pkg() != nil && c.fn.Pkg().Path() == "reflect" {
		refuse(c.expr, "reflection (%s) in a differentiated function", c.name)
	}
	if c.fn != nil && byValue[qualified(c.fn)] {
		w.checkPrinted(c)
		return w.calledName(c.expr.Fun) + w.arguments(c, w.values(c.expr.Args))
	}
	if s, ok := structural[qualified(c.fn)]; ok {
		if s.stores {
			w.checkMemory(c.expr.Args[0], w.storage(c.expr.Args[0]))
		}
		text, _ := w.expr(c.expr.Args[0])
		args := []string{text}
		for _, a := range c.expr.Args[1:] {
			args = append(args, w.plain(a))
		}
		return w.calledName(c.expr.Fun) + w.arguments(c, args)
	}
	if w.anyActive(c) {
		if c.recv != nil {
			w.l.ask(w.l.Info.TypeOf(c.recv))
		}
		refuse(c.expr, "%s", w.foreignReason(c))
	}
	return w.plainCall(c)
}

func (w *writer) foreignReason(c *call) string {
	switch {
	case c.fn == nil:
		return fmt.Sprintf("call of the generic method %s", c.name)
	case c.path == nil && c.fn.Type().(*types.Signature).Recv() != nil:
		return fmt.Sprintf("call of the method expression %s", c.name)
	case c.fn.Type().(*types.Signature).Recv() != nil && types.IsInterface(c.fn.Type().(*types.Signature).Recv().Type()):
		return fmt.Sprintf("call of the interface method %s", c.name)
	case w.l.decls[c.fn] != nil || c.fn.Pkg() == w.l.Types:
		return fmt.Sprintf("call of the generic function %s at a type that only a function knows", c.name)
	case c.fn.Pkg().Path() == mathlibPath && c.recv == nil:
		return fmt.Sprintf("%s inside a differentiated function: only operators whose results are numbers have a derivative", c.name)
	}
	return fmt.Sprintf("no rule for %s of active numbers", c.name)
}

// checkPrinted refuses to print active numbers where the function could read
// them again, as numbers without a derivative.
func (w *writer) checkPrinted(c *call) {
	if !strings.HasPrefix(qualified(c.fn), "fmt.Fprint") || !w.anyActive(c) {
		return
	}
	if s, ok := ast.Unparen(c.expr.Args[0]).(*ast.SelectorExpr); ok {
		if v, ok := w.l.Info.Uses[s.Sel].(*types.Var); ok && v.Pkg() != nil && v.Pkg().Path() == "os" {
			return
		}
	}
	refuse(c.expr, "%s of active numbers to something other than os.Stdout and os.Stderr", c.name)
}

// byValue are the functions that take active numbers by their value: what they
// print, or an error says, is not computed with, and a comparison is none of a
// derivative's business.
var byValue = map[string]bool{
	"cmp.Compare": true, "cmp.Less": true, "sort.SearchFloat64s": true, "slices.BinarySearch": true,
	"fmt.Errorf": true, "fmt.Print": true, "fmt.Println": true, "fmt.Printf": true,
	"fmt.Fprint": true, "fmt.Fprintln": true, "fmt.Fprintf": true,
}

// structural are the functions of other packages that look at no number, only
// at what holds them; lifted or not, it makes no difference. Some store there.
var structural = map[string]struct{ stores bool }{"maps.Keys": {}, "sort.Slice": {true}, "sort.SliceStable": {true}}

// values writes arguments by their values.
func (w *writer) values(list []ast.Expr) (args []string) {
	for _, e := range list {
		switch t := w.l.Info.TypeOf(e); {
		case w.active(e) && types.Identical(t.Underlying(), float64s):
			args = append(args, w.l.additions.values(w.l)+"("+w.liftedExpr(e)+")")
			continue
		case w.active(e) && !isFloat(t):
			refuse(e, "printing of active %s", types.TypeString(t, (*types.Package).Name))
		}
		args = append(args, w.value(e))
	}
	return args
}
