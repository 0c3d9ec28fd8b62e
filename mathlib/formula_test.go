package mathlib_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// pair1 makes a function of one variable of a twin.
func pair1(f func(t *tape, x real) real) func(float64) float64 {
	plain := func(x float64) float64 {
		t := autodiff.NewTape()
		defer t.Release()
		return f(t, t.Input(x)).V
	}
	return autodiff.Pair(plain, f, &autodiff.Record{Name: "f"})
}

// pairN makes a function of a slice of a twin.
func pairN(f func(t *tape, x []real) real) func([]float64) float64 {
	plain := func(x []float64) float64 {
		t := autodiff.NewTape()
		defer t.Release()
		return f(t, t.Inputs(x)).V
	}
	return autodiff.Pair(plain, f, &autodiff.Record{Name: "f"})
}

// pairField makes a field of a twin.
func pairField(f func(t *tape, x []real) []real) func([]float64) []float64 {
	plain := func(x []float64) (y []float64) {
		t := autodiff.NewTape()
		defer t.Release()
		for _, r := range f(t, t.Inputs(x)) {
			y = append(y, r.V)
		}
		return y
	}
	return autodiff.Pair(plain, f, &autodiff.Record{Name: "f"})
}

// neuron is the activation max(0, w·x + b) with the variables w1, w2, b.
func neuron(x1, x2 float64) func([]float64) float64 {
	return pairN(func(t *tape, p []real) real {
		return t.Max(k(0), t.Add(t.Add(t.Mul(p[0], k(x1)), t.Mul(p[1], k(x2))), p[2]))
	})
}

// sums is y = Σ xᵢ·z with the variables x1, x2, x3, z.
var sums = pairN(func(t *tape, x []real) real {
	s := k(0)
	for _, v := range x[:3] {
		s = t.Add(s, t.Mul(v, x[3]))
	}
	return s
})

