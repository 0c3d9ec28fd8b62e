package lift

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A loop over a function stays one in the twin: the lifted function takes the
// tape, and so does its yield, so a literal that takes neither stands between
// it and the loop.

// analyseRangeFunc applies what a loop over a function assigns.
func (in *instance) analyseRangeFunc(s *ast.RangeStmt, sig *types.Signature) {
	lifted := in.rangesOverTwin(s, sig)
	for _, e := range []ast.Expr{s.Key, s.Value} {
		if e == nil || isBlank(e) {
			continue
		}
		t, c := in.l.Info.TypeOf(e), in.storage(e)
		if c == nil || !in.l.holdsFloat(t) {
			continue
		}
		if sharesMemory(t) {
			in.unify(c, in.elsewhere)
		}
		if lifted {
			in.setActive(c)
		}
	}
	if !lifted {
		in.setGlobal() // nobody knows what the function does between the rounds
	}
}

// rangesOverTwin reports whether the twin loops over the twin of the function.
func (in *instance) rangesOverTwin(s *ast.RangeStmt, sig *types.Signature) bool {
	if !in.l.holdsFloat(sig) {
		return false
	}
	if fn := in.namedFunction(ast.Unparen(s.X)); fn != nil {
		return in.declaration(ast.Unparen(s.X), fn) != nil
	}
	return in.active(s.X)
}

// rangeFunc writes a loop over a function.
func (w *writer) rangeFunc(s *ast.RangeStmt, sig *types.Signature) {
	w.checkOrder(s.X)
	yield := sig.Params().At(0).Type().Underlying().(*types.Signature)
	lifted := w.rangesOverTwin(s, sig)
	iterator := w.iterator(s, yield, lifted)
	var names, targets, values []string
	for i, e := range []ast.Expr{s.Key, s.Value} {
		switch {
		case e == nil:
		case lifted || isBlank(e) || !w.targetLifted(e):
			names = append(names, w.rangeVariable(e, true))
		case s.Tok == token.ASSIGN:
			refuse(s, "range over constants that assigns to variables declared before")
		default:
			name := fmt.Sprintf("nabla_%d", i)
			names = append(names, name)
			targets = append(targets, w.target(e))
			values = append(values, w.constant(s.X, name, yield.Params().At(i).Type(), w.elsewhere))
		}
	}
	w.put("for ")
	if len(names) > 0 {
		w.put(strings.Join(names, ", ") + " " + s.Tok.String() + " ")
	}
	w.put("range " + iterator + " {")
	if len(targets) > 0 {
		w.depth++
		w.newline()
		w.depth--
		w.put(strings.Join(targets, ", ") + " := " + strings.Join(values, ", "))
	}
	w.statements(s.Body.List)
	w.newline()
	w.put("}")
}

// iterator writes the function that the loop in the twin runs over.
func (w *writer) iterator(s *ast.RangeStmt, yield *types.Signature, lifted bool) string {
	if !lifted {
		text, _ := w.expr(s.X)
		return text
	}
	var types, params, args []string
	for i := range yield.Params().Len() {
		t := w.l.liftedType(yield.Params().At(i).Type(), s.X.Pos())
		name := fmt.Sprintf("nabla_%d", i)
		types, args = append(types, t), append(args, name)
		params = append(params, name+" "+t)
	}
	tape := "nabla_t *" + w.l.pkg() + ".Tape"
	return "func(nabla_yield func(" + strings.Join(types, ", ") + ") bool) { " + w.liftedExpr(s.X) + "(nabla_t, func(" +
		strings.Join(append([]string{tape}, params...), ", ") + ") bool { return nabla_yield(" + strings.Join(args, ", ") + ") }) }"
}
