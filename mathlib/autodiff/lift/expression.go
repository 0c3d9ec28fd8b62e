package lift

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// expr writes an expression and reports whether it is lifted.
func (w *writer) expr(e ast.Expr) (text string, lifted bool) {
	tv := w.l.Info.Types[e]
	if tv.Value != nil || tv.IsType() {
		return w.source(e), false
	}
	switch x := e.(type) {
	case *ast.ParenExpr:
		text, lifted = w.expr(x.X)
		return "(" + text + ")", lifted
	case *ast.Ident:
		v, ok := w.l.Info.ObjectOf(x).(*types.Var)
		return x.Name, ok && w.lifted(v)
	case *ast.FuncLit:
		return w.function(x)
	}
	// What may panic or meet a kink counts as the line where it begins.
	mark := w.mark(e.Pos())
	text, lifted = w.compound(e)
	return mark + text, lifted
}

// compound writes an expression that is composed of others.
func (w *writer) compound(e ast.Expr) (text string, lifted bool) {
	if w.fusible(e) {
		return w.fuse(e), true
	}
	switch x := e.(type) {
	case *ast.SelectorExpr:
		return w.selector(x)
	case *ast.IndexExpr:
		return w.index(x)
	case *ast.SliceExpr:
		return w.slice(x)
	case *ast.StarExpr:
		text, lifted = w.expr(x.X)
		return "*" + text, lifted
	case *ast.UnaryExpr:
		return w.unary(x)
	case *ast.BinaryExpr:
		return w.binary(x)
	case *ast.CallExpr:
		return w.call(x)
	case *ast.CompositeLit:
		lifted = w.active(x)
		return w.composite(x, lifted), lifted
	case *ast.TypeAssertExpr:
		return w.assertion(x)
	}
	return w.source(e), false
}

// asType writes e lifted or plain, as wanted, for a place of type t.
func (w *writer) asType(e ast.Expr, t types.Type, lifted bool) string {
	if lifted {
		return w.liftTo(e, t)
	}
	return w.plain(e)
}

// as writes e lifted or plain, as wanted.
func (w *writer) as(e ast.Expr, lifted bool) string {
	if lifted {
		return w.liftedExpr(e)
	}
	return w.plain(e)
}

// plain writes an expression that must not be active.
func (w *writer) plain(e ast.Expr) string {
	text, lifted := w.expr(e)
	if lifted {
		refuse(e, "%s depends on the arguments where only a constant can be used", types.ExprString(e))
	}
	return text
}

// value writes the value of an expression that may be active, for comparisons.
func (w *writer) value(e ast.Expr) string {
	text, lifted := w.expr(e)
	if !lifted {
		return text
	}
	t := w.l.Info.TypeOf(e)
	if !isFloat(t) {
		refuse(e, "comparison of active %s", t)
	}
	if types.Identical(t, scalar) {
		return text + ".V"
	}
	return w.l.plainType(t, e.Pos()) + "(" + text + ".V)"
}

// liftedExpr writes e as a lifted value; constants become Reals.
func (w *writer) liftedExpr(e ast.Expr) string {
	e = ast.Unparen(e)
	tv := w.l.Info.Types[e]
	switch {
	case tv.IsNil():
		return "nil"
	case tv.Value != nil && !w.mentionsVariable(e):
		return w.literalConstant(tv)
	}
	if lit, ok := e.(*ast.CompositeLit); ok {
		return w.composite(lit, true)
	}
	if text := w.liftedConversion(e); text != "" {
		return text
	}
	if fn := w.namedFunction(e); fn != nil {
		return w.functionValue(e, fn)
	}
	text, lifted := w.expr(e)
	if lifted {
		return text
	}
	return w.constant(e, text, tv.Type, w.storage(e))
}

