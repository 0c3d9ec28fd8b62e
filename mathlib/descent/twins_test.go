package descent_test

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

// rosenbrockResiduals are numbers whose squares add up to Rosenbrock's function
// of two variables.
func rosenbrockResiduals(x []float64) []float64 {
	return []float64{10 * (x[1] - x[0]*x[0]), 1 - x[0]}
}

func twinOfRosenbrockResiduals(t *tape, x []real) []real {
	return []real{t.Mul(k(10), t.Sub(x[1], t.Mul(x[0], x[0]))), t.Sub(k(1), x[0])}
}

func init() {
	autodiff.Register(rosenbrockResiduals, twinOfRosenbrockResiduals, &autodiff.Record{Name: "residuals"})
}
