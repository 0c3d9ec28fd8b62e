package lift

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// stmt writes one statement.
func (w *writer) stmt(s ast.Stmt) {
	switch s := s.(type) {
	case *ast.AssignStmt, *ast.IncDecStmt, *ast.ExprStmt:
		w.put(w.simple(s, true))
	case *ast.DeclStmt:
		w.decl(s.Decl.(*ast.GenDecl))
	case *ast.BlockStmt:
		w.block(s.List)
	case *ast.IfStmt:
		w.ifStmt(s)
	case *ast.ForStmt:
		w.forStmt(s)
	case *ast.RangeStmt:
		w.rangeStmt(s)
	case *ast.SwitchStmt:
		w.switchStmt(s)
	case *ast.TypeSwitchStmt:
		w.typeSwitch(s)
	case *ast.ReturnStmt:
		w.returnStmt(s)
	case *ast.LabeledStmt:
		w.put(s.Label.Name + ":")
		w.newline()
		w.at(s.Stmt.Pos())
		w.stmt(s.Stmt)
	case *ast.BranchStmt:
		w.branch(s)
	case *ast.DeferStmt:
		w.checkOrder(s.Call)
		text, _ := w.call(s.Call)
		w.put("defer " + text)
	case *ast.EmptyStmt:
	default:
		refuse(s, "%s in a differentiated function", unsupported(s))
	}
}

// unsupported names a statement that has no counterpart in a twin.
func unsupported(s ast.Stmt) string {
	switch s.(type) {
	case *ast.GoStmt:
		return "goroutine"
	case *ast.SelectStmt:
		return "select"
	case *ast.SendStmt:
		return "channel operation"
	}
	return "statement"
}

func (w *writer) branch(s *ast.BranchStmt) {
	w.put(s.Tok.String())
	if s.Label != nil {
		w.put(" " + s.Label.Name)
	}
}

// simple writes a simple statement. alone says that it stands in a block, not
// in the head of another statement, and may become several.
func (w *writer) simple(s ast.Stmt, alone bool) string {
	switch s := s.(type) {
	case *ast.AssignStmt:
		if s.Tok == token.ASSIGN || s.Tok == token.DEFINE {
			return w.assign(s)
		}
		return w.operate(s, s.Lhs[0], operators[s.Tok], s.Rhs[0], alone)
	case *ast.IncDecStmt:
		op := token.ADD
		if s.Tok == token.DEC {
			op = token.SUB
		}
		return w.operate(s, s.X, op, nil, alone)
	case *ast.ExprStmt:
		w.checkOrder(s.X)
		text, _ := w.expr(s.X)
		return text
	case nil:
		return ""
	}
	refuse(s, "%s in a differentiated function", unsupported(s))
	return ""
}

func (w *writer) ifStmt(s *ast.IfStmt) {
	w.put("if ")
	if s.Init != nil {
		w.put(w.simple(s.Init, false) + "; ")
	}
	w.checkOrder(s.Cond)
	w.put(w.plain(s.Cond) + " ")
	w.block(s.Body.List)
	if s.Else != nil {
		w.put(" else ")
		w.stmt(s.Else)
	}
}

func (w *writer) forStmt(s *ast.ForStmt) {
	w.put("for ")
	if s.Init != nil || s.Post != nil {
		w.put(w.simple(s.Init, false) + "; ")
	}
	w.checkOrder(s.Cond)
	if s.Cond != nil {
		w.put(w.plain(s.Cond))
	}
	if s.Init != nil || s.Post != nil {
		w.put("; " + w.simple(s.Post, false))
	}
	w.put(" ")
	w.block(s.Body.List)
}

// rangeStmt writes a range loop. Where elements of a constant slice go to an
// active variable, they become Reals at the start of the body.
func (w *writer) rangeStmt(s *ast.RangeStmt) {
	switch u := w.l.Info.TypeOf(s.X).Underlying().(type) {
	case *types.Signature:
		w.rangeFunc(s, u)
		return
	case *types.Chan:
		refuse(s, "channel operation in a differentiated function")
	case *types.Basic, *types.Slice, *types.Array, *types.Map:
	case *types.Pointer:
		if _, ok := u.Elem().Underlying().(*types.Array); !ok {
			refuse(s, "range over %s", w.l.Info.TypeOf(s.X))
		}
	default:
		refuse(s, "range over a type parameter")
	}
	w.checkOrder(s.X)
	w.put("for ")
	value, prologue := w.rangeVariables(s)
	x, _ := w.expr(s.X)
	switch {
	case s.Key == nil:
		w.putf("range %s {", x)
	case value == "":
		w.putf("%s %s range %s {", w.rangeVariable(s.Key, false), s.Tok, x)
	default:
		tok := s.Tok
		key := w.rangeVariable(s.Key, false)
		if prologue != "" && tok == token.ASSIGN && key != "_" {
			refuse(s, "range over constants that assigns to variables declared before")
		}
		if prologue != "" {
			tok = token.DEFINE
		}
		w.putf("%s, %s %s range %s {", key, value, tok, x)
	}
	if prologue != "" {
		w.depth++
		w.newline()
		w.depth--
		w.put(prologue)
	}
	w.statements(s.Body.List)
	w.newline()
	w.put("}")
}

