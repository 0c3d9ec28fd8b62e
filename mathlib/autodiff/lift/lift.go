// Package lift writes the twins of Go functions on the recording number of
// package autodiff: the same statements, in which every float64 that depends
// on the function's arguments has become an autodiff.Real and every operation
// on it a call of the tape.
//
// [Lift] takes one type-checked file through five phases:
//
//  1. The candidates are found: function literals, and functions and methods
//     used as values, with a signature that an operator of mathlib accepts.
//  2. The activity of every variable is computed: whether it can depend on the
//     arguments. A function that is called with active arguments is treated
//     once for each combination of active parameters, an [instance].
//  3. The text of the twins is written.
//  4. Whoever calls a function that cannot be lifted is refused with it.
//  5. The edits that pair a literal with its twin, the twins of named functions
//     and the statements that register them are put together.
//
// Invariant: a function is lifted exactly or refused with a reason. What the
// package does not know is refused, and so is whatever could make a twin
// compute something else than the function: a shared slice is never copied
// when somebody writes to it, an active number never becomes an int.
//
// Generic functions are lifted at the types they are used with, and interfaces
// of the file by the types in it that implement them. Calls of Go's slices and
// sort, of gonum's floats and mat, and of mathlib's own operators become calls of
// their counterparts in mathlib/rules, so that derivatives can be taken inside
// differentiated functions. A function of another module has a derivative if a
// rule for it is registered when it is called, see autodiff.Rule.
//
// Beside a twin stands a fused one where that records fewer operations: the same
// statements, in which whole expressions are one operation whose partial
// derivatives are straight code. Sweeps without bounds use it; see fuse.go.
//
// The package knows go/ast and go/types and the names of package autodiff; it
// must not know notebooks, cells or how the file is compiled. Every name that
// it makes begins with nabla_; a file with such names of its own must not be
// lifted.
package lift

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// autodiffPath is the import path of the package that twins are written on.
const autodiffPath = "github.com/gonabla/nabla/mathlib/autodiff"

// A Package is one type-checked file. Types, Defs, Uses, Selections and
// Instances of Info must be filled.
type Package struct {
	Fset  *token.FileSet
	File  *ast.File
	Types *types.Package
	Info  *types.Info
	Src   []byte // the text that File was parsed from

	others []File // the package's other files, whose functions are lifted too
}

// Options says how twins fit into the file.
type Options struct {
	// Import returns the name under which the file is to import path, and
	// sees to it that it does. The name must not be shadowed anywhere in the
	// file, so it had better begin with nabla_. Nil: nabla_ and the last
	// element of the path, which the caller then imports when the result is
	// not empty.
	Import func(path string) string
}

// A Result says what is to be done to the file. It is empty when no function
// of the file can reach an operator.
type Result struct {
	Edits    []Edit    // sorted; they do not overlap
	Append   string    // declarations for the end of the file
	Register string    // statements to run before any other of the file
	Refusals []Refusal // the candidates without a twin

	// Interfaces are those whose methods are called with active numbers, each
	// as the sorted names of its methods. Types with these methods that are
	// declared elsewhere, and may be values of the interface, have no twins
	// unless they are added to the file.
	Interfaces [][]string
}

// An Edit replaces Src[Start:End] with Text.
type Edit struct {
	Start, End int
	Text       string
}

// A Refusal tells why a function has no twin.
type Refusal struct {
	Func   string         // its name, or "function literal"
	Pos    token.Position // of what cannot be lifted
	Reason string
}

// Lift writes the twins of the functions of p that can reach an operator.
//
// Positions in the twins are those of p.Fset, which honours line directives,
// so that a panic or a kink in a twin names the line of the original.
func Lift(p *Package, o Options) (r *Result, err error) {
	candidates := findCandidates(p)
	if len(candidates) == 0 {
		return &Result{}, nil
	}
	defer func() {
		if e := recover(); e != nil { // a defect here must not keep a cell from running
			r = refuseAll(p, o, fmt.Sprintf("lifting failed, please report it: %v", e))
		}
	}()
	l := newLifter(p, o)
	l.specialize()
	for _, c := range candidates {
		l.root(c)
	}
	l.solve()
	return l.result(candidates), nil
}

// refuseAll returns the result when nothing could be lifted.
func refuseAll(p *Package, o Options, reason string) *Result {
	candidates := findCandidates(p)
	for _, c := range candidates {
		c.refused = reason
	}
	return newLifter(p, o).result(candidates)
}
