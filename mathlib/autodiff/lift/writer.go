package lift

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/printer"
	"go/token"
	"go/types"
	"strings"
)

// A writer makes the text of one function body of a twin.
//
// It keeps the original statement by statement and puts a line directive
// wherever the text would otherwise be taken for another line than the one it
// came from.
type writer struct {
	*instance
	out   strings.Builder
	depth int

	file string // where the next character is taken to be from
	line int    // 0: unknown

	results []*types.Var // of the function

	fused     bool                     // a fused twin is written
	fusedAway int                      // how many operations have become parts of others
	absorbed  map[*types.Var]*absorbed // the variables that fused twins do not record
}

// refusal is what a writer panics with when the function cannot be lifted;
// instance.write recovers it.
type refusal struct {
	pos    token.Pos
	reason string
}

// refuse ends the writing of the instance.
func refuse(n ast.Node, format string, args ...any) {
	panic(&refusal{n.Pos(), fmt.Sprintf(format, args...)})
}

// writeFunction makes the text of a function's twin, from its parameters to
// the end of its body, or finds out why there is none.
func (in *instance) writeTwin() {
	if in.written {
		return
	}
	in.written = true
	defer func() {
		if r := recover(); r != nil {
			var ok bool
			if in.refusal, ok = r.(*refusal); !ok {
				panic(r)
			}
		}
	}()
	in.text = in.twinText(&writer{instance: in, results: in.results}, in.name, "the twin")
	if in.name != "" {
		in.l.append = append(in.l.append, in)
	}
}

// twinText writes the twin, what it is to the function, by w.
func (in *instance) twinText(w *writer, name, what string) string {
	head := "func"
	if name != "" {
		head = fmt.Sprintf("// %s is %s of %s.\n%sfunc %s", name, what, in.of, w.directive(in.node.Pos()), name)
	}
	return head + w.header(in.params) + " " + w.body(in.body)
}

// signature writes the parameters and results of a twin of its own.
func (w *writer) header(params []*types.Var) string {
	list := []string{"nabla_t *" + w.l.pkg() + ".Tape"}
	variadic := w.l.signature(w.node).Variadic()
	for i, p := range params {
		t := w.varType(p)
		if variadic && i == len(params)-1 {
			t = "..." + strings.TrimPrefix(t, "[]")
		}
		list = append(list, paramName(p)+" "+t)
	}
	return "(" + strings.Join(list, ", ") + ")" + w.resultList()
}

func paramName(v *types.Var) string {
	if v.Name() == "" {
		return "_"
	}
	return v.Name()
}

// resultList writes the result types, with names if they have any.
func (w *writer) resultList() string {
	if len(w.results) == 0 {
		return ""
	}
	var list []string
	for _, r := range w.results {
		list = append(list, strings.TrimSpace(r.Name()+" "+w.varType(r)))
	}
	if len(list) == 1 && w.results[0].Name() == "" {
		return " " + list[0]
	}
	return " (" + strings.Join(list, ", ") + ")"
}

// varType writes the type that the variable has in the twin.
func (w *writer) varType(v *types.Var) string {
	if w.lifted(v) {
		return w.l.liftedType(v.Type(), v.Pos())
	}
	return w.l.plainType(v.Type(), v.Pos())
}

// body writes a function body.
func (w *writer) body(b *ast.BlockStmt) string {
	w.block(b.List)
	return w.out.String()
}

// block writes statements in braces.
func (w *writer) block(list []ast.Stmt) {
	w.put("{")
	w.statements(list)
	w.newline()
	w.put("}")
}

func (w *writer) statements(list []ast.Stmt) {
	w.depth++
	if w.fused {
		w.plan(list)
	}
	for _, s := range list {
		if _, ok := s.(*ast.EmptyStmt); ok || w.isAbsorbed(s) {
			continue
		}
		w.newline()
		w.at(s.Pos())
		w.stmt(s)
	}
	w.depth--
}

// put writes s. Text of several lines comes from literals; where it ends is
// not known.
func (w *writer) put(s string) {
	w.out.WriteString(s)
	if strings.Contains(s, "\n") {
		w.line = 0
	}
}

func (w *writer) putf(format string, args ...any) { w.put(fmt.Sprintf(format, args...)) }

func (w *writer) newline() {
	w.out.WriteString("\n" + strings.Repeat("\t", w.depth))
	if w.line != 0 {
		w.line++
	}
}

// at sees to it that what is written next counts as the line of pos.
func (w *writer) at(pos token.Pos) { w.out.WriteString(w.mark(pos)) }

// mark returns the directive that at writes, for use inside an expression.
func (w *writer) mark(pos token.Pos) string {
	p := w.l.position(pos)
	if p.Line == w.line && p.Filename == w.file {
		return ""
	}
	w.file, w.line = p.Filename, p.Line
	return w.directive(pos)
}

func (w *writer) directive(pos token.Pos) string { return w.l.directive(pos) }

// directive returns the comment that makes the next character count as pos.
func (l *lifter) directive(pos token.Pos) string {
	p := l.position(pos)
	if !p.IsValid() {
		return ""
	}
	return fmt.Sprintf("/*line %s:%d:%d*/", p.Filename, p.Line, p.Column)
}

// source writes a node as it is.
func (w *writer) source(n ast.Node) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, w.l.Fset, n); err != nil {
		refuse(n, "cannot be printed: %v", err)
	}
	return b.String()
}