// rangeVariables returns the variable that takes the elements, and the
// statement that lifts it if the loop cannot.
func (w *writer) rangeVariables(s *ast.RangeStmt) (value, prologue string) {
	if s.Value == nil {
		return "", ""
	}
	wanted := !isBlank(s.Value) && w.targetLifted(s.Value)
	if !wanted || w.active(s.X) {
		return w.rangeVariable(s.Value, wanted), ""
	}
	t := w.l.Info.TypeOf(s.Value)
	target := w.target(s.Value)
	return "nabla_v", target + " " + s.Tok.String() + " " + w.constant(s.X, "nabla_v", t, w.storage(s.X))
}

func (w *writer) rangeVariable(e ast.Expr, lifted bool) string {
	if isBlank(e) {
		return "_"
	}
	if !lifted && w.targetLifted(e) {
		refuse(e, "range keys that become active")
	}
	return w.target(e)
}

func (w *writer) switchStmt(s *ast.SwitchStmt) {
	w.put("switch ")
	if s.Init != nil {
		w.put(w.simple(s.Init, false) + "; ")
	}
	w.checkOrder(s.Tag)
	if s.Tag != nil {
		w.put(w.value(s.Tag) + " ")
	}
	w.put("{")
	for _, c := range s.Body.List {
		c := c.(*ast.CaseClause)
		w.newline()
		w.at(c.Pos())
		if c.List == nil {
			w.put("default:")
		} else {
			var list []string
			for _, e := range c.List {
				list = append(list, w.value(e))
			}
			w.putf("case %s:", strings.Join(list, ", "))
		}
		w.statements(c.Body)
	}
	w.newline()
	w.put("}")
}

func (w *writer) returnStmt(s *ast.ReturnStmt) {
	if len(s.Results) == 0 {
		w.put("return")
		return
	}
	w.checkOrder(s.Results...)
	wanted := make([]bool, len(w.results))
	for i, r := range w.results {
		wanted[i] = w.lifted(r)
	}
	if len(s.Results) != len(w.results) {
		var to []types.Type
		for _, r := range w.results {
			to = append(to, r.Type())
		}
		w.checkConversions(s.Results[0], to)
		w.put("return " + w.several(s.Results[0], wanted))
		return
	}
	var list []string
	for i, e := range s.Results {
		list = append(list, w.asType(e, w.results[i].Type(), wanted[i]))
	}
	w.put("return " + strings.Join(list, ", "))
}

// decl writes a declaration in a function. Constants and types stay as they
// are; variables get the types they have in the twin.
func (w *writer) decl(d *ast.GenDecl) {
	if d.Tok != token.VAR {
		w.put(w.source(d))
		return
	}
	for i, spec := range d.Specs {
		if i > 0 {
			w.newline()
			w.at(spec.Pos())
		}
		w.variables(spec.(*ast.ValueSpec))
	}
}

// variables writes the declaration of one or several variables.
func (w *writer) variables(s *ast.ValueSpec) {
	if len(s.Values) == 0 {
		for i, n := range s.Names {
			if i > 0 {
				w.put("; ")
			}
			v := w.l.Info.Defs[n]
			w.putf("var %s %s", n.Name, w.declaredType(v, n))
		}
		return
	}
	w.checkOrder(s.Values...)
	var names, values []string
	wanted := make([]bool, len(s.Names))
	for i, n := range s.Names {
		names = append(names, n.Name)
		wanted[i] = !isBlank(n) && w.targetLifted(n)
	}
	if len(s.Values) != len(s.Names) {
		values = []string{w.several(s.Values[0], wanted)}
		if s.Type != nil {
			refuse(s, "var declaration with a type and a call of several results")
		}
	} else {
		for i, e := range s.Values {
			values = append(values, w.initial(s, i, e, wanted[i]))
		}
	}
	w.putf("var %s = %s", strings.Join(names, ", "), strings.Join(values, ", "))
}

// initial writes the initial value of the i-th variable. The declared type
// is not written, since the variables of a list may differ in the twin; so
// the value must have it.
func (w *writer) initial(s *ast.ValueSpec, i int, e ast.Expr, wanted bool) string {
	text := w.asType(e, w.l.Info.TypeOf(s.Names[i]), wanted)
	if wanted {
		t := w.l.Info.TypeOf(s.Names[i])
		if w.l.Info.Types[e].IsNil() {
			return "(" + w.l.liftedType(t, s.Pos()) + ")(nil)"
		}
		if types.IsInterface(t) {
			return w.l.liftedType(t, s.Pos()) + "(" + text + ")"
		}
		return text
	}
	if s.Type != nil {
		return "(" + w.source(s.Type) + ")(" + text + ")"
	}
	return text
}

func (w *writer) declaredType(v types.Object, n *ast.Ident) string {
	if v, ok := v.(*types.Var); ok && w.lifted(v) {
		return w.l.liftedType(v.Type(), n.Pos())
	}
	return w.l.plainType(w.l.Info.TypeOf(n), n.Pos())
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}
