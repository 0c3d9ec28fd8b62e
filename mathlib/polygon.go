package mathlib

import (
	"fmt"
	"math/big"
	"slices"
)

// This file decides about functions of two variables like x⁴ + y⁶, of which the
// terms of lowest degree alone do not.

// A latticeTerm is a term a·uⁱ·vʲ, with low ≤ a ≤ high.
type latticeTerm struct {
	i, j      int64
	low, high float64
}

func (t latticeTerm) sign() int {
	switch {
	case t.low > 0:
		return 1
	case t.high < 0:
		return -1
	}
	return 0
}

// polygon tries to decide by the terms on the Newton polygon of φ, the convex
// hull of what is above and to the right of the exponents (i, j) of its terms.
// Close to 0, φ is ruled by the vertices and edges of that hull, each on curves
// (ξ·tᵖ, η·tᵠ) on which all its terms are of the same order: φ has a strict
// minimum if the hull meets both axes and the terms of every edge add up to
// something positive for all ξ and η different from 0 (Vasil'ev 1977), and none
// if that is negative somewhere. It reports whether that decided; sign -1 is
// for maxima.
func (p *plane) polygon(sign int) bool {
	hull := p.hull(sign)
	if hull == nil {
		return false
	}
	name := fmt.Sprintf("the terms on the Newton polygon, u%sv%s to u%sv%s,",
		superscript(int(hull[0].i)), superscript(int(hull[0].j)), superscript(int(hull[len(hull)-1].i)), superscript(int(hull[len(hull)-1].j)))
	for _, v := range hull {
		if v.i%2 != 0 || v.j%2 != 0 || v.sign() < 0 {
			p.conclude(neither, fmt.Sprintf("proven: %s have both signs; terms of other degrees count for less, or are 0 within their bounds", name))
			return true
		}
	}
	for k := range hull[1:] {
		s := p.edge(sign, hull[k], hull[k+1])
		if s.negative != nil {
			p.conclude(neither, fmt.Sprintf("proven: %s have both signs; terms of other degrees count for less, or are 0 within their bounds", name))
			return true
		}
		if !s.positive {
			return false
		}
	}
	word := map[int]string{1: "positive", -1: "negative"}[sign]
	p.conclude(outcomeOf(sign), fmt.Sprintf("proven: %s are %s in every direction; terms of other degrees count for less, or are 0 within their bounds", name, word))
	return true
}

// term returns the term sign·a·uⁱ·vʲ of φ.
func (p *plane) term(i, j int64, sign int) latticeTerm {
	f := p.forms[i+j]
	if sign < 0 {
		f = f.negated()
	}
	return latticeTerm{i, j, f.low[j], f.high[j]}
}

// hull returns the vertices of the Newton polygon from the axis of u to that of
// v; nil if it does not meet both.
func (p *plane) hull(sign int) []latticeTerm {
	p.allForms()
	var onU, onV *latticeTerm
	for m := int64(2); m <= planeOrder; m++ {
		if t := p.term(m, 0, sign); onU == nil && t.sign() != 0 {
			onU = &t
		}
		if t := p.term(0, m, sign); onV == nil && t.sign() != 0 {
			onV = &t
		}
	}
	if onU == nil || onV == nil {
		return nil
	}
	hull := []latticeTerm{*onU}
	for at := *onU; at.i > 0; {
		at = p.nextVertex(at, *onV, sign)
		hull = append(hull, at)
	}
	return hull
}

// nextVertex returns the vertex after at: that in the direction which turns
// least from the axis of u, the farthest of them.
func (p *plane) nextVertex(at, last latticeTerm, sign int) latticeTerm {
	next := last
	for i := int64(0); i < at.i; i++ {
		for j := max(at.j+1, 2-i); i+j <= planeOrder && j <= last.j; j++ {
			t := p.term(i, j, sign)
			// the slope (j - at.j)/(at.i - i) of t beside that of next
			slope := (t.j-at.j)*(at.i-next.i) - (next.j-at.j)*(at.i-t.i)
			if t.sign() != 0 && (slope < 0 || slope == 0 && t.i < next.i) {
				next = t
			}
		}
	}
	return next
}

// edge returns the signs of the terms on the edge from a to b, divided by a's
// monomial: a polynomial of w = uᵈⁱ·vᵈʲ, where d is the step to the next pair of
// whole exponents.
func (p *plane) edge(sign int, a, b latticeTerm) signs {
	steps := new(big.Int).GCD(nil, nil, big.NewInt(a.i-b.i), big.NewInt(b.j-a.j)).Int64()
	di, dj := (a.i-b.i)/steps, (b.j-a.j)/steps
	f := form{}
	for k := range steps + 1 {
		t := p.term(a.i-k*di, a.j+k*dj, sign)
		f.low, f.high = append(f.low, t.low), append(f.high, t.high)
	}
	if di%2 == 0 && dj%2 == 0 { // w is a square
		return f.scanOn(slices.DeleteFunc(slices.Clone(charts), func(c chart) bool { return c.sign < 0 }))
	}
	return f.scan()
}

// allForms computes the forms of all degrees.
func (p *plane) allForms() {
	p.forms = make([]form, planeOrder+1)
	for m := 2; m <= planeOrder; m++ {
		p.forms[m] = p.form(m)
	}
}
