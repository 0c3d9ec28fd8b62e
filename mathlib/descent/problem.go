package descent

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A Problem is a function to be minimised and the point to begin at. One of F,
// Samples and Residuals is needed; derivatives that are nil are computed by
// package mathlib.
type Problem struct {
	// F is the function. nil: the mean of Samples, or half the sum of the
	// squares of Residuals.
	F     func(x []float64) float64
	Start []float64

	// Derivatives written by hand are used for the steps. Where F can be
	// recorded, the end is judged by its own.
	Gradient   func(x []float64) []float64
	Hessian    func(x []float64) *mat.SymDense
	HessianVec func(x, v []float64) []float64 // the Hessian at x times v

	// Samples are the terms of which F is the mean, for the stochastic methods.
	Samples        []func(x []float64) float64
	SampleGradient func(i int, x []float64) []float64
	SampleHessian  func(i int, x []float64) *mat.SymDense

	// Residuals are numbers whose squares F adds up, for GaussNewton and
	// LevenbergMarquardt. A given F may be any multiple of the sum.
	Residuals func(x []float64) []float64
	Jacobian  func(x []float64) *mat.Dense // of Residuals
}

// On returns the problem of minimising f, which takes numbers or a slice, from
// the point start.
func On[F mathlib.Scalar](f F, start ...float64) Problem {
	shape, arity := onSlice(any(f))
	if arity > 0 && arity != len(start) {
		panic(fmt.Sprintf("descent: On: f takes %d numbers, the start has %d", arity, len(start)))
	}
	if arity > 0 {
		twin, record, ok := autodiff.Lookup(f)
		if t := twinOnSlice(twin); t != nil {
			autodiff.Pair(shape, t, record)
		} else {
			unpaired(shape, "the function", record, ok)
		}
	}
	return Problem{F: shape, Start: start}
}

// onSlice returns f as a function of a slice and how many numbers it takes, 0
// for a slice of any length.
func onSlice(f any) (func([]float64) float64, int) {
	switch f := f.(type) {
	case func([]float64) float64:
		return f, 0
	case func(float64) float64:
		return func(x []float64) float64 { return f(x[0]) }, 1
	case func(x, y float64) float64:
		return func(x []float64) float64 { return f(x[0], x[1]) }, 2
	case func(x, y, z float64) float64:
		return func(x []float64) float64 { return f(x[0], x[1], x[2]) }, 3
	}
	panic(fmt.Sprintf("descent: On: functions of the named type %T are not supported: convert f to its underlying type", f))
}

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

// twinOnSlice does for a twin what onSlice does for a function of numbers; nil
// when there is no twin.
func twinOnSlice(twin any) func(*tape, []real) real {
	switch f := twin.(type) {
	case func(*tape, real) real:
		return func(t *tape, x []real) real { return f(t, x[0]) }
	case func(t *tape, x, y real) real:
		return func(t *tape, x []real) real { return f(t, x[0], x[1]) }
	case func(t *tape, x, y, z real) real:
		return func(t *tape, x []real) real { return f(t, x[0], x[1], x[2]) }
	}
	return nil
}

// completed returns the problem with F set, and panics when it cannot be run.
func (p Problem) completed() Problem {
	if len(p.Start) == 0 {
		panic("descent: Minimize: the problem's Start is empty: it says where to begin, and how many variables there are")
	}
	for i, v := range p.Start {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			panic(fmt.Sprintf("descent: Minimize: Start[%d] is %v", i, v))
		}
	}
	switch {
	case p.F != nil:
	case len(p.Samples) > 0:
		p.F = meanOf(p.Samples)
	case p.Residuals != nil:
		p.F = halfSquares(p.Residuals)
	default:
		panic("descent: Minimize: the problem has no function: set F, Samples or Residuals")
	}
	return p
}

// meanOf returns the mean of functions, with a twin when all of them have one.
func meanOf(terms []func([]float64) float64) func([]float64) float64 {
	n := float64(len(terms))
	mean := func(x []float64) float64 {
		sum := 0.0
		for _, f := range terms {
			sum += f(x)
		}
		return sum / n
	}
	twins := make([]func(*tape, []real) real, len(terms))
	for i, f := range terms {
		twin, record, ok := autodiff.Lookup(f)
		if twins[i], _ = twin.(func(*tape, []real) real); twins[i] == nil {
			return unpaired(mean, "the mean of the samples", record, ok)
		}
	}
	return autodiff.Pair(mean, func(t *tape, x []real) real {
		sum := real{}
		for _, f := range twins {
			sum = t.Add(sum, f(t, x))
		}
		return t.Div(sum, real{V: n})
	}, &autodiff.Record{Name: "the mean of the samples"})
}

// halfSquares returns ½Σr², with a twin when r has one.
func halfSquares(r func([]float64) []float64) func([]float64) float64 {
	half := func(x []float64) float64 {
		sum := 0.0
		for _, v := range r(x) {
			sum += v * v
		}
		return sum / 2
	}
	twin, record, ok := autodiff.Lookup(r)
	f, _ := twin.(func(*tape, []real) []real)
	if f == nil {
		return unpaired(half, "half the sum of squares", record, ok)
	}
	return autodiff.Pair(half, func(t *tape, x []real) real {
		sum := real{}
		for _, v := range f(t, x) {
			sum = t.Add(sum, t.Mul(v, v))
		}
		return t.Div(sum, real{V: 2})
	}, &autodiff.Record{Name: "half the sum of squares"})
}

// unpaired enters that the whole has no twin, and why: because a part has none.
func unpaired(f func([]float64) float64, name string, part *autodiff.Record, known bool) func([]float64) float64 {
	r := autodiff.Record{Name: name, Refusal: "no twin: it was neither written in a cell nor lifted by nabla lift"}
	if known && part.Refusal != "" {
		r.Refusal, r.File, r.Line = part.Refusal, part.File, part.Line
	}
	return autodiff.Pair(f, nil, &r)
}
