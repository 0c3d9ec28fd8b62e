package mathlib

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// This file has the evidence for valleys: f is followed along the points at
// which its gradient vanishes.

const (
	followSteps = 40   // at most so many steps to one side
	followLeast = 0.5  // at least so far, in units, else it is no evidence
	firstStride = 0.04 // the first step, in units
	retryStride = 1e-3 // longer ones are tried again if they go wrong
	lastStride  = 1e-7 // shorter ones are given up
	corrections = 8    // Newton steps back to the curve
)

// A spot is f at a point near the followed curve.
type spot struct {
	x            []float64
	value, bound float64
	g, gBound    []float64
	h            *mat.SymDense
	hBound       []float64
	kinks        bool      // or derivatives that are not finite
	s            spectrum  // of the Hessian in units
	settled      []float64 // the last Newton step back to the curve
}

// A walk follows f to one side.
type walk struct {
	*degenerate
	start  spot
	rank   int     // how many eigenvalues belong to the directions across; 0: those that are not small
	reach  float64 // in units
	length float64
	change float64 // the largest difference from the first value
	steps  int
}

// followAll follows f to both sides of X in directions of the free coordinates
// and concludes, if it is constant everywhere, that there is a valley or ridge.
func (d *degenerate) followAll(directions [][]float64, sign int, what string) {
	if sign == 0 {
		d.c.undecided(what + "all computed terms are 0, but the recorded value of f depends on x")
		return
	}
	length, change := math.Inf(1), 0.0
	for _, s := range directions {
		for _, side := range []float64{1, -1} {
			w := &walk{degenerate: d, rank: d.c.Positive + d.c.Negative}
			if reason := w.follow(stretched(side, s), sign); reason != "" {
				d.c.undecided(what + reason)
				return
			}
			length, change = math.Min(length, w.length), math.Max(change, w.change)
		}
	}
	o := valley
	if sign < 0 {
		o = ridge
	}
	d.conclude(o, fmt.Sprintf("%sfollowed over length %.2g to both sides in %s, f constant to %.1g: evidence, no proof",
		what, length, plural(len(directions), "direction"), change))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// follow walks along the curve that starts in a direction of the free
// coordinates. It returns why f is not constant there, if so. A step after which
// f is not what it was is tried again with shorter ones: it may have led to
// another curve.
func (w *walk) follow(s []float64, sign int) (reason string) {
	w.start = w.look(w.c.X)
	at := w.start
	tangent := make([]float64, len(at.x))
	for k, i := range w.free {
		tangent[i] = s[k]
	}
	tangent = unit(tangent)
	stride := firstStride
	for w.steps < followSteps {
		if w.steps > 0 || w.rank > 0 { // at X, small eigenvalues may be all rounding
			tangent = w.across(at, tangent)
		}
		next, ok := w.step(at, tangent, stride)
		if ok {
			if reason = w.check(next, sign); reason != "" && stride < retryStride {
				return reason
			}
		}
		if !ok || reason != "" {
			if stride /= 2; stride < lastStride {
				break
			}
			continue
		}
		tangent = w.advance(at, next, stride)
		at = next
		stride = math.Min(1.5*stride, 3*firstStride)
	}
	switch {
	case w.reach >= followLeast:
		return ""
	case reason != "":
		return reason
	}
	return fmt.Sprintf("the points with gradient 0 could not be followed farther than %.2g", w.length)
}

// advance enters a step and returns its direction, in units.
func (w *walk) advance(from, to spot, stride float64) []float64 {
	direction := make([]float64, len(from.x))
	for i := range direction {
		direction[i] = (to.x[i] - from.x[i]) / w.unit[i]
	}
	w.steps++
	w.reach += stride
	w.length += distance(to.x, from.x)
	w.change = math.Max(w.change, math.Abs(to.value-w.start.value)+to.bound+w.start.bound)
	return direction
}

func distance(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum = math.Hypot(sum, x[i]-y[i])
	}
	return sum
}

// look computes f at x, with the spectrum of the Hessian in units.
func (w *walk) look(x []float64) spot {
	n := len(x)
	t, y := w.fn.run(x)
	if t == nil {
		return spot{x: x, kinks: true}
	}
	defer w.fn.done(t)
	p := spot{x: x, g: make([]float64, n), gBound: make([]float64, n), hBound: make([]float64, n*n)}
	h := make([]float64, n*n)
	t.Hessian(y[0], p.g, p.gBound, h, p.hBound)
	p.value, p.bound = y[0].V, t.ValueError(y[0])
	_, kinks := t.Kinks()
	p.kinks = kinks > 0
	p.h = mat.NewSymDense(n, h)
	if !finite(largest(h)) || !finite(largest(p.g)) || !finite(largest(p.hBound)) {
		p.kinks = true
		return p
	}
	p.s, _ = eigenvalues(scaled(p.h, p.hBound, w.unit))
	return p
}

