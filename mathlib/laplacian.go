package mathlib

import "math"

// Laplacian returns the Laplacian of f at x,
//
//	Σ ∂²f/∂x[i]²,
//
// the trace of the Hessian.
func Laplacian[F Scalar, X Point](f F, x X) Number {
	_, l := laplacian("Laplacian", f, x)
	return l
}

// ValueAndLaplacian returns f(x) and the Laplacian of f at x.
func ValueAndLaplacian[F Scalar, X Point](f F, x X) (float64, Number) {
	return laplacian("ValueAndLaplacian", f, x)
}

func laplacian(operator string, f, x any) (float64, Number) {
	fn := newFunction(operator, f)
	return fn.laplacian(fn.point(x))
}

func (fn *function) laplacian(x []float64) (value float64, l Number) {
	t, y := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		l.Method = Differences
		for i := range x {
			e := secondDifference(fn.value, x, i, i)
			l.Value += e.v
			l.Error += e.err
		}
		return fn.value(x)[0], l
	}
	l.Method = Recorded
	if fn.quick {
		l.Value, l.Error = t.QuickLaplacian(y[0]), math.NaN()
	} else {
		l.Value, l.Error = t.Laplacian(y[0])
	}
	l.Kinks, _ = t.Kinks()
	value = y[0].V
	fn.done(t)
	return value, l
}
