package lift

import (
	"fmt"
	"go/ast"
	"go/types"
)

// constant writes a plain value of type t as a lifted one; text is its text, e
// the expression it comes from. Slices are copied, so nobody may write to the
// memory they share, which is that of class c.
func (w *writer) constant(e ast.Expr, text string, t types.Type, c *class) string {
	if isFloat(t) {
		if !types.Identical(t, scalar) && basic(t).Kind() != types.UntypedFloat {
			text = "float64(" + text + ")"
		}
		return w.l.pkg() + ".Constant(" + text + ")"
	}
	if _, ok := t.Underlying().(*types.Signature); ok {
		return w.lookup(e, text, t)
	}
	if basic(t) != nil { // an untyped constant that becomes a number
		return w.l.pkg() + ".Constant(" + text + ")"
	}
	if sharesMemory(t) && (c == nil || c.find().written) {
		refuse(e, "%s", w.sharedReason(e, c))
	}
	return w.l.additions.constants(w.l, e, t) + "(" + text + ")"
}

// sharedReason explains why constants cannot be copied.
func (w *writer) sharedReason(e ast.Expr, c *class) string {
	name := types.ExprString(e)
	if c != nil && c.find().captured != nil {
		return fmt.Sprintf("%s shares memory with the captured variable %s, and with a slice that holds active numbers or may be written", name, c.find().captured.Name())
	}
	return fmt.Sprintf("%s shares memory with something that may be written, and would have to be copied", name)
}
