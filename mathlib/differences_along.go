package mathlib

import "math"

// This file has differences along directions that are not those of the
// coordinates.

// along returns x + h·v in the memory of p.
func along(p, x, v []float64, h float64) []float64 {
	for i := range x {
		p[i] = x[i] + h*v[i]
	}
	return p
}

// directionScale is the multiple of v over which f is supposed to vary, 0 for
// v = 0.
func directionScale(x, v []float64) float64 {
	scale := 0.0
	for i, d := range v {
		if d == 0 {
			continue
		}
		if s := stepScale(x[i]) / math.Abs(d); scale == 0 || s < scale {
			scale = s
		}
	}
	return scale
}

// directionalDifferences fills d with the derivatives of f's results along v,
// and bound with estimates of their errors.
func directionalDifferences(f func([]float64) []float64, x, v, d, bound []float64) {
	clear(d)
	clear(bound)
	scale := directionScale(x, v)
	if scale == 0 {
		return
	}
	p := make([]float64, len(x))
	for i := range d {
		at := func(h float64) float64 { return f(along(p, x, v, h))[i] }
		level := noise(at, scale)
		e := richardson(scale, func(h float64) float64 {
			return (at(h) - at(-h)) / (2 * h)
		}, func(h float64) float64 { return level / h })
		d[i], bound[i] = e.v, e.err
	}
}

// hessianVecDifferences fills hv with the product of the Hessian of f and v,
// and bound with estimates of its errors: entry i is the mixed second
// derivative along coordinate i and v.
func hessianVecDifferences(f func([]float64) []float64, x, v, hv, bound []float64) {
	clear(hv)
	clear(bound)
	scale := directionScale(x, v)
	if scale == 0 {
		return
	}
	p := make([]float64, len(x))
	for i := range x {
		at := func(s, t float64) float64 {
			along(p, x, v, t)
			p[i] += s
			return f(p)[0]
		}
		si := stepScale(x[i])
		level := noise(func(h float64) float64 { return at(h*si, h*scale) }, 1)
		e := richardson(1, func(h float64) float64 {
			s, t := spacing(x[i], h*si), h*scale
			return ((at(s, t) - at(s, -t)) - (at(-s, t) - at(-s, -t))) / (4 * s * t)
		}, func(h float64) float64 { return level / (h * h * si * scale) })
		hv[i], bound[i] = e.v, e.err
	}
}
