package mathlib

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// brief is a number for reading: six digits.
func brief(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// tuple is a point or direction for reading; components that are only rounding
// beside the others are 0.
func tuple(x []float64) string {
	size := largest(x)
	s := make([]string, len(x))
	for i, v := range x {
		if math.Abs(v) < 1e-14*size {
			v = 0
		}
		s[i] = brief(v)
	}
	return "(" + strings.Join(s, ", ") + ")"
}

// eigenvalue is one for reading: 0 when it is not larger than its error.
func (c *CriticalPoint) eigenvalue(i int) string {
	if math.Abs(c.Eigenvalues[i]) <= c.Bound[i] {
		return "0"
	}
	return brief(c.Eigenvalues[i])
}

func (c *CriticalPoint) eigenvalueList() string {
	s := make([]string, len(c.Eigenvalues))
	for i := range s {
		s[i] = c.eigenvalue(i)
	}
	return strings.Join(s, ", ")
}

func (c *CriticalPoint) comparison() string {
	if c.GradientNorm > c.Tolerance {
		return ">"
	}
	return "≤"
}

// String returns the verdict and what it rests on, a line for each.
func (c *CriticalPoint) String() string { return strings.Join(c.lines(), "\n") }

func (c *CriticalPoint) lines() []string {
	lines := []string{
		fmt.Sprintf("%s at %s, f = %s", c.Kind, tuple(c.X), number(c.Value)),
		fmt.Sprintf("gradient %s: %s %s tolerance %.2g",
			tuple(c.Gradient.RawVector().Data), brief(c.GradientNorm), c.comparison(), c.Tolerance),
	}
	if c.Eigenvalues != nil {
		lines = append(lines,
			fmt.Sprintf("eigenvalues of the Hessian %s, within %.2g", c.eigenvalueList(), largest(c.Bound)),
			fmt.Sprintf("positive %d, zero %d, negative %d; Morse index %d, minimum ratio %s",
				c.Positive, c.Zero, c.Negative, c.MorseIndex, brief(c.MinimumRatio)))
	}
	if c.Reason != "" {
		lines = append(lines, c.Kind.String()+" because "+c.Reason)
	}
	if c.Kind != NotCritical {
		for _, u := range c.NullDirections {
			lines = append(lines, "null direction "+tuple(u))
		}
	}
	for _, k := range c.Gradient.Kinks {
		lines = append(lines, "not differentiable here: "+kinkText(k))
	}
	return append(lines, "derivatives: "+c.Method)
}

// Markdown returns the verdict as text with formulas.
func (c *CriticalPoint) Markdown() string {
	lines := c.lines()
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** at $%s$, $f = %s$\n\n%s\n\n", c.Kind, tuple(c.X), latexNumber(c.Value), c.LaTeX())
	for _, l := range lines[1:] {
		b.WriteString("- " + l + "\n")
	}
	return b.String()
}

// LaTeX returns the gradient, the Hessian and its eigenvalues as a displayed
// formula.
func (c *CriticalPoint) LaTeX() string {
	s := `\nabla f = ` + bmatrix(c.Gradient.VecDense) + `,\quad H = ` + bmatrix(c.Hessian.SymDense)
	if c.Eigenvalues != nil {
		list := make([]string, len(c.Eigenvalues))
		for i := range list {
			list[i] = latexText(c.eigenvalue(i))
		}
		s += `,\quad \lambda = ` + strings.Join(list, `,\; `)
	}
	return "$$" + s + "$$"
}
