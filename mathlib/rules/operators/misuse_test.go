package operators_test

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
	"github.com/gonabla/nabla/mathlib/rules/operators"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

func sum(t *tape, x []real) real {
	s := real{}
	for _, v := range x {
		s = t.Add(s, v)
	}
	return s
}

// TestMisuse: calls that make no sense panic with what the operator outside of
// a twin says.
func TestMisuse(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Inputs([]float64{1, 2})
	two := func(t *tape, x, y real) real { return t.Mul(x, y) }
	none := func(*tape, []real) []real { return nil }
	for want, call := range map[string]func(){
		"mathlib: Gradient: f takes a []float64, x is a number: write []float64{x}":    func() { operators.Gradient(tp, sum, x[0]) },
		"mathlib: Hessian: f takes 2 numbers, x has 1":                                 func() { operators.Hessian(tp, two, x[:1]) },
		"mathlib: Jacobian: f takes 2 numbers, x has 1":                                func() { operators.Jacobian(tp, two, 3) },
		"mathlib: Laplacian: x is empty":                                               func() { operators.Laplacian(tp, sum, []real{}) },
		"mathlib: HessianDiag: x is empty":                                             func() { operators.HessianDiag(tp, sum, &mat.VecDense{}) },
		"mathlib: HessianVec: v has length 1, x has 2":                                 func() { operators.HessianVec(tp, sum, x, x[:1]) },
		"mathlib: VecJacobian: w has length 2, f(x) has 1":                             func() { operators.VecJacobian(tp, sum, x, x) },
		"mathlib: GradientTo: dst has length 1, x has 2":                               func() { operators.GradientTo(tp, make([]real, 1), sum, x) },
		"mathlib: JacobianVecTo: dst has length 2, f(x) has 1":                         func() { operators.JacobianVecTo(tp, x, sum, x, x) },
		"mathlib: HessianTo: dst is 3×3, the Hessian 2×2":                              func() { operators.HessianTo(tp, mat.NewSymDense(tp, 3, nil), sum, x) },
		"mathlib: JacobianTo: dst is 2×2, the Jacobian 1×2":                            func() { operators.JacobianTo(tp, mat.NewDense(tp, 2, 2, nil), sum, x) },
		"mathlib: Directional: x[1] is NaN":                                            func() { operators.Directional(tp, sum, []real{x[0], {V: math.NaN()}}, x) },
		"mathlib: JacobianVec: f returned no numbers":                                  func() { operators.JacobianVec(tp, none, x, x) },
		"mathlib: TaylorAlong: f takes a []float64, x is a number: write []float64{x}": func() { operators.TaylorAlong(tp, sum, 2, 1, 2) },
		"mathlib: Taylor: the order is -1": func() {
			operators.Taylor(tp, func(_ *tape, x real) real { return x }, x[0], -1)
		},
	} {
		func() {
			defer func() {
				if r := recover(); r != want {
					t.Errorf("%v, want %s", r, want)
				}
			}()
			call()
		}()
	}
}
