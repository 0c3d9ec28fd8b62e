// Package twins has twins of functions of package mathtest, written by hand as
// the kernel would write them, for tests that run outside of notebooks. Whoever
// imports it has them registered.
package twins

import (
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

func k(v float64) real { return autodiff.Constant(v) }

// Lee is the twin of [mathtest.Lee].
func Lee(t *tape, w []real) real { return t.Pow(t.Sub(k(1), t.Mul(w[0], w[1])), k(2)) }

// Quadratic is the twin of [mathtest.Quadratic].
func Quadratic(t *tape, x []real) real {
	a := [2][2]float64{{3, 2}, {2, 6}}
	b := [2]float64{2, -8}
	sum := k(10)
	for i := range a {
		for j := range a[i] {
			sum = t.Add(sum, t.Mul(t.Mul(t.Mul(k(0.5), x[i]), k(a[i][j])), x[j]))
		}
		sum = t.Add(sum, t.Mul(k(b[i]), x[i]))
	}
	return sum
}

// Rosenbrock is the twin of [mathtest.Rosenbrock].
func Rosenbrock(t *tape, x []real) real {
	sum := k(0)
	for i := range len(x) - 1 {
		a := t.Sub(x[i+1], t.Mul(x[i], x[i]))
		b := t.Sub(k(1), x[i])
		sum = t.Add(sum, t.Add(t.Mul(t.Mul(k(100), a), a), t.Mul(b, b)))
	}
	return sum
}

// Line returns the squared errors of the line p₀x + p₁ at the points x = 1, 2, …
// against the targets, one function for each, which has its twin.
func Line(targets ...float64) []func([]float64) float64 {
	var terms []func([]float64) float64
	for i, y := range targets {
		x := float64(i + 1)
		terms = append(terms, autodiff.Pair(
			func(p []float64) float64 { e := y - (p[0]*x + p[1]); return e * e },
			func(t *tape, p []real) real {
				e := t.Sub(k(y), t.Add(t.Mul(p[0], k(x)), p[1]))
				return t.Mul(e, e)
			}, &autodiff.Record{Name: "sample"}))
	}
	return terms
}

func init() {
	autodiff.Register(mathtest.Lee, Lee, &autodiff.Record{Name: "Lee"})
	autodiff.Register(mathtest.Quadratic, Quadratic, &autodiff.Record{Name: "Quadratic"})
	autodiff.Register(mathtest.Rosenbrock, Rosenbrock, &autodiff.Record{Name: "Rosenbrock"})
}
