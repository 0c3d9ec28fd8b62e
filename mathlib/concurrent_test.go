package mathlib_test

import (
	"reflect"
	"sync"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// TestOperatorsAtTheSameTime: the results of all operators are those of calls
// one after the other.
func TestOperatorsAtTheSameTime(t *testing.T) {
	all := func(x []float64) []any {
		v := []float64{x[1], -x[0]}
		value, h := mathlib.ValueAndHessianVec(mathtest.G, x, v)
		p := mathlib.Prepare(mathtest.G, 2)
		return []any{
			value, h, mathlib.JacobianVec(mathtest.FG, x, v), mathlib.VecJacobian(mathtest.FG, v, x),
			mathlib.Directional(norm, x, v), mathlib.Derivative(sinOf, x[0]), mathlib.Laplacian(mathtest.Lee, x),
			mathlib.HessianDiag(mathtest.Rosenbrock, x), mathlib.SparseHessian(mathtest.Rosenbrock, x),
			mathlib.SparseJacobian(polar, x), mathlib.TaylorAlong(norm, x, v, 6), mathlib.Quadratic(mathtest.Lee, x),
			mathlib.Linearize(polar, x), mathlib.Check(mathtest.Lee, mathtest.FG, x), p.Hessian(x), p.Gradient(x),
		}
	}
	var wait sync.WaitGroup
	for i := range 8 {
		x := []float64{1 + float64(i), 2.5}
		want := all(x)
		wait.Go(func() {
			for range 50 {
				for k, got := range all(x) {
					if !reflect.DeepEqual(got, want[k]) {
						t.Errorf("result %d: %v, want %v", k, got, want[k])
					}
				}
			}
		})
	}
	wait.Wait()
}
