package lift

import (
	"go/ast"
	"strings"
)

// Random numbers would be others at every evaluation, so a function that draws
// them has no derivative. One that makes its own source, with a seed of its
// own, draws the same ones again.

// randomPackages are those that draw random numbers.
var randomPackages = map[string]bool{"math/rand": true, "math/rand/v2": true, "crypto/rand": true}

// isDraw reports whether the call of another package's function draws from a
// source that outlives the evaluation.
func (in *instance) isDraw(c *call) bool {
	if c.fn == nil || c.fn.Pkg() == nil || !randomPackages[c.fn.Pkg().Path()] || strings.HasPrefix(c.fn.Name(), "New") {
		return false
	}
	if c.recv == nil {
		return true
	}
	v := in.rootVar(c.recv)
	return v != nil && !in.local(v)
}

// setDraws notes that the function draws random numbers.
func (in *instance) setDraws() {
	if !in.draws {
		in.draws = true
		in.l.changed = true
	}
}

// checkDraws refuses a call that draws random numbers.
func (w *writer) checkDraws(e ast.Expr, name string, draws bool) {
	if draws {
		refuse(e, "random numbers (%s) in a differentiated function: draw them before and let the function use them", name)
	}
}
