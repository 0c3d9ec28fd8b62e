package mathlib

import (
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A Symbolic is a function as formulas in its variables. It is what [Formula]
// returns; Gradient, Jacobian and Hessian give its derivatives.
//
// It prints as the function was written, or as simplified formulas where the
// text is not known.
type Symbolic struct {
	scope   *formulaScope
	name    string
	source  string
	arity   int // of the Go function; 0: it takes a slice
	several bool
	results []*expr // nil: too long
}

// FormulaSettings are choices for [FormulaWith]. The zero value is that of
// [Formula].
type FormulaSettings struct {
	Point   []float64 // where the function is recorded; nil: at a point without meaning
	Limit   int       // the most operations recorded; 0: 2000
	Symbols int       // the most symbols of a formula that is shown; 0: 300
}

// Defaults of FormulaSettings.
const (
	defaultFormulaLimit   = 2000
	defaultFormulaSymbols = 300
)

// Formula returns f as a formula in variables with the given names: as many as
// f takes, or as the slice that it takes shall have. A function of one, two or
// three numbers may do without: they are x, y and z.
//
// f is evaluated at a few points and must have a recording; without one
// Formula panics with the reason. Loops are unrolled, and so a function that
// performs more than 2000 operations has no formula, only a notice, and a
// formula of more than 300 symbols is not shown ([FormulaSettings] has the limits); captured variables and other constants
// are written as the numbers that they are. Numbers are exact fractions, a
// float64 being the shortest decimal number that stands for it.
//
// A formula holds where f takes the same path as at the point where it was
// recorded. What a recording shows, the choices of Max, Min and Dim, is stated
// as conditions. Comparisons in if and switch statements leave no trace in it:
// that there are some is found out from the text of f and by trying other
// points, and said together with the point; a comparison in a function called
// by f that turns at none of them goes unnoticed. [FormulaAt] chooses the path.
func Formula[F Field](f F, names ...string) *Symbolic {
	return symbolic(newFunction("Formula", f), FormulaSettings{}, names)
}

// FormulaAt is [Formula] on the path that f takes at x.
func FormulaAt[F Field, X Point](f F, x X, names ...string) *Symbolic {
	fn := newFunction("FormulaAt", f)
	return symbolic(fn, FormulaSettings{Point: fn.point(x)}, names)
}

// FormulaWith is [Formula] with settings.
func FormulaWith[F Field](f F, s FormulaSettings, names ...string) *Symbolic {
	return symbolic(newFunction("FormulaWith", f), s, names)
}

func symbolic(fn *function, s FormulaSettings, names []string) *Symbolic {
	names = fn.variables(names)
	if s.Limit <= 0 {
		s.Limit = defaultFormulaLimit
	}
	if s.Symbols <= 0 {
		s.Symbols = defaultFormulaSymbols
	}
	if s.Point == nil {
		s.Point = somePoint(len(names))
	}
	if len(s.Point) != len(names) {
		fn.misuse(fmt.Sprintf("the point has %d coordinates, there are %d names", len(s.Point), len(names)))
	}
	y := &Symbolic{scope: &formulaScope{names: names, point: s.Point, symbols: s.Symbols}, arity: fn.arity, name: fn.shortName()}
	if _, r, ok := autodiff.Lookup(fn.f); ok {
		y.source = strings.TrimSpace(r.Source)
	}
	y.replay(fn, s)
	return y
}

// variables returns the names of the variables of f, checked.
func (fn *function) variables(names []string) []string {
	if len(names) == 0 && fn.arity > 0 {
		names = []string{"x", "y", "z"}[:fn.arity]
	}
	switch {
	case len(names) == 0:
		fn.misuse(`name the variables: one name for each number in the slice that f takes, like "x", "y"`)
	case fn.arity > 0 && len(names) != fn.arity:
		fn.misuse(fmt.Sprintf("f takes %d numbers, there are %d names", fn.arity, len(names)))
	}
	for i, n := range names {
		if !isName(n) {
			fn.misuse(fmt.Sprintf("%q is not a name for a variable", n))
		}
		if slices.Contains(names[:i], n) {
			fn.misuse(fmt.Sprintf("two variables have the name %q", n))
		}
	}
	return slices.Clone(names)
}

// isName reports whether a variable of formulas, and of Go, may have the name.
func isName(s string) bool {
	return token.IsIdentifier(s) && s != "_" && s != "math" && s != "mathext"
}

// Gradient returns the gradient of a function with a single result.
func (y *Symbolic) Gradient() ExpressionVector {
	e := y.only("Gradient", "Jacobian()")
	v := ExpressionVector{scope: y.scope}
	for j := range y.scope.names {
		v.entries = append(v.entries, attempted(e, j))
	}
	return v
}

// Jacobian returns the matrix of the derivatives of the results, a row for
// each.
func (y *Symbolic) Jacobian() ExpressionMatrix {
	m := ExpressionMatrix{scope: y.scope, rows: len(y.results), columns: len(y.scope.names)}
	for _, e := range y.results {
		for j := range m.columns {
			m.entries = append(m.entries, attempted(e, j))
		}
	}
	return m
}

// Hessian returns the matrix of the second derivatives of a function with a
// single result.
func (y *Symbolic) Hessian() ExpressionMatrix {
	e := y.only("Hessian", "Result(i).Derivative(name)")
	n := len(y.scope.names)
	m := ExpressionMatrix{scope: y.scope, rows: n, columns: n, entries: make([]*expr, n*n)}
	for i := range n {
		d := attempted(e, i)
		for j := range i + 1 {
			h := attempted(d, j)
			m.entries[i*n+j], m.entries[j*n+i] = h, h
		}
	}
	return m
}

// attempted returns ∂e/∂x for the i-th variable x; nil when e is nil or the
// derivative too long.
func attempted(e *expr, i int) *expr {
	if e == nil {
		return nil
	}
	return unlessTooLong(func() *expr { return differentiated(e, i) })
}

// unlessTooLong returns what f returns, nil when it gets too long.
func unlessTooLong(f func() *expr) (e *expr) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case tooLong:
			e = nil
		default:
			panic(r)
		}
	}()
	return f()
}

// only returns the single result.
func (y *Symbolic) only(method, instead string) *expr {
	if y.several || len(y.results) != 1 {
		panic(fmt.Sprintf("mathlib: %s of a formula with %d results: use %s", method, len(y.results), instead))
	}
	return y.results[0]
}

// Len returns the number of results.
func (y *Symbolic) Len() int { return len(y.results) }

// Result returns the i-th result as a simplified formula.
func (y *Symbolic) Result(i int) Expression { return Expression{y.scope, y.results[i]} }

// At returns the value of a function with a single result.
func (y *Symbolic) At(x ...float64) float64 {
	return Expression{y.scope, y.only("At", "Result(i).At")}.At(x...)
}

// Point returns the point where the function was recorded.
func (y *Symbolic) Point() []float64 { return slices.Clone(y.scope.point) }

// Notes returns what restricts the formulas, each a sentence: the path they
// hold on, or why there are none.
func (y *Symbolic) Notes() []string { return y.scope.notes(y.results...) }
