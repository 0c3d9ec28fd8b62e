package mathlib

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// An Expression is one formula. It prints as text, with %#v as Go, and as
// LaTeX.
type Expression struct {
	scope *formulaScope
	e     *expr // nil: too long
}

// At returns the value at x, a number for each variable. Where terms cancel it
// is computed with more digits: a formula may be multiplied out where f is not.
func (e Expression) At(x ...float64) float64 { return e.scope.evaluate(e.e, x) }

func (s *formulaScope) evaluate(e *expr, x []float64) float64 {
	if len(x) != len(s.names) {
		panic(fmt.Sprintf("mathlib: the formula has %d variables, %s; At was given %d numbers",
			len(s.names), strings.Join(s.names, ", "), len(x)))
	}
	l, ok := layoutWithin(e, math.MaxInt)
	if !ok {
		panic("mathlib: the formula is too long to be worked out: evaluate the derivative with Gradient, Jacobian or Hessian")
	}
	return evaluate(l, x)
}

// Derivative returns the derivative by the variable with the given name.
func (e Expression) Derivative(name string) Expression {
	i := slices.Index(e.scope.names, name)
	if i < 0 {
		panic(fmt.Sprintf("mathlib: the formula has no variable %q, only %s", name, strings.Join(e.scope.names, ", ")))
	}
	return Expression{e.scope, attempted(e.e, i)}
}

// String returns the formula as text, and below it what restricts it.
func (e Expression) String() string {
	return withNotes(e.scope.text(e.e), e.scope.notes(e.e))
}

// GoString returns the formula as a Go expression. Functions that package math
// does not have are those of gonum's mathext.
func (e Expression) GoString() string { return goEntry(e.e) }

// LaTeX returns the formula as a displayed formula.
func (e Expression) LaTeX() string {
	return displayed(e.scope.latex(e.e), e.scope.notes(e.e))
}

// text writes one formula as text.
func (s *formulaScope) text(e *expr) string { return s.written(e, s.writer(), "⋯") }

func (s *formulaScope) latex(e *expr) string { return s.written(e, latexWriter{}, `\cdots`) }

// written writes a formula, or instead of one that is too long.
func (s *formulaScope) written(e *expr, w sumWriter, instead string) string {
	if l, ok := layoutWithin(e, s.symbols); ok {
		return w.sum(l)
	}
	return instead
}

// goEntry writes one formula as Go, however long it is.
func goEntry(e *expr) string {
	if l, ok := layoutWithin(e, math.MaxInt); ok {
		return goWriter{}.sum(l)
	}
	return "math.NaN() /* too long */"
}

// layoutWithin lays out a formula; ok is false when there is none or it has
// more than so many symbols.
func layoutWithin(e *expr, symbols int) (l sumLayout, ok bool) {
	if e == nil {
		return nil, false
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case tooLong:
			ok = false
		default:
			panic(r)
		}
	}()
	l = layout(e)
	return l, l.cost() <= symbols
}

// String returns the function as it was written, or else as formulas, and
// below it what restricts these.
func (y *Symbolic) String() string {
	if y.source != "" {
		return withNotes(y.source, y.scope.notes())
	}
	if !y.several {
		return withNotes(y.scope.text(y.results[0]), y.Notes())
	}
	return ExpressionVector{y.scope, y.results}.String()
}

// GoString returns the simplified formulas as a Go function.
func (y *Symbolic) GoString() string {
	parameters, prologue := strings.Join(y.scope.names, ", ")+" float64", ""
	if y.arity == 0 {
		parameters = "v []float64"
		list := make([]string, len(y.scope.names))
		for i := range list {
			list[i] = fmt.Sprintf("v[%d]", i)
		}
		prologue = strings.Join(y.scope.names, ", ") + " := " + strings.Join(list, ", ") + "; "
		if slices.Contains(y.scope.names, "v") {
			parameters, prologue = strings.Replace(parameters, "v", "v_", 1), strings.ReplaceAll(prologue, "v[", "v_[")
		}
	}
	result, value := "float64", goEntry(y.results[0])
	if y.several {
		result, value = "[]float64", ExpressionVector{y.scope, y.results}.GoString()
	}
	return "func(" + parameters + ") " + result + " { " + prologue + "return " + value + " }"
}

// LaTeX returns the simplified formulas as a displayed formula.
func (y *Symbolic) LaTeX() string { return displayed(y.equation(), y.Notes()) }

func (y *Symbolic) equation() string {
	value := y.scope.latex(y.results[0])
	if y.several {
		value = latexGrid(y.scope, len(y.results), 1, y.results)
	}
	names := make([]string, len(y.scope.names))
	for i, n := range y.scope.names {
		names[i] = latexName(n)
	}
	if len(names) > 8 {
		names = append(append(names[:3:3], `\ldots`), names[len(names)-1])
	}
	name := "f"
	if isName(y.name) {
		name = latexName(y.name)
	}
	return name + parenthesised(strings.Join(names, ", ")) + " = " + value
}

// Markdown returns the function as it was written, its formula, and what
// restricts that.
func (y *Symbolic) Markdown() string {
	var b strings.Builder
	if y.source != "" {
		b.WriteString("```go\n" + y.source + "\n```\n\n")
	}
	if y.scope.omitted == "" {
		b.WriteString(displayed(y.equation(), nil) + "\n")
	}
	for _, n := range y.Notes() {
		b.WriteString("\n" + n + "\n")
	}
	return b.String()
}
