package lift

import (
	"go/ast"
	"go/token"
	"go/types"
)

// A variable that is defined by an expression and read in one later statement
// only, as a := x*y before s += a*a, need not be recorded: the fused twin reads
// its term instead. It must be worth it, and what the term reads must be the
// same there.

// An absorbed variable has no place in the fused twin.
type absorbed struct {
	rhs   ast.Expr
	names map[string]bool // what that reads
}

// A definition is a statement that may define an absorbed variable.
type definition struct {
	v     *types.Var
	rhs   ast.Expr
	names map[string]bool
}

// maxTree is the most operations of a term whose parts are counted as often as
// they are read.
const maxTree = 64

// plan decides which variables of a list of statements are absorbed.
func (w *writer) plan(list []ast.Stmt) {
	file, line := w.file, w.line
	defer func() { w.file, w.line = file, line }()
	var open []*definition
	for _, s := range list {
		if len(open) > 0 {
			open = w.absorb(s, open)
		}
		open = w.surviving(s, open)
		if d := w.definition(s); d != nil {
			open = append(open, d)
		}
	}
}

// absorb decides about the open definitions that are read in s, and returns the
// others.
func (w *writer) absorb(s ast.Stmt, open []*definition) (left []*definition) {
	e := w.read(s)
	var here []*definition
	for _, d := range open {
		switch n := w.mentions(e, d.v); {
		case e != nil && n > 0 && n == w.useCount()[d.v]:
			here = append(here, d)
		case !mentions(s, d.v, w.l.Info):
			left = append(left, d)
		}
	}
	if w.try(s, here) {
		return left
	}
	for _, d := range here {
		w.try(s, []*definition{d})
	}
	return left
}

// try absorbs the definitions, which are read in s, if the term of s is one
// piece then. It reports whether it did.
func (w *writer) try(s ast.Stmt, list []*definition) bool {
	if w.absorbed == nil {
		w.absorbed = map[*types.Var]*absorbed{}
	}
	for _, d := range list {
		w.absorbed[d.v] = &absorbed{d.rhs, d.names}
	}
	if t := w.termOf(s); t != nil && t.isPiece() {
		return true
	}
	for _, d := range list {
		delete(w.absorbed, d.v)
	}
	return false
}

// isPiece reports whether a term is one piece, so that no part of it would be
// computed twice.
func (t *term) isPiece() bool {
	if t.size(map[*term]int{}) > maxTree || t.operations() > maxPiece {
		return false
	}
	if len(t.leaves(activeLeaf)) <= 2 {
		return true
	}
	fits := false
	addends(t, nil, func(path []*term) {
		part := path[len(path)-1]
		rest, _ := replaced(t, path, &term{op: activeLeaf})
		fits = fits || part.op == activeLeaf && len(rest.leaves(activeLeaf)) <= 3
	})
	return fits
}

// size counts operations as often as they are read.
func (t *term) size(known map[*term]int) int {
	if t.l == nil {
		return 0
	}
	if n, ok := known[t]; ok {
		return n
	}
	n := 1 + t.l.size(known)
	if t.r != nil {
		n += t.r.size(known)
	}
	known[t] = n
	return n
}

// read returns the expression that a statement reads as a term, nil if there is
// none or something is called.
func (w *writer) read(s ast.Stmt) ast.Expr {
	var e ast.Expr
	switch s := s.(type) {
	case *ast.AssignStmt:
		if len(s.Lhs) != 1 || len(s.Rhs) != 1 || isBlank(s.Lhs[0]) || w.callsAnything(s.Lhs[0]) || !w.targetLifted(s.Lhs[0]) {
			return nil
		}
		if op := operators[s.Tok]; s.Tok != token.ASSIGN && s.Tok != token.DEFINE && methods[op] == "" {
			return nil
		}
		e = s.Rhs[0]
		if t := w.l.Info.TypeOf(s.Lhs[0]); !isFloat(t) || isFloat32(t) {
			return nil
		}
	case *ast.ReturnStmt:
		if len(s.Results) != 1 || len(w.results) != 1 || !w.lifted(w.results[0]) {
			return nil
		}
		e = s.Results[0]
	default:
		return nil
	}
	if w.callsAnything(e) {
		return nil
	}
	return e
}

// termOf returns the term that a statement computes, nil if it is none.
func (w *writer) termOf(s ast.Stmt) *term {
	if s, ok := s.(*ast.AssignStmt); ok && s.Tok != token.ASSIGN && s.Tok != token.DEFINE {
		return w.operationTerm(s, operators[s.Tok], w.target(s.Lhs[0]), s.Rhs[0])
	}
	e := ast.Unparen(w.read(s))
	if !w.fusible(e) {
		return nil
	}
	return w.termReader(e.Pos()).term(w, e)
}

