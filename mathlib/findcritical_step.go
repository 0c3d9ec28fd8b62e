package mathlib

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// A newtonModel is the gradient g and the Hessian H at a point, in coordinates
// in which no row of H is large or small: S = D·H·D = V·Λ·Vᵀ and c = Vᵀ·D·g. In
// them, what happens does not depend on the units that the variables have.
//
// Entries of H and eigenvalues of S that are not larger than their error are
// taken for 0, so that a step along a valley is not made of rounding errors.
type newtonModel struct {
	scale  []float64 // the diagonal of D
	values []float64 // Λ
	spread float64   // the largest absolute value in Λ
	zero   float64   // what is not larger in Λ counts as 0
	v      *mat.Dense
	c      []float64
}

// newNewtonModel returns the model, and no model when the derivatives are not
// finite.
func newNewtonModel(d *order2) (*newtonModel, bool) {
	g, n := d.gradient.RawVector().Data, d.gradient.Len()
	if !finite(d.value) || !finite(largest(g)) || !finite(largest(d.hessian.RawSymmetric().Data)) {
		return nil, false
	}
	h, bound := certainEntries(d.hessian)
	m := &newtonModel{scale: equilibration(h), v: new(mat.Dense), c: make([]float64, n)}
	uncertain := 0.0
	for i, a := range m.scale {
		for j, b := range m.scale {
			uncertain = math.Hypot(uncertain, a*b*bound[i*n+j])
			if j >= i {
				h.SetSym(i, j, a*b*h.At(i, j))
			}
		}
	}
	var e mat.EigenSym
	if !finite(uncertain) || !e.Factorize(h, true) {
		return nil, false
	}
	m.values = e.Values(nil)
	e.VectorsTo(m.v)
	m.spread = largest(m.values)
	m.zero = math.Max(uncertain, float64(n)*epsilon*m.spread)
	for i := range n {
		for k := range n {
			m.c[k] += m.v.At(i, k) * m.scale[i] * g[i]
		}
	}
	return m, true
}

// certainEntries returns a copy of h in which entries that are not larger than
// their error are 0, and the errors of the others.
func certainEntries(h Symmetric) (*mat.SymDense, []float64) {
	n := h.SymmetricDim()
	certain, bound := mat.NewSymDense(n, nil), make([]float64, n*n)
	for i := range n {
		for j := i; j < n; j++ {
			if v, b := h.At(i, j), h.ErrorAt(i, j); math.Abs(v) > b {
				certain.SetSym(i, j, v)
				bound[i*n+j], bound[j*n+i] = b, b
			}
		}
	}
	return certain, bound
}

// equilibration returns powers of two for which the largest entry of every row
// of D·H·D is near 1, by Ruiz's iteration; 1 for a row of zeros.
func equilibration(h *mat.SymDense) []float64 {
	n := h.SymmetricDim()
	d := make([]float64, n)
	for i := range d {
		d[i] = 1
	}
	next := make([]float64, n)
	for range 4 {
		for i := range d {
			size := 0.0
			for j := range d {
				size = math.Max(size, d[i]*d[j]*math.Abs(h.At(i, j)))
			}
			next[i] = d[i]
			if size > 0 && finite(size) {
				next[i] /= math.Sqrt(size)
			}
		}
		d, next = next, d
	}
	for i, v := range d {
		_, e := math.Frexp(v)
		d[i] = math.Ldexp(1, e)
	}
	return d
}

// norm returns the length of a gradient in the coordinates of the model.
func (m *newtonModel) norm(g []float64) float64 {
	sum := 0.0
	for i, v := range g {
		sum = math.Hypot(sum, m.scale[i]*v)
	}
	return sum
}

// step returns the minimum-norm Newton step for the gradient, damped as
// Levenberg and Marquardt do: p = -D·V·Λ/(Λ² + damping·|Λ|²)·c.
func (m *newtonModel) step(damping float64) []float64 {
	return m.combine(func(k int) float64 {
		l := m.values[k]
		if math.Abs(l) <= m.zero {
			return 0
		}
		return -m.c[k] * l / (l*l + damping*m.spread*m.spread)
	})
}

// uncertainty returns how far the coordinates may be off for the size of the
// gradient and its error, in units of reach where H does not tell.
func (m *newtonModel) uncertainty(g Vector, reach func(i int) float64) []float64 {
	const untold = 1e-5
	off := make([]float64, len(m.c))
	for k := range m.c {
		size := m.size(k, g)
		for i, a := range m.scale {
			if part := math.Abs(m.v.At(i, k)); math.Abs(m.values[k]) > m.zero {
				off[i] += part * a * size / math.Abs(m.values[k])
			} else {
				off[i] += part * untold * reach(i)
			}
		}
	}
	return off
}

// size returns how large |c[k]| may be for the error of the gradient g.
func (m *newtonModel) size(k int, g Vector) float64 {
	size := math.Abs(m.c[k])
	for i, a := range m.scale {
		size += math.Abs(m.v.At(i, k)) * a * g.ErrorAt(i)
	}
	return size
}

func (m *newtonModel) combine(weight func(k int) float64) []float64 {
	p := make([]float64, len(m.c))
	for k := range m.c {
		if w := weight(k); w != 0 {
			for i := range p {
				p[i] += w * m.scale[i] * m.v.At(i, k)
			}
		}
	}
	return p
}
