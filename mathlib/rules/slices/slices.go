// Package slices has functions of Go's package slices on recording numbers:
// what the twins of functions that call them call instead.
//
// Every function takes the tape first and has the name, the arguments and the
// panics of Go's. Those that make or grow a slice have, as their first type
// parameter, the type of the original's elements, which decides the capacity.
// Comparing and sorting go by values; equal neighbours in a sorted slice are a
// kink, as in a maximum.
package slices

import (
	"cmp"
	"math"
	plain "slices"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

// Max returns the largest number of x, NaN if there is one; a tie is a kink.
func Max(t *tape, x []real) real {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	return fold(x, t.Max)
}

// Min returns the smallest number of x, NaN if there is one; a tie is a kink.
func Min(t *tape, x []real) real {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	return fold(x, t.Min)
}

// fold chooses among x from the left. NaN beats everything, which it does not
// in package math.
func fold(x []real, choose func(x, y real) real) real {
	m := x[0]
	for _, v := range x[1:] {
		switch {
		case m.V != m.V:
		case v.V != v.V:
			m = v
		default:
			m = choose(m, v)
		}
	}
	return m
}

// Sort sorts x in ascending order.
func Sort(t *tape, x []real) {
	plain.SortFunc(x, func(a, b real) int { return cmp.Compare(a.V, b.V) })
	for i := range len(x) - 1 {
		if x[i].V == x[i+1].V {
			t.Max(x[i], x[i+1]) // the kink
		}
	}
}

// SortFunc sorts x in the order of compare.
func SortFunc[S ~[]E, E any](t *tape, x S, compare func(t *tape, a, b E) int) {
	plain.SortFunc(x, func(a, b E) int { return compare(t, a, b) })
}

// SortStableFunc sorts x in the order of compare and leaves equals in place.
func SortStableFunc[S ~[]E, E any](t *tape, x S, compare func(t *tape, a, b E) int) {
	plain.SortStableFunc(x, func(a, b E) int { return compare(t, a, b) })
}

// MaxFunc returns the first of the largest elements.
func MaxFunc[S ~[]E, E any](t *tape, x S, compare func(t *tape, a, b E) int) E {
	return plain.MaxFunc(x, func(a, b E) int { return compare(t, a, b) })
}

// MinFunc returns the first of the smallest elements.
func MinFunc[S ~[]E, E any](t *tape, x S, compare func(t *tape, a, b E) int) E {
	return plain.MinFunc(x, func(a, b E) int { return compare(t, a, b) })
}

// IndexFunc returns the index of the first element that f accepts, or -1.
func IndexFunc[S ~[]E, E any](t *tape, x S, f func(*tape, E) bool) int {
	return plain.IndexFunc(x, func(v E) bool { return f(t, v) })
}

// ContainsFunc reports whether f accepts an element.
func ContainsFunc[S ~[]E, E any](t *tape, x S, f func(*tape, E) bool) bool {
	return IndexFunc(t, x, f) >= 0
}

// Index returns the index of the first number equal to v, or -1.
func Index(_ *tape, x []real, v real) int {
	return plain.IndexFunc(x, func(w real) bool { return w.V == v.V })
}

// Contains reports whether a number of x equals v.
func Contains(t *tape, x []real, v real) bool { return Index(t, x, v) >= 0 }

// Equal reports whether x and y have equal numbers.
func Equal(_ *tape, x, y []real) bool {
	return plain.EqualFunc(x, y, func(a, b real) bool { return a.V == b.V })
}

// IsSorted reports whether x is in ascending order.
func IsSorted(_ *tape, x []real) bool {
	return plain.IsSortedFunc(x, func(a, b real) int { return cmp.Compare(a.V, b.V) })
}

// Reverse reverses the order of x.
func Reverse[S ~[]E, E any](_ *tape, x S) { plain.Reverse(x) }

// Clip removes unused capacity.
func Clip[S ~[]E, E any](_ *tape, x S) S { return plain.Clip(x) }

// Clone returns a copy of x.
func Clone[T any, S ~[]E, E any](_ *tape, x S) S {
	return autodiff.Append[T](x[:0:0], x...)
}

// Concat returns a slice with the elements of all.
func Concat[T any, S ~[]E, E any](_ *tape, all ...S) S {
	n := 0
	for _, s := range all {
		n += len(s)
	}
	r := Grow[T, S](nil, nil, n)
	for _, s := range all {
		r = append(r, s...)
	}
	return r
}

// Repeat returns x again and again, count times.
func Repeat[S ~[]E, E any](_ *tape, x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	if n := uint64(len(x)); n > 0 && uint64(count) > math.MaxInt/n {
		panic("the result of (len(x) * count) overflows")
	}
	r := make(S, 0, len(x)*count)
	for range count {
		r = append(r, x...)
	}
	return r
}

// Grow returns x with room for n more elements.
func Grow[T any, S ~[]E, E any](_ *tape, x S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if n -= cap(x) - len(x); n > 0 {
		x = autodiff.Append[T](x[:cap(x)], make([]E, n)...)[:len(x)]
	}
	return x
}

// Insert inserts v before element i and returns the slice.
func Insert[T any, S ~[]E, E any](_ *tape, x S, i int, v ...E) S {
	_ = x[i:] // for its panic
	if n := len(x) + len(v); n > cap(x) && i < len(x) && len(v) > 0 {
		r := autodiff.Append[T](x[:i], make(S, n-i)...)
		copy(r[i:], v)
		copy(r[i+len(v):], x[i:])
		return r
	}
	if i == len(x) && len(v) > 0 {
		return autodiff.Append[T](x, v...)
	}
	return plain.Insert(x, i, v...)
}

// Delete removes the elements from i to j and returns the slice.
func Delete[S ~[]E, E any](_ *tape, x S, i, j int) S { return plain.Delete(x, i, j) }

// Values returns the numbers of x one after the other.
func Values(_ *tape, x []real) func(*tape, func(*tape, real) bool) {
	return func(t *tape, yield func(*tape, real) bool) {
		plain.Values(x)(func(v real) bool { return yield(t, v) })
	}
}

// All returns the numbers of x with their indices.
func All(_ *tape, x []real) func(*tape, func(*tape, int, real) bool) {
	return func(t *tape, yield func(*tape, int, real) bool) {
		plain.All(x)(func(i int, v real) bool { return yield(t, i, v) })
	}
}

// Backward returns the numbers of x with their indices, from the last.
func Backward(_ *tape, x []real) func(*tape, func(*tape, int, real) bool) {
	return func(t *tape, yield func(*tape, int, real) bool) {
		plain.Backward(x)(func(i int, v real) bool { return yield(t, i, v) })
	}
}
