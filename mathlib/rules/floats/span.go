package floats

import (
	gonum "gonum.org/v1/gonum/floats"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// Span fills dst with evenly spaced numbers from l to u and returns it.
func Span(t *tape, dst []real, l, u real) []real {
	v := gonum.Span(make([]float64, len(dst)), l.V, u.V)
	n := len(dst) - 1
	for i := range dst {
		part := t.Mul(t.Sub(u, l), autodiff.Constant(float64(i)/float64(n)))
		dst[i] = t.Exactly(t.Add(l, part), v[i])
	}
	dst[0], dst[n] = t.Exactly(l, v[0]), t.Exactly(u, v[n])
	return dst
}

// LogSpan fills dst with numbers from l to u whose logarithms are evenly spaced
// and returns it.
func LogSpan(t *tape, dst []real, l, u real) []real {
	v := gonum.LogSpan(make([]float64, len(dst)), l.V, u.V)
	Span(t, dst, t.Log(l), t.Log(u))
	for i := range dst {
		dst[i] = t.Exactly(t.Exp(dst[i]), v[i])
	}
	return dst
}

// SumCompensated returns the sum of s, computed with less rounding.
func SumCompensated(t *tape, s []real) real {
	return t.Exactly(Sum(t, s), gonum.SumCompensated(Values(s)))
}

// Argsort sorts dst and stores in inds where its entries were; equal neighbours
// are a kink.
func Argsort(t *tape, dst []real, inds []int) {
	gonum.Argsort(Values(dst), inds)
	sorted := make([]real, len(dst))
	for i, k := range inds {
		sorted[i] = dst[k]
		if i > 0 && sorted[i].V == sorted[i-1].V {
			t.Max(sorted[i-1], sorted[i]) // the kink
		}
	}
	copy(dst, sorted)
}

// MaxIdx returns the index of the largest entry; a tie is a kink.
func MaxIdx(t *tape, s []real) int {
	k := gonum.MaxIdx(Values(s))
	among(t.Max, s, k)
	return k
}

// MinIdx returns the index of the smallest entry; a tie is a kink.
func MinIdx(t *tape, s []real) int {
	k := gonum.MinIdx(Values(s))
	among(t.Min, s, k)
	return k
}

// NearestIdx returns the index of the entry that is nearest to v.
func NearestIdx(_ *tape, s []real, v real) int { return gonum.NearestIdx(Values(s), v.V) }

// Within returns the index of the interval between entries that holds v, or -1.
func Within(_ *tape, s []real, v real) int { return gonum.Within(Values(s), v.V) }

// HasNaN reports whether an entry is NaN.
func HasNaN(_ *tape, s []real) bool { return gonum.HasNaN(Values(s)) }

// Equal reports whether s and u have the same length and entries.
func Equal(_ *tape, s, u []real) bool { return gonum.Equal(Values(s), Values(u)) }

// EqualApprox reports whether s and u have the same length, and entries that
// differ by no more than tol.
func EqualApprox(_ *tape, s, u []real, tol real) bool {
	return gonum.EqualApprox(Values(s), Values(u), tol.V)
}

// Count returns how many entries f accepts.
func Count(t *tape, f func(*tape, real) bool, s []real) int {
	n := 0
	for _, x := range s {
		if f(t, x) {
			n++
		}
	}
	return n
}
