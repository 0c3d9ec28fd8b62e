package mat

import gonum "gonum.org/v1/gonum/mat"

// SetVec sets the i-th element.
func (v *VecDense) SetVec(_ *tape, i int, x real) { *v.at(i) = x }

// RawVector returns what gonum's does: the elements, shared, and how they lie.
func (v *VecDense) RawVector(*tape) struct {
	N    int
	Data []real
	Inc  int
} {
	return struct {
		N    int
		Data []real
		Inc  int
	}{v.n, v.data, v.inc}
}

// IsEmpty reports whether v has no length yet.
func (v *VecDense) IsEmpty(*tape) bool { return v.n == 0 }

// Reset empties v.
func (v *VecDense) Reset(*tape) { *v = VecDense{} }

// Zero makes every element 0.
func (v *VecDense) Zero(*tape) {
	for i := range v.n {
		*v.at(i) = real{}
	}
}

// CloneFromVec makes v a copy of a, whatever its length was.
func (v *VecDense) CloneFromVec(t *tape, a Vector) {
	var g gonum.VecDense
	g.CloneFromVec(vector(a))
	var d VecDense
	d.store(t, &g, func(i int) real { return a.AtVec(t, i) })
	*v = d
}

// CopyVec copies what fits of a into v and returns how much that was.
func (v *VecDense) CopyVec(t *tape, a Vector) int {
	g := v.gonum()
	n := g.CopyVec(vector(a))
	v.store(t, g, func(i int) real {
		if i < n {
			return a.AtVec(t, i)
		}
		return v.AtVec(t, i)
	})
	return n
}

// SliceVec returns the elements from i to k, which it shares.
func (v *VecDense) SliceVec(_ *tape, i, k int) Vector {
	v.gonum().SliceVec(i, k)
	return &VecDense{k - i, v.inc, v.data[i*v.inc : (k-1)*v.inc+1]}
}

// ReuseAsVec makes the empty v a vector of n zeros.
func (v *VecDense) ReuseAsVec(_ *tape, n int) {
	v.gonum().ReuseAsVec(n)
	*v = VecDense{n, 1, make([]real, n)}
}

// AddVec makes v the sum a + b.
func (v *VecDense) AddVec(t *tape, a, b Vector) {
	g := v.gonum()
	g.AddVec(vector(a), vector(b))
	v.store(t, g, func(i int) real { return t.Add(a.AtVec(t, i), b.AtVec(t, i)) })
}

// SubVec makes v the difference a - b.
func (v *VecDense) SubVec(t *tape, a, b Vector) {
	g := v.gonum()
	g.SubVec(vector(a), vector(b))
	v.store(t, g, func(i int) real { return t.Sub(a.AtVec(t, i), b.AtVec(t, i)) })
}

// MulElemVec makes v the product of a and b, element by element.
func (v *VecDense) MulElemVec(t *tape, a, b Vector) {
	g := v.gonum()
	g.MulElemVec(vector(a), vector(b))
	v.store(t, g, func(i int) real { return t.Mul(a.AtVec(t, i), b.AtVec(t, i)) })
}

// DivElemVec makes v the quotient of a and b, element by element.
func (v *VecDense) DivElemVec(t *tape, a, b Vector) {
	g := v.gonum()
	g.DivElemVec(vector(a), vector(b))
	v.store(t, g, func(i int) real { return t.Div(a.AtVec(t, i), b.AtVec(t, i)) })
}

// ScaleVec makes v the product alpha·a.
func (v *VecDense) ScaleVec(t *tape, alpha real, a Vector) {
	g := v.gonum()
	g.ScaleVec(alpha.V, vector(a))
	v.store(t, g, func(i int) real { return t.Mul(alpha, a.AtVec(t, i)) })
}

// AddScaledVec makes v the sum a + alpha·b.
func (v *VecDense) AddScaledVec(t *tape, a Vector, alpha real, b Vector) {
	g := v.gonum()
	g.AddScaledVec(vector(a), alpha.V, vector(b))
	v.store(t, g, func(i int) real { return t.Add(a.AtVec(t, i), t.Mul(alpha, b.AtVec(t, i))) })
}

// MulVec makes v the product of the matrix a and the vector b.
func (v *VecDense) MulVec(t *tape, a Matrix, b Vector) {
	g := v.gonum()
	g.MulVec(a.plain(), vector(b))
	_, n := a.Dims(t)
	v.store(t, g, func(i int) real {
		return dot(t, n, func(k int) real { return a.At(t, i, k) }, func(k int) real { return b.AtVec(t, k) })
	})
}

// Norm returns the norm: 1, 2 or infinity.
func (v *VecDense) Norm(t *tape, norm real) real { return Norm(t, v, norm) }
