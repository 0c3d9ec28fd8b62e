package autodiff

import "math"

// A series is a power series Σ s[k]·tᵏ cut off after len(s) terms. Every
// coefficient carries the bound of its error. The operations write to a series
// of the same length, which must not be an operand.
type series []ball

// constant reports whether all terms but the first are exactly 0.
func (s series) constant() bool {
	for _, c := range s[1:] {
		if !c.isZero() {
			return false
		}
	}
	return true
}

// setConstant makes s the constant c.
func (s series) setConstant(c ball) {
	clear(s)
	s[0] = c
}

// combine sets s to a·x + b·y.
func (s series) combine(a ball, x series, b ball, y series) {
	for k := range s {
		s[k] = x[k].mul(a).add(y[k].mul(b))
	}
}

// product returns term k of x·y.
func product(x, y series, k int) ball {
	var sum ball
	for j := range k + 1 {
		sum = sum.add(x[j].mul(y[k-j]))
	}
	return sum
}

// mul sets s to x·y.
func (s series) mul(x, y series) {
	for k := range s {
		s[k] = product(x, y, k)
	}
}

// div sets s to x/y, of which the first term is given.
func (s series) div(first ball, x, y series) {
	s[0] = first
	for k := 1; k < len(s); k++ {
		sum := x[k]
		for j := 1; j <= k; j++ {
			sum = sum.sub(y[j].mul(s[k-j]))
		}
		s[k] = sum.div(y[0])
	}
}

// inv sets s to 1/y.
func (s series) inv(y series) {
	s[0] = y[0].inv()
	for k := 1; k < len(s); k++ {
		var sum ball
		for j := 1; j <= k; j++ {
			sum = sum.sub(y[j].mul(s[k-j]))
		}
		s[k] = sum.div(y[0])
	}
}

// sqrt sets s to √x, of which the first term is given.
func (s series) sqrt(first ball, x series) {
	s[0] = first
	for k := 1; k < len(s); k++ {
		sum := x[k]
		for j := 1; j < k; j++ {
			sum = sum.sub(s[j].mul(s[k-j]))
		}
		s[k] = sum.div(first.scale(2))
	}
}

// pow sets s to x to the constant power p, of which the first term is given, by
// x·s' = p·s·x'. At x[0] = 0 the terms before the p-th are 0, the others do not
// exist.
func (s series) pow(first ball, x series, p ball) {
	s[0] = first
	for k := 1; k < len(s); k++ {
		if x[0].isZero() {
			if s[k] = (ball{}); float64(k) >= p.v {
				s[k] = ball{math.NaN(), math.Inf(1)}
			}
			continue
		}
		var sum ball
		for j := 1; j <= k; j++ {
			weight := p.scale(float64(j)).sub(exact(float64(k - j)))
			sum = sum.add(weight.mul(x[j]).mul(s[k-j]))
		}
		s[k] = sum.div(x[0].scale(float64(k)))
	}
}

// step returns term k ≥ 1 of the s with s' = d·x'; it needs the terms of d
// before the k-th.
func step(d, x series, k int) ball {
	var sum ball
	for j := 1; j <= k; j++ {
		sum = sum.add(x[j].scale(float64(j)).mul(d[k-j]))
	}
	return sum.div(exact(float64(k)))
}

// integrate sets s to the series that starts with first and has s' = d·x'. d
// may be s itself: then s is the exponential of x.
func (s series) integrate(first ball, d, x series) {
	s[0] = first
	for k := 1; k < len(s); k++ {
		s[k] = step(d, x, k)
	}
}

// compose sets s to f(x), where f has the Taylor coefficients f at x[0], by
// Horner's rule; work is memory.
func (s series) compose(f, x, work series) {
	clear(s)
	for i := len(f) - 1; i >= 0; i-- {
		copy(work, s)
		for k := range s {
			s[k] = ball{}
			for j := 1; j <= k; j++ {
				s[k] = s[k].add(x[j].mul(work[k-j]))
			}
		}
		s[0] = f[i]
	}
}
