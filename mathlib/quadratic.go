package mathlib

import "gonum.org/v1/gonum/mat"

// A QuadraticModel is the second-order model of a function at a point,
//
//	f(x) ≈ Value + Gradientᵀ·d + ½·dᵀ·Hessian·d, d = x - Point.
type QuadraticModel struct {
	Point    []float64
	Value    float64
	Gradient Vector
	Hessian  Symmetric
}

// Quadratic returns the second-order model of f at x.
func Quadratic[F Scalar, X Point](f F, x X) QuadraticModel {
	fn := newFunction("Quadratic", f)
	p := fn.point(x)
	d := secondOrder(fn, p)
	return QuadraticModel{Point: p, Value: d.value, Gradient: d.gradient, Hessian: d.hessian}
}

// At returns the value of the model at x.
func (m QuadraticModel) At(x []float64) float64 {
	d := offset("QuadraticModel.At", x, m.Point)
	return m.Value + mat.Dot(m.Gradient, d) + mat.Inner(d, m.Hessian, d)/2
}

// GradientAt returns the gradient of the model at x, Gradient + Hessian·d.
func (m QuadraticModel) GradientAt(x []float64) []float64 {
	d := offset("QuadraticModel.GradientAt", x, m.Point)
	g := mat.NewVecDense(len(x), nil)
	g.MulVec(m.Hessian, d)
	g.AddVec(g, m.Gradient)
	return g.RawVector().Data
}

// String returns the model as a formula with numbers.
func (m QuadraticModel) String() string {
	return "f(x) ≈ " + number(m.Value) + " + gᵀ·d + ½·dᵀ·H·d, d = x - " + tuple(m.Point) +
		"\ng =\n" + m.Gradient.String() + "\nH =\n" + m.Hessian.String()
}

// LaTeX returns the model as a displayed formula.
func (m QuadraticModel) LaTeX() string {
	return displayed(`f(x) \approx `+latexNumber(m.Value)+" + "+bmatrix(m.Gradient)+`^\top d + \tfrac12\, d^\top `+
		bmatrix(m.Hessian)+` d,\quad d = x - `+column(m.Point), m.Hessian.notes())
}
