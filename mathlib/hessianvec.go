package mathlib

// HessianVec returns the product H·v of the Hessian of f at x with v,
//
//	d/dt ∇f(x + t·v) at t = 0,
//
// at a few times the cost of a gradient, whatever the number of variables: the
// Hessian is not made.
func HessianVec[F Scalar, X, V Point](f F, x X, v V) Vector {
	_, hv := hessianVec("HessianVec", f, x, v, nil)
	return hv
}

// HessianVecTo is [HessianVec] with the numbers written to dst, whose memory
// the result shares.
func HessianVecTo[F Scalar, X, V Point](dst []float64, f F, x X, v V) Vector {
	_, hv := hessianVec("HessianVecTo", f, x, v, &dst)
	return hv
}

// ValueAndHessianVec returns f(x) and the product of the Hessian of f at x
// with v.
func ValueAndHessianVec[F Scalar, X, V Point](f F, x X, v V) (float64, Vector) {
	return hessianVec("ValueAndHessianVec", f, x, v, nil)
}

func hessianVec(operator string, f, x, v any, dst *[]float64) (float64, Vector) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	hv := newVector(fn.memory(dst, len(p), "x"))
	return fn.hessianVec(&hv, p, fn.direction("v", v, len(p), "x")), hv
}

// hessianVec fills hv and returns the value.
func (fn *function) hessianVec(hv *Vector, x, v []float64) (value float64) {
	d := hv.RawVector().Data
	t, y := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		hessianVecDifferences(fn.value, x, v, d, hv.bound)
		hv.found(Differences, nil)
		return fn.value(x)[0]
	}
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickHessianVec(y[0], v, d)
		hv.foundQuickly(kinks)
	} else {
		t.HessianVec(y[0], v, d, hv.bound)
		hv.found(Recorded, kinks)
	}
	value = y[0].V
	fn.done(t)
	return value
}
