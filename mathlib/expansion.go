package mathlib

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mat"
)

// An expansion is the first certain term of f along a curve through a point,
//
//	x(t) = X + t·direction + t²·curve[0] + …, f(x(t)) = f(X) + coefficient·t**order + ….
type expansion struct {
	direction   []float64 // of length 1
	curve       [][]float64
	order       int
	coefficient float64
	bound       float64 // of the coefficient's error
	lower       float64 // how large the lower terms may be, which count as 0
}

// certain returns the sign of c, 0 if c is not certainly different from 0.
func certain(c, bound float64) int {
	switch {
	case c > bound:
		return 1
	case c < -bound:
		return -1
	}
	return 0
}

// expansionOf describes term m of a reduced path for a curve that starts with
// unit speed.
func expansionOf(p *autodiff.ReducedPath, m int) *expansion {
	curve := p.Curve()
	speed := mat.Norm(mat.NewVecDense(len(curve[0]), curve[0]), 2)
	power := 1.0
	for _, term := range curve {
		power /= speed
		for i := range term {
			term[i] *= power
		}
	}
	for len(curve) > 1 && largest(curve[len(curve)-1]) == 0 {
		curve = curve[:len(curve)-1]
	}
	e := &expansion{direction: curve[0], curve: curve[1:], order: m}
	for k := 1; k < m; k++ {
		e.lower = math.Max(e.lower, (math.Abs(p.C[k])+p.Bound[k])*math.Pow(speed, -float64(k)))
	}
	scale := math.Pow(speed, -float64(m))
	e.coefficient, e.bound = p.C[m]*scale, p.Bound[m]*scale+4*epsilon*math.Abs(p.C[m]*scale)*float64(m)
	if speed == 1 {
		e.bound = p.Bound[m]
	}
	return e
}

// lowerTerms returns how large the terms of a path before the m-th may be.
func lowerTerms(p *autodiff.ReducedPath, m int) float64 {
	most := 0.0
	for k := 1; k < m; k++ {
		most = math.Max(most, math.Abs(p.C[k])+p.Bound[k])
	}
	return most
}

// escape returns the way on which the term of e decreases f.
func (e *expansion) escape(x []float64) *Escape {
	way := &Escape{From: x, Direction: e.direction, Curve: e.curve, Order: e.order, Rate: math.Abs(e.coefficient)}
	if e.coefficient < 0 {
		return way
	}
	if e.order%2 == 0 {
		return nil
	}
	way.Direction, way.Curve = stretched(-1, e.direction), nil
	for k, term := range e.curve { // t to -t
		sign := 1.0
		if k%2 == 1 {
			sign = -1
		}
		way.Curve = append(way.Curve, stretched(sign, term))
	}
	return way
}

// stretched returns s·v; -1·0 is 0.
func stretched(s float64, v []float64) []float64 {
	p := make([]float64, len(v))
	for i := range v {
		p[i] = 0 + s*v[i]
	}
	return p
}
