package mathlib

import (
	"fmt"
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file has what decides when two eigenvalues are 0: φ is a function of two
// variables.

// planeOrder is up to which degree the terms of φ are computed; planeDirections
// are the directions in which they are, one more than that.
const planeOrder = 9

var planeDirections = [][2]int64{{1, 0}, {0, 1}, {1, 1}, {1, -1}, {2, 1}, {2, -1}, {1, 2}, {1, -2}, {3, 1}, {3, -1}}

// A plane has the paths of φ in planeDirections, v measured in scale.
type plane struct {
	*degenerate
	scale float64
	paths []*autodiff.ReducedPath
	forms []form // by degree, once they are wanted
}

// plane decides by the terms of φ of the lowest degree that are not all 0.
func (d *degenerate) plane() {
	p := &plane{degenerate: d}
	p.scale = d.balance()
	for _, s := range planeDirections {
		p.paths = append(p.paths, d.along([]float64{float64(s[0]), p.scale * float64(s[1])}))
	}
	for m := 2; m <= planeOrder; m++ {
		lower := 0.0
		best := 0 // a path with a certain term
		for i, q := range p.paths[:m+1] {
			if decides(q, m) && best == 0 {
				best = i + 1
			}
			lower = math.Max(lower, lowerTerms(q, m))
		}
		if best > 0 {
			p.lowest(m, lower, p.paths[best-1])
			return
		}
	}
	p.followAll([][]float64{{1, 0}, {0, p.scale}, {1, p.scale}, {1, -p.scale}}, d.sign, "")
}

// balance returns a scale of the second free coordinate in which the terms of
// lowest degree are about as large in both, where they are comparable at all:
// at (0, 1) with those at (1, 0), else at (1, 1).
func (d *degenerate) balance() float64 {
	u, v := d.along([]float64{1, 0}), d.along([]float64{0, 1})
	m, n := first(u, planeOrder), first(v, planeOrder)
	switch {
	case m == 0 && n == 0:
		return 1
	case m == n:
		e := math.Round(math.Log2(math.Abs(u.C[m]/v.C[m])) / float64(m))
		return math.Ldexp(1, int(e))
	case n != 0 && (m == 0 || n < m): // the other way round
		c := v.C[n]
		return 1 / d.growth(n, c, func(s float64) []float64 { return []float64{s, 1} })
	}
	return d.growth(m, u.C[m], func(s float64) []float64 { return []float64{1, s} })
}

// growth returns the power of two s from which on term m in the direction of s
// differs from c, the one for s = 0, by a quarter; 1 if none does.
func (d *degenerate) growth(m int, c float64, direction func(s float64) []float64) float64 {
	for e := -64; e <= 64; e += 4 {
		s := math.Ldexp(1, e)
		p := d.along(direction(s))
		for m >= len(p.C) {
			p.Extend()
		}
		if math.Abs(p.C[m]-c) > math.Abs(c)/4 {
			return s
		}
	}
	return 1
}

// lowest decides by the terms of degree m, of which one is certainly not 0 along
// path q.
func (p *plane) lowest(m int, lower float64, q *autodiff.ReducedPath) {
	zeros := p.zeros(lower)
	if m%2 == 1 {
		p.witness(q, m, "proven by the ", zeros)
		return
	}
	f := p.form(m)
	up, down := f.scan(), f.negated().scan()
	switch {
	case up.positive:
		p.wholeCircle(m, isolatedMinimum, zeros)
	case down.positive:
		p.wholeCircle(m, isolatedMaximum, zeros)
	case up.negative != nil && (down.negative != nil || p.sign > 0):
		p.witness(p.at(*up.negative, m), m, "proven by the ", zeros+opposed)
	case down.negative != nil && p.sign < 0:
		p.witness(p.at(*down.negative, m), m, "proven by the ", zeros+opposed)
	case down.negative != nil:
		p.touching(m, 1, f.zeros(up.touches))
	default:
		p.touching(m, -1, f.zeros(down.touches))
	}
}

// unknownTerm is the bound of a term of which nothing is known.
const unknownTerm = 0x1p500

// form returns the terms of degree m. Where they are not known to be finite
// their bounds are wide.
func (p *plane) form(m int) form {
	c, bound := make([]float64, m+1), make([]float64, m+1)
	for i, q := range p.paths[:m+1] {
		for m >= len(q.C) {
			q.Extend()
		}
		c[i], bound[i] = q.C[m], q.Bound[m]
		if !finite(c[i]) || !finite(bound[i]) {
			c[i], bound[i] = 0, unknownTerm
		}
	}
	return formThrough(c, bound)
}

// at returns the path in a direction of the form, up to term m.
func (p *plane) at(direction [2]float64, m int) *autodiff.ReducedPath {
	q := p.along([]float64{direction[0], p.scale * direction[1]})
	for m >= len(q.C) {
		q.Extend()
	}
	return q
}

// wholeCircle concludes from a form that has one sign everywhere.
func (p *plane) wholeCircle(m int, o outcome, zeros string) {
	if m == 2 {
		p.nonsingular(o)
		return
	}
	sign := "positive"
	if o == isolatedMaximum {
		sign = "negative"
	}
	p.c.expansion = expansionOf(p.paths[0], m)
	if sign == "negative" {
		p.c.Escape = p.c.expansion.escape(p.c.X)
	}
	p.conclude(o, fmt.Sprintf("proven: on the surface to which the null directions belong, the terms of degree %d are %s in every direction; %s", m, sign, zeros))
}

// touching goes on where the terms of degree m have the given sign but for some
// directions in which they are 0.
func (p *plane) touching(m, sign int, directions [][2]float64) {
	if p.sign*sign < 0 {
		p.conclude(outcomeOf(sign), fmt.Sprintf("proven: the terms of degree %d have the sign opposite to that of the certain eigenvalues in some directions", m))
		return
	}
	if p.near == nil && p.polygon(sign) {
		return
	}
	if len(directions) > m/2 { // more than a form of one sign can have
		p.c.undecided(fmt.Sprintf("the bounds of the terms of degree %d are too wide to tell their sign", m))
		return
	}
	var list [][]float64
	for _, s := range directions {
		list = append(list, []float64{s[0], p.scale * s[1]})
	}
	p.alongZeros(m, sign, list, fmt.Sprintf("the terms of degree %d are 0 in %d directions and else have one sign", m, len(list)))
}

func outcomeOf(sign int) outcome {
	if sign > 0 {
		return isolatedMinimum
	}
	return isolatedMaximum
}
