package mathlib

// SparseJacobian returns the Jacobian of f at x with its pattern: the entries
// that can differ from 0. Row i takes the time of the operations that f[i]
// depends on. By differences the pattern is full.
func SparseJacobian[F Field, X Point](f F, x X) Sparse {
	fn := newFunction("SparseJacobian", f)
	p := fn.point(x)
	t, ys := fn.run(p)
	if t == nil {
		_, j := jacobian(fn, p)
		m, n := j.Dims()
		s := newSparse(m, n, fullEntries(m, n, j.RawMatrix().Data, j.bound), false)
		s.Method = Differences
		return s
	}
	if len(ys) == 0 {
		fn.misuse("f returned no numbers")
	}
	s := newSparse(len(ys), len(p), t.SparseJacobian(ys), false)
	s.Method = Recorded
	s.Kinks, _ = t.Kinks()
	fn.done(t)
	return s
}
