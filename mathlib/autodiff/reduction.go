package autodiff

import "slices"

// A Reduction is a recorded function f(s, y) of which the inputs y have been
// eliminated: y(s) makes the derivatives of f by y vanish, and φ(s) = f(s, y(s))
// is what remains (Lyapunov and Schmidt). At a critical point at which the
// Hessian L by y is nonsingular, y(s) and φ are as smooth as f, and if L is
// positive definite, y(s) is where f is smallest for given s: then (s, y) is a
// minimum of f exactly if s is one of φ.
//
// y may be any inputs of which L is nonsingular, not those that belong to the
// eigenvectors of f's Hessian: nothing rests on vectors that are rounded.
//
// Everything has a bound that holds for every critical point of f within the
// input errors ([Tape.SetInputErrors]) of the recorded point: at a critical
// point f's derivatives by y are 0, so that what they were computed to be does
// not enter. Only the rounding of π in the derivatives of error functions is left
// out, as by [Tape.GradientOn]: it changes y(s), and φ by its square.
type Reduction struct {
	t        *Tape
	f        Real
	gone     []int  // the inputs y, counted from 0, in the order of elimination
	gradient []Real // the derivatives of f by them, recorded
	factor   factor
	inverse  *inverse // of many inputs: solves with narrower bounds; nil if there is none
	last     int32    // the last node of f and its gradient
}

// Reduce eliminates the inputs gone, counted from 0, from the recording of f.
// The pivots of their Hessian are taken in this order. It returns nil if one of
// them is not certainly different from 0.
func (t *Tape) Reduce(f Real, gone []int) *Reduction {
	r := &Reduction{t: t, f: f, gone: gone, last: f.I}
	if len(gone) == 0 {
		return r
	}
	n := t.inputs
	g, gBound := make([]float64, n), make([]float64, n)
	h, bound := make([]float64, n*n), make([]float64, n*n)
	t.Hessian(f, g, gBound, h, bound)
	r.factor = make(factor, len(gone))
	for i, a := range gone {
		r.factor[i] = make([]ball, len(gone))
		for j, b := range gone {
			r.factor[i][j] = ball{h[a*n+b], bound[a*n+b]}
		}
	}
	hessian := r.factor.copy()
	if !r.factor.eliminate() {
		return nil
	}
	if len(gone) > fewInputs && len(gone) <= manyInputs {
		r.inverse = newInverse(hessian, r.factor)
	}
	variables := make([]Real, len(gone))
	for i, a := range gone {
		variables[i] = Real{t.nodes[a+1].v, int32(a + 1)}
	}
	r.gradient = t.GradientOn(f, variables)
	for _, d := range r.gradient {
		r.last = max(r.last, d.I)
	}
	return r
}

// Signs returns how many eigenvalues of the Hessian by the eliminated inputs
// are positive and how many are negative. That is proven, and so for f's own
// Hessian: it has at least as many of each.
func (r *Reduction) Signs() (positive, negative int) {
	for i := range r.factor {
		if r.factor[i][i].v > 0 {
			positive++
		} else {
			negative++
		}
	}
	return positive, negative
}

// A ReducedPath is φ along a line of the remaining inputs, as a power series
// that is computed as far as wanted,
//
//	f(X + Curve[0]·t + Curve[1]·t² + …) = C[0] + C[1]·t + C[2]·t² + …
//
// Bound bounds the errors of C. The curve's own coefficients are known with
// bounds too, which those of C contain.
type ReducedPath struct {
	C, Bound []float64
	r        *Reduction
	curve    [][]ball
}

// Along starts the path in a direction of all inputs; its entries by eliminated
// ones are ignored. The first two coefficients are known at once.
func (r *Reduction) Along(direction []float64) *ReducedPath {
	p := &ReducedPath{r: r, curve: [][]ball{make([]ball, len(direction))}}
	for i, d := range direction {
		p.curve[0][i] = exact(d)
	}
	for _, i := range r.gone {
		p.curve[0][i] = ball{}
	}
	p.expand(2)
	return p
}

// Extend computes two more coefficients of φ.
//
// With y(t) right up to the term tᵠ, f(s, y) differs from φ by terms from
// t²ᵠ⁺² on, since f's derivative by y is 0 where y is right: one more term of y
// makes two more of φ right.
func (p *ReducedPath) Extend() {
	q := len(p.C) / 2
	if q > len(p.curve) {
		p.curve = append(p.curve, make([]ball, p.r.t.inputs))
	}
	p.solve(q)
	p.expand(2*q + 2)
}

// solve finds term q of y: the one with which term q of the derivatives by y,
// that is L·y[q] and what the terms before make, is 0.
func (p *ReducedPath) solve(q int) {
	r := p.r
	if len(r.gone) == 0 {
		return
	}
	r.t.along(p.curve, r.last, q+1)
	rhs := make([]ball, len(r.gone))
	for i, d := range r.gradient {
		rhs[i] = r.t.term(d, q, q+1).neg()
	}
	for i, y := range r.solve(rhs) {
		p.curve[q-1][r.gone[i]] = y
	}
}

// expand computes the coefficients of φ before the n-th.
func (p *ReducedPath) expand(n int) {
	p.r.t.along(p.curve, p.r.f.I, n)
	for k := len(p.C); k < n; k++ {
		c := p.r.t.term(p.r.f, k, n)
		p.C, p.Bound = append(p.C, c.v), append(p.Bound, c.r)
	}
}

// Curve returns the coefficients of the curve as far as they are known.
func (p *ReducedPath) Curve() [][]float64 {
	c := make([][]float64, len(p.curve))
	for k := range c {
		c[k] = make([]float64, len(p.curve[k]))
		for i, b := range p.curve[k] {
			c[k][i] = b.v
		}
	}
	return c
}

// solve returns the solution of L·y = b.
func (r *Reduction) solve(b []ball) []ball {
	y := slices.Clone(b)
	r.factor.solve(y)
	if r.inverse != nil {
		for i, other := range r.inverse.solve(b) {
			if !(y[i].r <= other.r) {
				y[i] = other
			}
		}
	}
	return y
}

// A factor is a symmetric matrix L, eliminated: as M·D·Mᵀ with D on the diagonal
// and the unit triangular M below.
type factor [][]ball

func (a factor) copy() factor {
	b := make(factor, len(a))
	for i := range a {
		b[i] = slices.Clone(a[i])
	}
	return b
}

// eliminate computes the factors; it reports whether all pivots are certainly
// different from 0.
func (a factor) eliminate() bool {
	for k := range a {
		if !(a[k][k].low() > 0) {
			return false
		}
		for i := k + 1; i < len(a); i++ {
			for j := k + 1; j <= i; j++ { // the product first: it is exact more often than a quotient
				a[i][j] = a[i][j].sub(a[i][k].mul(a[j][k]).div(a[k][k]))
			}
		}
		for i := k + 1; i < len(a); i++ {
			a[i][k] = a[i][k].div(a[k][k])
		}
	}
	return true
}

// solve replaces b by the solution x of L·x = b.
func (a factor) solve(b []ball) {
	for i := range a {
		for j := range i {
			b[i] = b[i].sub(a[i][j].mul(b[j]))
		}
	}
	for i := range a {
		b[i] = b[i].div(a[i][i])
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := i + 1; j < len(a); j++ {
			b[i] = b[i].sub(a[j][i].mul(b[j]))
		}
	}
}
