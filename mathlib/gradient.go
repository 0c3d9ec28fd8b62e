package mathlib

import "gonum.org/v1/gonum/mat"

// Gradient returns the gradient of f at x,
//
//	g[i] = ∂f/∂x[i].
func Gradient[F Scalar, X Point](f F, x X) Vector {
	fn := newFunction("Gradient", f)
	return gradient(fn, fn.point(x))
}

func gradient(fn *function, x []float64) Vector {
	n := len(x)
	g, bound := make([]float64, n), make([]float64, n)
	r := Vector{VecDense: mat.NewVecDense(n, g), Method: Recorded, bound: bound}
	if t, y := fn.run(x); t != nil {
		t.Gradient(y[0], g, bound)
		r.Kinks, _ = t.Kinks()
		t.Release()
	} else {
		fn.tellDifferences()
		r.Method = Differences
		jacobianDifferences(fn.value, x, 1, g, bound)
	}
	r.Error = largest(bound)
	return r
}
