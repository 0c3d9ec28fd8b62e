package mat

import (
	"math"

	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/floats"
)

// Dot returns the inner product of a and b.
func Dot(t *tape, a, b Vector) real {
	v := gonum.Dot(vector(a), vector(b))
	return t.Exactly(dot(t, a.Len(t), func(k int) real { return a.AtVec(t, k) }, func(k int) real { return b.AtVec(t, k) }), v)
}

// Inner returns xᵀ·a·y.
func Inner(t *tape, x Vector, a Matrix, y Vector) real {
	v := gonum.Inner(vector(x), a.plain(), vector(y))
	var r real
	for i := range x.Len(t) {
		row := dot(t, y.Len(t), func(k int) real { return a.At(t, i, k) }, func(k int) real { return y.AtVec(t, k) })
		r = t.Add(r, t.Mul(x.AtVec(t, i), row))
	}
	return t.Exactly(r, v)
}

// elements returns the elements of a by rows.
func elements(t *tape, a Matrix) (list []real) {
	r, c := a.Dims(t)
	for i := range r {
		for j := range c {
			list = append(list, a.At(t, i, j))
		}
	}
	return list
}

// Sum returns the sum of the elements.
func Sum(t *tape, a Matrix) real {
	return t.Exactly(floats.Sum(t, elements(t, a)), gonum.Sum(a.plain()))
}

// Max returns the largest element; a tie is a kink.
func Max(t *tape, a Matrix) real {
	v := gonum.Max(a.plain())
	return t.Exactly(floats.Max(t, elements(t, a)), v)
}

// Min returns the smallest element; a tie is a kink.
func Min(t *tape, a Matrix) real {
	v := gonum.Min(a.plain())
	return t.Exactly(floats.Min(t, elements(t, a)), v)
}

// Trace returns the sum of the diagonal.
func Trace(t *tape, a Matrix) real {
	v := gonum.Trace(a.plain())
	n, _ := a.Dims(t)
	var r real
	for i := range n {
		r = t.Add(r, a.At(t, i, i))
	}
	return t.Exactly(r, v)
}

// Norm returns the norm: 1 (largest sum of a column), 2 (of Frobenius) or
// infinity (largest sum of a row).
func Norm(t *tape, a Matrix, norm real) real {
	v := gonum.Norm(a.plain(), norm.V)
	if norm.I != 0 {
		panic(&autodiff.Record{Refusal: "the order of a norm depends on the arguments"})
	}
	if norm.V == 2 {
		return t.Exactly(floats.Norm(t, elements(t, a), norm), v)
	}
	if math.IsInf(norm.V, 1) {
		a = a.T(t)
	}
	r, c := a.Dims(t)
	sums := make([]real, c)
	for j := range sums {
		for i := range r {
			sums[j] = t.Add(sums[j], t.Abs(a.At(t, i, j)))
		}
	}
	return t.Exactly(floats.Max(t, sums), v)
}

// Row copies row i of a into dst, a new slice if that is nil, and returns it.
func Row(t *tape, dst []real, i int, a Matrix) []real {
	var plain []float64
	if dst != nil {
		plain = values(dst)
	}
	plain = gonum.Row(plain, i, a.plain())
	if dst == nil {
		dst = make([]real, len(plain))
	}
	for j := range dst {
		dst[j] = a.At(t, i, j)
	}
	return dst
}

// Col copies column j of a into dst, a new slice if that is nil, and returns it.
func Col(t *tape, dst []real, j int, a Matrix) []real {
	var plain []float64
	if dst != nil {
		plain = values(dst)
	}
	plain = gonum.Col(plain, j, a.plain())
	if dst == nil {
		dst = make([]real, len(plain))
	}
	for i := range dst {
		dst[i] = a.At(t, i, j)
	}
	return dst
}

// DenseCopyOf returns a copy of a.
func DenseCopyOf(t *tape, a Matrix) *Dense {
	m := new(Dense)
	m.CloneFrom(t, a)
	return m
}

// VecDenseCopyOf returns a copy of a.
func VecDenseCopyOf(t *tape, a Vector) *VecDense {
	v := new(VecDense)
	v.CloneFromVec(t, a)
	return v
}

// Det returns the determinant.
func Det(t *tape, a Matrix) real {
	v := gonum.Det(a.plain())
	u, sign, ok := eliminate(t, rows(t, a))
	if !ok {
		return t.Exactly(divisionFree(t, rows(t, a)), v)
	}
	r := autodiff.Constant(sign)
	for i := range u {
		r = t.Mul(r, u[i][i])
	}
	return t.Exactly(r, v)
}

// LogDet returns the logarithm of the determinant's absolute value, and its
// sign.
func LogDet(t *tape, a Matrix) (det, sign real) {
	v, s := gonum.LogDet(a.plain())
	u, _, ok := eliminate(t, rows(t, a))
	if !ok {
		return t.Log(t.Abs(divisionFree(t, rows(t, a)))), autodiff.Constant(s)
	}
	for i := range u {
		det = t.Add(det, t.Log(t.Abs(u[i][i])))
	}
	return t.Exactly(det, v), autodiff.Constant(s)
}
