package operators

import (
	"fmt"
	"math"
	"slices"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/mat"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

// Scalar is the type of the twins of functions with one number as result.
type Scalar interface {
	func(*tape, []real) real |
		func(*tape, real) real |
		func(t *tape, x, y real) real |
		func(t *tape, x, y, z real) real
}

// Field is the type of the twins of functions with several numbers as result.
type Field interface {
	Scalar |
		func(*tape, []real) []real |
		func(*tape, real) []real |
		func(t *tape, x, y real) []real |
		func(t *tape, x, y, z real) []real |
		func(t *tape, dst, x []real)
}

// Point is the type of points and directions.
type Point interface {
	[]real | real | ~int | *mat.VecDense | Vector
}

// form returns how many numbers f takes, 0 for a slice, and f on slices.
func form(f any) (arity int, run func(t *tape, x []real) []real) {
	switch f := f.(type) {
	case func(*tape, []real) real:
		return 0, func(t *tape, x []real) []real { return []real{f(t, x)} }
	case func(*tape, real) real:
		return 1, func(t *tape, x []real) []real { return []real{f(t, x[0])} }
	case func(t *tape, x, y real) real:
		return 2, func(t *tape, x []real) []real { return []real{f(t, x[0], x[1])} }
	case func(t *tape, x, y, z real) real:
		return 3, func(t *tape, x []real) []real { return []real{f(t, x[0], x[1], x[2])} }
	case func(*tape, []real) []real:
		return 0, func(t *tape, x []real) []real { return slices.Clone(f(t, x)) }
	case func(*tape, real) []real:
		return 1, func(t *tape, x []real) []real { return slices.Clone(f(t, x[0])) }
	case func(t *tape, x, y real) []real:
		return 2, func(t *tape, x []real) []real { return slices.Clone(f(t, x[0], x[1])) }
	case func(t *tape, x, y, z real) []real:
		return 3, func(t *tape, x []real) []real { return slices.Clone(f(t, x[0], x[1], x[2])) }
	case func(t *tape, dst, x []real):
		return 0, func(t *tape, x []real) []real {
			dst := make([]real, len(x))
			f(t, dst, x)
			return dst
		}
	}
	panic(fmt.Sprintf("mathlib: functions of type %T are not supported", f))
}

// numbers returns a copy of a [Point] as a slice, and whether it is a number.
func numbers(t *tape, x any) (p []real, number bool) {
	switch x := x.(type) {
	case []real:
		return slices.Clone(x), false
	case real:
		return []real{x}, true
	case *mat.VecDense:
		if x == nil || x.IsEmpty(t) {
			return nil, false
		}
		return mat.Col(t, nil, 0, x), false
	case Vector:
		return numbers(t, x.VecDense)
	}
	return []real{autodiff.Constant(integer(x))}, true
}

// A recording is an evaluation of an inner function: the results ys at the
// variables xs, on the tape of the outer function.
type recording struct {
	t        *tape
	operator string // who asks, for messages
	xs, ys   []real
}

// record evaluates f at x.
func record(t *tape, operator string, f, x any) *recording {
	r := &recording{t: t, operator: operator}
	arity, run := form(f)
	p, number := numbers(t, x)
	switch {
	case number && arity == 0:
		r.misuse("f takes a []float64, x is a number: write []float64{x}")
	case number && arity > 1, arity > 0 && len(p) != arity:
		r.misuse(fmt.Sprintf("f takes %d numbers, x has %d", arity, len(p)))
	case len(p) == 0:
		r.misuse("x is empty")
	}
	r.checkNumbers("x", p)
	r.evaluate(run, p)
	return r
}

// evaluate runs the function on variables with the values of x.
func (r *recording) evaluate(run func(t *tape, x []real) []real, x []real) {
	for _, v := range x {
		r.xs = append(r.xs, r.t.Variable(v))
	}
	r.ys = run(r.t, slices.Clone(r.xs)) // the function may write to its argument
	if len(r.ys) == 0 {
		r.misuse("f returned no numbers")
	}
}

// direction returns v as a slice, checked against the number n of entries that
// what has.
func (r *recording) direction(name string, v any, n int, what string) []real {
	p, _ := numbers(r.t, v)
	r.checkLength(name, len(p), n, what)
	r.checkNumbers(name, p)
	return p
}

func (r *recording) checkLength(name string, length, n int, what string) {
	if length != n {
		r.misuse(fmt.Sprintf("%s has length %d, %s has %d", name, length, what, n))
	}
}

func (r *recording) checkNumbers(name string, p []real) {
	for i, v := range p {
		if math.IsNaN(v.V) {
			r.misuse(fmt.Sprintf("%s[%d] is NaN", name, i))
		}
	}
}

func (r *recording) misuse(what string) { panic("mathlib: " + r.operator + ": " + what) }

// alone runs sweep, which fills v, on the recording of the inner function
// alone, and returns the numbers list with the values v.
func (r *recording) alone(list []real, sweep func(t *tape, ys []real, v, bound []float64)) []real {
	t, ys := r.t.Alone(r.ys, r.xs)
	defer t.Release()
	v := make([]float64, len(list))
	sweep(t, ys, v, make([]float64, len(list)))
	for i := range list {
		list[i] = r.t.Exactly(list[i], v[i])
	}
	return list
}

// values returns the values of s.
func values(s []real) []float64 {
	v := make([]float64, len(s))
	for i := range s {
		v[i] = s[i].V
	}
	return v
}

// dot returns the sum of the products of the entries; those with an exact 0 are
// left out, even when the other factor is infinite.
func (r *recording) dot(x, y []real) real {
	var sum real
	for i := range x {
		if x[i] != (real{}) && y[i] != (real{}) {
			sum = r.t.Add(sum, r.t.Mul(x[i], y[i]))
		}
	}
	return sum
}