// liftedConversion writes the conversion of a slice, struct or the like with a
// lifted operand, "" if e is no such conversion.
func (w *writer) liftedConversion(e ast.Expr) string {
	c, ok := e.(*ast.CallExpr)
	if !ok || !w.l.Info.Types[c.Fun].IsType() {
		return ""
	}
	t := w.l.Info.TypeOf(e)
	if basic(t) != nil || !w.l.Info.Types[c.Args[0]].IsNil() && !w.l.holdsFloat(w.l.Info.TypeOf(c.Args[0])) {
		return ""
	}
	return "(" + w.l.liftedType(t, e.Pos()) + ")(" + w.liftTo(c.Args[0], t) + ")"
}

// mentionsVariable reports whether the constant e is the length of a variable,
// which would go unused without it.
func (w *writer) mentionsVariable(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			_, is := w.l.Info.Uses[id].(*types.Var)
			found = found || is
		}
		return !found
	})
	return found
}

// literalConstant writes a constant rounded to its type.
func (w *writer) literalConstant(tv types.TypeAndValue) string {
	v, _ := constant.Float64Val(constant.ToFloat(tv.Value))
	if isFloat32(tv.Type) {
		f, _ := constant.Float32Val(constant.ToFloat(tv.Value))
		v = float64(f)
	}
	return w.l.pkg() + ".Constant(" + strconv.FormatFloat(v, 'g', -1, 64) + ")"
}

func (w *writer) selector(x *ast.SelectorExpr) (string, bool) {
	s := w.l.Info.Selections[x]
	if s == nil {
		return w.source(x), false // of a package
	}
	if c := w.methodValue(x); c != nil {
		return w.boundMethod(c), true
	}
	text, lifted := w.expr(x.X)
	if s.Kind() != types.FieldVal {
		if lifted {
			refuse(x, "method value of an active %s", w.l.Info.TypeOf(x.X))
		}
		return text + "." + x.Sel.Name, false
	}
	if lifted {
		w.checkFields(x, s)
		text += strings.Join(embedded(s), "")
	}
	return text + "." + x.Sel.Name, lifted && w.l.holdsFloat(s.Type())
}

// embedded returns the names of the embedded fields that a selection passes
// through. Lifted structs have them as ordinary fields.
func embedded(s *types.Selection) (path []string) {
	t := s.Recv()
	for _, i := range s.Index()[:len(s.Index())-1] {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		f := t.Underlying().(*types.Struct).Field(i)
		path = append(path, "."+f.Name())
		t = f.Type()
	}
	return path
}

func (w *writer) index(x *ast.IndexExpr) (string, bool) {
	if w.isInstantiation(x) {
		return w.source(x), false
	}
	text, lifted := w.expr(x.X)
	text += "[" + w.plain(x.Index) + "]"
	return text, lifted && w.l.holdsFloat(w.l.Info.TypeOf(x))
}

func (w *writer) slice(x *ast.SliceExpr) (string, bool) {
	text, lifted := w.expr(x.X)
	text += "["
	for i, e := range []ast.Expr{x.Low, x.High, x.Max} {
		if i == 1 || i == 2 && x.Slice3 {
			text += ":"
		}
		if e != nil {
			text += w.plain(e)
		}
	}
	return text + "]", lifted
}

func (w *writer) unary(x *ast.UnaryExpr) (string, bool) {
	if x.Op == token.ARROW {
		refuse(x, "channel operation in a differentiated function")
	}
	if x.Op == token.AND {
		w.checkAddress(x)
	}
	text, lifted := w.expr(x.X)
	switch {
	case !lifted && strings.HasPrefix(text, x.Op.String()):
		return x.Op.String() + " " + text, false // - -x
	case !lifted || x.Op == token.AND:
		return x.Op.String() + text, lifted
	case x.Op == token.SUB:
		return "nabla_t.Neg(" + text + ")", true
	}
	return text, true // unary plus
}

