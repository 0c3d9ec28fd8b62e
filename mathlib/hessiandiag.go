package mathlib

// HessianDiag returns the diagonal of the Hessian of f at x,
//
//	d[i] = ∂²f/∂x[i]².
func HessianDiag[F Scalar, X Point](f F, x X) Vector {
	_, d := hessianDiag("HessianDiag", f, x, nil)
	return d
}

// HessianDiagTo is [HessianDiag] with the numbers written to dst, whose memory
// the result shares.
func HessianDiagTo[F Scalar, X Point](dst []float64, f F, x X) Vector {
	_, d := hessianDiag("HessianDiagTo", f, x, &dst)
	return d
}

// ValueAndHessianDiag returns f(x) and the diagonal of the Hessian of f at x.
func ValueAndHessianDiag[F Scalar, X Point](f F, x X) (float64, Vector) {
	return hessianDiag("ValueAndHessianDiag", f, x, nil)
}

func hessianDiag(operator string, f, x any, dst *[]float64) (float64, Vector) {
	fn := newFunction(operator, f)
	p := fn.point(x)
	d := newVector(fn.memory(dst, len(p), "x"))
	return fn.hessianDiag(&d, p), d
}

// hessianDiag fills d and returns the value.
func (fn *function) hessianDiag(d *Vector, x []float64) (value float64) {
	v := d.RawVector().Data
	t, y := fn.run(x)
	if t == nil {
		fn.tellDifferences()
		for i := range x {
			e := secondDifference(fn.value, x, i, i)
			v[i], d.bound[i] = e.v, e.err
		}
		d.found(Differences, nil)
		return fn.value(x)[0]
	}
	kinks, _ := t.Kinks()
	if fn.quick {
		t.QuickHessianDiag(y[0], v)
		d.foundQuickly(kinks)
	} else {
		t.HessianDiag(y[0], v, d.bound)
		d.found(Recorded, kinks)
	}
	value = y[0].V
	fn.done(t)
	return value
}
