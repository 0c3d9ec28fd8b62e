package mathlib

import (
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func TestInvariant(t *testing.T) {
	type tape = autodiff.Tape
	for _, test := range []struct {
		name string
		f    func(t *tape, x []real) real
		want int
	}{
		{"constant", func(t *tape, x []real) real { return autodiff.Constant(1) }, 3},
		{"one input", func(t *tape, x []real) real { return x[1] }, 2},
		{"differences", func(t *tape, x []real) real {
			return t.Mul(t.Exp(t.Sub(x[0], x[1])), t.Sin(t.Sub(x[1], x[2])))
		}, 1},
		{"a nonlinear sum", func(t *tape, x []real) real { return t.Add(t.Exp(t.Sub(x[0], x[1])), x[2]) }, 1},
		{"shifted as a whole", func(t *tape, x []real) real { return t.Add(t.Exp(t.Sub(x[0], x[1])), x[1]) }, 1},
		{"product", func(t *tape, x []real) real { return t.Mul(t.Mul(x[0], x[1]), x[2]) }, 0},
		{"maximum", func(t *tape, x []real) real { return t.Max(x[0], x[1]) }, 1},
		{"maximum of one", func(t *tape, x []real) real { return t.Max(t.Add(x[0], x[1]), autodiff.Constant(0)) }, 2},
		{"weights", func(t *tape, x []real) real { // (x + 2y - 1)²
			d := t.Sub(t.Add(x[0], t.Mul(autodiff.Constant(2), x[1])), autodiff.Constant(1))
			return t.Mul(d, d)
		}, 2},
		{"thirds", func(t *tape, x []real) real {
			third := t.Div(t.Add(x[0], t.Add(x[1], x[2])), autodiff.Constant(3))
			return t.Add(t.Cos(third), t.Mul(third, third))
		}, 2},
	} {
		tape := autodiff.NewTape()
		y := test.f(tape, tape.Inputs([]float64{0.3, 0.2, 0.1}))
		directions, fixed := invariant(tape, y, 3)
		if len(directions) != test.want || len(fixed) != test.want {
			t.Errorf("%s: %v, %v, want %d", test.name, directions, fixed, test.want)
		}
		for _, d := range directions { // no derivative along it
			v, bound := make([]float64, 1), make([]float64, 1)
			tape.JacobianVec([]real{y}, d, v, bound)
			if v[0] < -bound[0] || v[0] > bound[0] {
				t.Errorf("%s along %v: %v ± %v", test.name, d, v, bound)
			}
		}
		tape.Release()
	}
}