// checkAddress refuses the address of a captured number: who has it can write.
func (w *writer) checkAddress(x *ast.UnaryExpr) {
	v := w.rootVar(x.X)
	if v != nil && !w.local(v) && isFloat(w.l.Info.TypeOf(x.X)) {
		refuse(x, "address of the captured variable %s", v.Name())
	}
}

// methods of the tape for the operators.
var methods = map[token.Token]string{token.ADD: "Add", token.SUB: "Sub", token.MUL: "Mul", token.QUO: "Div"}

func (w *writer) binary(x *ast.BinaryExpr) (string, bool) {
	if !w.active(x) {
		if isComparison(x.Op) && !w.comparesNil(x) {
			return w.value(x.X) + " " + x.Op.String() + " " + w.value(x.Y), false
		}
		left, _ := w.expr(x.X)
		right, _ := w.expr(x.Y)
		return left + " " + x.Op.String() + " " + right, false
	}
	left := w.liftedExpr(x.X)
	right := w.liftedExpr(x.Y)
	return w.operation(x, x.Op, w.l.Info.TypeOf(x), left, right), true
}

func isComparison(op token.Token) bool {
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return true
	}
	return false
}

func (w *writer) comparesNil(x *ast.BinaryExpr) bool {
	return w.l.Info.Types[x.X].IsNil() || w.l.Info.Types[x.Y].IsNil()
}

// operation writes an arithmetic operation on lifted operands of type t.
func (w *writer) operation(n ast.Node, op token.Token, t types.Type, left, right string) string {
	name, ok := methods[op]
	if !ok || !isFloat(t) {
		refuse(n, "operator %s on active %s", op, t)
	}
	text := "nabla_t." + name + "(" + left + ", " + right + ")"
	if isFloat32(t) {
		return "nabla_t.Float32(" + text + ")"
	}
	return text
}

// composite writes a composite literal. The lifted type is written out where
// the original names one.
func (w *writer) composite(x *ast.CompositeLit, lifted bool) string {
	t := w.l.Info.TypeOf(x)
	if path, name := ruleTypeUnder(t); lifted && path == mathlibPath {
		refuse(x, "a mathlib.%s made by hand in a differentiated function", name)
	}
	text := ""
	switch {
	case x.Type == nil:
	case lifted:
		text = w.l.liftedType(t, x.Pos())
	default:
		text = w.source(x.Type)
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	var list []string
	for i, e := range x.Elts {
		key := ""
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			key = w.key(t, kv.Key) + ": "
			e = kv.Value
		}
		et := elementType(t, x, i)
		if lifted && w.l.holdsFloat(et) {
			list = append(list, key+w.liftTo(e, et))
		} else {
			list = append(list, key+w.element(e, t))
		}
	}
	return text + "{" + strings.Join(list, ", ") + "}"
}

// key writes the key of an element: a field's name is no expression.
func (w *writer) key(t types.Type, key ast.Expr) string {
	if id, ok := key.(*ast.Ident); ok {
		if _, ok := t.Underlying().(*types.Struct); ok {
			return id.Name
		}
	}
	return w.plain(key)
}

// element writes a plain element of a composite literal of type t.
func (w *writer) element(e ast.Expr, t types.Type) string {
	text, active := w.expr(e)
	if active {
		if _, ok := t.Underlying().(*types.Map); ok {
			refuse(e, "a map of active numbers with numbers as keys")
		}
		refuse(e, "an active number in a %s", t)
	}
	return text
}

// elementType returns the type of the i-th element of a composite literal.
func elementType(t types.Type, x *ast.CompositeLit, i int) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	case *types.Map:
		return u.Elem()
	case *types.Struct:
		kv, ok := x.Elts[i].(*ast.KeyValueExpr)
		if !ok {
			return u.Field(i).Type()
		}
		for j := range u.NumFields() {
			if id, ok := kv.Key.(*ast.Ident); ok && u.Field(j).Name() == id.Name {
				return u.Field(j).Type()
			}
		}
	}
	return types.Typ[types.Invalid]
}
