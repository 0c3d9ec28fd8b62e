package descent_test

import (
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// This file has twins written by hand, as the kernel would write them.

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

func k(v float64) real { return autodiff.Constant(v) }

func twinOfLee(t *tape, w []real) real { return t.Pow(t.Sub(k(1), t.Mul(w[0], w[1])), k(2)) }

func twinOfQuadratic(t *tape, x []real) real {
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

func twinOfRosenbrock(t *tape, x []real) real {
	sum := k(0)
	for i := range len(x) - 1 {
		a := t.Sub(x[i+1], t.Mul(x[i], x[i]))
		b := t.Sub(k(1), x[i])
		sum = t.Add(sum, t.Add(t.Mul(t.Mul(k(100), a), a), t.Mul(b, b)))
	}
	return sum
}

// line is the tutorial's regression: the squared errors of w·x + b at four
// points, one function for each.
func line(targets ...float64) []func([]float64) float64 {
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

// rosenbrockResiduals are numbers whose squares add up to Rosenbrock's function
// of two variables.
func rosenbrockResiduals(x []float64) []float64 {
	return []float64{10 * (x[1] - x[0]*x[0]), 1 - x[0]}
}

func twinOfRosenbrockResiduals(t *tape, x []real) []real {
	return []real{t.Mul(k(10), t.Sub(x[1], t.Mul(x[0], x[0]))), t.Sub(k(1), x[0])}
}

func init() {
	autodiff.Register(mathtest.Lee, twinOfLee, &autodiff.Record{Name: "Lee"})
	autodiff.Register(mathtest.Quadratic, twinOfQuadratic, &autodiff.Record{Name: "Quadratic"})
	autodiff.Register(mathtest.Rosenbrock, twinOfRosenbrock, &autodiff.Record{Name: "Rosenbrock"})
	autodiff.Register(rosenbrockResiduals, twinOfRosenbrockResiduals, &autodiff.Record{Name: "residuals"})
}
