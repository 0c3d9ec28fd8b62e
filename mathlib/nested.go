package mathlib

import "github.com/gonabla/nabla/mathlib/autodiff"

// DerivativeFunc returns the function x ↦ f'(x), which can be differentiated in
// turn, alone or as a part of other functions, and is exact at any depth: what
// it records is the derivative, and the variable of the inner derivative is
// never confused with those outside. [Derivative] and the other operators can
// be differentiated too where the kernel or nabla lift wrote the twin of the
// function that calls them.
func DerivativeFunc[F ~func(float64) float64](f F) func(x float64) float64 {
	d := derived("DerivativeFunc", f)
	if d.record == nil {
		return autodiff.Pair(func(x float64) float64 { return Derivative(f, x).Value }, nil, d.refusal())
	}
	return autodiff.Pair(func(x float64) float64 {
		if g := d.derivedValue([]float64{x}); g != nil {
			return g[0]
		}
		return Derivative(f, x).Value
	}, func(t *autodiff.Tape, x real) real {
		return d.record(t, []real{x}, nil)[0]
	}, &autodiff.Record{Name: d.name})
}

// GradientFunc returns the function x ↦ ∇f(x), which can be differentiated in
// turn, like that of [DerivativeFunc]: its Jacobian is the Hessian of f.
func GradientFunc[F ~func([]float64) float64](f F) func(x []float64) []float64 {
	d := derived("GradientFunc", f)
	if d.record == nil {
		return autodiff.Pair(func(x []float64) []float64 { return Gradient(f, x).RawVector().Data }, nil, d.refusal())
	}
	return autodiff.Pair(func(x []float64) []float64 {
		if g := d.derivedValue(x); g != nil {
			return g
		}
		return Gradient(f, x).RawVector().Data
	}, func(t *autodiff.Tape, x []real) []real {
		return d.record(t, x, nil)
	}, &autodiff.Record{Name: d.name})
}

// derived returns the gradient of f as a function with a twin, if f has one.
func derived(operator string, f any) *function {
	d := newFunction(operator, f)
	d.name = "the derivative of " + d.shortName()
	record := d.record
	if record == nil {
		return d
	}
	d.record = func(t *autodiff.Tape, x, _ []real) []real {
		inner := make([]real, len(x))
		for i, v := range x {
			inner[i] = t.Variable(v)
		}
		// f may write to its argument: the variables are kept apart.
		return t.GradientOn(record(t, append([]real(nil), inner...), nil)[0], inner)
	}
	return d
}

// refusal says why the derivative has no twin.
func (fn *function) refusal() *autodiff.Record {
	return &autodiff.Record{Name: fn.name, Refusal: fn.name + " has " + fn.reason}
}

// derivedValue returns the value that the twin computes, so that both agree to
// the last bit; nil when the twin gives up.
func (fn *function) derivedValue(x []float64) []float64 {
	run := function{record: fn.record} // of this call alone: several may run at a time
	t, y := run.run(x)
	if t == nil {
		return nil
	}
	defer run.done(t)
	return values(nil, y)
}
