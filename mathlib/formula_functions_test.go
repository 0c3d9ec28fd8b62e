package mathlib_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mathext"
)

// formulaFunctions has the functions of package math that have a derivative,
// as twins, and points inside their domains.
var formulaFunctions = []struct {
	name   string
	f      func(t *tape, x, y real) real
	points [][2]float64
}{
	{"Sqrt", func(t *tape, x, y real) real { return t.Sqrt(t.Mul(x, y)) }, [][2]float64{{2, 3}, {-1, -2}}},
	{"SqrtOfSum", func(t *tape, x, y real) real { return t.Sqrt(t.Add(t.Mul(k(4), x), t.Mul(k(8), y))) }, [][2]float64{{2, 3}}},
	{"Cbrt", func(t *tape, x, y real) real { return t.Mul(y, t.Cbrt(x)) }, [][2]float64{{2, 3}, {-8, 2}}},
	{"Abs", func(t *tape, x, y real) real { return t.Abs(t.Mul(x, y)) }, [][2]float64{{2, 3}, {-8, 2}}},
	{"Hypot", func(t *tape, x, y real) real { return t.Hypot(x, y) }, [][2]float64{{2, 3}, {-8, 2}, {0, 1}}},
	{"Pow", func(t *tape, x, y real) real { return t.Pow(x, y) }, [][2]float64{{2, 3}, {0.5, -1.5}}},
	{"PowThree", func(t *tape, x, y real) real { return t.Mul(y, t.Pow(x, k(3))) }, [][2]float64{{2, 3}, {-0.5, -1.5}, {0, 1}}},
	{"PowTen", func(t *tape, x, y real) real { return t.Pow(t.Add(x, y), k(10)) }, [][2]float64{{2, -1.5}, {-0.5, -0.5}}},
	{"PowMinus", func(t *tape, x, y real) real { return t.Pow(t.Sub(x, y), k(-2)) }, [][2]float64{{2, 3}, {-0.5, -1.5}}},
	{"PowThird", func(t *tape, x, y real) real { return t.Pow(t.Add(t.Mul(x, x), y), k(1.3)) }, [][2]float64{{2, 3}, {0.5, 1.5}}},
	{"PowHalf", func(t *tape, x, y real) real { return t.Pow(t.Mul(x, y), k(-0.5)) }, [][2]float64{{2, 3}, {0.5, 1.5}}},
	{"PowBase", func(t *tape, x, y real) real { return t.Pow(k(3), t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"PowShifted", func(t *tape, x, y real) real { return t.Pow(x, t.Sub(y, k(2))) }, [][2]float64{{2, 1}, {0.5, 1.5}}},
	{"Exp", func(t *tape, x, y real) real { return t.Exp(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"ExpProduct", func(t *tape, x, y real) real { return t.Div(t.Exp(x), t.Add(t.Exp(x), t.Exp(y))) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Exp2", func(t *tape, x, y real) real { return t.Exp2(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Expm1", func(t *tape, x, y real) real { return t.Expm1(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Log", func(t *tape, x, y real) real { return t.Log(t.Mul(x, y)) }, [][2]float64{{2, 1}, {0.5, 1.5}}},
	{"Log2", func(t *tape, x, y real) real { return t.Log2(t.Add(x, y)) }, [][2]float64{{2, 1}, {0.5, 1.5}}},
	{"Log10", func(t *tape, x, y real) real { return t.Log10(t.Add(x, y)) }, [][2]float64{{2, 1}, {0.5, 1.5}}},
	{"Log1p", func(t *tape, x, y real) real { return t.Log1p(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Sin", func(t *tape, x, y real) real { return t.Sin(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"SinPi", func(t *tape, x, y real) real { return t.Sin(t.Mul(t.Mul(k(2*math.Pi), x), y)) }, [][2]float64{{2, 0.1}, {-0.5, 1.5}}},
	{"Cos", func(t *tape, x, y real) real { return t.Cos(t.Sub(y, x)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Tan", func(t *tape, x, y real) real { return t.Tan(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Asin", func(t *tape, x, y real) real { return t.Asin(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Acos", func(t *tape, x, y real) real { return t.Acos(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Atan", func(t *tape, x, y real) real { return t.Atan(t.Div(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Atan2", func(t *tape, x, y real) real { return t.Atan2(x, y) }, [][2]float64{{0.2, 1}, {-0.5, -1.5}}},
	{"Sinh", func(t *tape, x, y real) real { return t.Sinh(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Cosh", func(t *tape, x, y real) real { return t.Cosh(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Tanh", func(t *tape, x, y real) real { return t.Tanh(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Asinh", func(t *tape, x, y real) real { return t.Asinh(t.Mul(x, y)) }, [][2]float64{{2, 1}, {-0.5, 1.5}}},
	{"Acosh", func(t *tape, x, y real) real { return t.Acosh(t.Mul(x, y)) }, [][2]float64{{2, 1}, {0.9, 1.5}}},
	{"Atanh", func(t *tape, x, y real) real { return t.Atanh(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Erf", func(t *tape, x, y real) real { return t.Erf(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Erfc", func(t *tape, x, y real) real { return t.Erfc(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Erfinv", func(t *tape, x, y real) real { return t.Erfinv(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {-0.5, 1.5}}},
	{"Erfcinv", func(t *tape, x, y real) real { return t.Erfcinv(t.Mul(x, y)) }, [][2]float64{{0.2, 1}, {0.5, 1.5}}},
	{"Gamma", func(t *tape, x, y real) real { return t.Gamma(t.Add(x, y)) }, [][2]float64{{2.2, 1}, {-0.7, 0.1}}},
	{"Lgamma", func(t *tape, x, y real) real { v, _ := t.Lgamma(t.Mul(x, y)); return v }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"J0", func(t *tape, x, y real) real { return t.J0(t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"J1", func(t *tape, x, y real) real { return t.J1(t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Jn", func(t *tape, x, y real) real { return t.Jn(3, t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Y0", func(t *tape, x, y real) real { return t.Y0(t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {0.7, 3.3}}},
	{"Y1", func(t *tape, x, y real) real { return t.Y1(t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {0.7, 3.3}}},
	{"Yn", func(t *tape, x, y real) real { return t.Yn(4, t.Mul(x, y)) }, [][2]float64{{2.2, 1}, {0.7, 3.3}}},
	{"Floor", func(t *tape, x, y real) real { return t.Mul(y, t.Floor(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Ceil", func(t *tape, x, y real) real { return t.Mul(y, t.Ceil(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Trunc", func(t *tape, x, y real) real { return t.Mul(y, t.Trunc(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Round", func(t *tape, x, y real) real { return t.Mul(y, t.Round(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Logb", func(t *tape, x, y real) real { return t.Mul(y, t.Logb(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"RoundToEven", func(t *tape, x, y real) real { return t.Mul(y, t.RoundToEven(x)) }, [][2]float64{{2.2, 1}, {-0.7, 3.3}}},
	{"Mod", func(t *tape, x, y real) real { return t.Mod(x, y) }, [][2]float64{{7.2, 2}, {-7.7, 3.3}}},
	{"Remainder", func(t *tape, x, y real) real { return t.Remainder(x, y) }, [][2]float64{{7.2, 2}, {-7.7, 3.3}}},
	{"FMA", func(t *tape, x, y real) real { return t.FMA(x, y, t.Mul(x, x)) }, [][2]float64{{7.2, 2}, {-7.7, 3.3}}},
	{"Dim", func(t *tape, x, y real) real { return t.Dim(t.Mul(x, x), y) }, [][2]float64{{7.2, 2}, {0.1, 3.3}}},
	{"Max", func(t *tape, x, y real) real { return t.Max(t.Mul(x, x), t.Mul(y, x)) }, [][2]float64{{7.2, 2}, {0.1, 3.3}}},
	{"Min", func(t *tape, x, y real) real { return t.Min(t.Mul(x, x), t.Mul(y, x)) }, [][2]float64{{7.2, 2}, {0.1, 3.3}}},
	{"Copysign", func(t *tape, x, y real) real { return t.Copysign(t.Mul(x, x), y) }, [][2]float64{{7.2, 2}, {0.1, -3.3}}},
	{"Modf", func(t *tape, x, y real) real { w, f := t.Modf(x); return t.Mul(w, t.Mul(f, y)) }, [][2]float64{{7.2, 2}, {0.1, -3.3}}},
	{"Ldexp", func(t *tape, x, y real) real { return t.Mul(y, t.Ldexp(x, 3)) }, [][2]float64{{7.2, 2}, {0.1, -3.3}}},
	{"Frexp", func(t *tape, x, y real) real { f, _ := t.Frexp(x); return t.Mul(y, f) }, [][2]float64{{7.2, 2}, {0.1, -3.3}}},
}

// paired pairs a twin with a function that is only called where there is none.
func paired(f func(t *tape, x, y real) real) func(x, y float64) float64 {
	plain := func(x, y float64) float64 {
		t := autodiff.NewTape()
		defer t.Release()
		return f(t, t.Input(x), t.Input(y)).V
	}
	return autodiff.Pair(plain, f, &autodiff.Record{Name: "f"})
}

func TestFormulaFunctions(t *testing.T) {
	for _, test := range formulaFunctions {
		t.Run(test.name, func(t *testing.T) {
			f := paired(test.f)
			for _, p := range test.points {
				sameAsRecorded(t, f, mathlib.FormulaAt(f, p[:]), p[:], 1e-12)
			}
		})
	}
}

// sameAsRecorded compares value, gradient and Hessian of a formula, and of what
// it is as Go, with the recorded ones.
func sameAsRecorded(t *testing.T, f func(x, y float64) float64, y *mathlib.Symbolic, x []float64, tolerance float64) {
	t.Helper()
	same := func(what string, e mathlib.Expression, want float64) {
		t.Helper()
		got := e.At(x...)
		if math.IsNaN(want) || math.IsInf(want, 0) {
			return
		}
		if size := tolerance * (1 + math.Abs(want)); !(math.Abs(got-want) <= size) {
			t.Errorf("%s at %v = %v, want %v\n%v", what, x, got, want, e)
		}
		text := fmt.Sprintf("%#v", e)
		tolerance := tolerance
		if strings.Contains(text, "Digamma") { // gonum's has ten digits
			tolerance = max(tolerance, 1e-10)
		}
		v, rounding := goValue(t, text, x)
		if !(math.Abs(v-got) <= tolerance*(1+math.Abs(got))+rounding) {
			t.Errorf("%s at %v as Go = %v, want %v\n%s", what, x, v, got, text)
		}
	}
	g, h := mathlib.Gradient(f, x), mathlib.Hessian(f, x)
	fg, fh := y.Gradient(), y.Hessian()
	same("value", y.Result(0), f(x[0], x[1]))
	for i := range x {
		same(fmt.Sprintf("derivative %d", i), fg.Entry(i), g.AtVec(i))
		for j := range x {
			same(fmt.Sprintf("second derivative %d, %d", i, j), fh.Entry(i, j), h.At(i, j))
		}
	}
}

// goValue evaluates a Go expression in x and y. rounding is what that may be
// off by: more than a formula's own value where terms cancel.
func goValue(t *testing.T, text string, x []float64) (v, rounding float64) {
	t.Helper()
	e, err := parser.ParseExpr(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	n := goEvaluation{t, map[string]float64{"x": x[0], "y": x[1]}}.of(e)
	return n.v, n.err
}

// A goNumber is a number and about what it is off by; integer tells that it is
// an untyped integer constant, for which / is another operation.
type goNumber struct {
	v, err  float64
	integer bool
}

// A goEvaluation evaluates the Go expressions that formulas are written as.
type goEvaluation struct {
	t         *testing.T
	variables map[string]float64
}

func (g goEvaluation) of(e ast.Expr) goNumber {
	switch e := e.(type) {
	case *ast.BasicLit:
		v, err := strconv.ParseFloat(e.Value, 64)
		if err != nil {
			g.t.Fatal(err)
		}
		return goNumber{v: v, integer: e.Kind == token.INT}
	case *ast.Ident:
		v, ok := g.variables[e.Name]
		if !ok {
			g.t.Fatalf("undefined: %s", e.Name)
		}
		return goNumber{v: v}
	case *ast.SelectorExpr:
		return goNumber{v: math.Pi}
	case *ast.ParenExpr:
		return g.of(e.X)
	case *ast.UnaryExpr:
		x := g.of(e.X)
		x.v = -x.v
		return x
	case *ast.BinaryExpr:
		return g.binary(e)
	case *ast.CallExpr:
		return g.call(e)
	}
	g.t.Fatalf("unexpected %T", e)
	return goNumber{}
}

func (g goEvaluation) binary(e *ast.BinaryExpr) goNumber {
	x, y := g.of(e.X), g.of(e.Y)
	r := goNumber{integer: x.integer && y.integer}
	switch e.Op {
	case token.ADD:
		r.v, r.err = x.v+y.v, x.err+y.err
	case token.SUB:
		r.v, r.err = x.v-y.v, x.err+y.err
	case token.MUL:
		r.v, r.err = x.v*y.v, math.Abs(x.v)*y.err+math.Abs(y.v)*x.err
	default:
		r.v = x.v / y.v
		r.err = (x.err + math.Abs(r.v)*y.err) / math.Abs(y.v)
		if r.integer {
			r.v = math.Trunc(r.v)
		}
	}
	r.err += 0x1p-52 * math.Abs(r.v)
	return r
}

func (g goEvaluation) call(e *ast.CallExpr) goNumber {
	if lit, ok := e.Fun.(*ast.FuncLit); ok {
		c := lit.Body.List[0].(*ast.AssignStmt).Rhs[0].(*ast.CallExpr)
		return called(func(x []float64) float64 { v, _ := math.Lgamma(x[0]); return v }, g.of(c.Args[0]))
	}
	name := e.Fun.(*ast.SelectorExpr).Sel.Name
	f, ok := goFunctions[name]
	if !ok {
		g.t.Fatalf("undefined: math.%s", name)
	}
	var args []goNumber
	for _, a := range e.Args {
		args = append(args, g.of(a))
	}
	return called(func(x []float64) float64 {
		in := make([]reflect.Value, len(x))
		for i, v := range x {
			in[i] = reflect.ValueOf(v).Convert(reflect.TypeOf(f).In(i))
		}
		return reflect.ValueOf(f).Call(in)[0].Float()
	}, args...)
}

// called returns f at numbers, and what their errors make of it.
func called(f func(x []float64) float64, args ...goNumber) goNumber {
	x := make([]float64, len(args))
	for i, a := range args {
		x[i] = a.v
	}
	r := goNumber{v: f(x)}
	r.err = 0x1p-50 * math.Abs(r.v)
	for i, a := range args {
		if a.err > 0 {
			x[i] = a.v + a.err
			r.err += math.Abs(f(x) - r.v)
			x[i] = a.v
		}
	}
	return r
}

var goFunctions = map[string]any{
	"Sqrt": math.Sqrt, "Cbrt": math.Cbrt, "Abs": math.Abs, "Pow": math.Pow,
	"Exp": math.Exp, "Exp2": math.Exp2, "Expm1": math.Expm1,
	"Log": math.Log, "Log2": math.Log2, "Log10": math.Log10, "Log1p": math.Log1p,
	"Sin": math.Sin, "Cos": math.Cos, "Tan": math.Tan, "Asin": math.Asin, "Acos": math.Acos, "Atan": math.Atan, "Atan2": math.Atan2,
	"Sinh": math.Sinh, "Cosh": math.Cosh, "Tanh": math.Tanh, "Asinh": math.Asinh, "Acosh": math.Acosh, "Atanh": math.Atanh,
	"Erf": math.Erf, "Erfc": math.Erfc, "Erfinv": math.Erfinv, "Erfcinv": math.Erfcinv, "Gamma": math.Gamma,
	"J0": math.J0, "J1": math.J1, "Jn": math.Jn, "Y0": math.Y0, "Y1": math.Y1, "Yn": math.Yn,
	"Floor": math.Floor, "Ceil": math.Ceil, "Trunc": math.Trunc, "Round": math.Round, "RoundToEven": math.RoundToEven, "Logb": math.Logb,
	"Mod": math.Mod, "Remainder": math.Remainder, "Digamma": mathext.Digamma, "Zeta": mathext.Zeta,
}

// A function without a recording has no formula, and says why.
func TestFormulaRefusals(t *testing.T) {
	plain := func(x float64) float64 { return x }
	refused := func(x float64) float64 { return 2 * x }
	autodiff.Register(refused, nil, &autodiff.Record{Name: "refused", File: "cell-3", Line: 4, Refusal: "goroutine in a differentiated function"})
	infinite := paired(func(t *tape, x, y real) real { return t.Mul(x, k(math.Inf(1))) })
	for _, test := range []struct {
		want string
		call func()
	}{
		{"no twin", func() { mathlib.Formula(plain) }},
		{"no formula of refused: goroutine in a differentiated function (cell 3, line 4)", func() { mathlib.Formula(refused) }},
		{`like "x", "y"`, func() { _ = mathlib.Formula(mathtest.Lee) }},
		{"f takes 1 numbers, there are 2 names", func() { mathlib.Formula(sinOf, "x", "y") }},
		{`"x y" is not a name`, func() { mathlib.Formula(sinOf, "x y") }},
		{`"func" is not a name`, func() { mathlib.Formula(sinOf, "func") }},
		{`"math" is not a name`, func() { mathlib.Formula(sinOf, "math") }},
		{`two variables have the name "x"`, func() { mathlib.Formula(norm, "x", "x") }},
		{"the point has 3 coordinates, there are 2 names", func() { mathlib.FormulaAt(mathtest.Lee, []float64{1, 2, 3}, "x", "y") }},
		{"+Inf, which no formula can hold", func() { mathlib.Formula(infinite) }},
		{"Gradient of a formula with 2 results: use Jacobian", func() { mathlib.Formula(circle).Gradient() }},
		{"At was given 1 numbers", func() { mathlib.Formula(norm).At(1) }},
		{`no variable "z"`, func() { mathlib.Formula(norm).Result(0).Derivative("z") }},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, test.want) {
					t.Errorf("panic %q, want %q in it", got, test.want)
				}
			}()
			test.call()
		}()
	}
}
