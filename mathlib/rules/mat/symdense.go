package mat

// SetSym sets the elements in row i and column j, and in row j and column i.
func (s *SymDense) SetSym(_ *tape, i, j int, v real) { *s.at(i, j) = v }

// IsEmpty reports whether s has no size yet.
func (s *SymDense) IsEmpty(*tape) bool { return s.n == 0 }

// Reset empties s.
func (s *SymDense) Reset(*tape) { *s = SymDense{} }

// Zero makes every element 0.
func (s *SymDense) Zero(*tape) { clear(s.data) }

// AddSym makes s the sum a + b.
func (s *SymDense) AddSym(t *tape, a, b Symmetric) {
	g := s.gonum()
	g.AddSym(symmetric(a), symmetric(b))
	s.store(t, g, func(i, j int) real { return t.Add(a.At(t, i, j), b.At(t, i, j)) })
}

// ScaleSym makes s the product f·a.
func (s *SymDense) ScaleSym(t *tape, f real, a Symmetric) {
	g := s.gonum()
	g.ScaleSym(f.V, symmetric(a))
	s.store(t, g, func(i, j int) real { return t.Mul(f, a.At(t, i, j)) })
}

// CopySym copies what fits of a into s and returns how much that was.
func (s *SymDense) CopySym(t *tape, a Symmetric) int {
	g := s.gonum()
	n := g.CopySym(symmetric(a))
	s.store(t, g, func(i, j int) real {
		if i < n && j < n {
			return a.At(t, i, j)
		}
		return s.At(t, i, j)
	})
	return n
}

// SymRankOne makes s the sum a + alpha·x·xᵀ.
func (s *SymDense) SymRankOne(t *tape, a Symmetric, alpha real, x Vector) {
	g := s.gonum()
	g.SymRankOne(symmetric(a), alpha.V, vector(x))
	s.store(t, g, func(i, j int) real {
		return t.Add(a.At(t, i, j), t.Mul(t.Mul(alpha, x.AtVec(t, i)), x.AtVec(t, j)))
	})
}

// RankTwo makes s the sum a + alpha·(x·yᵀ + y·xᵀ).
func (s *SymDense) RankTwo(t *tape, a Symmetric, alpha real, x, y Vector) {
	g := s.gonum()
	g.RankTwo(symmetric(a), alpha.V, vector(x), vector(y))
	s.store(t, g, func(i, j int) real {
		sum := t.Add(t.Mul(x.AtVec(t, i), y.AtVec(t, j)), t.Mul(y.AtVec(t, i), x.AtVec(t, j)))
		return t.Add(a.At(t, i, j), t.Mul(alpha, sum))
	})
}

// SymRankK makes s the sum a + alpha·x·xᵀ.
func (s *SymDense) SymRankK(t *tape, a Symmetric, alpha real, x Matrix) {
	g := s.gonum()
	g.SymRankK(symmetric(a), alpha.V, x.plain())
	_, n := x.Dims(t)
	s.store(t, g, func(i, j int) real {
		sum := dot(t, n, func(k int) real { return x.At(t, i, k) }, func(k int) real { return x.At(t, j, k) })
		return t.Add(a.At(t, i, j), t.Mul(alpha, sum))
	})
}

// ReuseAsSym makes the empty s a matrix of n by n zeros.
func (s *SymDense) ReuseAsSym(_ *tape, n int) {
	s.gonum().ReuseAsSym(n)
	*s = SymDense{n, make([]real, n*n)}
}

// SymOuterK makes s the product alpha·x·xᵀ.
func (s *SymDense) SymOuterK(t *tape, alpha real, x Matrix) {
	g := s.gonum()
	g.SymOuterK(alpha.V, x.plain())
	_, n := x.Dims(t)
	s.store(t, g, func(i, j int) real {
		return t.Mul(alpha, dot(t, n, func(k int) real { return x.At(t, i, k) }, func(k int) real { return x.At(t, j, k) }))
	})
}

// Trace returns the sum of the diagonal.
func (s *SymDense) Trace(t *tape) real { return Trace(t, s) }

// Norm returns the norm: 1, 2 (of Frobenius) or infinity.
func (s *SymDense) Norm(t *tape, norm real) real { return Norm(t, s, norm) }
