package emit

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/gonabla/nabla/kernel/session/edit"
)

// A manner is how often a loop looks whether the cell is to end. A check in every
// turn makes an empty loop twice as slow, and is not felt where a turn does more.
type manner int

const (
	everyTurn manner = iota
	seldom           // once in so many turns, by the loop's own counter
	inBlocks         // the loop is split into blocks of so many turns
	never            // the user wants none
)

// turns is the length of a block: less than a microsecond for an empty loop.
const turns = 1024

// nocheck, on a line of its own before a function, keeps checks out of its loops.
const nocheck = "//nabla:nocheck"

// manners finds the loops and gotos that do not check in every turn, by the offset
// of the statement.
func manners(c Checked) map[int]manner {
	found := map[int]manner{}
	note := func(pos token.Pos, m manner) {
		if m != everyTurn {
			found[c.Fset.PositionFor(pos, false).Offset] = m
		}
	}
	labelled := map[ast.Stmt]bool{}
	for _, d := range c.File.Decls {
		f, ok := d.(*ast.FuncDecl)
		unchecked := ok && f.Doc != nil && slices.ContainsFunc(f.Doc.List, func(c *ast.Comment) bool {
			return strings.TrimSpace(c.Text) == nocheck
		})
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.LabeledStmt:
				labelled[n.Stmt] = true
			case *ast.ForStmt, *ast.RangeStmt, *ast.BranchStmt:
				m := never
				if !unchecked {
					m = (&loop{info: c.Info, labelled: labelled[n.(ast.Stmt)]}).manner(n)
				}
				note(n.Pos(), m)
			}
			return true
		})
	}
	return found
}

// moved tells where the statements are after the text was changed. Of those in what
// was replaced nothing is known.
func moved(found map[int]manner, list []edit.Replacement) map[int]manner {
	now := map[int]manner{}
	for at, m := range found {
		to, kept := at, true
		for _, r := range list {
			switch {
			case r.End <= at:
				to += len(r.Text) - (r.End - r.Start)
			case r.Start <= at:
				kept = false
			}
		}
		if kept {
			now[to] = m
		}
	}
	return now
}

// A loop is what has to be known of one.
type loop struct {
	info     *types.Info
	labelled bool

	counter  types.Object          // nil if it has no name
	light    bool                  // the body takes no longer than a few operations
	indexes  bool                  // by the counter itself: the compiler knows it to be in bounds, unless the loop is split
	elements bool                  // the body changes elements
	stores   bool                  // the body changes what is neither a variable nor an element
	assigned map[types.Object]bool // variables that the body changes
}

func (l *loop) manner(n ast.Node) manner {
	switch n := n.(type) {
	case *ast.ForStmt:
		return l.counted(n)
	case *ast.RangeStmt:
		return l.ranged(n)
	}
	return everyTurn
}

// counted decides about a loop like for i := 0; i < n; i++.
func (l *loop) counted(n *ast.ForStmt) manner {
	init, ok := n.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 {
		return everyTurn
	}
	i := l.info.Defs[init.Lhs[0].(*ast.Ident)]
	l.counter = i
	post, ok := n.Post.(*ast.IncDecStmt)
	if !ok || post.Tok != token.INC || i == nil || !l.is(post.X, i) || !wide(i.Type()) {
		return everyTurn
	}
	if l.read(n.Body); !l.light || l.assigned[i] {
		return everyTurn
	}
	cond, ok := n.Cond.(*ast.BinaryExpr)
	if ok && (cond.Op == token.LSS || cond.Op == token.LEQ) && l.is(cond.X, i) && l.splits(i.Type()) && l.constant(cond.Y) {
		return inBlocks
	}
	return seldom
}

