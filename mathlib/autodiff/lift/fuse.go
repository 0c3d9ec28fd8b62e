package lift

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// A twin records an operation at a time. Beside it there is a fused twin, for
// derivatives without bounds: in it, whole expressions are one operation whose
// partial derivatives are computed by straight code that is written here. The
// two are the same statements; only expressions differ.
//
// An expression is read as a term, cut into pieces with at most two active
// operands (and a third that is only added to), and each piece becomes the call
// of a function of its own, shared by all pieces of that form.

// A term is an arithmetic expression over leaves. Equal leaves are one term.
type term struct {
	op   string  // activeLeaf, plainLeaf, literal, + - * / (unary, too), pow or a function of package math
	l, r *term   // the operands; r only of two
	n    int     // the exponent of pow
	k    float64 // the literal
	text string  // of a leaf, as an argument
}

const (
	activeLeaf = "x"
	plainLeaf  = "c"
	literal    = "k"
	power      = "Pow"
)

// fusedFunctions are the functions of package math that may be part of a piece.
var fusedFunctions = setOf("Cos Exp Log Sin Sqrt Tanh")

// maxPower is the largest exponent of a power in a piece.
const maxPower = 8

// A termReader reads an expression as a term.
type termReader struct {
	leaves   map[string]*term     // by their texts
	absorbed map[*types.Var]*term // of variables that have no place of their own
	line     int                  // where the expression begins
}

// fusible reports whether the fused twin computes e in pieces: an operation on
// active float64s.
func (w *writer) fusible(e ast.Expr) bool {
	t := w.l.Info.TypeOf(e)
	if !w.fused || t == nil || !isFloat(t) || isFloat32(t) || !w.active(e) {
		return false
	}
	switch x := e.(type) {
	case *ast.BinaryExpr:
		return methods[x.Op] != ""
	case *ast.UnaryExpr:
		return x.Op == token.SUB
	case *ast.CallExpr:
		name, _ := w.fusedCall(x)
		return name != ""
	}
	return false
}

// fusedCall returns the function of a call that may be part of a piece, and
// the exponent of a power; "" for other calls.
func (w *writer) fusedCall(x *ast.CallExpr) (name string, n int) {
	c := w.resolve(x)
	if c.kind != mathCall || !w.anyActive(c) || c.severalAsArguments(w.l.Info) {
		return "", 0
	}
	switch name = c.fn.Name(); {
	case fusedFunctions[name]:
		return name, 0
	case name == power:
		v := w.l.Info.Types[x.Args[1]].Value
		if v == nil || w.mentionsVariable(x.Args[1]) {
			return "", 0
		}
		k, exact := constant.Int64Val(constant.ToInt(v))
		if exact && constant.ToInt(v).Kind() == constant.Int && -maxPower <= k && k <= maxPower && k != 0 && k != 1 {
			return name, int(k)
		}
	}
	return "", 0
}

// termReader returns a reader for one expression or statement, which begins at
// pos.
func (w *writer) termReader(pos token.Pos) *termReader {
	return &termReader{map[string]*term{}, map[*types.Var]*term{}, w.l.position(pos).Line}
}

// fuse writes an expression that is fusible.
func (w *writer) fuse(e ast.Expr) string { return w.pieces(w.termReader(e.Pos()).term(w, e)) }

// fuseOperation writes the value that lhs op= rhs stores; a nil rhs is 1.
func (w *writer) fuseOperation(s ast.Stmt, op token.Token, target string, rhs ast.Expr) string {
	return w.pieces(w.operationTerm(s, op, target, rhs))
}

func (w *writer) operationTerm(s ast.Stmt, op token.Token, target string, rhs ast.Expr) *term {
	f := w.termReader(s.Pos())
	t := &term{op: op.String(), l: f.leaf(activeLeaf, target)}
	if t.r = constantTerm(1); rhs != nil {
		t.r = f.term(w, rhs)
	}
	return t
}

// term reads an expression.
func (f *termReader) term(w *writer, e ast.Expr) *term {
	e = ast.Unparen(e)
	tv := w.l.Info.Types[e]
	if tv.Value != nil && !w.mentionsVariable(e) {
		v, _ := constant.Float64Val(constant.ToFloat(tv.Value))
		return constantTerm(v)
	}
	if !w.active(e) {
		return f.plain(w, e)
	}
	if id, ok := e.(*ast.Ident); ok {
		if v, ok := w.l.Info.Uses[id].(*types.Var); ok && w.absorbed[v] != nil {
			return f.ofAbsorbed(w, v)
		}
	}
	if !w.fusible(e) || f.kinksElsewhere(w, e) {
		return f.conversion(w, e)
	}
	switch x := e.(type) {
	case *ast.BinaryExpr:
		l := f.term(w, x.X)
		return &term{op: x.Op.String(), l: l, r: f.term(w, x.Y)}
	case *ast.UnaryExpr:
		return &term{op: "-", l: f.term(w, x.X)}
	}
	call := e.(*ast.CallExpr)
	name, n := w.fusedCall(call)
	return &term{op: name, n: n, l: f.term(w, call.Args[0])}
}

