package emit

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
)

// interact is the function that wants to know what the parameters of its argument
// are called, which nobody can ask a function value for.
const interact = "github.com/gonabla/nabla/display/widget.Interact"

// interactions adds the names of the parameters to its calls.
func interactions(c Checked) (list []edit.Replacement) {
	ast.Inspect(c.File, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.Ellipsis.IsValid() || len(call.Args) == 0 {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		f, ok := c.Info.Uses[selector.Sel].(*types.Func)
		if !ok || f.FullName() != interact {
			return true
		}
		names := parameters(c.Info.TypeOf(call.Args[0]))
		if names == "" {
			return true
		}
		prefix := c.text(selector.X)
		end := c.Fset.PositionFor(call.Args[len(call.Args)-1].End(), false).Offset
		list = append(list, edit.Insertion(end, fmt.Sprintf(", %s.Names{%s}", prefix, names)))
		return true
	})
	return list
}

// text is the text of a node.
func (c Checked) text(n ast.Node) string {
	return string(c.Src[c.Fset.PositionFor(n.Pos(), false).Offset:c.Fset.PositionFor(n.End(), false).Offset])
}

// parameters are the names of the parameters of a function type, quoted; empty if it
// has none.
func parameters(t types.Type) string {
	if t == nil {
		return ""
	}
	signature, ok := t.Underlying().(*types.Signature)
	if !ok || signature.Params().Len() == 0 {
		return ""
	}
	var names []string
	for v := range signature.Params().Variables() {
		names = append(names, fmt.Sprintf("%q", v.Name()))
	}
	return strings.Join(names, ", ")
}
