package mathlib

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file has what decides when one eigenvalue is 0: φ is a function of one
// variable.

// lineOrder is up to which term φ is computed along one line.
const lineOrder = 13

// first extends a path up to term most or the first one that decides, whose
// number it returns, 0 if there is none.
func first(p *autodiff.ReducedPath, most int) int {
	for m := 2; m <= most; m++ {
		if decides(p, m) {
			return m
		}
	}
	return 0
}

// decides reports whether term m of a path is certainly not 0, and rules what φ
// is on some stretch of the path: is larger there than the terms before can be
// within their bounds, and than the two terms after it. Where the terms before
// are proven to be 0, that is so close to the point; else a term that is larger
// than its bound but rules nowhere may only be there because the point is not
// exactly where the others vanish.
func decides(p *autodiff.ReducedPath, m int) bool {
	for m+2 >= len(p.C) {
		p.Extend()
	}
	if certain(p.C[m], p.Bound[m]) == 0 {
		return false
	}
	size := (math.Abs(p.C[m]) - p.Bound[m]) / 8
	from, to := 0.0, math.Inf(1)
	for k := 1; k < m; k++ {
		if other := math.Abs(p.C[k]) + p.Bound[k]; other > 0 {
			from = math.Max(from, math.Pow(other/size, 1/float64(m-k)))
		}
	}
	for k := m + 1; k <= m+2; k++ {
		if other := math.Abs(p.C[k]) + p.Bound[k]; other > 0 && finite(other) {
			to = math.Min(to, math.Pow(other/size, -1/float64(k-m)))
		}
	}
	return from == 0 || from < to
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
	d.conclude(oneTerm(m, e.coefficient), "proven by the "+e.term()+" on the curve to which the null direction belongs; "+d.zeros(e.lower))
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
