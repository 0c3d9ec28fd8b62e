package mathlib

import (
	"fmt"
	"math"
	"strings"
)

// A Comparison is what [Check] found.
type Comparison struct {
	Given []float64    // what the gradient under test returned
	Exact Vector       // the gradient of f
	Wrong []WrongEntry // the entries that differ; empty: none does
}

// A WrongEntry is an entry of a gradient that is not the derivative.
type WrongEntry struct {
	Index        int
	Given, Exact float64
	Tolerance    float64 // how far rounding would have explained
}

// Check compares a gradient written by hand with the exact one at x. grad takes
// what f takes and returns one number for each entry of x, or for a function of
// one variable just the derivative.
//
// An entry is wrong when it differs by more than the error of the exact one and
// the rounding that any way of computing it may suffer: a billionth of it, and
// what a rounding of x changes.
func Check[F Scalar, G Field, X Point](f F, grad G, x X) Comparison {
	fn, hand := newFunction("Check", f), newFunction("Check", grad)
	p := fn.point(x)
	hand.point(x)
	given := hand.value(p)
	if len(given) != len(p) {
		fn.misuse(fmt.Sprintf("grad returned %d numbers, x has %d", len(given), len(p)))
	}
	c := Comparison{Given: given, Exact: newVector(make([]float64, len(p)))}
	fn.gradient(&c.Exact, p)
	var slack []float64 // only made when an entry is off
	for i, v := range given {
		e := WrongEntry{Index: i, Given: v, Exact: c.Exact.AtVec(i)}
		e.Tolerance = c.Exact.ErrorAt(i) + 1e-9*math.Abs(e.Exact)
		if e.within() {
			continue
		}
		if slack == nil {
			slack = fn.sensitivity(p)
		}
		if e.Tolerance += slack[i]; !e.within() {
			c.Wrong = append(c.Wrong, e)
		}
	}
	return c
}

func (e WrongEntry) within() bool { return math.Abs(e.Given-e.Exact) <= e.Tolerance }

// sensitivity returns 64ε·Σ|H[i][j]·x[j]| for each i: what relative changes of x
// of a few roundings do to the gradient.
func (fn *function) sensitivity(x []float64) []float64 {
	s := make([]float64, len(x))
	t, y := fn.run(x)
	if t == nil { // the error of differences is larger anyway
		return s
	}
	for _, e := range t.SparseHessian(y[0]) {
		s[e.I] += 64 * epsilon * math.Abs(e.V*x[e.J])
		if e.I != e.J {
			s[e.J] += 64 * epsilon * math.Abs(e.V*x[e.I])
		}
	}
	fn.done(t)
	return s
}

// OK reports whether no entry is wrong.
func (c Comparison) OK() bool { return len(c.Wrong) == 0 }

// String says which entries are wrong, and what they look like.
func (c Comparison) String() string {
	if c.OK() {
		lines := append([]string{fmt.Sprintf("the gradient agrees in all %d entries", len(c.Given))}, c.Exact.notes()...)
		return strings.Join(lines, "\n")
	}
	lines := []string{fmt.Sprintf("%d of %d entries of the gradient are wrong", len(c.Wrong), len(c.Given))}
	for i, e := range c.Wrong {
		if i == shown {
			lines = append(lines, "⋯")
			break
		}
		lines = append(lines, fmt.Sprintf("entry %d is %s, the derivative is %s%s", e.Index, brief(e.Given), brief(e.Exact), e.hint()))
	}
	return strings.Join(append(lines, c.Exact.notes()...), "\n")
}

// hint names a common mistake that explains the entry.
func (e WrongEntry) hint() string {
	switch ratio := e.Given / e.Exact; {
	case e.Exact == 0 || e.Given == 0:
		return ""
	case math.Abs(ratio+1) < 1e-9:
		return ": the sign is wrong"
	case math.Abs(ratio-2) < 1e-9:
		return ": twice too large"
	case math.Abs(ratio-0.5) < 1e-9:
		return ": half of it"
	case math.Abs(ratio-math.Round(ratio)) < 1e-9*math.Abs(ratio) && math.Abs(ratio) < 1e6:
		return fmt.Sprintf(": off by the factor %.0f", ratio)
	}
	return ""
}
