package lift

import (
	"go/ast"
	"go/types"
	"strings"
)

// conversion writes T(x).
func (w *writer) conversion(c *call) (string, bool) {
	arg := c.expr.Args[0]
	t := w.l.Info.TypeOf(c.expr)
	for _, t := range []types.Type{t, w.l.Info.TypeOf(arg)} {
		if b := basic(t); b != nil && b.Kind() == types.UnsafePointer {
			refuse(c.expr, "unsafe.Pointer in a differentiated function")
		}
	}
	text, lifted := w.expr(arg)
	if !lifted {
		return w.source(c.expr.Fun) + "(" + text + ")", false
	}
	switch {
	case isFloat32(t) && !isFloat32(w.l.Info.TypeOf(arg)):
		return "nabla_t.Float32(" + text + ")", true
	case isFloat(t):
		return text, true
	case basic(t) != nil && basic(t).Info()&types.IsInteger != 0:
		refuse(c.expr, "%s of a number that depends on the arguments: its derivative would silently be 0", w.source(c.expr.Fun))
	case !w.l.holdsFloat(t):
		refuse(c.expr, "an active number converted to %s", t)
	}
	return text, true
}

// builtin writes the call of a builtin function.
func (w *writer) builtin(c *call) string {
	e := c.expr
	switch c.name {
	case "append":
		return w.appendCall(c)
	case "copy":
		return w.copyCall(e)
	case "make", "new":
		return w.makeCall(c)
	case "min", "max":
		return w.extremum(c)
	case "delete":
		if w.l.holdsFloat(w.l.Info.TypeOf(e.Args[0])) {
			w.checkMemory(e.Args[0], w.storage(e.Args[0]))
		}
		text, _ := w.expr(e.Args[0])
		return "delete(" + text + ", " + w.plain(e.Args[1]) + ")"
	case "len", "cap", "clear":
		if c.name == "clear" && w.l.holdsFloat(w.l.Info.TypeOf(e.Args[0])) {
			w.checkMemory(e.Args[0], w.storage(e.Args[0]))
		}
		text, _ := w.expr(e.Args[0])
		return c.name + "(" + text + ")"
	case "print", "println":
		return c.name + "(" + strings.Join(w.values(e.Args), ", ") + ")"
	case "panic":
		return "panic(" + w.panicValue(e.Args[0]) + ")"
	case "recover":
		return w.l.additions.recovered(w.l) + "(recover())"
	}
	var args []string
	for _, a := range e.Args {
		if w.active(a) {
			refuse(e, "%s of active numbers", c.name)
		}
		args = append(args, w.plain(a))
	}
	return c.name + "(" + strings.Join(args, ", ") + ")"
}

// panicValue writes what a function panics with; a message may mention active
// numbers.
func (w *writer) panicValue(e ast.Expr) string {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return w.plain(e)
	}
	c := w.resolve(call)
	switch qualified(c.fn) {
	case "fmt.Sprint", "fmt.Sprintf", "fmt.Sprintln", "fmt.Errorf":
		fun, _ := w.expr(call.Fun)
		return fun + w.arguments(c, w.values(call.Args))
	}
	return w.plain(e)
}

func (w *writer) appendCall(c *call) string {
	e := c.expr
	lifted := w.active(e)
	var args []string
	for i, a := range e.Args {
		switch {
		case i == 1 && e.Ellipsis.IsValid():
			args = append(args, w.elements(a, lifted))
		case lifted && i > 0:
			args = append(args, w.liftTo(a, w.l.Info.TypeOf(e).Underlying().(*types.Slice).Elem()))
		case lifted:
			args = append(args, w.liftedExpr(a))
		default:
			args = append(args, w.plain(a))
		}
	}
	if lifted {
		t := w.l.Info.TypeOf(e).Underlying().(*types.Slice).Elem()
		list := w.l.plainType(t, e.Pos())
		if types.IsInterface(t) { // what is stored has other types, which would be inferred
			list += ", []any, any"
		}
		return w.l.pkg() + ".Append[" + list + "]" + w.arguments(c, args)
	}
	return "append" + w.arguments(c, args)
}

// elements writes a slice whose elements are copied out of it at once, so that
// a lifted copy of it is as good as the slice itself.
func (w *writer) elements(e ast.Expr, lifted bool) string {
	text, have := w.expr(e)
	if have == lifted || w.l.Info.Types[e].IsNil() {
		return text
	}
	t := w.l.Info.TypeOf(e)
	s, ok := t.Underlying().(*types.Slice)
	if have || !ok {
		refuse(e, "active numbers stored in a %s", t)
	}
	if sharesMemory(s.Elem()) {
		return w.constant(e, text, t, w.storage(e))
	}
	return w.constant(e, text, t, new(class))
}

func (w *writer) copyCall(e *ast.CallExpr) string {
	dst, lifted := w.expr(e.Args[0])
	if w.l.holdsFloat(w.l.Info.TypeOf(e.Args[0])) {
		w.checkMemory(e.Args[0], w.storage(e.Args[0]))
	}
	return "copy(" + dst + ", " + w.elements(e.Args[1], lifted) + ")"
}

// makeCall writes make(T, ...) or new(T) or new(x).
func (w *writer) makeCall(c *call) string {
	e := c.expr
	lifted := w.active(e)
	var args []string
	for i, a := range e.Args {
		switch {
		case i == 0 && lifted && w.l.Info.Types[a].IsType():
			args = append(args, w.l.liftedType(w.l.Info.TypeOf(a), a.Pos()))
		case lifted && c.name == "new":
			args = append(args, w.liftedExpr(a))
		default:
			args = append(args, w.plain(a))
		}
	}
	return c.name + "(" + strings.Join(args, ", ") + ")"
}

// extremum writes the builtins min and max. They differ from math.Min and
// math.Max in that NaN beats an infinity; where both operands can be anything
// an added function sees to that.
func (w *writer) extremum(c *call) string {
	if !w.active(c.expr) {
		var args []string
		for _, a := range c.expr.Args {
			args = append(args, w.plain(a))
		}
		return c.name + "(" + strings.Join(args, ", ") + ")"
	}
	method := "nabla_t.Max("
	if c.name == "min" {
		method = "nabla_t.Min("
	}
	text := w.liftedExpr(c.expr.Args[0])
	constant := w.l.Info.Types[c.expr.Args[0]].Value != nil
	for _, a := range c.expr.Args[1:] {
		operands := text + ", " + w.liftedExpr(a)
		if !constant && w.l.Info.Types[a].Value == nil {
			operands = w.l.additions.operands(w.l) + "(" + operands + ")"
		}
		text, constant = method+operands+")", false
	}
	return text
}
