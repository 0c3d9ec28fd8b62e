package mathlib

import (
	"fmt"
	"strings"
)

// LaTeX returns the gradient, the Hessian and its eigenvalues as a displayed
// formula, and for a degenerate point the term of f that decided.
func (c *CriticalPoint) LaTeX() string {
	s := `\nabla f = ` + bmatrix(c.Gradient.VecDense) + `,\quad H = ` + bmatrix(c.Hessian.SymDense)
	if c.Eigenvalues != nil {
		var list []string
		for _, i := range indices(len(c.Eigenvalues)) {
			if i < 0 {
				list = append(list, `\ldots`)
				continue
			}
			list = append(list, latexText(c.eigenvalue(i)))
		}
		s += `,\quad \lambda = ` + strings.Join(list, `,\; `)
	}
	if c.expansion != nil {
		s = `\begin{gathered} ` + s + ` \\ ` + c.expansion.latex() + ` \end{gathered}`
	}
	return "$$" + s + "$$"
}

// latex writes the expansion as a formula.
func (e *expansion) latex() string {
	sign, c := "+", e.coefficient
	if c < 0 {
		sign, c = "-", -c
	}
	factor := latexText(brief(c)) + `\,`
	if c == 1 {
		factor = ""
	}
	s := fmt.Sprintf(`f \approx f_0 %s %st^{%d},\quad x = x_0 + t\,%s`, sign, factor, e.order, latexTuple(e.direction))
	for k, term := range e.curve {
		if k == 2 {
			return s + ` + \cdots`
		}
		if largest(term) > 0 {
			s += fmt.Sprintf(` + t^{%d}\,%s`, k+2, latexTuple(term))
		}
	}
	return s
}

// latexTuple is a point or direction as a formula.
func latexTuple(x []float64) string {
	parts := strings.Split(strings.Trim(tuple(x), "()"), ", ")
	for i, p := range parts {
		if parts[i] = latexText(p); p == "…" {
			parts[i] = `\ldots`
		}
	}
	return `(` + strings.Join(parts, `,\, `) + `)`
}