// The rules and chains of a course on matrix calculus.
func TestFormulaDerivatives(t *testing.T) {
	for _, test := range []struct {
		name        string
		f           func(t *tape, x real) real
		text, latex string
	}{
		{"99", func(t *tape, x real) real { return k(99) }, "0", "0"},
		{"3x", func(t *tape, x real) real { return t.Mul(k(3), x) }, "3", "3"},
		{"x³", func(t *tape, x real) real { return t.Pow(x, k(3)) }, "3x²", "3 x^{2}"},
		{"x²+3x", func(t *tape, x real) real { return t.Add(t.Mul(x, x), t.Mul(k(3), x)) }, "2x + 3", "2 x + 3"},
		{"x²-3x", func(t *tape, x real) real { return t.Sub(t.Mul(x, x), t.Mul(k(3), x)) }, "2x - 3", "2 x - 3"},
		{"x²x", func(t *tape, x real) real { return t.Mul(t.Mul(x, x), x) }, "3x²", "3 x^{2}"},
		{"ln x²", func(t *tape, x real) real { return t.Log(t.Mul(x, x)) }, "2/x", `\frac{2}{x}`},
		{"9(x+x²)", func(t *tape, x real) real { return t.Mul(k(9), t.Add(x, t.Mul(x, x))) }, "18x + 9", "18 x + 9"},
		{"sin x²", func(t *tape, x real) real { return t.Sin(t.Mul(x, x)) }, "2x·cos(x²)", `2 x \cos\left(x^{2}\right)`},
		{"ln sin²x³", func(t *tape, x real) real { return t.Log(t.Pow(t.Sin(t.Pow(x, k(3))), k(2))) },
			"6x²·cos(x³)/sin(x³)", `\frac{6 x^{2} \cos\left(x^{3}\right)}{\sin\left(x^{3}\right)}`},
		{"x+x²", func(t *tape, x real) real { return t.Add(x, t.Mul(x, x)) }, "2x + 1", "2 x + 1"},
		{"sin(x+x²)", func(t *tape, x real) real { return t.Sin(t.Add(x, t.Mul(x, x))) },
			"cos(x² + x)·(2x + 1)", `\cos\left(x^{2} + x\right) \left(2 x + 1\right)`},
		{"max(0, z)", func(t *tape, x real) real { return t.Max(k(0), x) }, "1\nwhere x > 0",
			`\begin{gathered} 1 \\ \small\text{where x > 0} \end{gathered}`},
		{"(x+1)⁷", func(t *tape, x real) real { return t.Pow(t.Add(x, k(1)), k(7)) }, "7(x + 1)⁶", `7 \left(x + 1\right)^{6}`},
		{"(2x-1)²⁰", func(t *tape, x real) real { return t.Pow(t.Sub(t.Mul(k(2), x), k(1)), k(20)) }, "40(2x - 1)¹⁹", `40 \left(2 x - 1\right)^{19}`},
		{"sigmoid", func(t *tape, x real) real { return t.Div(k(1), t.Add(k(1), t.Exp(t.Neg(x)))) },
			"exp(-x)/(exp(-x) + 1)²", `\frac{e^{-x}}{\left(e^{-x} + 1\right)^{2}}`},
		{"tanh", func(t *tape, x real) real { return t.Tanh(t.Mul(k(0.5), x)) }, "(1 - tanh(x/2)²)/2", `\frac{1 - \tanh^{2}\left(\frac{x}{2}\right)}{2}`},
		{"sqrt", func(t *tape, x real) real { return t.Sqrt(x) }, "1/(2√x)", `\frac{1}{2 \sqrt{x}}`},
		{"x/(x+1)", func(t *tape, x real) real { return t.Div(x, t.Add(x, k(1))) }, "1/(x + 1)²", `\frac{1}{\left(x + 1\right)^{2}}`},
		{"1/(1-x²)", func(t *tape, x real) real { return t.Div(k(1), t.Sub(k(1), t.Mul(x, x))) },
			"2x/(x² - 1)²", `\frac{2 x}{\left(x^{2} - 1\right)^{2}}`},
		{"|x|", func(t *tape, x real) real { return t.Abs(x) }, "x/|x|", `\frac{x}{\left|x\right|}`},
		{"x to the 1.3", func(t *tape, x real) real { return t.Pow(x, k(2.3)) }, "23x^(13/10)/10", `\frac{23 x^{\frac{13}{10}}}{10}`},
		{"2 to the x", func(t *tape, x real) real { return t.Pow(k(2), x) }, "log(2)·2^x", ``},
		{"0.1x", func(t *tape, x real) real { return t.Mul(k(0.1), t.Mul(x, x)) }, "x/5", `\frac{x}{5}`},
		{"a third", func(t *tape, x real) real { return t.Mul(k(1./3), x) }, "1/3", `\frac{1}{3}`},
		{"tiny", func(t *tape, x real) real { return t.Mul(k(1e-10), x) }, "1e-10", `1 \times 10^{-10}`},
		{"2π", func(t *tape, x real) real { return t.Sin(t.Mul(k(2*math.Pi), x)) }, "2π·cos(2πx)", `2 \pi \cos\left(2 \pi x\right)`},
	} {
		d := mathlib.Formula(pair1(test.f), "x").Gradient().Entry(0)
		if got := d.String(); got != test.text {
			t.Errorf("%s: derivative %q, want %q", test.name, got, test.text)
		}
		if got := d.LaTeX(); test.latex != "" && got != "$$"+test.latex+"$$" {
			t.Errorf("%s: derivative %s, want %s", test.name, got, test.latex)
		}
	}
}

