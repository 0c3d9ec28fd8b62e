package lift

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// The packages of gonum that have a counterpart on recording numbers, with the
// same names, in which every function and method takes the tape first.
const (
	floatsPath = "gonum.org/v1/gonum/floats"
	matPath    = "gonum.org/v1/gonum/mat"
	rulesPath  = "github.com/gonabla/nabla/mathlib/rules/"
)

// ruleTypes are the types of mat with a counterpart, and their methods.
var ruleTypes = map[string]map[string]bool{
	"Matrix":    setOf("At Dims T"),
	"Vector":    setOf("At AtVec Dims Len T"),
	"Symmetric": setOf("At Dims SymmetricDim T"),
	"Dense": setOf("Add Apply At CloneFrom ColView Copy Dims DivElem Inverse IsEmpty Mul MulElem Norm Outer RawRowView Reset " +
		"RowView Scale Set SetCol SetRow Solve Sub T Trace Zero"),
	"VecDense": setOf("AddScaledVec AddVec At AtVec CloneFromVec CopyVec Dims DivElemVec IsEmpty Len MulElemVec MulVec Norm " +
		"Reset ScaleVec SetVec SolveVec SubVec T TVec Zero"),
	"SymDense": setOf("AddSym At CopySym Dims IsEmpty Norm Reset ScaleSym SetSym SymOuterK SymRankOne SymmetricDim T Trace Zero"),
}

// ruleFunctions are the functions with a counterpart.
var ruleFunctions = map[string]map[string]bool{
	floatsPath: setOf("Add AddConst AddScaled AddScaledTo AddTo CumProd CumSum Distance Div DivTo Dot LogSumExp Max Min Mul " +
		"MulTo Norm Prod Reverse Scale ScaleTo Sub SubTo Sum"),
	matPath: setOf("Col DenseCopyOf Det Dot Inner LogDet Max Min NewDense NewSymDense NewVecDense Norm Row Sum Trace VecDenseCopyOf"),
}

// writes are the functions that store in an argument, and which.
var ruleWrites = map[string]int{
	"floats.Add": 0, "floats.AddConst": 1, "floats.AddScaled": 0, "floats.AddScaledTo": 0, "floats.AddTo": 0, "floats.CumProd": 0,
	"floats.CumSum": 0, "floats.Div": 0, "floats.DivTo": 0, "floats.Mul": 0, "floats.MulTo": 0, "floats.Reverse": 0, "floats.Scale": 1,
	"floats.ScaleTo": 0, "floats.Sub": 0, "floats.SubTo": 0, "mat.Col": 0, "mat.Row": 0,
}

// ruleReads are the methods that do not store in their receiver.
var ruleReads = setOf("At AtVec ColView Dims IsEmpty Len Norm RawRowView RowView SymmetricDim T TVec Trace")

// ruleShares are the functions and methods whose results share memory with
// their arguments or receivers. Those that return where they stored share too.
var ruleShares = setOf("NewDense NewVecDense NewSymDense T TVec RowView ColView RawRowView")

// ruleType returns the name of the counterpart of t, "" if it has none.
func ruleType(t types.Type) string {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || n.Obj().Pkg().Path() != matPath || ruleTypes[n.Obj().Name()] == nil {
		return ""
	}
	return n.Obj().Name()
}

// isRule reports whether there is a counterpart of fn. recv is the type it is
// called on.
func isRule(fn *types.Func, recv types.Type) bool {
	if fn.Pkg() == nil {
		return false
	}
	if recv == nil {
		return ruleFunctions[fn.Pkg().Path()][fn.Name()]
	}
	if p, ok := recv.Underlying().(*types.Pointer); ok {
		recv = p.Elem()
	}
	return ruleTypes[ruleType(recv)][fn.Name()]
}

// receiverType returns the type that declares the method which c calls.
func (c *call) receiverType() types.Type {
	switch {
	case c.path == nil:
		return nil
	case len(c.path.Index()) > 1:
		return embeddedType(c.path)
	}
	return c.path.Recv()
}

// written returns what a rule stores in, nil if it only reads.
func (c *call) written() ast.Expr {
	if c.recv != nil {
		if ruleReads[c.fn.Name()] {
			return nil
		}
		return c.recv
	}
	i, ok := ruleWrites[c.fn.Pkg().Name()+"."+c.fn.Name()]
	if !ok || len(c.expr.Args) <= i {
		return nil
	}
	return c.expr.Args[i]
}

// applyRule applies what a rule does to its arguments and results.
func (in *instance) applyRule(c *call) {
	active, target := in.anyActive(c), c.written()
	if target != nil {
		if s := in.storage(target); s != nil {
			in.setWritten(s)
			if active {
				in.setActive(s)
			}
			if s.find().captured != nil {
				in.setStores()
			}
		}
	}
	if active {
		in.activateResults(c)
	}
	for i, t := range results(in.l.Info.TypeOf(c.expr)) {
		if !in.l.holdsFloat(t) || !sharesMemory(t) {
			continue
		}
		for _, a := range c.args {
			s := in.storage(a.expr)
			shares := ruleShares[c.fn.Name()] || a.expr == target
			if s != nil && shares && in.l.holdsFloat(in.l.Info.TypeOf(a.expr)) {
				in.unify(in.site(c.expr, i), s)
			}
		}
	}
}

// ruleCall writes the call of a counterpart.
func (w *writer) ruleCall(c *call) string {
	w.refuseSeveral(c)
	if target := c.written(); target != nil {
		w.checkMemory(target, w.storage(target))
	}
	if !w.anyActive(c) && !w.activeResult(c.expr, 0) {
		return w.plainCall(c)
	}
	fun := ""
	if c.recv != nil {
		fun = "(" + w.liftedExpr(c.recv) + ")" + strings.Join(embedded(c.path), "") + "." + c.fn.Name()
	} else {
		fun = w.l.rules(c.fn.Pkg().Path()) + "." + c.fn.Name()
	}
	args := []string{"nabla_t"}
	for _, a := range c.args {
		if a.expr != c.recv {
			t := c.parameterType(a)
			args = append(args, w.asType(a.expr, t, w.l.holdsFloat(t)))
		}
	}
	return fun + w.arguments(c, args)
}

// rules returns the name of the counterpart of a package.
func (l *lifter) rules(path string) string {
	return l.importName(rulesPath + path[strings.LastIndexByte(path, '/')+1:])
}

// ruleConstant writes the body of a function that returns the counterpart of
// v, of type t, as constants; "" if t has none.
func (l *lifter) ruleConstant(t types.Type) string {
	amp, star := "", ""
	name := ruleType(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		name = ruleType(p.Elem())
	} else if name != "" && !types.IsInterface(t) {
		amp, star = "&", "*"
	}
	if name == "" {
		return ""
	}
	return fmt.Sprintf("\tr = %s%s.Constant%s(%sv)\n", star, l.rules(matPath), name, amp)
}
