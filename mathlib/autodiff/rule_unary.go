package autodiff

import "math"

// Constants of the rules, as balls.
var (
	ln2         = ball{math.Ln2, 0x1p-54}
	ln10        = ball{math.Ln10, 0x1p-52}
	twoOverRtPi = ball{2 / math.SqrtPi, 0x1p-53} // 2/√π
	halfRtPi    = ball{math.SqrtPi / 2, 0x1p-53} // √π/2
)

// outside is the derivative of a function outside of its domain.
var outside = ball{math.NaN(), math.Inf(1)}

// unaryFirst returns the derivative of a function of one variable, and a bound
// of its value's error.
func unaryFirst(nd *node, x ball) (d ball, err float64) {
	v := nd.v
	if v != v {
		return outside, outside.r
	}
	x = x.add(ball{}) // -0 is the end of a domain as well as 0
	switch nd.op() {
	case opSqrt:
		s := x.sqrt()
		return s.scale(2).inv(), s.r
	case opCbrt:
		return cbrtFirst(v, x)
	case opExp:
		e := x.exp()
		return e, e.r
	case opExp2:
		e := about(v, ulpsPlain, v*math.Expm1(x.r)*(1+16*unit))
		return e.mul(ln2), e.r
	case opExpm1:
		d = x.exp()
	case opLog:
		d = x.inv()
	case opLog2:
		d = x.mul(ln2).inv()
	case opLog10:
		d = x.mul(ln10).inv()
	case opLog1p:
		d = one.add(x).inv()
	case opSin:
		d = cosBall(nd.aux, v, x)
		return d, about(v, ulpsSine, carried(d, x)+sinAbsolute(x)).r
	case opCos:
		d = cosBall(nd.aux, v, x).neg()
		return d, about(v, ulpsSine, carried(d, x)+sinAbsolute(x)).r
	case opTan:
		return tanFirst(v, x)
	case opAsin:
		d = one.sub(x).mul(one.add(x)).sqrt().inv()
	case opAcos:
		d = one.sub(x).mul(one.add(x)).sqrt().inv().neg()
	case opAtan:
		d = one.add(x.square()).inv()
	case opSinh:
		d = coshBall(x)
	case opCosh:
		d = sinhBall(x)
	case opTanh:
		d = coshBall(x).inv().square()
	case opAsinh:
		d = one.add(x.square()).sqrt().inv()
	case opAcosh:
		d = x.sub(one).mul(x.add(one)).sqrt().inv()
	case opAtanh:
		d = one.sub(x).mul(one.add(x)).inv()
	default:
		return specialFirst(nd, x)
	}
	return d, slopeError(nd.op(), v, x, d)
}

// slopeError bounds the error of a function's value v: its own, and what the
// error of x makes of it where the slope is at most that of d.
func slopeError(o op, v float64, x, d ball) float64 {
	return (libraryError(o, v, d) + carried(d, x) + tiny) * inflate
}

// carried is what the error of x makes of a function's value where the slope
// is at most that of d.
func carried(d, x ball) float64 {
	if x.r == 0 {
		return 0
	}
	return d.mag() * x.r
}

// unarySecond returns the second derivative of a function of one variable with
// value v and first derivative d.
func unarySecond(nd *node, v, x, d ball) ball {
	if v.v != v.v {
		return outside
	}
	x = x.add(ball{})
	switch nd.op() {
	case opSqrt:
		return d.div(x).scale(-0.5)
	case opCbrt:
		return d.div(x).scale(-2).div(exact(3))
	case opExp, opExpm1:
		return d
	case opExp2:
		return d.mul(ln2)
	case opLog:
		return d.square().neg()
	case opLog2:
		return d.div(x).neg()
	case opLog10:
		return d.div(x).neg()
	case opLog1p:
		return d.square().neg()
	case opSin, opCos:
		return v.neg()
	case opTan:
		return v.mul(d).scale(2)
	case opAsin, opAcos:
		return x.mul(d).div(one.sub(x).mul(one.add(x)))
	case opAtan:
		return x.mul(d.square()).scale(-2)
	case opSinh, opCosh:
		return v
	case opTanh:
		return v.mul(d).scale(-2)
	case opAsinh:
		return x.mul(d).div(one.add(x.square())).neg()
	case opAcosh:
		return x.mul(d).div(x.sub(one).mul(x.add(one))).neg()
	case opAtanh:
		return x.mul(d.square()).scale(2)
	default:
		return specialSecond(nd, v, x, d)
	}
}

// cbrtFirst has 1/(3·v²).
func cbrtFirst(v float64, x ball) (d ball, err float64) {
	if x.r == 0 {
		c := about(v, ulpsPlain, 0)
		return c.square().scale(3).inv(), c.r
	}
	if x.low() == 0 {
		return ball{math.Inf(1), math.Inf(1)}, math.Cbrt(4*x.r) * (1 + 16*unit)
	}
	slope := 1 / (3 * math.Pow(x.low(), 2.0/3)) * (1 + 16*unit)
	c := about(v, ulpsPlain, slope*x.r)
	return c.square().scale(3).inv(), c.r
}

// cosBall returns the cosine c of x, whose sine is s (or the other way round).
func cosBall(c, s float64, x ball) ball {
	if x.r == 0 {
		return about(c, ulpsSine, sinAbsolute(x))
	}
	return about(c, ulpsSine, min(2, (math.Abs(s)+x.r)*x.r)+sinAbsolute(x))
}

// tanFirst has 1 + v²; tan(x+d) - tan(x) = (1+v²)·tan(d) / (1 - v·tan(d)).
func tanFirst(v float64, x ball) (d ball, err float64) {
	t := math.Tan(min(x.r, 1)) * (1 + 8*unit)
	room := 1 - math.Abs(v)*t*(1+8*unit)
	slope := 1 + v*v
	if room <= 0 || x.r >= 1 {
		return ball{slope, math.Inf(1)}, math.Inf(1)
	}
	r := about(v, ulpsTan, slope*(t/room+2*sinAbsolute(x))*(1+8*unit))
	return one.add(r.square()), r.r
}

// sinhBall returns sinh x; its slope in the ball is at most cosh(|x| + r).
func sinhBall(x ball) ball {
	slope := 0.0
	if x.r > 0 {
		slope = math.Cosh(x.mag()) * (1 + 16*unit)
	}
	return about(math.Sinh(x.v), ulpsHyper, slope*x.r)
}

// coshBall returns cosh x; its slope in the ball is at most sinh(|x| + r).
func coshBall(x ball) ball {
	slope := 0.0
	if x.r > 0 {
		slope = math.Sinh(x.mag()) * (1 + 16*unit)
	}
	return about(math.Cosh(x.v), ulpsHyper, slope*x.r)
}
