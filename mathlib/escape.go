package mathlib

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// An Escape is a way from a critical point on which f certainly decreases at
// first,
//
//	x(s) = From + s·Direction + s²·Curve[0] + s³·Curve[1] + …
//	f(x(s)) ≈ f(From) - Rate·s**Order,
//
// for small s > 0.
type Escape struct {
	From      []float64
	Direction []float64   // of length 1
	Curve     [][]float64 // nil for a straight line
	Order     int
	Rate      float64 // positive
}

// At returns the point x(s) of the way.
func (e *Escape) At(s float64) []float64 {
	x := append([]float64(nil), e.From...)
	for i, d := range e.Direction {
		x[i] += s * d
	}
	power := s
	for _, term := range e.Curve {
		power *= s
		for i, d := range term {
			x[i] += power * d
		}
	}
	return x
}

// Decrease returns by how much f(x(s)) is predicted to be below f(From).
func (e *Escape) Decrease(s float64) float64 { return e.Rate * math.Pow(s, float64(e.Order)) }

// steepest returns the way along the eigenvector of the smallest eigenvalue,
// which must be negative.
func (c *CriticalPoint) steepest() *Escape {
	if !(c.Eigenvalues[0] < 0) {
		return nil
	}
	return &Escape{From: c.X, Direction: mat.Col(nil, 0, c.Eigenvectors), Order: 2, Rate: -c.Eigenvalues[0] / 2}
}
