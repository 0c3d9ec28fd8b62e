package mathlib

// VecJacobian returns the product wᵀ·J of the weights w with the Jacobian of f
// at x: the gradient of Σ w[i]·f[i], in one reverse sweep instead of a
// Jacobian. w has as many entries as f has results.
func VecJacobian[F Field, W, X Point](f F, w W, x X) Vector {
	_, g := vecJacobian("VecJacobian", f, w, x, nil)
	return g
}

// VecJacobianTo is [VecJacobian] with the numbers written to dst, whose memory
// the result shares.
func VecJacobianTo[F Field, W, X Point](dst []float64, f F, w W, x X) Vector {
	_, g := vecJacobian("VecJacobianTo", f, w, x, &dst)
	return g
}

// ValueAndVecJacobian returns f(x) and the product of w with the Jacobian of f
// at x.
func ValueAndVecJacobian[F Field, W, X Point](f F, w W, x X) ([]float64, Vector) {
	return vecJacobian("ValueAndVecJacobian", f, w, x, nil)
}

func vecJacobian(operator string, f, w, x any, dst *[]float64) ([]float64, Vector) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	weights, _ := numbers(w)
	fn.checkNumbers("w", weights)
	g := newVector(fn.memory(dst, len(p), "x"))
	return fn.vecJacobian(nil, &g, weights, p), g
}

// vecJacobian fills g and returns the value in the memory of value.
func (fn *function) vecJacobian(value []float64, g *Vector, w, x []float64) []float64 {
	d := g.RawVector().Data
	t, ys := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		value = append(value[:0], fn.value(x)...)
		fn.checkLength("w", len(w), len(value), "f(x)")
		weighted := make([]float64, 1)
		jacobianDifferences(func(x []float64) []float64 {
			weighted[0] = 0
			for i, y := range fn.value(x) {
				if w[i] != 0 {
					weighted[0] += w[i] * y
				}
			}
			return weighted
		}, x, 1, d, g.bound)
		g.found(Differences, nil)
		return value
	}
	fn.checkLength("w", len(w), len(ys), "f(x)")
	value = values(value, ys)
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickVecJacobian(ys, w, d)
		g.foundQuickly(kinks)
	} else {
		t.VecJacobian(ys, w, d, g.bound)
		g.found(Recorded, kinks)
	}
	fn.done(t)
	return value
}