// ranged decides about a loop over a number, or what has an index.
func (l *loop) ranged(n *ast.RangeStmt) manner {
	if n.Tok == token.ASSIGN {
		return everyTurn
	}
	t := l.info.TypeOf(n.X)
	if key, ok := n.Key.(*ast.Ident); ok {
		l.counter = l.info.Defs[key]
	}
	if l.read(n.Body); t == nil || !l.light {
		return everyTurn
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array:
		return seldom
	case *types.Basic:
		if !wide(t) {
			return everyTurn
		}
		if l.splits(t) && !l.assigned[l.counter] {
			return inBlocks
		}
		return seldom
	}
	return everyTurn
}

// splits reports whether a loop with a counter of type t can be split.
func (l *loop) splits(t types.Type) bool {
	return !l.labelled && !l.indexes && !l.stores && types.Identical(types.Default(t), types.Typ[types.Int])
}

// wide reports whether t is a type of integers beyond the length of a block.
func wide(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && b.Kind() != types.Int8 && b.Kind() != types.Uint8
}

func (l *loop) is(e ast.Expr, o types.Object) bool {
	id, ok := e.(*ast.Ident)
	return ok && l.info.Uses[id] == o
}

// constant reports whether e has the same value in every turn. The largest numbers
// are left out, before which a counter would overflow.
func (l *loop) constant(e ast.Expr) bool {
	if v := l.info.Types[e].Value; v != nil {
		n, exact := constant.Int64Val(constant.ToInt(v))
		return exact && n < 1<<62
	}
	switch e := e.(type) {
	case *ast.Ident:
		_, ok := l.info.Uses[e].(*types.Var)
		return ok && !l.assigned[l.info.Uses[e]]
	case *ast.ParenExpr:
		return l.constant(e.X)
	case *ast.BinaryExpr:
		return (e.Op == token.ADD || e.Op == token.SUB || e.Op == token.MUL) && l.constant(e.X) && l.constant(e.Y)
	case *ast.SelectorExpr:
		return !l.elements && l.constant(e.X)
	case *ast.CallExpr:
		return len(e.Args) == 1 && l.builtin(e.Fun) == "len" && l.constant(e.Args[0])
	}
	return false
}

// read looks at the body.
func (l *loop) read(body *ast.BlockStmt) {
	l.light, l.assigned = true, map[types.Object]bool{}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt, *ast.DeferStmt, *ast.GoStmt, *ast.SelectStmt, *ast.SendStmt:
			l.light = false
		case *ast.BranchStmt:
			l.light = l.light && n.Tok != token.GOTO
		case *ast.UnaryExpr:
			l.light = l.light && n.Op != token.ARROW
			if n.Op == token.AND {
				l.assign(n.X)
			}
		case *ast.CallExpr:
			l.light = l.light && l.brief(n.Fun)
		case *ast.IndexExpr:
			l.indexes = l.indexes || l.counter != nil && l.is(n.Index, l.counter)
		case *ast.IncDecStmt:
			l.assign(n.X)
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				l.assign(e)
			}
		}
		return l.light
	})
}

// assign notes that e is changed.
func (l *loop) assign(e ast.Expr) {
	switch e := e.(type) {
	case *ast.Ident:
		l.assigned[l.info.ObjectOf(e)] = true
	case *ast.IndexExpr:
		l.elements = true
	default:
		l.stores = true
	}
}

// brief reports whether a call is a conversion, or one of a function that takes no
// time to speak of and changes nothing.
func (l *loop) brief(fun ast.Expr) bool {
	if l.info.Types[fun].IsType() {
		return true
	}
	switch l.builtin(fun) {
	case "len", "cap", "min", "max", "real", "imag", "complex", "append":
		return true
	}
	if s, ok := fun.(*ast.SelectorExpr); ok {
		f, ok := l.info.Uses[s.Sel].(*types.Func)
		return ok && f.Pkg() != nil && (f.Pkg().Path() == "math" || f.Pkg().Path() == "math/bits")
	}
	return false
}

func (l *loop) builtin(fun ast.Expr) string {
	if id, ok := fun.(*ast.Ident); ok {
		if b, ok := l.info.Uses[id].(*types.Builtin); ok {
			return b.Name()
		}
	}
	return ""
}
