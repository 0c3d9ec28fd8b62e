package mathlib

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// This file has verdicts as text; report_latex.go and report_html.go have them
// as formulas and tables.

// brief is a number for reading: six digits.
func brief(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// tuple is a point or direction for reading; components that are only rounding
// beside the others are 0, and of many only some are written.
func tuple(x []float64) string {
	size := largest(x)
	var s []string
	for _, i := range indices(len(x)) {
		switch {
		case i < 0:
			s = append(s, "…")
		case math.Abs(x[i]) < 1e-14*size:
			s = append(s, "0")
		default:
			s = append(s, brief(x[i]))
		}
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

// eigenvalueList lists the eigenvalues, those in the middle left out when there
// are many.
func (c *CriticalPoint) eigenvalueList() string {
	var s []string
	for _, i := range indices(len(c.Eigenvalues)) {
		if i < 0 {
			s = append(s, "…")
			continue
		}
		s = append(s, c.eigenvalue(i))
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
	if c.Kind == NotCritical && c.Flatness < flat {
		lines = append(lines, fmt.Sprintf("gradient-flat: ‖Hg‖/(‖H‖‖g‖) = %.2g", c.Flatness))
	}
	lines = append(lines, c.spectrumLines()...)
	if c.expansion != nil {
		lines = append(lines, c.expansion.text())
	}
	if c.Escape != nil {
		lines = append(lines, c.Escape.String())
	}
	if c.Reason != "" {
		lines = append(lines, c.Kind.String()+" because "+c.Reason)
	}
	for _, k := range c.Gradient.Kinks {
		lines = append(lines, "not differentiable here: "+kinkText(k))
	}
	return append(lines, "how: "+c.Method)
}

// spectrumLines tells of the eigenvalues.
func (c *CriticalPoint) spectrumLines() []string {
	if c.Eigenvalues == nil {
		return nil
	}
	within := fmt.Sprintf("within %.2g", largest(c.Bound))
	if n := c.exactZeros(); n > 0 {
		within += fmt.Sprintf(", %d exactly 0", n)
	}
	lines := []string{
		"eigenvalues of the Hessian " + c.eigenvalueList() + ", " + within,
		fmt.Sprintf("positive %d, zero %d, negative %d; Morse index %d, n₋/n %s, n₊/n %s",
			c.Positive, c.Zero, c.Negative, c.MorseIndex, brief(c.Alpha), brief(c.MinimumRatio)),
	}
	if c.Kind == NotCritical {
		return lines
	}
	for _, i := range indices(len(c.NullDirections)) {
		if i < 0 {
			lines = append(lines, "…")
			continue
		}
		lines = append(lines, "null direction "+tuple(c.NullDirections[i]))
	}
	return lines
}

// exactZeros counts the eigenvalues that are proven to be 0.
func (c *CriticalPoint) exactZeros() int {
	n := 0
	for i, v := range c.Eigenvalues {
		if v == 0 && c.Bound[i] == 0 {
			n++
		}
	}
	return n
}

// text writes the expansion: f along its curve.
func (e *expansion) text() string {
	sign, c := "+", e.coefficient
	if c < 0 {
		sign, c = "-", -c
	}
	factor := brief(c) + "·"
	if c == 1 {
		factor = ""
	}
	return fmt.Sprintf("f ≈ f₀ %s %st%s at x₀ + %s", sign, factor, superscript(e.order), curveText("t", e.direction, e.curve))
}

// curveText writes a curve with the given parameter, its first terms at least.
func curveText(t string, direction []float64, curve [][]float64) string {
	s := t + "·" + tuple(direction)
	for k, term := range curve {
		if k == 2 {
			return s + " + …"
		}
		if largest(term) > 0 {
			s += " + " + t + superscript(k+2) + "·" + tuple(term)
		}
	}
	return s
}

// String tells how f decreases on the way.
func (e *Escape) String() string {
	return fmt.Sprintf("f decreases by about %s·s%s at x₀ + %s", brief(e.Rate), superscript(e.Order), curveText("s", e.Direction, e.Curve))
}

// Markdown returns the verdict as text with formulas.
func (c *CriticalPoint) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** at $%s$, $f = %s$\n\n%s\n\n", c.Kind, tuple(c.X), latexNumber(c.Value), c.LaTeX())
	for _, l := range c.lines()[1:] {
		b.WriteString("- " + l + "\n")
	}
	return b.String()
}
