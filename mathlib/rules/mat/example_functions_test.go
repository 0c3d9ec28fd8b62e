package mat_test

import (
	"fmt"

	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// show prints a matrix by rows.
func show(t *autodiff.Tape, name string, a mat.Matrix) {
	rows, columns := a.Dims(t)
	fmt.Printf("%-10s", name)
	for i := range rows {
		for j := range columns {
			fmt.Printf(" %g", a.At(t, i, j).V)
		}
		if i+1 < rows {
			fmt.Print(";")
		}
	}
	fmt.Println()
}

// gradient prints a number and its derivatives by the inputs.
func gradient(t *autodiff.Tape, name string, y autodiff.Real, inputs int) {
	g := make([]float64, inputs)
	t.Gradient(y, g, make([]float64, inputs))
	fmt.Printf("%-8s %.4g %.4g\n", name, y.V, g)
}

// Every function that has a number for a result, with its gradient at
// ((1, 2), (3, 4)).
func Example_numbers() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 2, 3, 4})
	a := mat.NewDense(t, 2, 2, x)
	u, v := a.RowView(t, 0), a.ColView(t, 1)
	two := autodiff.Constant(2)
	gradient(t, "Dot", mat.Dot(t, u, v), 4)
	gradient(t, "Inner", mat.Inner(t, u, a, v), 4)
	gradient(t, "Sum", mat.Sum(t, a), 4)
	gradient(t, "Max", mat.Max(t, a), 4)
	gradient(t, "Min", mat.Min(t, a), 4)
	gradient(t, "Trace", mat.Trace(t, a), 4)
	gradient(t, "Norm", mat.Norm(t, a, two), 4)
	gradient(t, "Det", mat.Det(t, a), 4)
	logarithm, sign := mat.LogDet(t, a)
	gradient(t, "LogDet", logarithm, 4)
	fmt.Println("its sign", sign.V)
	// Output:
	// Dot      10 [2 5 0 2]
	// Inner    54 [12 33 4 18]
	// Sum      10 [1 1 1 1]
	// Max      4 [0 0 0 1]
	// Min      1 [1 0 0 0]
	// Trace    5 [1 0 0 1]
	// Norm     5.477 [0.1826 0.3651 0.5477 0.7303]
	// Det      -2 [4 -3 -2 1]
	// LogDet   0.6931 [-2 1.5 1 -0.5]
	// its sign -1
}

func ExampleDense() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 2, 3, 4})
	a := mat.NewDense(t, 2, 2, x)
	one := mat.ConstantDense(gonum.NewDense(2, 2, []float64{1, 1, 0, 1}))
	var m mat.Dense
	m.Add(t, a, one)
	show(t, "Add", &m)
	m.Sub(t, a, one)
	show(t, "Sub", &m)
	m.Mul(t, a, one)
	show(t, "Mul", &m)
	m.MulElem(t, a, one)
	show(t, "MulElem", &m)
	m.DivElem(t, one, a)
	show(t, "DivElem", &m)
	m.Scale(t, autodiff.Constant(10), a.T(t))
	show(t, "Scale", &m)
	m.Apply(t, func(t *autodiff.Tape, i, j int, v autodiff.Real) autodiff.Real { return t.Mul(v, v) }, a)
	show(t, "Apply", &m)
	m.Outer(t, autodiff.Constant(1), a.RowView(t, 0), a.ColView(t, 0))
	show(t, "Outer", &m)
	fmt.Println(m.At(t, 1, 0).V, m.Inverse(t, a), m.Solve(t, a, one))
	show(t, "Solve", &m)
	gradient(t, "Norm", m.Norm(t, autodiff.Constant(2)), 4)
	gradient(t, "Trace", m.Trace(t), 4)
	// Output:
	// Add        2 3; 3 5
	// Sub        0 1; 3 3
	// Mul        1 3; 3 7
	// MulElem    1 2; 0 4
	// DivElem    1 0.5; 0 0.25
	// Scale      10 30; 20 40
	// Apply      1 4; 9 16
	// Outer      1 3; 2 6
	// 2 <nil> <nil>
	// Solve      -1.9999999999999996 -1; 1.4999999999999998 1
	// Norm     2.872 [5.57 -4.482 -2.437 1.958]
	// Trace    -1 [-2.5 1.5 1.5 -1]
}