// ofAbsorbed returns the term of a variable without a place of its own, always
// the same one.
func (f *termReader) ofAbsorbed(w *writer, v *types.Var) *term {
	if f.absorbed[v] == nil {
		f.absorbed[v] = f.term(w, w.absorbed[v].rhs)
	}
	return f.absorbed[v]
}

// kinksElsewhere reports whether e may have a kink on another line than the one
// where the piece is called.
func (f *termReader) kinksElsewhere(w *writer, e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	return ok && !w.smooth(call) && w.l.position(e.Pos()).Line != f.line
}

// smooth reports whether the function of a fusible call has no kinks.
func (w *writer) smooth(x *ast.CallExpr) bool {
	name, n := w.fusedCall(x)
	return name != "Log" && name != "Sqrt" && n >= 0
}

// conversion reads an active expression that is no operation: float64(x) is x,
// all else a leaf.
func (f *termReader) conversion(w *writer, e ast.Expr) *term {
	if x, ok := e.(*ast.CallExpr); ok && w.l.Info.Types[x.Fun].IsType() && w.passes(x) {
		return f.term(w, x.Args[0])
	}
	return f.written(w, activeLeaf, func() string { return w.liftedExpr(e) })
}

// passes reports whether a conversion leaves the number as it is.
func (w *writer) passes(x *ast.CallExpr) bool {
	t := w.l.Info.TypeOf(x)
	return isFloat(t) && !isFloat32(t) && isFloat(w.l.Info.TypeOf(x.Args[0]))
}

// plain reads a constant of the twin.
func (f *termReader) plain(w *writer, e ast.Expr) *term {
	return f.written(w, plainLeaf, func() string {
		text := w.plain(e)
		if t := w.l.Info.TypeOf(e); !types.Identical(t, scalar) {
			text = "float64(" + text + ")"
		}
		return text
	})
}

// written returns the leaf that write writes. If it has been written before,
// what the writer knows of lines stays as it was.
func (f *termReader) written(w *writer, op string, write func() string) *term {
	file, line := w.file, w.line
	text := write()
	if f.leaves[op+withoutDirectives(text)] != nil {
		w.file, w.line = file, line
	}
	return f.leaf(op, text)
}

// leaf returns the leaf with the text. Calls may return something else each
// time: they are leaves of their own.
func (f *termReader) leaf(op, text string) *term {
	key := op + withoutDirectives(text)
	if t := f.leaves[key]; t != nil {
		return t
	}
	t := &term{op: op, text: text}
	if !strings.Contains(key, "(") {
		f.leaves[key] = t
	}
	return t
}

// constantTerm returns the term of a literal. A literal 0 is a number like any
// other, so that what it multiplies is not simplified away.
func constantTerm(v float64) *term {
	if v == 0 {
		return &term{op: plainLeaf, text: "0"}
	}
	return &term{op: literal, k: v}
}

// withoutDirectives returns text without its line directives.
func withoutDirectives(text string) string {
	for {
		i := strings.Index(text, "/*line ")
		if i < 0 {
			return text
		}
		n := strings.Index(text[i:], "*/")
		if n < 0 {
			return text
		}
		text = text[:i] + text[i+n+2:]
	}
}

// format writes a term with the names that leaf gives to leaves.
func (t *term) format(leaf func(*term) string) string {
	switch {
	case t.op == literal:
		return number(t.k)
	case t.l == nil:
		return leaf(t)
	case t.r != nil:
		return "(" + t.l.format(leaf) + " " + t.op + " " + t.r.format(leaf) + ")"
	case t.op == power:
		return "Pow(" + t.l.format(leaf) + ", " + strconv.Itoa(t.n) + ")"
	case t.op == "-":
		return "-" + t.l.format(leaf)
	}
	return t.op + "(" + t.l.format(leaf) + ")"
}

// number writes a float64 exactly, a negative one in parentheses.
func number(v float64) string {
	text := strconv.FormatFloat(v, 'g', -1, 64)
	if v < 0 {
		return "(" + text + ")"
	}
	return text
}
