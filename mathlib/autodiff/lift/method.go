package lift

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

func (l *lifter) offset(pos token.Pos) int { return l.Fset.File(pos).Offset(pos) }

// pairMethod pairs a method value with a literal that calls the method's twin:
//
//	x.M  becomes  func() F { nabla_r := &(x); return Pair(nabla_r.M, twin, record) }()
//
// so that, as in the original, the receiver is evaluated once. It is a
// constant for the twin.
func (l *lifter) pairMethod(c *candidate, twin, record string, before, after *[]Edit) {
	x := ast.Unparen(c.node).(*ast.SelectorExpr)
	start, mid, end := l.offset(x.Pos()), l.offset(x.X.End()), l.offset(x.End())
	if twin == "nil" {
		*before = append(*before, Edit{start, start, l.pkg() + ".Pair("})
		*after = append(*after, Edit{end, end, ", nil, " + record + ")" + l.directive(x.End())})
		return
	}
	sig := c.method.Type().(*types.Signature)
	recv := c.method.Recv()
	if len(c.method.Index()) > 1 {
		recv = embeddedType(c.method)
	}
	_, have := recv.Underlying().(*types.Pointer)
	_, want := c.fn.Type().(*types.Signature).Recv().Type().(*types.Pointer)
	prefix := ""
	switch {
	case want && !have:
		prefix = "&"
	case have && !want:
		prefix = "*"
	}
	typ := l.plainType(types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), false), x.Pos())
	*before = append(*before, Edit{start, start, fmt.Sprintf("func() %s { nabla_r := %s(", typ, prefix)})
	*after = append(*after,
		Edit{end, end, ", " + l.methodTwin(twin, sig, x.Pos()) + ", " + record + ") }()" + l.directive(x.End())},
		Edit{mid, mid, strings.Join(embedded(c.method), "") + "); return " + l.pkg() + ".Pair(nabla_r"})
}

// pairGeneric pairs a generic function with its twin where it is used: every
// use of it at the same types is another function value.
func (l *lifter) pairGeneric(c *candidate, twin, record string, before, after *[]Edit) {
	start, end := l.offset(c.node.Pos()), l.offset(c.node.End())
	types := ""
	if args := l.Info.Instances[c.id].TypeArgs; instantiated(c.node) == nil || ast.Expr(c.id) == c.node {
		var list []string
		for i := range args.Len() {
			list = append(list, l.plainType(args.At(i), c.node.Pos()))
		}
		types = "[" + strings.Join(list, ", ") + "]"
	}
	*before = append(*before, Edit{start, start, l.pkg() + ".Pair("})
	*after = append(*after, Edit{end, end, types + ", " + twin + ", " + record + ")" + l.directive(c.node.End())})
}

func unnamed(vars *types.Tuple) *types.Tuple {
	var list []*types.Var
	for i := range vars.Len() {
		list = append(list, types.NewParam(token.NoPos, nil, "", vars.At(i).Type()))
	}
	return types.NewTuple(list...)
}

// methodTwin writes the literal that calls the twin with the receiver.
func (l *lifter) methodTwin(twin string, sig *types.Signature, pos token.Pos) string {
	params := []string{"nabla_t *" + l.pkg() + ".Tape"}
	args := []string{"nabla_t", "nabla_r"}
	for i := range sig.Params().Len() {
		name := fmt.Sprintf("nabla_%d", i)
		t := l.liftedType(sig.Params().At(i).Type(), pos)
		if sig.Variadic() && i == sig.Params().Len()-1 {
			params = append(params, name+" ..."+strings.TrimPrefix(t, "[]"))
			args = append(args, name+"...")
			continue
		}
		params = append(params, name+" "+t)
		args = append(args, name)
	}
	call := twin + "(" + strings.Join(args, ", ") + ")"
	if sig.Results().Len() == 0 {
		return "func(" + strings.Join(params, ", ") + ") { " + call + " }"
	}
	var list []string
	for i := range sig.Results().Len() {
		list = append(list, l.liftedType(sig.Results().At(i).Type(), pos))
	}
	return "func(" + strings.Join(params, ", ") + ") (" + strings.Join(list, ", ") + ") { return " + call + " }"
}
