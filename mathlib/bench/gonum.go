package main

import (
	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
)

// measureGonum measures gonum's differences, which call the same function, and
// its hyper-dual numbers, for which the function was written once more.
func measureGonum(r results, p problem, t timer) {
	x := point(p.n)
	g, hv := make([]float64, p.n), make([]float64, p.n)
	for rival, formula := range map[string]fd.Formula{fdDefault: fd.Forward, fdCentral: fd.Central} {
		s := &fd.Settings{Formula: formula}
		r.enter(p, gradient, rival, t.call(func() { fd.Gradient(g, p.f, x, s) }))
		r.enter(p, hessianVec, rival, t.call(func() { productByDifferences(hv, g, p.f, x, s) }))
		h := mat.NewSymDense(p.n, nil)
		if p.n <= 100 { // 1000 variables would take half a minute a call
			r.enter(p, hessian, rival, t.call(func() { fd.Hessian(h, p.f, x, s) }))
		}
	}
	d := newDuals(p, x)
	r.enter(p, gradient, hyperDual, t.call(func() { d.gradient(g) }))
	r.enter(p, hessianVec, hyperDual, t.call(func() { d.product(hv, x) }))
	if p.n <= 100 {
		h := mat.NewSymDense(p.n, nil)
		r.enter(p, hessian, hyperDual, t.call(func() { d.hessian(h) }))
	}
}

// productByDifferences writes the difference of the gradients at x + hv and
// x - hv, by 2h, with v = x: gonum has no Hessian-vector product.
func productByDifferences(hv, g []float64, f func([]float64) float64, x []float64, s *fd.Settings) {
	const step = 1e-4
	moved := make([]float64, len(x))
	for i, v := range x {
		moved[i] = v + step*v
	}
	fd.Gradient(hv, f, moved, s)
	for i, v := range x {
		moved[i] = v - step*v
	}
	fd.Gradient(g, f, moved, s)
	for i := range hv {
		hv[i] = (hv[i] - g[i]) / (2 * step)
	}
}

// duals evaluates a function on hyper-dual numbers.
type duals struct {
	f func([]dual) dual
	x []dual
}

func newDuals(p problem, x []float64) *duals {
	d := &duals{f: p.onDuals, x: make([]dual, len(x))}
	for i, v := range x {
		d.x[i].Real = v
	}
	return d
}

// gradient writes two entries for each evaluation.
func (d *duals) gradient(g []float64) {
	for i := 0; i < len(d.x); i += 2 {
		j := min(i+1, len(d.x)-1)
		d.x[i].E1mag, d.x[j].E2mag = 1, 1
		y := d.f(d.x)
		d.x[i].E1mag, d.x[j].E2mag = 0, 0
		g[i], g[j] = y.E1mag, y.E2mag
	}
}

// product writes one entry for each evaluation.
func (d *duals) product(hv, v []float64) {
	for i := range d.x {
		d.x[i].E1mag = v[i]
	}
	for i := range d.x {
		d.x[i].E2mag = 1
		hv[i] = d.f(d.x).E1E2mag
		d.x[i].E2mag = 0
	}
	for i := range d.x {
		d.x[i].E1mag = 0
	}
}

// hessian writes one entry and its mirror image for each evaluation.
func (d *duals) hessian(h *mat.SymDense) {
	for i := range d.x {
		d.x[i].E1mag = 1
		for j := i; j < len(d.x); j++ {
			d.x[j].E2mag = 1
			h.SetSym(i, j, d.f(d.x).E1E2mag)
			d.x[j].E2mag = 0
		}
		d.x[i].E1mag = 0
	}
}