// The matrices of the same course and of two shorter texts.
func TestFormulaMatrices(t *testing.T) {
	fg := mathlib.Formula(mathtest.FG, "x", "y")
	lee := mathlib.Formula(mathtest.Lee, "w1", "w2")
	field := mathlib.Formula(mathtest.Field3, "x1", "x2")
	binary := func(op func(t *tape, x, y real) real) func([]float64) []float64 {
		return pairField(func(t *tape, v []real) []real { return []real{op(t, v[0], v[2]), op(t, v[1], v[3])} })
	}
	chain := pairField(func(t *tape, x []real) []real { return []real{t.Log(t.Mul(x[0], x[0])), t.Sin(t.Mul(k(3), x[0]))} })
	for _, test := range []struct {
		name        string
		got         fmt.Stringer
		text, latex string
	}{
		{"∇f", mathlib.Formula(mathtest.F, "x", "y").Gradient(), "⎡6xy⎤\n⎣3x²⎦", `6 x y \\ 3 x^{2}`},
		{"∇g", mathlib.Formula(mathtest.G, "x", "y").Gradient(), "⎡  2⎤\n⎣8y⁷⎦", `2 \\ 8 y^{7}`},
		{"J", fg.Jacobian(), "⎡6xy  3x²⎤\n⎣  2  8y⁷⎦", `6 x y & 3 x^{2} \\ 2 & 8 y^{7}`},
		{"Hf", mathlib.Formula(mathtest.F, "x", "y").Hessian(), "⎡6y  6x⎤\n⎣6x   0⎦", `6 y & 6 x \\ 6 x & 0`},
		{"Hg", mathlib.Formula(mathtest.G, "x", "y").Hessian(), "⎡0     0⎤\n⎣0  56y⁶⎦", `0 & 0 \\ 0 & 56 y^{6}`},
		{"∇xy", mathlib.Formula(pairN(func(t *tape, x []real) real { return t.Mul(x[0], x[1]) }), "x", "y").Gradient(), "⎡y⎤\n⎣x⎦", `y \\ x`},
		{"x1²+x2, x1x2", field.Jacobian(), "⎡2·x1   1⎤\n⎣  x2  x1⎦", `2 x_{1} & 1 \\ x_{2} & x_{1}`},
		{"w+x", mathlib.Formula(binary((*tape).Add), "w1", "w2", "x1", "x2").Jacobian(), "⎡1  0  1  0⎤\n⎣0  1  0  1⎦", ""},
		{"w-x", mathlib.Formula(binary((*tape).Sub), "w1", "w2", "x1", "x2").Jacobian(), "⎡1  0  -1   0⎤\n⎣0  1   0  -1⎦", ""},
		{"w∘x", mathlib.Formula(binary((*tape).Mul), "w1", "w2", "x1", "x2").Jacobian(), "⎡x1   0  w1   0⎤\n⎣ 0  x2   0  w2⎦", ""},
		{"w/x", mathlib.Formula(binary((*tape).Div), "w", "v", "x", "y").Jacobian(), "⎡1/x    0  -w/x²      0⎤\n⎣  0  1/y      0  -v/y²⎦",
			`\frac{1}{x} & 0 & -\frac{w}{x^{2}} & 0 \\ 0 & \frac{1}{y} & 0 & -\frac{v}{y^{2}}`},
		{"Σ xᵢz", mathlib.Formula(sums, "x1", "x2", "x3", "z").Gradient(), "⎡           z⎤\n⎢           z⎥\n⎢           z⎥\n⎣x1 + x2 + x3⎦", `z \\ z \\ z \\ x_{1} + x_{2} + x_{3}`},
		{"chain", mathlib.Formula(chain, "x").Jacobian(), "⎡      2/x⎤\n⎣3·cos(3x)⎦", `\frac{2}{x} \\ 3 \cos\left(3 x\right)`},
		{"∇(1-w1w2)²", lee.Gradient(), "⎡2·w2·(w1·w2 - 1)⎤\n⎣2·w1·(w1·w2 - 1)⎦",
			`2 w_{2} \left(w_{1} w_{2} - 1\right) \\ 2 w_{1} \left(w_{1} w_{2} - 1\right)`},
		{"H(1-w1w2)²", lee.Hessian(), "⎡      2·w2²  4·w1·w2 - 2⎤\n⎣4·w1·w2 - 2        2·w1²⎦", ""},
		{"neuron on", mathlib.FormulaAt(neuron(3, 1), []float64{1, -2, 0.5}, "u", "v", "b").Gradient(), "⎡3⎤\n⎢1⎥\n⎣1⎦\nwhere 3u + v + b > 0", ""},
		{"neuron off", mathlib.FormulaAt(neuron(1, 2), []float64{1, -2, 0.5}, "u", "v", "b").Gradient(), "⎡0⎤\n⎢0⎥\n⎣0⎦\nwhere u + 2v + b < 0", ""},
		{"loss", mathlib.FormulaAt(mathtest.Neuron, []float64{1, -2, 0.5}, "u", "v", "b").Gradient(),
			"⎡  2(3u + v + b - 1)⎤\n⎢2(3u + v + b - 1)/3⎥\n⎣2(3u + v + b - 1)/3⎦\nwhere 3u + v + b > 0 and u + 2v + b < 0 and u - v - b > 0", ""},
		{"loss at the kink", mathlib.FormulaAt(mathtest.Neuron, []float64{1, 2, -1}, "u", "v", "b").Hessian(),
			"⎡20/3  10/3  8/3⎤\n⎢10/3  10/3    2⎥\n⎣ 8/3     2  4/3⎦\nwhere 3u + v + b > 0 and u + 2v + b > 0 and u - v - b = 0", ""},
	} {
		if got := test.got.String(); got != test.text {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.text)
		}
		latex := test.got.(interface{ LaTeX() string }).LaTeX()
		if want := `$$\begin{bmatrix} ` + test.latex + ` \end{bmatrix}$$`; test.latex != "" && latex != want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, latex, want)
		}
	}
}

