package mathlib

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// epsilon is the distance from 1 to the next float64.
const epsilon = 0x1p-52

// A CriticalPoint is what the derivatives of a function say about a point, and
// how certain that is.
type CriticalPoint struct {
	Kind   Kind
	Method string // how the verdict was reached, and whether that is a proof
	Reason string // why the kind is Undecided or NotSmooth, else empty

	X        []float64
	Value    float64
	Gradient Vector
	Hessian  Symmetric

	Eigenvalues  []float64  // of the Hessian, ascending
	Eigenvectors *mat.Dense // column i belongs to Eigenvalues[i], of length 1
	Bound        []float64  // the exact eigenvalue i is no farther than Bound[i] from Eigenvalues[i]

	GradientNorm float64 // the largest component of the gradient
	Tolerance    float64 // up to which the point counts as critical

	// The certain signs of the eigenvalues; Zero counts those whose sign is
	// not certain.
	Positive, Zero, Negative int

	MorseIndex   int     // Negative: of how many independent directions f certainly decreases in
	Alpha        float64 // Negative/n, the index of the literature on neural networks
	MinimumRatio float64 // Positive/n: 1 at a strict minimum, less at a minimum with zero eigenvalues

	// NullDirections are unit vectors along which the second derivative is 0
	// within the error, one for each eigenvalue counted in Zero.
	NullDirections [][]float64

	// Escape is a way on which f certainly decreases; nil when none is known.
	Escape *Escape
}

// Classify tells whether x is a critical point of f and of which kind, from
// the gradient g and the eigenvalues of the Hessian H.
//
//  1. x counts as critical when no component of g is larger than
//     Tolerance = error(g) + 4ε·max|H||x|, so that a critical point that was
//     rounded to float64 is one.
//  2. The sign of an eigenvalue λ is certain when |λ| > Bound, which is
//     ‖error(H)‖ (Weyl) and a bound of what the eigenvalue solver was off, from
//     its residual. By Sylvester's law the signs may as well be counted on
//     D·H·D, D diagonal: on the better scaled of the two.
//  3. Certain signs of both kinds: a strict saddle, whatever the others are.
//     All certainly positive: a strict minimum; all certainly negative: a
//     strict maximum.
//  4. A point at which f is not differentiable (Kinks) is not smooth; anything
//     else is undecided.
//
// The bounds of recorded derivatives are proven; those of finite differences
// are estimates.
func Classify[F Scalar, X Point](f F, x X) *CriticalPoint {
	fn := newFunction("Classify", f)
	p := fn.point(x)
	return classify(fn, p, secondOrder(fn, p))
}

// classify is Classify for a function whose derivatives d at x are known.
func classify(fn *function, x []float64, d order2) *CriticalPoint {
	c := &CriticalPoint{
		X: x, Value: d.value, Gradient: d.gradient, Hessian: d.hessian,
		GradientNorm: largest(d.gradient.RawVector().Data),
		Method:       string(d.hessian.Method),
	}
	c.Tolerance = c.Gradient.Error + 4*epsilon*reach(c.Hessian, x)
	c.eigen()
	n := float64(len(x))
	c.MorseIndex, c.Alpha, c.MinimumRatio = c.Negative, float64(c.Negative)/n, float64(c.Positive)/n
	c.Kind, c.Reason = c.verdict()
	return c
}

// reach returns max_i Σ_j |H_ij|·|x_j|: how much the gradient changes when the
// coordinates change relatively by 1.
func reach(h Symmetric, x []float64) float64 {
	most := 0.0
	for i := range x {
		sum := 0.0
		for j, v := range x {
			sum += math.Abs(h.At(i, j) * v)
		}
		most = math.Max(most, sum)
	}
	return most
}

// verdict applies the definition in the comment of [Classify].
func (c *CriticalPoint) verdict() (Kind, string) {
	n := len(c.X)
	switch {
	case len(c.Gradient.Kinks) > 0:
		return NotSmooth, "the function is not differentiable here"
	case !finite(c.GradientNorm) || !finite(c.Tolerance):
		return Undecided, "the gradient is not known to be finite and accurate here"
	case c.GradientNorm > c.Tolerance:
		return NotCritical, ""
	case c.Eigenvalues == nil || !finite(largest(c.Bound)):
		return Undecided, "the Hessian is not known to be finite and accurate here"
	case c.Positive > 0 && c.Negative > 0:
		return StrictSaddle, ""
	case c.Positive == n:
		return StrictMinimum, ""
	case c.Negative == n:
		return StrictMaximum, ""
	}
	return Undecided, "the Hessian is singular within its error, and second order does not tell what happens along its null directions"
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
