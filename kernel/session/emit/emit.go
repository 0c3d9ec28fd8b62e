// Package emit writes the Go file that is compiled for a cell: the checked
// file, with twins of the functions that can be differentiated, and with a
// check for interrupts in every loop.
//
// Its phases are: manners, which finds loops of the file that need not check in
// every turn; names, which tells package widget what parameters are called; lift,
// which has the twins written from the types of the file; and
// guard, which reads the text again and puts the checks into its loops, those of
// the twins included. Everything keeps the place it has in the cells, by line
// directives.
//
// The package is pure. It knows nothing of how a cell was checked, of sessions
// or of the worker; only the names that the text meets there.
package emit

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
	"github.com/gonabla/nabla/mathlib/autodiff/lift"
)

// Interrupt is the package whose Flag the loops of cells look at.
const Interrupt = "github.com/gonabla/nabla/kernel/worker/interrupt"

// A Checked is a file that type-checks.
type Checked struct {
	Src   []byte
	Fset  *token.FileSet
	File  *ast.File
	Types *types.Package
	Info  *types.Info
	// Run names the function that holds the statements of the cell.
	Run string
	// Alias returns the name under which the file is to import a path.
	Alias func(path string) string
}

// A File is what is compiled.
type File struct {
	Src     []byte
	Imports []string // paths, sorted
	// Interfaces are those whose methods are called in derivatives, each as the
	// sorted names of its methods: types that have them should be in the file.
	Interfaces [][]string
}

// Emit writes the file.
func Emit(c Checked) (*File, error) {
	p := &printer{alias: c.Alias, imports: map[string]bool{}}
	text, list, err := p.lift(c)
	if err != nil {
		return nil, err
	}
	if text, err = p.guard(text, moved(manners(c), list)); err != nil {
		return nil, err
	}
	return p.finish(text)
}

// printer holds what the text needs to import beside what it does.
type printer struct {
	alias      func(path string) string
	imports    map[string]bool
	interfaces [][]string
}

func (p *printer) importName(path string) string {
	p.imports[path] = true
	return p.alias(path)
}

// lift adds the twins, and returns the changes that it makes to the file but for
// what it adds at the end.
func (p *printer) lift(c Checked) (string, []edit.Replacement, error) {
	r, err := lift.Lift(&lift.Package{Fset: c.Fset, File: c.File, Types: c.Types, Info: c.Info, Src: c.Src},
		lift.Options{Import: p.importName})
	if err != nil {
		return "", nil, fmt.Errorf("differentiating the functions of the cell: %w", err)
	}
	p.interfaces = r.Interfaces
	list := make([]edit.Replacement, 0, len(r.Edits)+1)
	for _, e := range r.Edits {
		list = append(list, edit.Replacement(e))
	}
	list = append(list, interactions(c)...)
	if r.Register != "" {
		at := c.Fset.PositionFor(runBody(c.File, c.Run)+1, false).Offset
		list = append(list, edit.Insertion(at, "\n"+r.Register))
	}
	text := edit.Apply(string(c.Src), list)
	if r.Append != "" {
		text += "\n" + r.Append
	}
	return text + "\nfunc main() {}\n", list, nil // which the compiler asks for; it never runs
}

// runBody returns the opening brace of the function that runs the cell.
func runBody(f *ast.File, run string) token.Pos {
	for _, d := range f.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == run {
			return f.Body.Lbrace
		}
	}
	panic("emit: the file has no function " + run)
}

// finish adds the imports.
func (p *printer) finish(text string) (*File, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return nil, fmt.Errorf("the cell was put together wrongly, please report it: %w", err)
	}
	var paths []string
	for _, s := range f.Imports {
		path, _ := strconv.Unquote(s.Path.Value)
		paths = append(paths, path)
		if s.Name != nil && s.Name.Name == p.alias(path) {
			delete(p.imports, path)
		}
	}
	var header strings.Builder
	for path := range p.imports {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	for _, path := range paths {
		if p.imports[path] {
			fmt.Fprintf(&header, "import %s %q\n", p.alias(path), path)
		}
	}
	const clause = "package main\n"
	return &File{
		Src:     []byte(clause + header.String() + strings.TrimPrefix(text, clause)),
		Imports: paths, Interfaces: p.interfaces,
	}, nil
}
