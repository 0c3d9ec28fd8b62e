// Package browser makes of a cell with %wasm a program for a browser, and the
// page that runs it there.
//
// [Write] writes the program: the cell with its statements as function main, and
// of the cells before it the definitions that it reaches. The variables of the
// session are in another process, so a variable of an earlier cell gets the
// value with which that cell declares it. Nothing is type-checked, since the
// program may import what exists in a browser only: the compiler's errors, which
// line directives lead back to the cells, are what the user sees. [Page] is what
// is displayed.
//
// The package is pure: it compiles nothing and reads no file.
package browser

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/cell"
	"github.com/gonabla/nabla/kernel/session/scope"
)

// An Input is what a program is made of.
type Input struct {
	Cell  *cell.Cell
	State *scope.State // of the session before the cell
	// Declaration finds the newest piece that declares a variable of an earlier
	// cell, with the file name of its cell; nil if there is none.
	Declaration func(name string) (p *cell.Piece, file string)
	// Package finds the package that an undeclared name stands for.
	Package func(name string, selected []string) (path string, ok bool)
	// Constants are declared besides: texts by name.
	Constants map[string]string
}

// Write writes the program.
func Write(in Input) []byte {
	w := &writer{Input: in, own: map[string]bool{}, done: map[string]bool{}, used: map[string][]string{}}
	for _, p := range in.Cell.Pieces {
		for _, name := range p.Declares() {
			w.own[name] = true
		}
	}
	for _, p := range in.Cell.Pieces {
		w.use(p.Uses, p.Packages)
		if p.Kind != cell.Statement {
			w.shared = append(w.shared, p.Uses...)
		}
	}
	w.reach()
	w.cell()
	var text bytes.Buffer
	text.WriteString("package main\n")
	for _, i := range w.imports() {
		fmt.Fprintf(&text, "import %s %q\n", i.Name, i.Path)
	}
	for _, name := range sortedKeys(in.Constants) {
		fmt.Fprintf(&text, "const %s = %q\n", name, in.Constants[name])
	}
	text.Write(w.top.Bytes())
	if w.statements {
		fmt.Fprintf(&text, "\nfunc main() {\n%s\n}\n", w.main.Bytes())
	}
	return text.Bytes()
}

// A writer writes one program.
type writer struct {
	Input
	own    map[string]bool // what the cell declares
	done   map[string]bool // names of earlier cells that were looked at
	todo   []string
	shared []string            // names that declarations use
	used   map[string][]string // names that nothing declares, with what is selected from them

	top, main  bytes.Buffer
	statements bool // there are some
}

// use has the names looked at, of which some may be packages.
func (w *writer) use(names []string, selected map[string][]string) {
	w.todo = append(w.todo, names...)
	for _, name := range names {
		if s, ok := selected[name]; ok {
			w.used[name] = append(w.used[name], s...)
		}
	}
}

// reach writes what the cell needs of earlier ones, directly or through others.
func (w *writer) reach() {
	for len(w.todo) > 0 {
		name := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		if w.done[name] || w.own[name] {
			continue
		}
		w.done[name] = true
		w.todo = append(w.todo, w.State.Methods(name)...)
		switch d := w.State.Lookup(name); {
		case d == nil:
		case d.Kind == scope.Var:
			w.variable(name)
		default:
			w.top.WriteString(placed(d) + d.Body + "\n")
			w.shared = append(w.shared, d.Uses...)
			w.use(d.Uses, d.Packages)
		}
	}
}

// variable writes the declaration of a variable of an earlier cell, with all
// that is declared together with it and means the same still.
func (w *writer) variable(name string) {
	p, file := w.Declaration(name)
	if p == nil {
		return // the compiler says so
	}
	w.shared = append(w.shared, p.Uses...)
	w.use(p.Uses, p.Packages)
	w.declare(p, file, name, func(other string) bool {
		q, _ := w.Declaration(other)
		mine := q == p && !w.own[other]
		w.done[other] = w.done[other] || mine
		return mine
	})
}