// definition returns what s defines, if that may be absorbed.
func (w *writer) definition(s ast.Stmt) *definition {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE || w.read(s) == nil || !w.fusible(ast.Unparen(a.Rhs[0])) || !w.smoothThroughout(a.Rhs[0]) {
		return nil
	}
	v, ok := w.l.Info.Defs[a.Lhs[0].(*ast.Ident)].(*types.Var)
	if !ok || w.shared()[v] {
		return nil
	}
	d := &definition{v: v, rhs: a.Rhs[0], names: map[string]bool{}}
	ast.Inspect(d.rhs, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			d.names[id.Name] = true
			if u, ok := w.l.Info.Uses[id].(*types.Var); ok && w.absorbed[u] != nil {
				for name := range w.absorbed[u].names {
					d.names[name] = true
				}
			}
		}
		return true
	})
	return d
}

// smoothThroughout reports whether e calls nothing but functions without kinks.
// A kink would be taken for one of the line that reads the variable.
func (w *writer) smoothThroughout(e ast.Expr) bool {
	smooth := true
	ast.Inspect(e, func(n ast.Node) bool {
		if x, ok := n.(*ast.CallExpr); ok && !w.l.Info.Types[x.Fun].IsType() {
			name, _ := w.fusedCall(x)
			smooth = smooth && name != "" && w.smooth(x)
		}
		return smooth
	})
	return smooth
}

// surviving returns the definitions whose terms mean the same after s: one that
// changes nothing but variables that they do not read.
func (w *writer) surviving(s ast.Stmt, open []*definition) (left []*definition) {
	a, ok := s.(*ast.AssignStmt)
	if !ok {
		return nil
	}
	for _, e := range a.Rhs {
		if w.callsAnything(e) {
			return nil
		}
	}
	for _, d := range open {
		same := true
		for _, lhs := range a.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok {
				return nil
			}
			v, _ := w.l.Info.ObjectOf(id).(*types.Var)
			same = same && !d.names[id.Name] && (v == nil || w.local(v) && !w.shared()[v])
		}
		if same {
			left = append(left, d)
		}
	}
	return left
}

// callsAnything reports whether evaluating e calls anything but functions of
// package math.
func (w *writer) callsAnything(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			found = true
		case *ast.CallExpr:
			switch c := w.resolve(n); c.kind {
			case conversionCall, mathCall:
			case builtinCall:
				found = found || c.name != "len" && c.name != "cap" && c.name != "min" && c.name != "max"
			default:
				found = true
			}
		}
		return !found
	})
	return found
}

// mentions counts how often v is read as a part of the term of e.
func (w *writer) mentions(e ast.Expr, v *types.Var) int {
	if e == nil {
		return 0
	}
	e = ast.Unparen(e)
	switch x := e.(type) {
	case *ast.Ident:
		if w.l.Info.Uses[x] == types.Object(v) {
			return 1
		}
		return 0
	case *ast.CallExpr:
		if w.l.Info.Types[x.Fun].IsType() && w.passes(x) {
			return w.mentions(x.Args[0], v)
		}
	}
	if !w.fusible(e) {
		return 0
	}
	switch x := e.(type) {
	case *ast.BinaryExpr:
		return w.mentions(x.X, v) + w.mentions(x.Y, v)
	case *ast.UnaryExpr:
		return w.mentions(x.X, v)
	case *ast.CallExpr:
		return w.mentions(x.Args[0], v)
	}
	return 0
}

func mentions(s ast.Stmt, v *types.Var, info *types.Info) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && info.Uses[id] == types.Object(v)
		return !found
	})
	return found
}

// useCount counts how often the function reads or changes its variables.
func (in *instance) useCount() map[*types.Var]int {
	if in.usesOf == nil {
		in.usesOf = map[*types.Var]int{}
		ast.Inspect(in.body, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v, ok := in.l.Info.Uses[id].(*types.Var); ok {
					in.usesOf[v]++
				}
			}
			return true
		})
	}
	return in.usesOf
}

// isAbsorbed reports whether s defines an absorbed variable: it is left out.
func (w *writer) isAbsorbed(s ast.Stmt) bool {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != token.DEFINE || len(a.Lhs) != 1 || len(w.absorbed) == 0 {
		return false
	}
	id, _ := a.Lhs[0].(*ast.Ident)
	v, ok := w.l.Info.Defs[id].(*types.Var)
	return ok && w.absorbed[v] != nil
}
