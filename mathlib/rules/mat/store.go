package mat

import gonum "gonum.org/v1/gonum/mat"

// Every operation first has gonum do it on the values, which panics when the
// sizes do not fit, then records it, and stores what it recorded with gonum's
// values.

// store gives m the size and the values of g; element returns what is
// recorded. All are computed before one is stored, since m may be an operand.
func (m *Dense) store(t *tape, g *gonum.Dense, element func(i, j int) real) {
	r, c := g.Dims()
	list := make([]real, 0, r*c)
	for i := range r {
		for j := range c {
			list = append(list, t.Exactly(element(i, j), g.At(i, j)))
		}
	}
	if m.r == 0 {
		*m = Dense{r, c, c, list}
		return
	}
	for i := range r {
		copy(m.data[i*m.stride:i*m.stride+c], list[i*c:])
	}
}

func (v *VecDense) store(t *tape, g *gonum.VecDense, element func(i int) real) {
	list := make([]real, g.Len())
	for i := range list {
		list[i] = t.Exactly(element(i), g.AtVec(i))
	}
	if v.n == 0 {
		*v = VecDense{len(list), 1, list}
		return
	}
	for i, x := range list {
		*v.at(i) = x
	}
}

func (s *SymDense) store(t *tape, g *gonum.SymDense, element func(i, j int) real) {
	n := g.SymmetricDim()
	data := make([]real, n*n)
	for i := range n {
		for j := i; j < n; j++ {
			data[i*n+j] = t.Exactly(element(i, j), g.At(i, j))
		}
	}
	if s.n == 0 {
		*s = SymDense{n, data}
		return
	}
	for i := range n {
		copy(s.data[i*n+i:(i+1)*n], data[i*n+i:])
	}
}

// dot returns the sum of the n products x(k)·y(k).
func dot(t *tape, n int, x, y func(k int) real) real {
	var r real
	for k := range n {
		r = t.Add(r, t.Mul(x(k), y(k)))
	}
	return r
}

func vector(v Vector) gonum.Vector { return v.plain().(gonum.Vector) }

func symmetric(s Symmetric) gonum.Symmetric { return s.plain().(gonum.Symmetric) }
