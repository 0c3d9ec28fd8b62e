package mathlib

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file has what is done when three or more eigenvalues are 0, and what
// planes have in common with that.

// samples is in how many directions φ is computed besides those of the axes and
// between two axes.
const samples = 48

// sampled returns directions in a space of n dimensions, always the same.
func sampled(n int) [][]float64 {
	var list [][]float64
	for i := range n {
		axis := make([]float64, n)
		axis[i] = 1
		list = append(list, axis)
	}
	for i := range n {
		for j := range i {
			for _, s := range []float64{1, -1} {
				if len(list) > 6*samples {
					break
				}
				between := make([]float64, n)
				between[i], between[j] = 1, s
				list = append(list, between)
			}
		}
	}
	r := rand.New(rand.NewPCG(1, uint64(n)))
	for range samples {
		d := make([]float64, n)
		for i := range d {
			d[i] = float64(r.IntN(7) - 3)
		}
		if largest(d) > 0 {
			list = append(list, d)
		}
	}
	return list
}

// followed is in how many of them f is followed at most.
const followed = 8

// spaceOrder is up to which degree the terms are computed.
const spaceOrder = 12

// space looks at the terms of lowest degree that are not all 0 in many
// directions. A certain term of odd degree, or terms of both signs, prove a
// saddle; terms of one sign are only evidence of a minimum or maximum.
func (d *degenerate) space() {
	d.balanceAxes()
	directions := sampled(len(d.free))
	paths := make([]*autodiff.ReducedPath, len(directions))
	for i, s := range directions {
		paths[i] = d.along(s)
	}
	for m := 2; m <= spaceOrder; m++ {
		var up, down *autodiff.ReducedPath
		var zero [][]float64
		lower := 0.0
		for i, p := range paths {
			decided := decides(p, m)
			lower = math.Max(lower, lowerTerms(p, m))
			switch sign := certain(p.C[m], p.Bound[m]); {
			case !decided:
				zero = append(zero, directions[i])
			case sign > 0 && up == nil:
				up = p
			case sign < 0 && down == nil:
				down = p
			}
		}
		if up != nil || down != nil {
			d.samples(m, up, down, zero, len(directions), d.zeros(lower))
			return
		}
	}
	d.followAll(directions[:min(len(directions), 2*len(d.free), followed)], d.sign, fmt.Sprintf("sampled in %d directions: all terms up to degree %d are 0; ", len(directions), spaceOrder))
}

// balanceAxes measures the free coordinates so that the first terms of φ along
// them are of size 1, if they are of the same degree.
func (d *degenerate) balanceAxes() {
	degree := 0
	scale := make([]float64, len(d.free))
	for k := range d.free {
		axis := make([]float64, len(d.free))
		axis[k] = 1
		p := d.along(axis)
		m := first(p, spaceOrder)
		if m == 0 || degree != 0 && m != degree {
			return
		}
		degree = m
		scale[k] = math.Pow(math.Abs(p.C[m]), -1/float64(m))
	}
	for k, i := range d.free {
		_, e := math.Frexp(scale[k])
		d.unit[i] = math.Ldexp(d.unit[i], e)
	}
}

// samples decides by the terms of degree m, which are certainly positive along
// up, negative along down and 0 in some other directions.
func (d *degenerate) samples(m int, up, down *autodiff.ReducedPath, zero [][]float64, n int, zeros string) {
	switch {
	case m%2 == 1 && down != nil:
		d.witness(down, m, "proven by the ", zeros)
	case m%2 == 1:
		d.witness(up, m, "proven by the ", zeros)
	case down != nil && (up != nil || d.sign > 0):
		d.witness(down, m, "proven by the ", zeros+opposed)
	case up != nil && d.sign < 0:
		d.witness(up, m, "proven by the ", zeros+opposed)
	case len(zero) > 0 && up != nil:
		d.alongZeros(m, 1, zero, fmt.Sprintf("sampled in %d directions: the terms of degree %d are 0 in %d and else positive", n, m, len(zero)))
	case len(zero) > 0:
		d.alongZeros(m, -1, zero, fmt.Sprintf("sampled in %d directions: the terms of degree %d are 0 in %d and else negative", n, m, len(zero)))
	case up != nil:
		d.oneSign(up, m, 1, n, zeros)
	default:
		d.oneSign(down, m, -1, n, zeros)
	}
}

