package mathlib

import (
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file has what decides when one eigenvalue is 0: φ is a function of one
// variable.

// lineOrder is up to which term φ is computed along one line.
const lineOrder = 13

// first extends a path up to term most or the first one that is certainly not
// 0, whose number it returns, 0 if there is none.
func first(p *autodiff.ReducedPath, most int) int {
	for m := 2; m <= most; m++ {
		if m >= len(p.C) {
			p.Extend()
		}
		if certain(p.C[m], p.Bound[m]) != 0 {
			return m
		}
	}
	return 0
}

// along starts a path in the direction that has the components s, in their
// units, in the free coordinates.
func (d *degenerate) along(s []float64) *autodiff.ReducedPath {
	direction := make([]float64, len(d.c.X))
	for k, i := range d.free {
		direction[i] = s[k] * d.unit[i]
	}
	return d.phi.Along(direction)
}

// line decides by the first term of φ that is certainly not 0. Of an odd degree,
// f takes larger and smaller values on the curve itself. Of an even one φ has a
// strict minimum or maximum, and so has f, or if that is not what the certain
// eigenvalues have, a saddle. Without such a term f is followed.
func (d *degenerate) line() {
	p := d.along([]float64{1})
	m := first(p, lineOrder)
	if m == 0 {
		d.followAll([][]float64{{1}}, d.sign, "")
		return
	}
	if m == 2 {
		d.nonsingular(oneTerm(m, p.C[m]))
		return
	}
	e := expansionOf(p, m)
	d.c.expansion = e
	d.c.Escape = e.escape(d.c.X)
	d.conclude(oneTerm(m, e.coefficient), "proven by the "+e.term()+" along the curve on which only the null direction is left; "+d.zeros(e.lower))
}

// oneTerm returns what a function with the first term c·tᵐ has at 0.
func oneTerm(m int, c float64) outcome {
	switch {
	case m%2 == 1:
		return neither
	case c > 0:
		return isolatedMinimum
	}
	return isolatedMaximum
}
