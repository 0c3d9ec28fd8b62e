package mathlib

import "gonum.org/v1/gonum/mat"

// A LinearModel is the first-order model of a function at a point,
//
//	f(x) ≈ Value + Jacobian·(x - Point).
type LinearModel struct {
	Point    []float64
	Value    []float64
	Jacobian Matrix
}

// Linearize returns the first-order model of f at x.
func Linearize[F Field, X Point](f F, x X) LinearModel {
	fn := newFunction("Linearize", f)
	p := fn.point(x)
	value, j := jacobian(fn, p)
	return LinearModel{Point: p, Value: value, Jacobian: j}
}

// At returns the value of the model at x.
func (m LinearModel) At(x []float64) []float64 {
	y := mat.NewVecDense(len(m.Value), nil)
	y.MulVec(m.Jacobian, offset("LinearModel.At", x, m.Point))
	y.AddVec(y, mat.NewVecDense(len(m.Value), m.Value))
	return y.RawVector().Data
}

// String returns the model as a formula with numbers.
func (m LinearModel) String() string {
	return "f(x) ≈ " + tuple(m.Value) + " + J·(x - " + tuple(m.Point) + "), J =\n" + m.Jacobian.String()
}

// LaTeX returns the model as a displayed formula.
func (m LinearModel) LaTeX() string {
	return displayed(`f(x) \approx `+column(m.Value)+" + "+bmatrix(m.Jacobian)+`\left(x - `+column(m.Point)+`\right)`,
		m.Jacobian.notes())
}

// offset returns x - point.
func offset(operator string, x, point []float64) *mat.VecDense {
	fn := function{operator: operator}
	fn.checkLength("x", len(x), len(point), "the model's point")
	d := mat.NewVecDense(len(x), nil)
	d.SubVec(mat.NewVecDense(len(x), x), mat.NewVecDense(len(x), point))
	return d
}

// column sets numbers below each other.
func column(x []float64) string { return bmatrix(mat.NewVecDense(len(x), x)) }
