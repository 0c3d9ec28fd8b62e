package mathlib

import "math"

// This file has what follows from points being rounded: a point that is given
// as critical may only be next to one.

// certainlyCritical reports whether the gradient is exactly 0.
func (c *CriticalPoint) certainlyCritical() bool {
	return c.GradientNorm == 0 && c.Gradient.Error == 0
}

// nearby returns for every coordinate how far from X a critical point may be,
// and bounds of the error of the Hessian for all points as near. It decides,
// and returns nil, where there are none.
//
// X may be off by rounding, and by a Newton step along the certain eigenvalues.
// Rounding is relative to a coordinate's size; but a coordinate that is small
// because larger ones cancelled may be off by as much as they are. Sizes of
// different coordinates are compared in units in which the second derivatives
// are about equal, so that a change of units changes nothing.
func (c *CriticalPoint) nearby(fn *function) (near, bound []float64) {
	near = make([]float64, len(c.X))
	step := newtonStep(spectrum{c.Eigenvalues, c.Eigenvectors, largest(c.Bound)}, c.Gradient.RawVector().Data)
	for i, x := range c.X {
		near[i] = 4*epsilon*math.Abs(x) + 2*math.Abs(step[i])
	}
	if bound = c.boundNearby(fn, near); bound == nil {
		return nil, nil
	}
	n, most := len(c.X), 0.0
	units := scaling(c.Hessian.SymDense)
	for i, x := range c.X {
		if math.Abs(c.Hessian.At(i, i)) > bound[i*n+i] {
			most = math.Max(most, math.Abs(x)/units[i])
		}
	}
	for i := range near {
		if math.Abs(c.Hessian.At(i, i)) > bound[i*n+i] {
			near[i] = math.Max(near[i], 4*epsilon*most*units[i]+2*math.Abs(step[i]))
		}
	}
	if bound = c.boundNearby(fn, near); bound == nil {
		return nil, nil
	}
	return near, bound
}

// boundNearby bounds how far the entries of the Hessian are off at all points
// whose coordinates are within near of X. It decides, and returns nil, where
// that cannot be done.
func (c *CriticalPoint) boundNearby(fn *function, near []float64) []float64 {
	t, y := fn.run(c.X)
	if t == nil {
		c.undecided("f could not be recorded a second time: " + fn.reason)
		return nil
	}
	defer fn.done(t)
	n := len(c.X)
	g, gBound := make([]float64, n), make([]float64, n)
	h, bound := make([]float64, n*n), make([]float64, n*n)
	t.SetInputErrors(near)
	t.Hessian(y[0], g, gBound, h, bound)
	if !finite(largest(bound)) {
		c.undecided("within the rounding of x the Hessian is not known to be finite, or f has a kink")
		return nil
	}
	return bound
}

// newtonStep returns -H⁺g, with H⁺ the inverse on the eigenvectors of certain
// eigenvalues and 0 on the others.
func newtonStep(s spectrum, g []float64) []float64 {
	step := make([]float64, len(g))
	for k, v := range s.values {
		if !(math.Abs(v) > s.delta) {
			continue
		}
		slope := 0.0
		for i := range g {
			slope += s.vectors.At(i, k) * g[i]
		}
		for i := range step {
			step[i] -= slope / v * s.vectors.At(i, k)
		}
	}
	return step
}

// atKink reports whether f may have a kink within the rounding of X: whether
// there are no bounds for the gradient there, while there are at X.
func (c *CriticalPoint) atKink(fn *function) bool {
	t, y := fn.run(c.X)
	if t == nil {
		return false
	}
	defer fn.done(t)
	n := len(c.X)
	near, g, bound := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, x := range c.X {
		near[i] = 4 * epsilon * math.Abs(x)
	}
	t.SetInputErrors(near)
	t.Gradient(y[0], g, bound)
	return math.IsInf(largest(bound), 1)
}
