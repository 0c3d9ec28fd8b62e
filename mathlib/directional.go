package mathlib

// Directional returns the derivative of f at x along v,
//
//	d/dt f(x + t·v) at t = 0:
//
// the product of gradient and v, which need not have length 1, in one forward
// sweep.
func Directional[F Scalar, X, V Point](f F, x X, v V) Number {
	_, d := directional("Directional", f, x, v)
	return d
}

// ValueAndDirectional returns f(x) and the derivative of f at x along v.
func ValueAndDirectional[F Scalar, X, V Point](f F, x X, v V) (float64, Number) {
	return directional("ValueAndDirectional", f, x, v)
}

func directional(operator string, f, x, v any) (float64, Number) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	d := newVector(make([]float64, 1))
	value := fn.jacobianVec(nil, &d, p, fn.direction("v", v, len(p), "x"))
	return value[0], Number{Value: d.AtVec(0), Method: d.Method, Error: d.Error, Kinks: d.Kinks}
}
