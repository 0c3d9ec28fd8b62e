package mat

import gonum "gonum.org/v1/gonum/mat"

// Set sets the element in row i and column j.
func (m *Dense) Set(_ *tape, i, j int, v real) { *m.at(i, j) = v }

// SetRow sets the elements of row i.
func (m *Dense) SetRow(_ *tape, i int, src []real) {
	m.gonum().SetRow(i, values(src))
	copy(m.data[i*m.stride:], src)
}

// SetCol sets the elements of column j.
func (m *Dense) SetCol(_ *tape, j int, src []real) {
	m.gonum().SetCol(j, values(src))
	for i, x := range src {
		*m.at(i, j) = x
	}
}

// IsEmpty reports whether m has no size yet.
func (m *Dense) IsEmpty(*tape) bool { return m.r == 0 }

// Reset empties m.
func (m *Dense) Reset(*tape) { *m = Dense{} }

// Zero makes every element 0.
func (m *Dense) Zero(*tape) {
	for i := range m.r {
		clear(m.data[i*m.stride : i*m.stride+m.c])
	}
}

// RawRowView returns row i, which shares its elements.
func (m *Dense) RawRowView(_ *tape, i int) []real {
	if uint(i) >= uint(m.r) {
		panic(gonum.ErrRowAccess)
	}
	return m.data[i*m.stride : i*m.stride+m.c]
}

// RawMatrix returns what gonum's does: the elements, shared, and how they lie.
func (m *Dense) RawMatrix(*tape) struct {
	Rows, Cols int
	Data       []real
	Stride     int
} {
	return struct {
		Rows, Cols int
		Data       []real
		Stride     int
	}{m.r, m.c, m.data, m.stride}
}

// RowView returns row i, which shares its elements.
func (m *Dense) RowView(t *tape, i int) Vector {
	return &VecDense{m.c, 1, m.RawRowView(t, i)}
}

// ColView returns column j, which shares its elements.
func (m *Dense) ColView(_ *tape, j int) Vector {
	m.gonum().ColView(j)
	return &VecDense{m.r, m.stride, m.data[j : (m.r-1)*m.stride+j+1]}
}

// CloneFrom makes m a copy of a, whatever its size was.
func (m *Dense) CloneFrom(t *tape, a Matrix) {
	var g gonum.Dense
	g.CloneFrom(a.plain())
	var d Dense
	d.store(t, &g, func(i, j int) real { return a.At(t, i, j) })
	*m = d
}

// Copy copies what fits of a into m and returns how much that was.
func (m *Dense) Copy(t *tape, a Matrix) (r, c int) {
	g := m.gonum()
	r, c = g.Copy(a.plain())
	m.store(t, g, func(i, j int) real {
		if i < r && j < c {
			return a.At(t, i, j)
		}
		return m.At(t, i, j)
	})
	return r, c
}

// Add makes m the sum a + b.
func (m *Dense) Add(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Add(a.plain(), b.plain())
	m.store(t, g, func(i, j int) real { return t.Add(a.At(t, i, j), b.At(t, i, j)) })
}

// Sub makes m the difference a - b.
func (m *Dense) Sub(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Sub(a.plain(), b.plain())
	m.store(t, g, func(i, j int) real { return t.Sub(a.At(t, i, j), b.At(t, i, j)) })
}

// MulElem makes m the product of a and b, element by element.
func (m *Dense) MulElem(t *tape, a, b Matrix) {
	g := m.gonum()
	g.MulElem(a.plain(), b.plain())
	m.store(t, g, func(i, j int) real { return t.Mul(a.At(t, i, j), b.At(t, i, j)) })
}

// DivElem makes m the quotient of a and b, element by element.
func (m *Dense) DivElem(t *tape, a, b Matrix) {
	g := m.gonum()
	g.DivElem(a.plain(), b.plain())
	m.store(t, g, func(i, j int) real { return t.Div(a.At(t, i, j), b.At(t, i, j)) })
}

// Scale makes m the product f·a.
func (m *Dense) Scale(t *tape, f real, a Matrix) {
	g := m.gonum()
	g.Scale(f.V, a.plain())
	m.store(t, g, func(i, j int) real { return t.Mul(f, a.At(t, i, j)) })
}

// Mul makes m the matrix product of a and b.
func (m *Dense) Mul(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Mul(a.plain(), b.plain())
	_, n := a.Dims(t)
	m.store(t, g, func(i, j int) real {
		return dot(t, n, func(k int) real { return a.At(t, i, k) }, func(k int) real { return b.At(t, k, j) })
	})
}

// Outer makes m the product alpha·x·yᵀ.
func (m *Dense) Outer(t *tape, alpha real, x, y Vector) {
	g := m.gonum()
	g.Outer(alpha.V, vector(x), vector(y))
	m.store(t, g, func(i, j int) real { return t.Mul(t.Mul(alpha, x.AtVec(t, i)), y.AtVec(t, j)) })
}

// Apply makes every element of m what fn returns for that of a.
func (m *Dense) Apply(t *tape, fn func(*tape, int, int, real) real, a Matrix) {
	g := m.gonum()
	r, c := a.Dims(t)
	results := make([]real, 0, r*c)
	for i := range r {
		for j := range c {
			results = append(results, fn(t, i, j, a.At(t, i, j)))
		}
	}
	g.Apply(func(i, j int, _ float64) float64 { return results[i*c+j].V }, a.plain())
	m.store(t, g, func(i, j int) real { return results[i*c+j] })
}

// Trace returns the sum of the diagonal.
func (m *Dense) Trace(t *tape) real { return Trace(t, m) }

// Norm returns the norm: 1, 2 (of Frobenius) or infinity.
func (m *Dense) Norm(t *tape, norm real) real { return Norm(t, m, norm) }
