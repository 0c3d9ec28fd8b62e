package mathlib

// Gradient returns the gradient of f at x,
//
//	g[i] = ∂f/∂x[i].
func Gradient[F Scalar, X Point](f F, x X) Vector {
	_, g := valueAndGradient("Gradient", f, x, nil)
	return g
}

// GradientTo is [Gradient] with the numbers written to dst, whose memory the
// result shares.
func GradientTo[F Scalar, X Point](dst []float64, f F, x X) Vector {
	_, g := valueAndGradient("GradientTo", f, x, &dst)
	return g
}

// ValueAndGradient returns f(x) and the gradient of f at x, at the cost of the
// gradient.
func ValueAndGradient[F Scalar, X Point](f F, x X) (float64, Vector) {
	return valueAndGradient("ValueAndGradient", f, x, nil)
}

func valueAndGradient(operator string, f, x any, dst *[]float64) (float64, Vector) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	g := newVector(fn.memory(dst, len(p), "x"))
	return fn.gradient(&g, p), g
}

// gradient fills g and returns the value.
func (fn *function) gradient(g *Vector, x []float64) (value float64) {
	d := g.RawVector().Data
	t, y := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		jacobianDifferences(fn.value, x, 1, d, g.bound)
		g.found(Differences, nil)
		return fn.value(x)[0]
	}
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickGradient(y[0], d)
		g.foundQuickly(kinks)
	} else {
		t.Gradient(y[0], d, g.bound)
		g.found(Recorded, kinks)
	}
	value = y[0].V
	fn.done(t)
	return value
}