// ranked returns which eigenvalues belong to the directions across the curve:
// the largest ones.
func (w *walk) ranked(s spectrum) map[int]bool {
	size := largest(s.values)
	across := map[int]bool{}
	for len(across) < len(s.values) && (w.rank == 0 || len(across) < w.rank) {
		best := -1
		for i, v := range s.values {
			if !across[i] && (best < 0 || math.Abs(v) > math.Abs(s.values[best])) {
				best = i
			}
		}
		if w.rank == 0 && !(math.Abs(s.values[best]) > 0.05*size && math.Abs(s.values[best]) > s.delta) {
			break
		}
		across[best] = true
	}
	return across
}

// across returns the part of a direction, in units, that does not lie across the
// curve, with length 1.
func (w *walk) across(p spot, tangent []float64) []float64 {
	t := append([]float64(nil), tangent...)
	for k := range w.ranked(p.s) {
		part := 0.0
		for i := range t {
			part += p.s.vectors.At(i, k) * tangent[i]
		}
		for i := range t {
			t[i] -= part * p.s.vectors.At(i, k)
		}
	}
	return unit(t)
}

// step goes a stride along the tangent and back to the curve across it. It
// reports whether that went well.
func (w *walk) step(from spot, tangent []float64, stride float64) (spot, bool) {
	x := make([]float64, len(from.x))
	for i := range x {
		x[i] = from.x[i] + stride*tangent[i]*w.unit[i]
	}
	moved := 0.0
	for range corrections {
		p := w.look(x)
		if p.kinks {
			return p, true
		}
		back := w.back(p)
		size := mat.Norm(mat.NewVecDense(len(back), back), 2)
		moved += size
		if moved > stride/3 {
			return p, false
		}
		settled := true
		next := make([]float64, len(x))
		for i := range x {
			next[i] = x[i] + back[i]*w.unit[i]
			settled = settled && math.Abs(back[i]*w.unit[i]) <= 8*epsilon*math.Abs(x[i])+1e-18*stride*w.unit[i]
		}
		if settled {
			p.settled = back
			return p, true
		}
		x = next
	}
	p := w.look(x)
	if !p.kinks {
		p.settled = w.back(p)
	}
	return p, !p.kinks && largest(p.settled) < 1e-12*stride
}

// back returns the Newton step across the curve, in units.
func (w *walk) back(p spot) []float64 {
	across := w.ranked(p.s)
	s := spectrum{vectors: p.s.vectors, values: append([]float64(nil), p.s.values...), delta: p.s.delta}
	for k := range s.values {
		if !across[k] {
			s.values[k] = 0
		}
	}
	g := make([]float64, len(p.g))
	for i := range g {
		g[i] = p.g[i] * w.unit[i]
	}
	return newtonStep(s, g)
}

// startSlack is how much f may differ at a critical point near X.
func (w *walk) startSlack() float64 {
	slack := 0.0
	for i, a := range w.near {
		for j, b := range w.near {
			slack += 4 * math.Abs(w.start.h.At(i, j)) * a * b
		}
	}
	return slack
}

// check returns why there is no valley (sign 1) or ridge (sign -1) at p, if so.
func (w *walk) check(p spot, sign int) string {
	if p.kinks {
		return fmt.Sprintf("f is not smooth at %s", tuple(p.x))
	}
	n := len(p.x)
	near := make([]float64, n) // how far the curve may be
	for i := range near {
		near[i] = 4*epsilon*math.Abs(p.x[i]) + 2*math.Abs(p.settled[i])*w.unit[i]
	}
	slack := p.bound + w.start.bound + w.startSlack()
	for i := range n {
		tolerance := p.gBound[i]
		for j := range n {
			tolerance += (math.Abs(p.h.At(i, j)) + p.hBound[i*n+j]) * near[j]
		}
		if math.Abs(p.g[i]) > 4*tolerance {
			return fmt.Sprintf("the gradient does not stay 0 on the way: at %s it is %s", tuple(p.x), tuple(p.g))
		}
		slack += 4 * tolerance * near[i]
	}
	if math.Abs(p.value-w.start.value) > slack {
		return fmt.Sprintf("f does not stay constant on the way: at %s it differs by %.2g", tuple(p.x), p.value-w.start.value)
	}
	size := largest(p.s.values)
	for _, v := range p.s.values {
		if v*float64(sign) < -p.s.delta && v*float64(sign) < -1e-8*size {
			return fmt.Sprintf("the curvature has the other sign at %s", tuple(p.x))
		}
	}
	return ""
}
