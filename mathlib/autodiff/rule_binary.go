package autodiff

import "math"

// hypotFirst has x/v and y/v, and 0 by convention at (0, 0). The value changes
// by no more than the operands together.
func hypotFirst(v float64, x, y ball) (da, db ball, err float64) {
	if v == 0 && x.r+y.r == 0 {
		return ball{}, ball{}, 0
	}
	h := about(v, ulpsPlain, x.r+y.r)
	return x.div(h), y.div(h), h.r
}

// hypotSecond has the matrix (I - d·dᵀ) / v in closed form.
func hypotSecond(v, da, db ball) (daa, dab, dbb ball) {
	if v.isZero() {
		return
	}
	return db.square().div(v), da.mul(db).div(v).neg(), da.square().div(v)
}

// atan2First has the angle of the point (x, y): x/h² by y and -y/h² by x, with
// h = √(x² + y²), and 0 by convention at (0, 0).
func atan2First(v float64, y, x ball) (dy, dx ball, err float64) {
	if y.isZero() && x.isZero() {
		return ball{}, ball{}, 0
	}
	h := about(math.Hypot(x.v, y.v), ulpsPlain, x.r+y.r)
	dy, dx = x.div(h).div(h), y.div(h).div(h).neg()
	r := (x.r + y.r) / h.low() * inflate
	if x.v < 0 && math.Abs(y.v) <= y.r { // across the cut
		r = 7
	}
	if x.r+y.r == 0 {
		r = 0
	}
	return dy, dx, about(v, ulpsPlain, r).r
}

// atan2Second follows from the first derivatives p = x/h² and q = -y/h²: 2pq,
// q² - p² and -2pq.
func atan2Second(y, x, dy, dx ball) (dyy, dyx, dxx ball) {
	if y.isZero() && x.isZero() {
		return
	}
	pq := dy.mul(dx).scale(2)
	return pq, dx.sub(dy).mul(dx.add(dy)), pq.neg()
}

// maxPower is the largest exponent that is differentiated as a product.
const maxPower = 64

// smallInteger reports whether x**p with the constant exponent p is treated as
// the product that it stands for.
func smallInteger(nd *node) (p int, ok bool) {
	if nd.b != 0 || nd.aux != math.Trunc(nd.aux) || math.Abs(nd.aux) > maxPower {
		return 0, false
	}
	return int(nd.aux), true
}

// integerPower returns x**p.
func integerPower(x ball, p int) ball {
	if p < 0 {
		return x.power(-p).inv()
	}
	return x.power(p)
}

// powFirst has p·x**(p-1) by the base and v·log x by the exponent.
func powFirst(nd *node, x, y ball) (da, db ball, err float64) {
	if p, ok := smallInteger(nd); ok {
		q := integerPower(x, p)
		return integerPower(x, p-1).scale(float64(p)), ball{}, q.r + math.Abs(q.v-nd.v)
	}
	v := powValue(nd.v, x, y)
	if nd.a&operand != 0 {
		da = powByBase(v, x, y)
	}
	if nd.b != 0 {
		db = powByExponent(v, x)
	}
	return da, db, v.r
}

// powValue bounds the error of x**y: relatively, it is that of y·log x.
func powValue(v float64, x, y ball) ball {
	ulps := ulpsPow * (1 + math.Abs(y.v))
	switch {
	case x.r+y.r == 0:
		return about(v, ulps, 0)
	case x.low() == 0 || x.v < 0 && y.r != 0:
		return ball{v, math.Inf(1)}
	}
	d := y.mag() * x.r / x.low()
	if y.r != 0 {
		d += exact(math.Abs(x.v)).log().mag() * y.r
	}
	return about(v, ulps, math.Abs(v)*math.Expm1(d*inflate)*(1+16*unit))
}

// powByBase returns y·x**(y-1).
func powByBase(v, x, y ball) ball {
	if x.v != 0 || x.r != 0 {
		return y.mul(v.div(x))
	}
	if y.isZero() {
		return ball{}
	}
	return y.mul(powAtZero(y.v - 1))
}

// powAtZero returns 0**p as a partial derivative: 0, 1 or infinite.
func powAtZero(p float64) ball {
	switch {
	case p > 0:
		return ball{}
	case p == 0:
		return one
	}
	return ball{math.Inf(1), math.Inf(1)}
}

// powByExponent returns v·log x, 0 where the base is 0 and NaN where it is
// negative: there the power is defined at whole exponents only.
func powByExponent(v, x ball) ball {
	switch {
	case x.isZero():
		return ball{}
	case x.v < 0 || x.low() == 0:
		return ball{math.NaN(), math.Inf(1)}
	}
	return v.mul(x.log())
}

// powSecond returns the second partial derivatives of x**y.
func powSecond(nd *node, v, x, y, da, db ball) (daa, dab, dbb ball) {
	if p, ok := smallInteger(nd); ok {
		if p == 2 {
			return exact(2), ball{}, ball{}
		}
		return integerPower(x, p-2).scale(float64(p * (p - 1))), ball{}, ball{}
	}
	base, exponent := nd.a&operand != 0, nd.b != 0
	if base {
		if y1 := y.sub(one); x.isZero() {
			daa = y.mul(y1).mul(powAtZero(y.v - 2))
		} else {
			daa = y1.mul(da.div(x))
		}
	}
	if exponent && !x.isZero() {
		if x.low() == 0 || x.v < 0 {
			nan := ball{math.NaN(), math.Inf(1)}
			return daa, nan, nan
		}
		dbb = db.mul(x.log())
		if base { // x**(y-1)·(1 + y·log x)
			dab = v.div(x).mul(one.add(y.mul(x.log())))
		}
	}
	return daa, dab, dbb
}
