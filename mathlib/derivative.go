package mathlib

// Derivative returns the derivative f'(x) of a function of one variable.
func Derivative[F ~func(float64) float64](f F, x float64) Number {
	_, d := derivative("Derivative", f, x)
	return d
}

// ValueAndDerivative returns f(x) and f'(x), at the cost of the derivative.
func ValueAndDerivative[F ~func(float64) float64](f F, x float64) (float64, Number) {
	return derivative("ValueAndDerivative", f, x)
}

func derivative(operator string, f any, x float64) (float64, Number) {
	value, g := valueAndGradient(operator, f, x, nil)
	return value, Number{Value: g.AtVec(0), Method: g.Method, Error: g.Error, Kinks: g.Kinks}
}
