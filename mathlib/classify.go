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
	Reason string // why the kind is Undecided or NotSmooth, or why this is no critical point though it looks like one

	X        []float64
	Value    float64
	Gradient Vector
	Hessian  Symmetric

	// The eigenvalues of the Hessian, ascending, with the columns of
	// Eigenvectors, of length 1. The exact eigenvalue i is no farther than
	// Bound[i] from Eigenvalues[i]; an eigenvalue 0 with Bound 0 is proven to
	// be 0. Where X is critical only up to rounding, that holds for a critical
	// point as near.
	Eigenvalues  []float64
	Eigenvectors *mat.Dense
	Bound        []float64

	GradientNorm float64 // the largest component of the gradient g
	Tolerance    float64 // up to which the point counts as critical
	Flatness     float64 // ‖H·g‖/(‖H‖·‖g‖), 0 for g = 0: tiny where g is not 0 but does not change along itself

	// The certain signs of the eigenvalues; Zero counts those whose sign is
	// not certain, and those that are proven to be 0.
	Positive, Zero, Negative int

	MorseIndex   int     // Negative: of how many independent directions f certainly decreases in
	Alpha        float64 // Negative/n, the index of the literature on neural networks
	MinimumRatio float64 // Positive/n: 1 at a strict minimum, less at a minimum with zero eigenvalues

	// NullDirections are unit vectors along which the second derivative is 0
	// within the error, one for each eigenvalue counted in Zero.
	NullDirections [][]float64

	// Escape is a way on which f certainly decreases; nil when none is known.
	Escape *Escape

	expansion *expansion // what decided at a degenerate point, if one term did
}

// Classify tells whether x is a critical point of f and of which kind.
//
//  1. A point at which f is not differentiable (Kinks) is not smooth. Else x
//     counts as critical when no component of the gradient is larger than
//     Tolerance = error(g) + 4ε·max|H||x|, so that a critical point that was
//     rounded to float64 is one. The following steps then hold for every
//     critical point within the rounding of x.
//  2. The sign of an eigenvalue λ of the Hessian H is certain when |λ| > Bound,
//     which is ‖error(H)‖ (Weyl) and a bound of what the eigenvalue solver was
//     off, from its residual. By Sylvester's law the signs may as well be
//     counted on D·H·D, D diagonal: on the better scaled of the two. Where no
//     entry of H was rounded the signs, and the zeros, are found exactly, with
//     fractions.
//  3. Certain signs of both kinds: a strict saddle, whatever the others are.
//     All certainly positive: a strict minimum; all certainly negative: a
//     strict maximum.
//  4. Else second order does not decide. Directions in which f does not change
//     at all, as its recording shows, are left out; if those are all, f is
//     flat. The coordinates that carry the certain eigenvalues are eliminated:
//     what remains is a function φ of as many variables as there are zero
//     eigenvalues, which is smallest, largest or neither exactly where f is
//     (see [autodiff.Reduction]). It is not f along the null directions, which
//     misleads: (y - x²)(y - 3x²) has a minimum on every line through 0.
//  5. Of φ the lowest terms are computed that are certainly not 0, and rule some
//     stretch near x: the terms before, which are 0 within their bounds, and
//     those after are smaller there. Of an odd degree, or of both signs, or of
//     the sign opposite to the certain eigenvalues': a degenerate saddle. Else
//     a degenerate minimum or maximum. With two variables that is proven by
//     bounding the terms on the whole circle, or those on the Newton polygon;
//     with more they are sampled, and the smallest searched for, which is
//     evidence and no proof of a minimum. Method says which.
//  6. Where the terms are 0 along some directions f is followed that way, along
//     the points at which the gradient vanishes. If f is constant there: a
//     valley of minima, or a ridge of maxima. Method says how far.
//  7. What is neither proven nor supported in this way is undecided.
//
// The bounds of recorded derivatives are proven; those of finite differences
// are estimates, and with those nothing is said beyond step 3. A term that is
// called 0 is proven to be 0 if its bound is 0, and else it is 0 within its
// bound, which no computation with rounded numbers can better: Method tells
// the two apart.
func Classify[F Scalar, X Point](f F, x X) *CriticalPoint {
	fn := newFunction("Classify", f)
	p := fn.point(x)
	return classify(fn, p, secondOrder(fn, p))
}