// A function is printed as it was written, and its formula below.
func TestFormulaSource(t *testing.T) {
	source := "func loss(w []float64) float64 { return math.Pow(1-w[0]*w[1], 2) }"
	f := autodiff.Pair(func(w []float64) float64 { panic("not recorded") }, twins.Lee, &autodiff.Record{Name: "loss", Source: source})
	y := mathlib.Formula(f, "w1", "w2")
	if got := y.String(); got != source {
		t.Errorf("String() = %s, want %s", got, source)
	}
	if got, want := y.LaTeX(), `$$\mathit{loss}\left(w_{1}, w_{2}\right) = \left(w_{1} w_{2} - 1\right)^{2}$$`; got != want {
		t.Errorf("LaTeX() = %s, want %s", got, want)
	}
	if got, want := y.Markdown(), "```go\n"+source+"\n```\n\n"+y.LaTeX()+"\n"; got != want {
		t.Errorf("Markdown() = %s, want %s", got, want)
	}
}

// Comparisons leave no trace in a recording: they are found in the text, or by
// trying other points.
func TestFormulaBranches(t *testing.T) {
	twin := func(t *tape, x real) real {
		if x.V > 100 {
			return t.Mul(x, x)
		}
		return t.Sin(x)
	}
	plain := func(x float64) float64 { panic("not recorded") }
	for _, test := range []struct {
		name, source, want string
		twin               func(t *tape, x real) real
	}{
		{"by trying", "", "the function branches: this is the path taken at x = 1.118", twin},
		{"by its text", "func(x float64) float64 { if y := g(x); y > 3 { return y }; return 1 }",
			"the function branches: this is the path taken at x = 1.118", func(t *tape, x real) real { return x }},
		{"none", "func(x float64) float64 { s := `if`; return x /* switch */ }", "", func(t *tape, x real) real { return x }},
		{"a constant that depends on the point", "", "the function branches: this is the path taken at x = 1.118",
			func(t *tape, x real) real { return t.Mul(x, k(math.Floor(x.V))) }},
		{"a panic elsewhere", "", "the function branches: this is the path taken at x = 1.118",
			func(t *tape, x real) real {
				if x.V < 0 {
					panic("negative")
				}
				return x
			}},
		{"float32", "", "roundings to float32 are left out", func(t *tape, x real) real { return t.Float32(t.Mul(x, x)) }},
	} {
		f := autodiff.Pair(plain, test.twin, &autodiff.Record{Name: "f", Source: test.source})
		if got := strings.Join(mathlib.Formula(f).Notes(), "; "); got != test.want {
			t.Errorf("%s: notes %q, want %q", test.name, got, test.want)
		}
	}
	f := autodiff.Pair(plain, twin, &autodiff.Record{Name: "f"})
	y := mathlib.FormulaAt(f, 200)
	if got, want := y.Gradient().Entry(0).String(), "2x\nthe function branches: this is the path taken at x = 200"; got != want {
		t.Errorf("at 200: %s, want %s", got, want)
	}
	if got := y.Point(); !reflect.DeepEqual(got, []float64{200}) {
		t.Errorf("Point() = %v", got)
	}
}

