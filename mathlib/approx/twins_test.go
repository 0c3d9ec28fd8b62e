package approx_test

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

func twinOfRosenbrock(t *tape, x []real) real {
	sum := k(0)
	for i := range len(x) - 1 {
		a := t.Sub(x[i+1], t.Mul(x[i], x[i]))
		b := t.Sub(k(1), x[i])
		sum = t.Add(sum, t.Add(t.Mul(t.Mul(k(100), a), a), t.Mul(b, b)))
	}
	return sum
}

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

// line is the tutorial's regression: the squared errors of w·x + b at the points
// 1, 2, …, one function for each.
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

// lineLoss is the mean of line(3, 5, 7, 9), and lineErrors are its residuals.
func lineLoss(p []float64) float64 {
	sum := 0.0
	for _, e := range lineErrors(p) {
		sum += e * e
	}
	return sum / 4
}

func twinOfLineLoss(t *tape, p []real) real {
	sum := k(0)
	for _, e := range twinOfLineErrors(t, p) {
		sum = t.Add(sum, t.Mul(e, e))
	}
	return t.Div(sum, k(4))
}

func lineErrors(p []float64) []float64 {
	var e []float64
	for x := 1.0; x <= 4; x++ {
		e = append(e, 2*x+1-p[0]*x-p[1])
	}
	return e
}

func twinOfLineErrors(t *tape, p []real) []real {
	var e []real
	for x := 1.0; x <= 4; x++ {
		e = append(e, t.Sub(t.Sub(k(2*x+1), t.Mul(p[0], k(x))), p[1]))
	}
	return e
}

// quartic is Σ (sᵢ - target)⁴ + s₁s₂, a loss of two outputs.
func quartic(target float64) func([]float64) float64 {
	return autodiff.Pair(
		func(s []float64) float64 {
			a, b := s[0]-target, s[1]-target
			return a*a*a*a + b*b*b*b + s[0]*s[1]
		},
		func(t *tape, s []real) real {
			a, b := t.Sub(s[0], k(target)), t.Sub(s[1], k(target))
			a, b = t.Mul(a, a), t.Mul(b, b)
			return t.Add(t.Add(t.Mul(a, a), t.Mul(b, b)), t.Mul(s[0], s[1]))
		}, &autodiff.Record{Name: "quartic"})
}

func init() {
	autodiff.Register(mathtest.Lee, twinOfLee, &autodiff.Record{Name: "Lee"})
	autodiff.Register(mathtest.Quadratic, twinOfQuadratic, &autodiff.Record{Name: "Quadratic"})
	autodiff.Register(mathtest.Rosenbrock, twinOfRosenbrock, &autodiff.Record{Name: "Rosenbrock"})
	autodiff.Register(lineLoss, twinOfLineLoss, &autodiff.Record{Name: "lineLoss"})
	autodiff.Register(lineErrors, twinOfLineErrors, &autodiff.Record{Name: "lineErrors"})
}
