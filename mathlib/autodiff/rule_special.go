package autodiff

import "math"

// specialFirst returns the derivative of an error, Gamma or Bessel function,
// and a bound of its value's error.
func specialFirst(nd *node, x ball) (d ball, err float64) {
	v := nd.v
	switch nd.op() {
	case opErf:
		d = twoOverRtPi.mul(x.square().neg().exp())
	case opErfc:
		d = twoOverRtPi.mul(x.square().neg().exp()).neg()
	case opErfinv:
		return erfinvFirst(v, x, false)
	case opErfcinv:
		return erfinvFirst(v, x, true)
	case opGamma:
		g := about(v, ulpsGamma, 0)
		psi := digamma(x)
		if x.r > 0 {
			g = about(v, ulpsGamma, math.Abs(v)*math.Expm1(psi.mag()*x.r)*(1+16*unit))
		}
		return g.mul(psi), g.r
	case opLgamma:
		d = digamma(x)
		return d, slopeError(opLgamma, v, x, d)
	case opJn:
		n := int(nd.aux)
		d = besselJ(n-1, x).sub(besselJ(n+1, x)).scale(0.5)
		return d, x.r + besselError + lostSign(n, x.v)
	case opYn:
		n := int(nd.aux)
		return besselY(n-1, x).sub(besselY(n+1, x)).scale(0.5), besselY(n, x).r
	case opPolygamma:
		m := int(nd.aux)
		return polygamma(m+1, x), polygamma(m, x).r
	}
	return d, slopeError(nd.op(), v, x, d)
}

// specialSecond returns the second derivative of an error, Gamma or Bessel
// function with value v and derivative d.
func specialSecond(nd *node, v, x, d ball) ball {
	switch nd.op() {
	case opErf, opErfc:
		return x.mul(d).scale(-2)
	case opErfinv, opErfcinv:
		return v.mul(d.square()).scale(2)
	case opGamma:
		return v.mul(digamma(x).square().add(trigamma(x)))
	case opLgamma:
		return trigamma(x)
	case opJn:
		n := int(nd.aux)
		return besselJ(n-2, x).add(besselJ(n+2, x)).sub(besselJ(n, x).scale(2)).scale(0.25)
	case opYn:
		n := int(nd.aux)
		return besselY(n-2, x).add(besselY(n+2, x)).sub(besselY(n, x).scale(2)).scale(0.25)
	case opPolygamma:
		return polygamma(int(nd.aux)+2, x)
	}
	panic("autodiff: operation without a rule")
}

// erfinvFirst has √π/2·exp(v²), with the other sign for the inverse of erfc.
// The slope grows towards ±1 (0 and 2), so its largest value in the ball is at
// the end nearer to that; math.Erfcinv(x) is math.Erfinv(1-x), whose
// subtraction rounds.
func erfinvFirst(v float64, x ball, complement bool) (d ball, err float64) {
	z := x
	if complement {
		z = one.sub(x)
	}
	slope := halfRtPi.mul(exact(v).square().exp())
	r := z.r * slope.v
	if z.r > 0 {
		end := math.Erfinv(math.Abs(z.v) + z.r)
		r = z.r * halfRtPi.mul(exact(end).square().exp()).mag() * 1.01
	}
	y := about(v, ulpsErfinv, r)
	d = halfRtPi.mul(y.square().exp())
	if complement {
		d = d.neg()
	}
	return d, y.r
}

// besselError bounds the error of math.J0, J1 and Jn: absolutely, since it
// stays near the zeros and where the functions are small.
const besselError = ulpsBessel * unit

// besselJ returns J of order n: every derivative is at most 1 in absolute
// value. Of odd order it is odd in x and in n.
func besselJ(n int, x ball) ball {
	v := math.Jn(max(n, -n), math.Abs(x.v))
	if n&1 != 0 && (n < 0) != (x.v < 0) {
		v = -v
	}
	return ball{v, (x.r + besselError*(1+math.Sqrt(math.Abs(x.v)))) * inflate}
}

// lostSign is what math.J1 is off by at small negative x, for which it returns
// -x/2 instead of x/2; math.Jn of order -1 passes it -x.
func lostSign(n int, x float64) float64 {
	if n == 1 && -0x1p-26 < x && x < 0 || n == -1 && 0 < x && x < 0x1p-26 {
		return math.Abs(x)
	}
	return 0
}

// besselY returns Y of order n. The slope in the ball is taken as twice that at
// its centre, which holds away from 0.
func besselY(n int, x ball) ball {
	v := math.Yn(n, x.v)
	r := besselError * (1 + math.Sqrt(math.Abs(x.v)) + math.Abs(v))
	if x.r > 0 {
		if x.r > x.v/(16*float64(2+max(n, -n))) {
			return ball{v, math.Inf(1)}
		}
		r += x.r * (math.Abs(math.Yn(n-1, x.v)) + math.Abs(math.Yn(n+1, x.v)))
	}
	return ball{v, r * inflate}
}