// opposed is said of a term of even degree that proves a saddle.
const opposed = "; other terms, or the certain eigenvalues, have the opposite sign"

// oneSign goes on where the terms of degree m have one sign in all sampled
// directions, among them that of path p: it looks for others.
func (d *degenerate) oneSign(p *autodiff.ReducedPath, m, sign, n int, zeros string) {
	word := map[int]string{1: "positive", -1: "negative"}[sign]
	what := fmt.Sprintf("sampled in %d directions: the terms of degree %d are %s in all", n, m, word)
	s, q, ratio := d.lowest(m, sign, sampled(len(d.free)))
	if ratio < 0 && decides(q, m) {
		d.witness(q, m, "proven by the ", zeros+opposed)
		return
	}
	if ratio < suspicious {
		d.followAll([][]float64{s}, sign, what+", but almost 0 in one found from there; ")
		return
	}
	d.c.expansion = expansionOf(p, m)
	d.c.Escape = d.c.expansion.escape(d.c.X)
	d.conclude(outcomeOf(sign), fmt.Sprintf("%s, and found to be at least %.1g of the largest elsewhere: evidence, no proof; %s", what, ratio, zeros))
}

// witness concludes that there is a saddle from the certain term m of a path.
func (d *degenerate) witness(p *autodiff.ReducedPath, m int, how, zeros string) {
	e := expansionOf(p, m)
	d.c.Escape = e.escape(d.c.X)
	if m == 2 {
		d.nonsingular(neither)
		return
	}
	d.c.expansion = e
	d.conclude(neither, how+e.term()+" on a curve; "+zeros)
}

// nonsingular concludes from terms of second degree of φ, whose bounds are
// tighter than those of the eigenvalues: with the certain eigenvalues they give
// signs to those that had none.
func (d *degenerate) nonsingular(o outcome) {
	c := d.c
	c.Method = "signs of the eigenvalues, proven from the bounds of the Hessian after elimination"
	switch o {
	case isolatedMinimum:
		c.Positive += len(d.free)
		c.Zero -= len(d.free)
	case isolatedMaximum:
		c.Negative += len(d.free)
		c.Zero -= len(d.free)
	default: // at least one of each
		c.Zero -= max(0, 1-c.Positive) + max(0, 1-c.Negative)
		c.Positive, c.Negative = max(c.Positive, 1), max(c.Negative, 1)
	}
	c.NullDirections = c.NullDirections[:min(c.Zero, len(c.NullDirections))]
	switch {
	case o == neither || c.Positive > 0 && c.Negative > 0:
		c.Kind = StrictSaddle
	case len(d.constant) == 0 && c.Positive > 0:
		c.Kind = StrictMinimum
	case len(d.constant) == 0:
		c.Kind = StrictMaximum
	default:
		d.conclude(o, c.Method)
	}
}

// size is how large terms of degree m are in the directions of the axes and
// between.
func (d *degenerate) size(m int) float64 {
	size := 0.0
	directions, n := sampled(len(d.free)), len(d.free)
	for _, s := range directions[:min(n*n, len(directions))] {
		p := d.along(s)
		for m >= len(p.C) {
			p.Extend()
		}
		size = math.Max(size, math.Abs(p.C[m]))
	}
	return size
}

// alongZeros goes on in directions in which the terms of degree m are 0, while
// they have the given sign in others: later terms may prove a saddle, or f be
// constant there. A later term of the same sign does not show the contrary: the
// line in that direction may leave the curve on which f is constant.
func (d *degenerate) alongZeros(m, sign int, directions [][]float64, what string) {
	var rising *expansion
	size := d.size(m)
	for _, s := range directions {
		p := d.along(s)
		k := first(p, lineOrder)
		switch {
		case k == 0, k == m && math.Abs(p.C[k]) <= 1e3*epsilon*epsilon*size: // what rounding the direction makes of a 0
		case k > m && (k%2 == 1 || certain(p.C[k], p.Bound[k]) != sign):
			d.witness(p, k, what+"; proven by the ", d.zeros(lowerTerms(p, k)))
			return
		default:
			rising = expansionOf(p, k)
		}
	}
	d.followAll(directions[:min(len(directions), followed)], sign, what+"; ")
	if rising != nil && d.c.Kind == Undecided {
		d.c.undecided(what + "; the " + rising.term() + " in one of those directions does not decide")
	}
}
