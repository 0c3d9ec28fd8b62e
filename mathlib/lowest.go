package mathlib

import (
	"math"
	"slices"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file looks for the direction in which the terms of φ of one even degree
// are smallest, when there are three or more variables: sampled directions miss
// those in which they are 0, or negative.

const (
	lowestStarts = 3    // sampled directions to start from
	lowestSweeps = 12   // over all axes
	lowestPaths  = 1500 // at most so many directions are computed
	suspicious   = 1e-3 // so small beside the terms in other directions that they may be 0
)

// a lowestSearch minimises sign·terms of degree m over directions of length 1.
type lowestSearch struct {
	*degenerate
	m     int
	sign  float64
	paths int
}

// value returns sign·term m in a direction.
func (l *lowestSearch) value(s []float64) (float64, *autodiff.ReducedPath) {
	l.paths++
	p := l.along(s)
	for l.m >= len(p.C) {
		p.Extend()
	}
	return l.sign * p.C[l.m], p
}

// lowest returns the direction found, and the terms of degree m there, beside
// the largest of those in the directions given.
func (d *degenerate) lowest(m, sign int, directions [][]float64) (s []float64, p *autodiff.ReducedPath, ratio float64) {
	l := &lowestSearch{degenerate: d, m: m, sign: float64(sign)}
	type start struct {
		s []float64
		v float64
	}
	var starts []start
	size := 0.0
	for _, s := range directions {
		s = unit(slices.Clone(s))
		v, _ := l.value(s)
		size = math.Max(size, math.Abs(v))
		starts = append(starts, start{s, v})
	}
	slices.SortStableFunc(starts, func(a, b start) int {
		switch {
		case a.v < b.v:
			return -1
		case a.v > b.v:
			return 1
		}
		return 0
	})
	best := math.Inf(1)
	for _, from := range starts[:min(lowestStarts, len(starts))] {
		to := l.descend(from.s)
		if v, q := l.value(to); v < best {
			s, p, best = to, q, v
		}
	}
	return s, p, best / size
}

// descend minimises from one direction: in turn in the planes through it and
// each axis, where the terms are a form of two variables.
func (l *lowestSearch) descend(s []float64) []float64 {
	for range lowestSweeps {
		before, _ := l.value(s)
		for i := range s {
			if l.paths > lowestPaths+len(s) {
				return s
			}
			axis := make([]float64, len(s))
			axis[i] = 1
			s = l.inPlane(s, axis)
		}
		if after, _ := l.value(s); !(after < before) {
			break
		}
	}
	return s
}

// inPlane returns the direction in the plane of u and v with the smallest value.
func (l *lowestSearch) inPlane(u, v []float64) []float64 {
	across := slices.Clone(v)
	part := 0.0
	for i := range u {
		part += u[i] * v[i]
	}
	for i := range u {
		across[i] -= part * u[i]
	}
	if largest(across) < 1e-6 {
		return u
	}
	across = unit(across)
	combined := func(a, b float64) []float64 {
		s := make([]float64, len(u))
		for i := range s {
			s[i] = a*u[i] + b*across[i]
		}
		return s
	}
	c := make([]float64, l.m+1)
	for k := range c {
		d := planeDirections[k]
		c[k], _ = l.value(combined(float64(d[0]), float64(d[1])))
		if !finite(c[k]) {
			return u
		}
	}
	angle := smallestAngle(formThrough(c, make([]float64, len(c))))
	return unit(combined(math.Cos(angle), math.Sin(angle)))
}

// smallestAngle returns where a form with exact coefficients is smallest on the
// circle; 0 unless it is smaller elsewhere.
func smallestAngle(f form) float64 {
	a := make([]float64, len(f.low))
	copy(a, f.low)
	at := func(angle float64) float64 {
		c, s := math.Cos(angle), math.Sin(angle)
		sum, power := 0.0, 1.0
		for i := range a {
			sum += a[i] * math.Pow(c, float64(len(a)-1-i)) * power
			power *= s
		}
		return sum
	}
	best, width := 0.0, math.Pi/48
	for k := 1; k < 48; k++ {
		if angle := float64(k) * width; at(angle) < at(best) {
			best = angle
		}
	}
	for width > 1e-17 { // closer by turns
		for _, angle := range []float64{best - width, best + width} {
			if at(angle) < at(best) {
				best = angle
			}
		}
		width /= 2
	}
	return best
}
