package mat_test

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// TestSingularSystems: what gonum leaves beside the error has no derivative,
// which is not 0, by anything that the system depends on.
func TestSingularSystems(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Inputs([]float64{1, 2, 2, 4, 3})
	a := mat.NewDense(tp, 2, 2, x[:4])
	b := mat.NewVecDense(tp, 2, []autodiff.Real{x[4], {V: 1}})
	var v mat.VecDense
	var inverse mat.Dense
	if v.SolveVec(tp, a, b) == nil || inverse.Inverse(tp, a) == nil {
		t.Fatal("not singular")
	}
	g, bound := make([]float64, 5), make([]float64, 5)
	tp.Gradient(v.AtVec(tp, 0), g, bound)
	for i, d := range g {
		if !math.IsNaN(d) {
			t.Errorf("derivative %d is %v", i, d)
		}
	}
	tp.Gradient(inverse.At(tp, 0, 0), g, bound)
	if !math.IsNaN(g[0]) || g[4] != 0 {
		t.Errorf("%v", g)
	}
}

// TestSizes: gonum's panics come before anything is stored.
func TestSizes(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	a, v := mat.NewDense(tp, 2, 3, nil), mat.NewVecDense(tp, 3, nil)
	for name, call := range map[string]func(){
		"Slice":    func() { a.Slice(tp, 0, 3, 0, 1) },
		"SliceVec": func() { v.SliceVec(tp, 2, 4) },
		"ReuseAs":  func() { a.ReuseAs(tp, 2, 3) },
		"Pow":      func() { new(mat.Dense).Pow(tp, a, 2) },
		"Exp":      func() { new(mat.Dense).Exp(tp, a) },
		"Product":  func() { new(mat.Dense).Product(tp, a, a) },
		"Stack":    func() { new(mat.Dense).Stack(tp, a, v) },
		"Augment":  func() { new(mat.Dense).Augment(tp, a, v) },
		"RankOne":  func() { a.RankOne(tp, a, autodiff.Constant(1), v, v) },
		"LU":       func() { new(mat.LU).Factorize(tp, a) },
		"QR":       func() { new(mat.QR).Factorize(tp, a) },
		"Cholesky": func() { new(mat.Cholesky).LogDet(tp) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			call()
		}()
	}
}
