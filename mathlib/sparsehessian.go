package mathlib

// SparseHessian returns the Hessian of f at x with its pattern: the entries
// that can differ from 0. Time and memory are those of the entries, not of n².
// By differences the pattern is full.
func SparseHessian[F Scalar, X Point](f F, x X) Sparse {
	fn := newFunction("SparseHessian", f)
	p := fn.point(x)
	n := len(p)
	t, y := fn.run(p)
	if t == nil {
		h := secondOrder(fn, p).hessian
		s := newSparse(n, n, fullEntries(n, n, h.RawSymmetric().Data, h.bound), false)
		s.Method = Differences
		return s
	}
	s := newSparse(n, n, t.SparseHessian(y[0]), true)
	s.Method = Recorded
	s.Kinks, _ = t.Kinks()
	fn.done(t)
	return s
}
