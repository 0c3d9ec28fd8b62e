package autodiff

import "math"

// Abs returns |x|. Its derivative at 0 is 0 by convention, and a kink.
func (t *Tape) Abs(x Real) Real {
	if x.I != 0 && x.V == 0 {
		t.kink("Abs")
	}
	return t.unary(opAbs, math.Abs(x.V), x)
}

// Max returns the larger of x and y. At a tie the derivative is that of the
// constant operand if there is one, else of the first, and the tie is a kink:
// the derivative of max(0, x) at 0 is 0.
func (t *Tape) Max(x, y Real) Real { return t.choose("Max", math.Max(x.V, y.V), x, y) }

// Min returns the smaller of x and y; ties are treated as by [Tape.Max].
func (t *Tape) Min(x, y Real) Real { return t.choose("Min", math.Min(x.V, y.V), x, y) }

// choose records that v, the value of x or of y, was taken.
func (t *Tape) choose(name string, v float64, x, y Real) Real {
	if x.I == y.I {
		return Real{V: v, I: x.I} // both constants, or one number twice
	}
	winner, loser := x, y
	switch {
	case x.V == y.V:
		t.kink(name)
		if y.I == 0 {
			winner, loser = y, x
		}
	case y.V == v || y.V != y.V && v != v:
		winner, loser = y, x
	}
	return t.binary(opSelect, v, winner, loser)
}

// Dim returns the positive difference max(x - y, 0); x = y is a kink.
func (t *Tape) Dim(x, y Real) Real {
	v := math.Dim(x.V, y.V)
	if x.I|y.I == 0 {
		return Real{V: v}
	}
	if x.V == y.V {
		t.kink("Dim")
	}
	d := t.Sub(x, y)
	if v == 0 {
		return t.binary(opSelect, v, Constant(0), d)
	}
	return t.binary(opSelect, v, d, Constant(0))
}

// Copysign returns |x| with the sign of sign. The derivative in x is ±1, in
// sign 0; x = 0 and sign = 0 are kinks.
func (t *Tape) Copysign(x, sign Real) Real {
	if x.I|sign.I != 0 && (x.I != 0 && x.V == 0 || sign.I != 0 && sign.V == 0) {
		t.kink("Copysign")
	}
	a := t.unary(opAbs, math.Abs(x.V), x)
	if math.Signbit(sign.V) {
		return t.Neg(a)
	}
	return a
}
