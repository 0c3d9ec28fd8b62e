package mathlib

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// spectrum is the eigenvalues of a symmetric matrix with an error bound.
type spectrum struct {
	values  []float64
	vectors *mat.Dense
	delta   float64
}

// eigen computes the eigenvalues and counts their certain signs. The entries of
// the Hessian are off by no more than bound, row by row.
func (c *CriticalPoint) eigen(bound []float64) {
	n := len(c.X)
	s, ok := spectrum{}, finite(largest(c.Hessian.RawSymmetric().Data))
	if ok {
		s, ok = eigenvalues(c.Hessian.SymDense, bound)
	}
	if !ok {
		c.Bound, c.Zero = repeat(math.Inf(1), n), n
		return
	}
	c.Eigenvalues, c.Eigenvectors, c.Bound = s.values, s.vectors, repeat(s.delta, n)
	c.count(s, nil)
	if c.Zero == 0 {
		return
	}
	scale := scaling(c.Hessian.SymDense)
	if s, ok := eigenvalues(scaled(c.Hessian.SymDense, bound, scale)); ok && s.zeros() < c.Zero {
		c.count(s, scale)
	}
}

// exactEigen counts the signs of the eigenvalues exactly and replaces those
// that are 0 by 0. No entry of the Hessian may be off.
func (c *CriticalPoint) exactEigen() bool {
	in, ok := exactInertia(c.Hessian.SymDense)
	if !ok {
		return false
	}
	for i := in.negative; i < in.negative+in.zero; i++ {
		c.Eigenvalues[i], c.Bound[i] = 0, 0
	}
	if c.Zero != in.zero { // the null directions are the eigenvectors in the middle
		c.NullDirections = nil
		for i := in.negative; i < in.negative+in.zero; i++ {
			c.NullDirections = append(c.NullDirections, mat.Col(nil, i, c.Eigenvectors))
		}
	}
	c.Positive, c.Zero, c.Negative = in.positive, in.zero, in.negative
	return true
}

func repeat(v float64, n int) []float64 { return slices.Repeat([]float64{v}, n) }

// eigenvalues returns the spectrum of h, whose entries are off by no more than
// bound, row by row.
func eigenvalues(h *mat.SymDense, bound []float64) (s spectrum, ok bool) {
	var e mat.EigenSym
	if !e.Factorize(h, true) {
		return s, false
	}
	s.values = e.Values(nil)
	s.vectors = new(mat.Dense)
	e.VectorsTo(s.vectors)
	orient(s.vectors)
	s.delta = solverError(h, s.values, s.vectors) + boundNorm(bound, len(s.values))
	return s, true
}

// solverError bounds the distance of the eigenvalues of h from the computed
// ones, whatever the solver did. With the computed vectors Q and values Λ, and
// γ = ‖QᵀQ - I‖, an orthogonal matrix is within γ/(2-γ) of Q, so that the
// distance is at most ‖HQ - QΛ‖ + 2‖H‖γ/(2-γ). The norms are Frobenius norms.
func solverError(h *mat.SymDense, values []float64, q *mat.Dense) float64 {
	n := len(values)
	residual, defect, norm := 0.0, 0.0, 0.0
	for i := range n {
		for k := range n {
			var r, d accumulator
			r.add(-values[k], q.At(i, k))
			if i == k {
				d.add(-1, 1)
			}
			for j := range n {
				r.add(h.At(i, j), q.At(j, k))
				d.add(q.At(j, i), q.At(j, k))
			}
			residual = math.Hypot(residual, r.bound(n))
			defect = math.Hypot(defect, d.bound(n))
			norm = math.Hypot(norm, h.At(i, k))
		}
	}
	return (residual + 2*norm*defect/(2-defect)) * slack
}

// An accumulator adds products almost as if in twice the precision (Ogita,
// Rump and Oishi): residuals are all cancellation.
type accumulator struct{ sum, tail, size float64 }

func (a *accumulator) add(x, y float64) {
	p := x * y
	s := a.sum + p
	t := s - a.sum
	a.tail += math.FMA(x, y, -p) + ((a.sum - (s - t)) + (p - t))
	a.sum = s
	a.size += math.Abs(p)
}

// bound returns no less than the absolute value of the exact sum of n+1
// products or fewer.
func (a *accumulator) bound(n int) float64 {
	gamma := float64(n+2) * epsilon
	return math.Abs(a.sum+a.tail)*(1+epsilon) + gamma*gamma*a.size
}

// boundNorm bounds the 2-norm of any matrix with no larger entries than bound:
// by the smaller of the largest row sum and the Frobenius norm.
func boundNorm(bound []float64, n int) float64 {
	row, frobenius := 0.0, 0.0
	for i := range n {
		sum := 0.0
		for _, b := range bound[i*n : (i+1)*n] {
			sum += b
			frobenius = math.Hypot(frobenius, b)
		}
		row = math.Max(row, sum)
	}
	return math.Min(row, frobenius) * slack
}

// slack makes up for the roundings in computing the norm of a matrix.
const slack = 1 + 1e-9

// orient makes the first component of every column that is not negligible
// positive: eigenvectors have no sign of their own.
func orient(m *mat.Dense) {
	rows, columns := m.Dims()
	for j := range columns {
		for i := range rows {
			if v := m.At(i, j); math.Abs(v) > 1e-8 {
				if v < 0 {
					for k := range rows {
						m.Set(k, j, 0-m.At(k, j))
					}
				}
				break
			}
		}
	}
}

func (s spectrum) zeros() int {
	n := 0
	for _, v := range s.values {
		if !(math.Abs(v) > s.delta) {
			n++
		}
	}
	return n
}

// count takes the signs and null directions from a spectrum of D·H·D with
// D = diag(scale), nil for the unit matrix.
func (c *CriticalPoint) count(s spectrum, scale []float64) {
	c.Positive, c.Zero, c.Negative, c.NullDirections = 0, 0, 0, nil
	for i, v := range s.values {
		switch {
		case v > s.delta:
			c.Positive++
		case v < -s.delta:
			c.Negative++
		default:
			c.Zero++
			u := mat.Col(nil, i, s.vectors)
			for k := range scale {
				u[k] *= scale[k]
			}
			c.NullDirections = append(c.NullDirections, unit(u))
		}
	}
}

func unit(u []float64) []float64 {
	n := mat.Norm(mat.NewVecDense(len(u), u), 2)
	for i := range u {
		u[i] /= n
	}
	return u
}

// scaling returns powers of two that bring the diagonal of D·H·D near ±1, or a
// row's largest entry where its diagonal is 0.
func scaling(h *mat.SymDense) []float64 {
	n := h.SymmetricDim()
	d := make([]float64, n)
	for i := range d {
		size := math.Abs(h.At(i, i))
		for j := 0; j < n && h.At(i, i) == 0; j++ {
			size = math.Max(size, math.Abs(h.At(i, j)))
		}
		d[i] = 1
		if size > 0 {
			_, e := math.Frexp(size)
			d[i] = math.Ldexp(1, -e/2)
		}
	}
	return d
}

// scaled returns D·H·D and its bounds; powers of two round nothing.
func scaled(h *mat.SymDense, bound, d []float64) (*mat.SymDense, []float64) {
	n := len(d)
	s, b := mat.NewSymDense(n, nil), make([]float64, n*n)
	for i := range n {
		for j := range n {
			b[i*n+j] = bound[i*n+j] * d[i] * d[j]
			if j >= i {
				s.SetSym(i, j, h.At(i, j)*d[i]*d[j])
			}
		}
	}
	return s, b
}