// declare writes, as a declaration at package level, what p does for a variable.
// Of the names that are declared together the blank one stands for those that are
// not wanted.
func (w *writer) declare(p *cell.Piece, file, name string, wanted func(string) bool) {
	var left, right []ast.Node
	equals := ""
	switch d := p.Decl.(type) {
	case *ast.GenDecl:
		for _, s := range d.Specs {
			v, ok := s.(*ast.ValueSpec)
			if ok && slices.ContainsFunc(v.Names, func(id *ast.Ident) bool { return id.Name == name }) {
				left, right = nodes(v.Names), []ast.Node{v}
			}
		}
	default:
		if a, ok := p.Stmt.(*ast.AssignStmt); ok {
			left, right, equals = nodes(a.Lhs), nodes(a.Rhs), " = "
		}
	}
	if left == nil {
		return
	}
	names := make([]string, len(left))
	for i, n := range left {
		if names[i] = p.Source(n); !wanted(names[i]) {
			names[i] = "_"
		}
	}
	from := p.Offset(right[0].Pos())
	if equals == "" {
		from = p.Offset(left[len(left)-1].End())
	}
	line, column := p.Place(from)
	rest := p.Text[from:p.Offset(right[len(right)-1].End())]
	fmt.Fprintf(&w.top, "\nvar %s%s%s%s\n", strings.Join(names, ", "), equals, inline(file, line, column), rest)
}

func nodes[N ast.Node](list []N) (all []ast.Node) {
	for _, n := range list {
		all = append(all, n)
	}
	return all
}

// placed is what stands before the text of a definition.
func placed(d *scope.Def) string {
	if d.Lead == "" && d.File != "" { // a directive such as //go:noinline may follow
		return fmt.Sprintf("\n//line %s:%d:%d\n", d.File, d.Line, d.Column)
	}
	return "\n" + d.Lead + inline(d.File, d.Line, d.Column)
}

// inline says where the text comes from that follows on the same line.
func inline(file string, line, column int) string {
	if file == "" {
		return ""
	}
	return fmt.Sprintf(" /*line %s:%d:%d*/", file, line, column)
}

// cell writes the cell itself. What its declarations use of its statements is
// declared at package level, too.
func (w *writer) cell() {
	for _, p := range w.Cell.Pieces {
		place := fmt.Sprintf("\n//line %s:%d:%d\n", w.Cell.Name, p.Line, p.Column)
		switch names := p.Declares(); {
		case p.Kind == cell.Import:
		case p.Kind != cell.Statement:
			w.top.WriteString(place + asInit(p) + "\n")
		case slices.ContainsFunc(names, func(n string) bool { return slices.Contains(w.shared, n) }):
			w.statements = true
			w.declare(p, w.Cell.Name, names[0], func(n string) bool { return n != "_" })
		default:
			w.statements = true
			w.main.WriteString(place + statement(p) + "\n")
			for _, n := range names {
				fmt.Fprintf(&w.main, "_ = %s\n", n)
			}
		}
	}
}

// asInit is the text of a declaration; functions init_… are called init, as in
// GoNB.
func asInit(p *cell.Piece) string {
	f, ok := p.Decl.(*ast.FuncDecl)
	if !ok || f.Recv != nil || !strings.HasPrefix(f.Name.Name, "init_") {
		return p.Text
	}
	return p.Text[:p.Offset(f.Name.Pos())] + "init" + p.Text[p.Offset(f.Name.End()):]
}

// statement is the text of a statement. A value alone is none in Go.
func statement(p *cell.Piece) string {
	list := p.List
	if e, ok := p.Stmt.(*ast.ExprStmt); ok {
		if _, call := e.X.(*ast.CallExpr); !call && !receives(e.X) {
			list = []ast.Expr{e.X}
		}
	}
	if len(list) == 0 {
		return p.Text
	}
	return strings.Repeat("_, ", len(list)-1) + "_ = " + p.Source(list[0]) + p.Text[p.Offset(list[0].End()):p.Offset(list[len(list)-1].End())]
}

func receives(e ast.Expr) bool {
	u, ok := e.(*ast.UnaryExpr)
	return ok && u.Op == token.ARROW
}

// isPredeclared reports whether a name is Go's own.
func isPredeclared(name string) bool { return types.Universe.Lookup(name) != nil }
