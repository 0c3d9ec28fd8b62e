// Package floats has gonum's floats on recording numbers: what the twins of
// functions that call it call instead.
//
// Every function takes the tape first and has the name, the arguments and the
// panics of gonum's. Its values are those of gonum's to the last bit: where
// gonum adds in another order, the difference is recorded as a rounding.
// Derivatives come from the operations recorded.
package floats

import (
	"math"

	gonum "gonum.org/v1/gonum/floats"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

// Values returns the values of s.
func Values(s []real) []float64 {
	v := make([]float64, len(s))
	for i := range s {
		v[i] = s[i].V
	}
	return v
}

func sameLength(s ...[]real) {
	for _, x := range s {
		if len(x) != len(s[0]) {
			panic("floats: slice lengths do not match")
		}
	}
}

// Add adds s to dst.
func Add(t *tape, dst, s []real) { AddTo(t, dst, dst, s) }

// AddTo stores the sum of s and u in dst and returns it.
func AddTo(t *tape, dst, s, u []real) []real {
	sameLength(dst, s, u)
	for i := range dst {
		dst[i] = t.Add(s[i], u[i])
	}
	return dst
}

// AddConst adds c to every entry of dst.
func AddConst(t *tape, c real, dst []real) {
	for i := range dst {
		dst[i] = t.Add(dst[i], c)
	}
}

// AddScaled adds alpha·s to dst.
func AddScaled(t *tape, dst []real, alpha real, s []real) { AddScaledTo(t, dst, dst, alpha, s) }

// AddScaledTo stores y + alpha·s in dst and returns it.
func AddScaledTo(t *tape, dst, y []real, alpha real, s []real) []real {
	sameLength(dst, y, s)
	for i := range dst {
		dst[i] = t.Add(y[i], t.Mul(alpha, s[i]))
	}
	return dst
}

// Sub subtracts s from dst.
func Sub(t *tape, dst, s []real) { SubTo(t, dst, dst, s) }

// SubTo stores s - u in dst and returns it.
func SubTo(t *tape, dst, s, u []real) []real {
	sameLength(dst, s, u)
	for i := range dst {
		dst[i] = t.Sub(s[i], u[i])
	}
	return dst
}

// Mul multiplies dst by s, entry by entry.
func Mul(t *tape, dst, s []real) { MulTo(t, dst, dst, s) }

// MulTo stores the products of the entries of s and u in dst and returns it.
func MulTo(t *tape, dst, s, u []real) []real {
	sameLength(dst, s, u)
	for i := range dst {
		dst[i] = t.Mul(s[i], u[i])
	}
	return dst
}

// Div divides dst by s, entry by entry.
func Div(t *tape, dst, s []real) { DivTo(t, dst, dst, s) }

// DivTo stores the quotients of the entries of s and u in dst and returns it.
func DivTo(t *tape, dst, s, u []real) []real {
	sameLength(dst, s, u)
	for i := range dst {
		dst[i] = t.Div(s[i], u[i])
	}
	return dst
}

// Scale multiplies dst by c.
func Scale(t *tape, c real, dst []real) { ScaleTo(t, dst, c, dst) }

// ScaleTo stores c·s in dst and returns it.
func ScaleTo(t *tape, dst []real, c real, s []real) []real {
	sameLength(dst, s)
	for i := range dst {
		dst[i] = t.Mul(c, s[i])
	}
	return dst
}

// Dot returns the inner product of s and u.
func Dot(t *tape, s, u []real) real {
	v := gonum.Dot(Values(s), Values(u))
	var r real
	for i := range s {
		r = t.Add(r, t.Mul(s[i], u[i]))
	}
	return t.Exactly(r, v)
}

// Sum returns the sum of s.
func Sum(t *tape, s []real) real {
	var r real
	for _, x := range s {
		r = t.Add(r, x)
	}
	return t.Exactly(r, gonum.Sum(Values(s)))
}

// Prod returns the product of s.
func Prod(t *tape, s []real) real {
	r := autodiff.Constant(1)
	for _, x := range s {
		r = t.Mul(r, x)
	}
	return t.Exactly(r, gonum.Prod(Values(s)))
}

// CumSum stores the partial sums of s in dst and returns it.
func CumSum(t *tape, dst, s []real) []real {
	sameLength(dst, s)
	v := gonum.CumSum(make([]float64, len(s)), Values(s))
	var r real
	for i := range s {
		r = t.Add(r, s[i])
		dst[i] = t.Exactly(r, v[i])
	}
	return dst
}

// CumProd stores the partial products of s in dst and returns it.
func CumProd(t *tape, dst, s []real) []real {
	sameLength(dst, s)
	v := gonum.CumProd(make([]float64, len(s)), Values(s))
	r := autodiff.Constant(1)
	for i := range s {
		r = t.Mul(r, s[i])
		dst[i] = t.Exactly(r, v[i])
	}
	return dst
}

// Max returns the largest entry of s; a tie is a kink.
func Max(t *tape, s []real) real { return among(t.Max, s, gonum.MaxIdx(Values(s))) }

// Min returns the smallest entry of s; a tie is a kink.
func Min(t *tape, s []real) real { return among(t.Min, s, gonum.MinIdx(Values(s))) }

// among returns s[k], an extremum of s, and lets choose see the ties.
func among(choose func(x, y real) real, s []real, k int) real {
	r := s[k]
	for i, x := range s {
		if i != k && x.V == r.V {
			r = choose(r, x)
		}
	}
	return r
}

// Norm returns the L-norm of s. Where the 2-norm is 0 its derivative is 0 by
// convention, and a kink.
func Norm(t *tape, s []real, L real) real {
	v := gonum.Norm(Values(s), L.V)
	if len(s) == 0 {
		return autodiff.Constant(v)
	}
	if L.I != 0 {
		panic(&autodiff.Record{Refusal: "the order of a norm depends on the arguments"})
	}
	switch {
	case L.V == 2:
		return t.Exactly(euclidean(t, s), v)
	case math.IsInf(L.V, 1):
		abs := make([]real, len(s))
		for i, x := range s {
			abs[i] = t.Abs(x)
		}
		return t.Exactly(Max(t, abs), v)
	}
	var r real
	for _, x := range s {
		if L.V == 1 {
			r = t.Add(r, t.Abs(x))
		} else {
			r = t.Add(r, t.Pow(t.Abs(x), L))
		}
	}
	if L.V != 1 {
		r = t.Pow(r, autodiff.Constant(1/L.V))
	}
	return t.Exactly(r, v)
}

// euclidean returns the root of the sum of squares. Entries are scaled by a
// power of 2 when their squares would leave the range of numbers.
func euclidean(t *tape, s []real) real {
	largest := 0.0
	for _, x := range s {
		largest = math.Max(largest, math.Abs(x.V))
	}
	if largest == 0 {
		r := t.Abs(s[0]) // 0, and a kink
		for _, x := range s[1:] {
			r = t.Hypot(r, x)
		}
		return r
	}
	scale := 1.0
	if largest < 1e-140 || largest > 1e140 && !math.IsInf(largest, 1) {
		_, e := math.Frexp(largest)
		scale = math.Ldexp(1, -e)
	}
	var r real
	for _, x := range s {
		if scale != 1 {
			x = t.Mul(x, autodiff.Constant(scale))
		}
		r = t.Add(r, t.Mul(x, x))
	}
	r = t.Sqrt(r)
	if scale != 1 {
		r = t.Mul(r, autodiff.Constant(1/scale))
	}
	return r
}

// Distance returns the L-norm of s - u.
func Distance(t *tape, s, u []real, L real) real {
	v := gonum.Distance(Values(s), Values(u), L.V)
	if len(s) == 0 {
		return autodiff.Constant(v)
	}
	return t.Exactly(Norm(t, SubTo(t, make([]real, len(s)), s, u), L), v)
}

// LogSumExp returns the logarithm of the sum of the exponentials of s.
func LogSumExp(t *tape, s []real) real {
	v := gonum.LogSumExp(Values(s))
	largest := autodiff.Constant(gonum.Max(Values(s)))
	if math.IsInf(largest.V, 0) {
		return autodiff.Constant(v)
	}
	var r real
	for _, x := range s {
		r = t.Add(r, t.Exp(t.Sub(x, largest)))
	}
	return t.Exactly(t.Add(t.Log(r), largest), v)
}

// Reverse reverses the order of s.
func Reverse(_ *tape, s []real) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
