package mathlib

// JacobianVec returns the product J·v of the Jacobian of f at x with v,
//
//	d/dt f(x + t·v) at t = 0:
//
// how the m results of f change along v, in one forward sweep instead of a
// Jacobian.
func JacobianVec[F Field, X, V Point](f F, x X, v V) Vector {
	_, d := jacobianVec("JacobianVec", f, x, v, nil)
	return d
}

// JacobianVecTo is [JacobianVec] with the numbers written to dst, whose memory
// the result shares.
func JacobianVecTo[F Field, X, V Point](dst []float64, f F, x X, v V) Vector {
	_, d := jacobianVec("JacobianVecTo", f, x, v, &dst)
	return d
}

// ValueAndJacobianVec returns f(x) and the product of the Jacobian of f at x
// with v.
func ValueAndJacobianVec[F Field, X, V Point](f F, x X, v V) ([]float64, Vector) {
	return jacobianVec("ValueAndJacobianVec", f, x, v, nil)
}

func jacobianVec(operator string, f, x, v any, dst *[]float64) ([]float64, Vector) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	var d Vector
	if dst != nil {
		if len(*dst) == 0 {
			fn.misuse("dst is empty")
		}
		d = newVector(*dst)
	}
	value := fn.jacobianVec(nil, &d, p, fn.direction("v", v, len(p), "x"))
	return value, d
}

// jacobianVec fills d, which it makes when it has no memory, and returns the
// value in the memory of value.
func (fn *function) jacobianVec(value []float64, d *Vector, x, v []float64) []float64 {
	t, ys := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		value = append(value[:0], fn.value(x)...)
		fn.resize(d, len(value), "f(x)")
		directionalDifferences(fn.value, x, v, d.RawVector().Data, d.bound)
		d.found(Differences, nil)
		return value
	}
	fn.resize(d, len(ys), "f(x)")
	value = values(value, ys)
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickJacobianVec(ys, v, d.RawVector().Data)
		d.foundQuickly(kinks)
	} else {
		t.JacobianVec(ys, v, d.RawVector().Data, d.bound)
		d.found(Recorded, kinks)
	}
	fn.done(t)
	return value
}

// resize gives d memory for n numbers, as many as what has, when it has none.
func (fn *function) resize(d *Vector, n int, what string) {
	if n == 0 {
		fn.misuse("f returned no numbers")
	}
	if d.VecDense == nil {
		*d = newVector(make([]float64, n))
	}
	fn.checkLength("dst", d.Len(), n, what)
}