// classify is Classify for a function whose derivatives d at x are known.
func classify(fn *function, x []float64, d order2) *CriticalPoint {
	fn = fn.unprepared()
	c := &CriticalPoint{
		X: x, Value: d.value, Gradient: d.gradient, Hessian: d.hessian,
		GradientNorm: largest(d.gradient.RawVector().Data),
		Flatness:     flatness(d.gradient, d.hessian),
	}
	c.Tolerance = c.Gradient.Error + 4*epsilon*reach(c.Hessian, x)
	bound := c.Hessian.bound
	if c.Hessian.Method != Recorded { // estimates, no bounds
		bound = stretched(caution, bound)
	}
	c.eigen(bound)
	if c.critical() {
		c.secondOrder(fn)
	} else if c.Kind == NotCritical && c.Hessian.Method == Recorded && c.atKink(fn) {
		c.Kind, c.Method = NotSmooth, "f meets an operation where that is not differentiable within the rounding of x"
		c.Reason = "the function may not be differentiable within the rounding of x"
	}
	n := float64(len(x))
	c.MorseIndex, c.Alpha, c.MinimumRatio = c.Negative, float64(c.Negative)/n, float64(c.Positive)/n
	if c.Escape == nil && c.Negative > 0 && c.Kind != NotCritical && c.Kind != NotSmooth {
		c.Escape = c.steepest()
	}
	return c
}

// unprepared returns the function without the memory that a prepared one keeps:
// it can be evaluated while the results of an earlier evaluation are in use.
func (fn *function) unprepared() *function {
	own := *fn
	own.kept, own.quick, own.x, own.y = nil, false, nil, nil
	return &own
}

// caution is how many times the estimated error of a Hessian by differences an
// eigenvalue must exceed to have a sign.
const caution = 16

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

// flatness returns ‖H·g‖/(‖H‖·‖g‖), with the 2-norm of H replaced by the
// Frobenius norm.
func flatness(g Vector, h Symmetric) float64 {
	var hg mat.VecDense
	hg.MulVec(h, g)
	if r := mat.Norm(&hg, 2) / (mat.Norm(h, 2) * mat.Norm(g, 2)); finite(r) {
		return r
	}
	return 0
}

// flat is up to which Flatness a point that is not critical is suspicious.
const flat = 1e-3

// critical applies step 1 of [Classify].
func (c *CriticalPoint) critical() bool {
	switch {
	case len(c.Gradient.Kinks) > 0:
		c.Kind, c.Method = NotSmooth, "f met an operation where that is not differentiable"
		c.Reason = "the function is not differentiable here"
	case !finite(c.GradientNorm) || !finite(c.Tolerance):
		c.undecided("the gradient is not known to be finite and accurate here")
	case c.GradientNorm > c.Tolerance:
		c.Kind, c.Method = NotCritical, "the gradient is larger than rounding explains"
		if c.Hessian.Method != Recorded {
			c.Method = "the gradient is larger than the error estimate of " + string(c.Hessian.Method)
		}
		if c.Flatness < flat && mat.Norm(c.Hessian, 2) > 0 {
			c.Reason = "the gradient is almost in the kernel of the Hessian: |∇f| has a minimum near here, but not 0"
		}
	case c.Eigenvalues == nil || !finite(largest(c.Bound)):
		c.undecided("the Hessian is not known to be finite and accurate here")
	default:
		return true
	}
	return false
}

func (c *CriticalPoint) undecided(reason string) {
	c.Kind, c.Reason = Undecided, reason
	c.Method = string(c.Hessian.Method)
}

// secondOrder applies steps 2 and 3 of [Classify], and goes on if they do not
// decide.
func (c *CriticalPoint) secondOrder(fn *function) {
	recorded := c.Hessian.Method == Recorded
	var near []float64 // how far the critical point may be from X
	bound := c.Hessian.bound
	if recorded && !c.certainlyCritical() {
		if near, bound = c.nearby(fn); near == nil {
			return
		}
		c.eigen(bound)
	}
	exact := recorded && largest(bound) == 0 && c.exactEigen()
	c.Method = "signs of the eigenvalues, proven from the bounds of their errors"
	switch {
	case exact:
		c.Method = "signs of the eigenvalues, proven with exact fractions"
	case !recorded:
		c.Method = "signs of the eigenvalues, beyond the error estimate of " + string(c.Hessian.Method)
	}
	if c.definite() {
		return
	}
	if !recorded {
		c.undecided("the Hessian is singular within its error, and differences are too inaccurate for higher order")
		return
	}
	c.higherOrder(fn, near)
}

// definite applies step 3 of [Classify].
func (c *CriticalPoint) definite() bool {
	switch n := len(c.X); {
	case c.Positive > 0 && c.Negative > 0:
		c.Kind = StrictSaddle
	case c.Positive == n:
		c.Kind = StrictMinimum
	case c.Negative == n:
		c.Kind = StrictMaximum
	default:
		return false
	}
	return true
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
