package operators

// Derivative returns the derivative of f at x.
func Derivative(t *tape, f func(*tape, real) real, x real) Number {
	_, d := derivative(t, "Derivative", f, x)
	return d
}

// ValueAndDerivative returns f(x) and the derivative of f at x.
func ValueAndDerivative(t *tape, f func(*tape, real) real, x real) (real, Number) {
	return derivative(t, "ValueAndDerivative", f, x)
}

func derivative(t *tape, operator string, f func(*tape, real) real, x real) (real, Number) {
	r := record(t, operator, f, x)
	return r.ys[0], newNumber(r.gradient()[0])
}

// Gradient returns the gradient of f at x.
func Gradient[F Scalar, X Point](t *tape, f F, x X) Vector {
	return newVector(t, record(t, "Gradient", f, x).gradient())
}

// GradientTo is [Gradient] with the numbers written to dst.
func GradientTo[F Scalar, X Point](t *tape, dst []real, f F, x X) Vector {
	r := record(t, "GradientTo", f, x)
	return r.to(dst, r.gradient())
}

// ValueAndGradient returns f(x) and the gradient of f at x.
func ValueAndGradient[F Scalar, X Point](t *tape, f F, x X) (real, Vector) {
	r := record(t, "ValueAndGradient", f, x)
	return r.ys[0], newVector(t, r.gradient())
}

func (r *recording) gradient() []real {
	return r.alone(r.t.GradientOn(r.ys[0], r.xs), func(t *tape, ys []real, v, bound []float64) {
		t.Gradient(ys[0], v, bound)
	})
}

// to returns a vector of the numbers list in the memory of dst.
func (r *recording) to(dst, list []real) Vector {
	r.checkLength("dst", len(dst), len(list), "x")
	copy(dst, list)
	return newVector(r.t, dst)
}

// Directional returns the derivative of f at x along v.
func Directional[F Scalar, X, V Point](t *tape, f F, x X, v V) Number {
	r := record(t, "Directional", f, x)
	return newNumber(r.jacobianVec(v)[0])
}

// ValueAndDirectional returns f(x) and the derivative of f at x along v.
func ValueAndDirectional[F Scalar, X, V Point](t *tape, f F, x X, v V) (real, Number) {
	r := record(t, "ValueAndDirectional", f, x)
	return r.ys[0], newNumber(r.jacobianVec(v)[0])
}

// DerivativeFunc returns the function x ↦ f'(x).
func DerivativeFunc(_ *tape, f func(*tape, real) real) func(*tape, real) real {
	return func(t *tape, x real) real {
		y := []real{t.Variable(x)}
		return t.GradientOn(f(t, y[0]), y)[0]
	}
}

// GradientFunc returns the function x ↦ ∇f(x).
func GradientFunc(_ *tape, f func(*tape, []real) real) func(*tape, []real) []real {
	return func(t *tape, x []real) []real {
		r := &recording{t: t, operator: "GradientFunc"}
		r.evaluate(func(t *tape, x []real) []real { return []real{f(t, x)} }, x)
		return t.GradientOn(r.ys[0], r.xs)
	}
}