// Rows, columns, single numbers, copies and what lies underneath.
func ExampleDense_Set() {
	t := autodiff.NewTape()
	defer t.Release()
	a := mat.NewDense(t, 2, 2, t.Inputs([]float64{1, 2, 3, 4}))
	copied, clone := mat.DenseCopyOf(t, a), new(mat.Dense)
	clone.CloneFrom(t, a)
	a.Set(t, 0, 0, autodiff.Constant(9))
	a.SetRow(t, 1, []autodiff.Real{{V: 7}, {V: 8}})
	a.SetCol(t, 1, []autodiff.Real{{V: 5}, {V: 6}})
	show(t, "a", a)
	show(t, "copy", copied)
	fmt.Println(mat.Row(t, nil, 1, a)[0].V, mat.Col(t, nil, 0, a)[1].V, a.RawRowView(t, 0)[1].V, len(a.RawMatrix(t).Data))
	fmt.Println(clone.Copy(t, mat.ConstantMatrix(gonum.NewDense(2, 2, []float64{1, 0, 0, 2}))))
	show(t, "diagonal", clone)
	a.Zero(t)
	a.Reset(t)
	fmt.Println(a.IsEmpty(t))
	// Output:
	// a          9 5; 7 6
	// copy       1 2; 3 4
	// 7 7 5 4
	// 2 2
	// diagonal   1 0; 0 2
	// true
}

func ExampleVecDense() {
	t := autodiff.NewTape()
	defer t.Release()
	u := mat.NewVecDense(t, 2, t.Inputs([]float64{3, 4}))
	one := mat.ConstantVecDense(gonum.NewVecDense(2, []float64{1, 2}))
	var v mat.VecDense
	v.AddVec(t, u, one)
	show(t, "AddVec", &v)
	v.SubVec(t, u, one)
	show(t, "SubVec", &v)
	v.MulElemVec(t, u, one)
	show(t, "MulElem", &v)
	v.DivElemVec(t, u, one)
	show(t, "DivElem", &v)
	v.ScaleVec(t, autodiff.Constant(10), u)
	show(t, "ScaleVec", &v)
	v.AddScaledVec(t, u, autodiff.Constant(2), one)
	show(t, "AddScaled", &v)
	v.MulVec(t, mat.ConstantMatrix(gonum.NewDense(2, 2, []float64{0, 1, 1, 0})), u)
	show(t, "MulVec", &v)
	gradient(t, "Norm", v.Norm(t, autodiff.Constant(2)), 2)
	show(t, "T", v.T(t))
	show(t, "TVec", v.TVec(t))
	copied := mat.VecDenseCopyOf(t, u)
	u.SetVec(t, 0, autodiff.Constant(7))
	rows, columns := u.Dims(t)
	fmt.Println(rows, columns, u.Len(t), u.AtVec(t, 0).V, copied.AtVec(t, 0).V, len(u.RawVector(t).Data))
	v.CloneFromVec(t, mat.ConstantVector(gonum.NewVecDense(2, []float64{5, 6})))
	fmt.Println(v.CopyVec(t, u), v.AtVec(t, 1).V)
	v.Zero(t)
	v.Reset(t)
	fmt.Println(v.IsEmpty(t))
	// Output:
	// AddVec     4; 6
	// SubVec     2; 2
	// MulElem    3; 8
	// DivElem    3; 2
	// ScaleVec   30; 40
	// AddScaled  5; 8
	// MulVec     4; 3
	// Norm     5 [0.6 0.8]
	// T          4 3
	// TVec       4 3
	// 2 1 2 7 3 2
	// 2 4
	// true
}

func ExampleSymDense() {
	t := autodiff.NewTape()
	defer t.Release()
	x := t.Inputs([]float64{1, 2, 3})
	s := mat.NewSymDense(t, 2, []autodiff.Real{x[0], x[1], x[1], x[2]})
	one := mat.ConstantSymDense(gonum.NewSymDense(2, []float64{1, 0, 0, 1}))
	var m mat.SymDense
	m.AddSym(t, s, one)
	show(t, "AddSym", &m)
	m.ScaleSym(t, autodiff.Constant(10), s)
	show(t, "ScaleSym", &m)
	m.SymRankOne(t, s, autodiff.Constant(2), mat.ConstantVector(gonum.NewVecDense(2, []float64{1, 1})))
	show(t, "RankOne", &m)
	m.SymOuterK(t, autodiff.Constant(1), s)
	show(t, "OuterK", &m)
	gradient(t, "Trace", m.Trace(t), 3)
	gradient(t, "Norm", s.Norm(t, autodiff.Constant(2)), 3)
	s.SetSym(t, 0, 1, autodiff.Constant(0))
	show(t, "SetSym", s.T(t))
	fmt.Println(m.CopySym(t, mat.ConstantSymmetric(gonum.NewSymDense(2, nil))), m.SymmetricDim(t))
	m.Zero(t)
	m.Reset(t)
	fmt.Println(m.IsEmpty(t))
	// Output:
	// AddSym     2 2; 2 4
	// ScaleSym   10 20; 20 30
	// RankOne    3 4; 4 5
	// OuterK     5 8; 8 13
	// Trace    18 [2 8 6]
	// Norm     4.243 [0.2357 0.9428 0.7071]
	// SetSym     1 0; 0 3
	// 2 2
	// true
}
