package operators

import (
	"math"
	"reflect"
	"slices"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

// A Number is a derivative that is one number.
type Number struct {
	Value  real
	Method mathlib.Method
}

// A Vector is a gradient or another vector of derivatives.
type Vector struct {
	*mat.VecDense
	Method mathlib.Method
}

// A Matrix is a Jacobian.
type Matrix struct {
	*mat.Dense
	Method mathlib.Method
}

// A Symmetric is a Hessian.
type Symmetric struct {
	*mat.SymDense
	Method mathlib.Method
}

// A Series holds Taylor coefficients.
type Series struct {
	Coefficients []real
	Method       mathlib.Method
}

// Order returns the highest power.
func (s Series) Order(*tape) int { return len(s.Coefficients) - 1 }

// Derivative returns the k-th derivative: k! times the coefficient.
func (s Series) Derivative(t *tape, k int) real {
	return t.Mul(autodiff.Constant(math.Gamma(float64(k+1))), s.Coefficients[k])
}

// At returns the value of the polynomial at x.
func (s Series) At(t *tape, x real) real {
	var sum real
	for _, c := range slices.Backward(s.Coefficients) {
		sum = t.Add(t.Mul(sum, x), c)
	}
	return sum
}

func newNumber(v real) Number { return Number{v, mathlib.Recorded} }

func newVector(t *tape, v []real) Vector {
	return Vector{mat.NewVecDense(t, len(v), v), mathlib.Recorded}
}

// ConstantNumber returns n as a constant.
func ConstantNumber(n mathlib.Number) Number { return Number{autodiff.Constant(n.Value), n.Method} }

// ConstantVector returns a copy of v whose elements are constants.
func ConstantVector(v mathlib.Vector) Vector {
	return Vector{mat.ConstantVecDense(v.VecDense), v.Method}
}

// ConstantMatrix returns a copy of m whose elements are constants.
func ConstantMatrix(m mathlib.Matrix) Matrix { return Matrix{mat.ConstantDense(m.Dense), m.Method} }

// ConstantSymmetric returns a copy of s whose elements are constants.
func ConstantSymmetric(s mathlib.Symmetric) Symmetric {
	return Symmetric{mat.ConstantSymDense(s.SymDense), s.Method}
}

// ConstantSeries returns a copy of s whose coefficients are constants.
func ConstantSeries(s mathlib.Series) Series {
	c := Series{Method: s.Method}
	for _, v := range s.Coefficients {
		c.Coefficients = append(c.Coefficients, autodiff.Constant(v))
	}
	return c
}

// integer returns the value of a point that is an integer.
func integer(x any) float64 { return float64(reflect.ValueOf(x).Int()) }
