package descent

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A StepKind says in a few words how a point was reached.
type StepKind string

const (
	start StepKind = "start"
	kick  StepKind = "negative curvature"
)

// An Iteration is a point of a run.
type Iteration struct {
	X            []float64
	Value        float64  // NaN where the method did not compute it
	GradientNorm float64  // the 2-norm; NaN where the method did not compute it
	Smallest     float64  // eigenvalue of the Hessian; NaN where it was not computed
	Step         StepKind // how the point was reached
	Length       float64  // of the step to it
}

// A Trace is what happened in a run.
type Trace struct {
	Method      string
	Iterations  []Iteration // the first is the start
	Reason      Reason
	Detail      string // more about the reason, may be empty
	Evaluations Evaluations
	Estimated   bool // some gradient or Hessian was by finite differences
}

// Last returns the point at which the run ended; that of a trace without
// iterations is empty.
func (t Trace) Last() Iteration {
	if len(t.Iterations) == 0 {
		return Iteration{}
	}
	return t.Iterations[len(t.Iterations)-1]
}

// X returns the point at which the run ended.
func (t Trace) X() []float64 { return t.Last().X }

// Value returns the function's value at the end.
func (t Trace) Value() float64 { return t.Last().Value }

// Steps returns how many steps were taken.
func (t Trace) Steps() int { return max(0, len(t.Iterations)-1) }

// Best returns the iteration with the smallest value.
func (t Trace) Best() Iteration {
	best := t.Last()
	for _, i := range t.Iterations {
		if i.Value < best.Value || math.IsNaN(best.Value) {
			best = i
		}
	}
	return best
}

// A Curve is points for a plot, in the form that gonum's plotter takes.
type Curve []struct{ X, Y float64 }

// Len returns the number of points.
func (c Curve) Len() int { return len(c) }

// XY returns point i.
func (c Curve) XY(i int) (x, y float64) { return c[i].X, c[i].Y }

// Path returns coordinates i and j of the points reached.
func (t Trace) Path(i, j int) Curve {
	return t.curve(func(_ int, it Iteration) (float64, float64) { return it.X[i], it.X[j] })
}

// Values returns the function's value by iteration.
func (t Trace) Values() Curve {
	return t.curve(func(k int, it Iteration) (float64, float64) { return float64(k), it.Value })
}

// GradientNorms returns the norm of the gradient by iteration.
func (t Trace) GradientNorms() Curve {
	return t.curve(func(k int, it Iteration) (float64, float64) { return float64(k), it.GradientNorm })
}

// SmallestEigenvalues returns the smallest eigenvalue of the Hessian by
// iteration.
func (t Trace) SmallestEigenvalues() Curve {
	return t.curve(func(k int, it Iteration) (float64, float64) { return float64(k), it.Smallest })
}

// curve leaves out the iterations at which a quantity was not computed.
func (t Trace) curve(point func(k int, i Iteration) (x, y float64)) Curve {
	var c Curve
	for k, i := range t.Iterations {
		if x, y := point(k, i); !math.IsNaN(x) && !math.IsNaN(y) {
			c = append(c, struct{ X, Y float64 }{x, y})
		}
	}
	return c
}

// A long trace is printed with shownFirst and shownLast iterations.
const (
	shownFirst = 12
	shownLast  = 5
)

// String returns a table of the iterations and why the run ended.
func (t Trace) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", t.Method, t.Reason)
	if t.Detail != "" {
		b.WriteString(" (" + t.Detail + ")")
	}
	fmt.Fprintf(&b, "\n%d steps; %s\n", t.Steps(), t.Evaluations)
	if t.Estimated {
		b.WriteString("derivatives by finite differences, not exact\n")
	}
	rows := [][]string{{"k", "value", "|gradient|", "λ min", "step", "x"}}
	for k, i := range t.Iterations {
		if left := len(t.Iterations) - shownLast; k >= shownFirst && k < left && left > shownFirst+1 {
			if k == shownFirst {
				rows = append(rows, []string{"⋮", "", "", "", "", ""})
			}
			continue
		}
		rows = append(rows, []string{strconv.Itoa(k), short(i.Value), short(i.GradientNorm), short(i.Smallest), string(i.Step), tuple(i.X)})
	}
	b.WriteString(table(rows))
	return b.String()
}

// String names the counts that are not 0.
func (e Evaluations) String() string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{
		{e.Values, "values"}, {e.Gradients, "gradients"}, {e.Hessians, "Hessians"}, {e.Products, "Hessian products"},
		{e.Jacobians, "Jacobians"}, {e.SampleGradients, "sample gradients"}, {e.SampleHessians, "sample Hessians"},
	} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(parts, ", ")
}

// short is a number in six digits, "·" when it is not known.
func short(v float64) string {
	if math.IsNaN(v) {
		return "·"
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}

// tuple is a point, its first coordinates when there are many.
func tuple(x []float64) string {
	const most = 6
	var s []string
	for _, v := range x[:min(len(x), most)] {
		s = append(s, short(v))
	}
	if len(x) > most {
		s = append(s, "…")
	}
	return "(" + strings.Join(s, ", ") + ")"
}

// table aligns columns to the left.
func table(rows [][]string) string {
	width := make([]int, len(rows[0]))
	for _, row := range rows {
		for j, c := range row {
			width[j] = max(width[j], len([]rune(c)))
		}
	}
	lines := make([]string, len(rows))
	for i, row := range rows {
		var b strings.Builder
		for j, c := range row {
			b.WriteString(c + strings.Repeat(" ", width[j]-len([]rune(c))+2))
		}
		lines[i] = strings.TrimRight(b.String(), " ")
	}
	return strings.Join(lines, "\n")
}
