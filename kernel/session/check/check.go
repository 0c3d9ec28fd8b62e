// Package check type-checks a cell against what the session has defined, and
// settles what the cell means: the types of its variables, which of them are
// new, what it needs of earlier cells, which packages its names stand for, and
// which expression is its value.
//
// Its phases are: declare, which sorts the pieces of the cell into definitions
// and statements; infer, which type-checks the statements as the body of a
// function, where := means what it means in Go, and so finds the types of the
// variables, of which one may take over the name of another; and settle, which
// lifts the variables to package level, checks the whole again, and mends what
// is an error in a Go file but not in a notebook: unused variables and imports,
// and earlier definitions that no longer compile and are not needed. Everything
// wrong is reported at once, in the coordinates of the cells.
//
// The result is one Go file. Its statements are the body of one function; the
// initialisers of package variables in it never run.
//
// The package is pure: export data comes from an injected importer.
package check

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// Display is the package that shows the value of a cell.
const Display = "github.com/gonabla/nabla/display"

// Env is what the checker has to ask others.
type Env struct {
	// Unit is the number of the cell, unique in the session.
	Unit int
	// Importer reads export data.
	Importer types.Importer
	// Find returns the package that an undeclared name stands for, given the
	// names selected from it.
	Find func(name string, selected []string) (path string, ok bool)
	// PackageName returns the name in a package's clause.
	PackageName func(path string) string
	// Also are names of the session that the file is to hold beside those that
	// the cell uses.
	Also []string
	// Program says that the cell runs as a program of its own.
	Program bool
	// Made are the paths of packages that statements which were put into the
	// cell name by [Alias].
	Made []string
}

// A Result is a cell that may be compiled.
type Result struct {
	// The file, type-checked without errors.
	Src   []byte
	Fset  *token.FileSet
	File  *ast.File
	Types *types.Package
	Info  *types.Info
	// Run is the name of the function that holds the statements.
	Run string
	// Alias maps names in the file to the session variable whose old value they
	// mean, which another variable of that name replaces.
	Alias map[string]string
	// Carry are the variables of earlier cells in the file. Their values go on,
	// also when their types have another layout.
	Carry []string
	// Called are the names that the user knows for functions of the file.
	Called map[string]string
	// Change is what the cell adds to the session.
	Change scope.Change
	// Aside are the earlier definitions that no longer compile, with a line for
	// the user each.
	Aside map[string]string
	// Sound are earlier definitions that do compile.
	Sound []string
}

// A Diagnostic is an error at a place of a cell, which may be an earlier one.
// File is "" when the place is in text that was made.
type Diagnostic struct {
	File         string
	Line, Column int
	Message      string
}

// Diagnostics are all that is wrong with a cell, in order.
type Diagnostics []Diagnostic

func (d Diagnostics) Error() string {
	if len(d) == 0 {
		return "no errors"
	}
	return fmt.Sprintf("%s:%d:%d: %s", d[0].File, d[0].Line, d[0].Column, d[0].Message)
}

// Cell checks a cell. The error is of type [Diagnostics].
func Cell(c *cell.Cell, state *scope.State, env Env) (*Result, error) {
	k := newChecker(c, state, env)
	for _, path := range env.Made {
		k.spelled[Alias(path)] = path
	}
	if errs := k.declare(); len(errs) > 0 {
		return nil, errs
	}
	k.infer()
	return k.settle()
}

func newChecker(c *cell.Cell, state *scope.State, env Env) *checker {
	return &checker{
		cell: c, state: state, env: env, constNames: map[string]bool{}, alias: map[string]string{},
		called: map[types.Object]string{}, written: map[string]string{}, renamed: map[string]string{}, spelled: map[string]string{},
		extra: map[string]bool{}, restored: map[string]bool{}, aside: map[string]types.Error{}, dropped: map[string]bool{},
	}
}

// checker holds the work on one cell.
type checker struct {
	cell  *cell.Cell
	state *scope.State
	env   Env

	imports    []scope.Import // written in the cell
	defs       []*scope.Def   // constants, types, functions and methods of the cell
	consts     []*scope.Def   // whole const declarations, as written
	constNames map[string]bool
	items      []*item  // statements and variables, in the order of their running
	inits      []string // functions to be called before the statements
	main       string   // function to be called after them
	last       *item    // the statement whose value is shown, or nil

	vars     []*scope.Def            // variables that the cell declares, as the session knows them from then on
	was      []*scope.Def            // the variables that those replace, under names of their own
	alias    map[string]string       // name of one of was -> session variable
	called   map[types.Object]string // variable of the first check -> name in the file
	early    Diagnostics             // what only the first check can see
	written  map[string]string       // name in the file of a function that runs by itself -> name in the cell, numbered if there may be several
	renamed  map[string]string       // package name that became a variable -> its alias
	spelled  map[string]string       // alias -> path, of packages in spelled types
	extra    map[string]bool         // aliases that rewritten statements use
	aside    map[string]types.Error  // earlier definitions left out, as they do not compile, and why
	restored map[string]bool         // names of variables that mean again what they did before
	dropped  map[string]bool         // imports that nothing uses
}

// An item is one statement at the top level of the cell, or one variable
// specification.
type item struct {
	lead         string // "var " for a specification
	text         string
	line, column int
	names        []string // variables that it declares; "_" included
	spec         bool
	muted        bool
	list         bool // several expressions
	uses         []string
	packages     map[string][]string
	hidden       bool // declared at package level, as its type cannot be told
	fresh        bool // what it declares are other variables than those of these names above
	show         showing
	start        int // offset of text in the composed file
}

// showing says what becomes of the value of an expression statement.
type showing uint8

const (
	plain  showing = iota // no value, or one nobody wants to see: as written
	shown                 // the value of the cell
	unseen                // a value that is dropped
)

func (k *checker) runName() string { return fmt.Sprintf("nabla_run_%d", k.env.Unit) }
