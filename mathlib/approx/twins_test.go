package approx_test

import (
	"github.com/gonabla/nabla/mathlib/autodiff"
	_ "github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// This file has twins written by hand, as the kernel would write them.

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

func k(v float64) real { return autodiff.Constant(v) }

// lineLoss is the mean of twins.Line(3, 5, 7, 9), and lineErrors are its residuals.
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
	autodiff.Register(lineLoss, twinOfLineLoss, &autodiff.Record{Name: "lineLoss"})
	autodiff.Register(lineErrors, twinOfLineErrors, &autodiff.Record{Name: "lineErrors"})
}