// Long recordings are refused, and what gets too long on the way is left out.
func TestFormulaLimits(t *testing.T) {
	loop := pair1(func(t *tape, x real) real {
		s := k(0)
		for i := range 3000 {
			s = t.Add(s, t.Mul(k(float64(i)), x))
		}
		return s
	})
	y := mathlib.Formula(loop)
	if got, want := y.String(), "⋯\nno formula: the function performs more than 2000 operations; shorten its loops, or raise FormulaSettings.Limit"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := y.Gradient().LaTeX(); !strings.Contains(got, `\cdots`) || !strings.Contains(got, "more than 2000 operations") {
		t.Errorf("gradient %s", got)
	}
	y = mathlib.FormulaWith(loop, mathlib.FormulaSettings{Limit: 10000})
	if got, want := y.String(), "4498500x"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	endless := pair1(func(t *tape, x real) real {
		for {
			x = t.Sin(x)
		}
	})
	if got := mathlib.Formula(endless).Notes(); len(got) != 1 {
		t.Errorf("notes of an endless loop: %q", got)
	}
	logistic := pairField(func(t *tape, x []real) []real {
		y := x[0]
		for range 30 { // each step doubles the length
			y = t.Mul(t.Mul(k(3.7), t.Sin(y)), t.Sub(k(1), t.Exp(y)))
		}
		return []real{x[0], y}
	})
	got := mathlib.Formula(logistic, "x").Jacobian().String()
	if want := "⎡1⎤\n⎣⋯⎦\n⋯ stands for a formula too long to be worked out (1 of 2)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	long := pair1(func(t *tape, x real) real {
		s := k(0)
		for i := range 200 {
			s = t.Add(s, t.Sin(t.Mul(k(float64(i)), x)))
		}
		return s
	})
	d := mathlib.Formula(long).Gradient()
	if got, want := d.String(), "[⋯]\n⋯ stands for a formula of more than 300 symbols (1 of 1): At evaluates it, %#v prints it"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := d.At(0).AtVec(0), 19900.0; got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := fmt.Sprintf("%#v", d); len(got) < 4000 {
		t.Errorf("got %s, want all of it", got)
	}
	d = mathlib.FormulaWith(long, mathlib.FormulaSettings{Symbols: 1000}).Gradient()
	if got := d.String(); len(got) < 2000 {
		t.Errorf("got %s, want all of it", got)
	}
}

// The derivative of a function is a function that has formulas, too.
func TestFormulaNested(t *testing.T) {
	d := mathlib.DerivativeFunc(mathlib.DerivativeFunc(sinOf))
	if got, want := mathlib.Formula(d).String(), "2·cos(x²) - 4x²·sin(x²)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	lgamma := pair1(func(t *tape, x real) real { v, _ := t.Lgamma(x); return v })
	f := mathlib.Formula(mathlib.DerivativeFunc(lgamma))
	if got, want := f.Gradient().Entry(0).String(), "trigamma(x)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, x := range []float64{-3.3, -0.5, 0.25, 1, 7.5} {
		got, want := f.Gradient().At(x).AtVec(0), mathlib.Hessian(lgamma, x).At(0, 0)
		if math.Abs(got-want) > 1e-12*math.Abs(want) {
			t.Errorf("trigamma(%v) = %v, want %v", x, got, want)
		}
	}
}

// Formulas may be used by several goroutines.
func TestFormulaConcurrent(t *testing.T) {
	f := mathlib.Formula(mathtest.Rosenbrock, "x", "y", "z")
	want := f.Hessian().String()
	done := make(chan string)
	for range 4 {
		go func() { done <- f.Hessian().String() }()
	}
	for range 4 {
		if got := <-done; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// Formulas are evaluated as they are written: (w1·w2 - 1)² has no terms that
// cancel.
func TestFormulaAccuracy(t *testing.T) {
	f := mathlib.Formula(mathtest.Lee, "w1", "w2")
	x := []float64{1 + 1.0/(1<<30), 1}
	if got, want := f.At(x...), 1.0/(1<<60); got != want {
		t.Errorf("value %v, want %v", got, want)
	}
	if got, want := f.Gradient().At(x...).AtVec(1), mathlib.Gradient(mathtest.Lee, x).AtVec(1); got != want {
		t.Errorf("derivative %v, want %v", got, want)
	}
}
