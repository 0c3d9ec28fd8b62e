package autodiff

import "math"

// A ball is a computed number and a bound of its distance from the exact one:
// |v - exact| ≤ r. Operations on balls are running error analysis: what the
// operands may be off is carried over, and what the operation itself rounds
// away is added. Sums, products, quotients and square roots add the rounding
// error they really make (found exactly with fused multiply-add), so numbers
// computed without rounding keep r = 0.
type ball struct{ v, r float64 }

const (
	// inflate makes up for the roundings in computing a radius: up to seven.
	inflate = 1 + 0x1p-50
	// tiny is the smallest positive float64, the most that underflow loses.
	tiny = 0x1p-1074
	// unit is the unit roundoff: |fl(x) - x| ≤ unit·|x|.
	unit = 0x1p-53
)

var one = ball{v: 1}

// exact returns the ball of a number that is not off at all.
func exact(v float64) ball { return ball{v: v} }

// rounded returns the ball with a radius that was computed in a few roundings.
func rounded(v, r float64) ball {
	if r == 0 {
		return ball{v: v}
	}
	return ball{v, r*inflate + tiny}
}

// about returns a library function's value v: off by ulps units of roundoff,
// and by r that comes from its argument.
func about(v, ulps, r float64) ball { return rounded(v, math.Abs(v)*(ulps*unit)+r+tiny) }

func (x ball) isZero() bool { return x.v == 0 && x.r == 0 }

// mag returns the largest absolute value in the ball.
func (x ball) mag() float64 { return (math.Abs(x.v) + x.r) * inflate }

// low returns the smallest absolute value in the ball.
func (x ball) low() float64 { return max(0, (math.Abs(x.v)-x.r)*(2-inflate)) }

func (x ball) neg() ball { return ball{-x.v, x.r} }

// sumError returns the rounding error of s = x + y (Knuth).
func sumError(x, y, s float64) float64 {
	t := s - x
	return math.Abs((x - (s - t)) + (y - t))
}

// productError returns a bound of the rounding error of p = x·y, exact unless
// the product underflows.
func productError(x, y, p float64) float64 {
	e := math.Abs(math.FMA(x, y, -p))
	if math.Abs(p) < 0x1p-960 && x != 0 && y != 0 {
		e += tiny
	}
	return e
}

func (x ball) add(y ball) ball {
	if y.isZero() {
		return ball{x.v + y.v, x.r} // not x: -0 + 0 is 0
	}
	v := x.v + y.v
	return rounded(v, sumError(x.v, y.v, v)+x.r+y.r)
}

func (x ball) sub(y ball) ball { return x.add(y.neg()) }

// mul returns x·y. An exact 0 annihilates even an infinite factor: what does
// not influence the result has no part in its derivative.
func (x ball) mul(y ball) ball {
	if x.isZero() || y.isZero() {
		return ball{}
	}
	v := x.v * y.v
	e := productError(x.v, y.v, v)
	if x.r != 0 || y.r != 0 {
		e += math.Abs(x.v)*y.r + math.Abs(y.v)*x.r + x.r*y.r + tiny
	}
	return rounded(v, e)
}

// scale returns c·x for an exact c.
func (x ball) scale(c float64) ball { return x.mul(exact(c)) }

// div returns x/y, infinitely uncertain when y may be 0.
func (x ball) div(y ball) ball {
	if x.isZero() && y.low() > 0 {
		return ball{}
	}
	v := x.v / y.v
	low := y.low()
	if low == 0 || math.IsInf(v, 0) {
		return ball{v, math.Inf(1)}
	}
	e := productError(v, y.v, x.v) + x.r + math.Abs(v)*y.r
	if e == 0 {
		return ball{v: v}
	}
	return rounded(v, e*inflate/low)
}

// quotientError bounds |v - x/y|, for v that was computed as x/y.
func quotientError(x, y ball, v float64) float64 {
	q := x.div(y)
	return q.r + math.Abs(q.v-v)
}

// inv returns 1/x.
func (x ball) inv() ball { return one.div(x) }

func (x ball) square() ball { return x.mul(x) }

// sqrt returns √x: |√a - √b| ≤ |a - b| / (√a + √b), and ≤ √|a - b|.
func (x ball) sqrt() ball {
	v := math.Sqrt(x.v)
	e := productError(v, v, x.v) + x.r
	if e == 0 {
		return ball{v: v}
	}
	low := math.Sqrt(max(0, x.v-x.r))
	return rounded(v, min(e/(v+low)*inflate, math.Sqrt(e)*inflate))
}

// exp returns e**x: |e**(x+d) - e**x| ≤ e**x·(e**r - 1).
func (x ball) exp() ball {
	v := math.Exp(x.v)
	return about(v, ulpsPlain, v*math.Expm1(x.r)*(1+16*unit))
}

// log returns the logarithm of a positive x.
func (x ball) log() ball {
	v := math.Log(x.v)
	if x.v == 1 && x.r == 0 {
		return ball{}
	}
	return about(v, ulpsPlain, x.r/x.low())
}

// power returns x**n for an integer n ≥ 0 by repeated multiplication.
func (x ball) power(n int) ball {
	p := one
	for {
		if n&1 != 0 {
			p = p.mul(x)
		}
		if n >>= 1; n == 0 {
			return p
		}
		x = x.square()
	}
}

// clean turns an undefined radius into an infinite one.
func (x ball) clean() ball {
	if x.r != x.r {
		x.r = math.Inf(1)
	}
	return x
}
