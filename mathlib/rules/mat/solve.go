package mat

import (
	"math"

	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// Inverse makes m the inverse of a.
func (m *Dense) Inverse(t *tape, a Matrix) error {
	g := m.gonum()
	err := g.Inverse(a.plain())
	n, _ := a.Dims(t)
	x, ok := solve(t, a, n, func(i, j int) real {
		if i == j {
			return autodiff.Constant(1)
		}
		return real{}
	})
	m.storeSolution(t, g, x, ok, a)
	return err
}

// Solve makes m the solution of a·m = b.
func (m *Dense) Solve(t *tape, a, b Matrix) error {
	g := m.gonum()
	err := g.Solve(a.plain(), b.plain())
	m.solution(t, g, a, b)
	return err
}

// solution records the solution of a·m = b, which has the values of g.
func (m *Dense) solution(t *tape, g *gonum.Dense, a, b Matrix) {
	_, c := b.Dims(t)
	x, ok := solve(t, a, c, func(i, j int) real { return b.At(t, i, j) })
	m.storeSolution(t, g, x, ok, a, b)
}

// SolveVec makes v the solution of a·v = b.
func (v *VecDense) SolveVec(t *tape, a Matrix, b Vector) error {
	g := v.gonum()
	err := g.SolveVec(a.plain(), vector(b))
	v.solution(t, g, a, b)
	return err
}

// solution records the solution of a·v = b, which has the values of g.
func (v *VecDense) solution(t *tape, g *gonum.VecDense, a Matrix, b Vector) {
	x, ok := solve(t, a, 1, func(i, _ int) real { return b.AtVec(t, i) })
	v.store(t, g, func(i int) real {
		if !ok {
			return withoutDerivative(t, a, b)
		}
		return x[i][0]
	})
}

// storeSolution stores the solution x of a system that consists of these
// matrices. That of a singular one is what gonum left, and has no derivative.
func (m *Dense) storeSolution(t *tape, g *gonum.Dense, x [][]real, ok bool, of ...Matrix) {
	m.store(t, g, func(i, j int) real {
		if !ok {
			return withoutDerivative(t, of...)
		}
		return x[i][j]
	})
}

// withoutDerivative returns a number whose derivatives by what the matrices
// depend on are NaN.
func withoutDerivative(t *tape, list ...Matrix) real {
	var sum real
	for _, a := range list {
		sum = t.Add(sum, Sum(t, a))
	}
	return t.Mul(sum, autodiff.Constant(math.NaN()))
}
