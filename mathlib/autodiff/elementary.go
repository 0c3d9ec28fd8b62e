package autodiff

import "math"

// kinkAt records a kink when the active x has one of the values.
func (t *Tape) kinkAt(name string, x Real, values ...float64) {
	if x.I == 0 {
		return
	}
	for _, v := range values {
		if x.V == v {
			t.kink(name)
		}
	}
}

// Sqrt returns √x; the infinite derivative at 0 is a kink.
func (t *Tape) Sqrt(x Real) Real {
	if x.V == 0 {
		t.kinkAt("Sqrt", x, 0)
	}
	return t.unary(opSqrt, math.Sqrt(x.V), x)
}

// Cbrt returns ∛x; the infinite derivative at 0 is a kink.
func (t *Tape) Cbrt(x Real) Real {
	t.kinkAt("Cbrt", x, 0)
	return t.unary(opCbrt, math.Cbrt(x.V), x)
}

// Hypot returns √(x² + y²). At (0, 0) the derivative is 0 by convention, and a
// kink.
func (t *Tape) Hypot(x, y Real) Real {
	v := math.Hypot(x.V, y.V)
	if x.I|y.I != 0 && v == 0 {
		t.kink("Hypot")
	}
	return t.binary(opHypot, v, x, y)
}

// Pow returns x**y. A constant integer exponent is differentiated as the
// product it stands for, at 0 and at negative x too. Where no derivative
// exists (0 to a power that is not an integer below 2, an active exponent at
// x ≤ 0) there is a kink.
func (t *Tape) Pow(x, y Real) Real {
	v := math.Pow(x.V, y.V)
	switch {
	case x.I|y.I == 0 || y.I == 0 && y.V == 0:
		return Real{V: v}
	case y.I == 0 && y.V == 1:
		return x
	case y.I != 0 && x.V <= 0 && (x.I != 0 || x.V != 0 || y.V == 0):
		t.kink("Pow")
	case x.I != 0 && x.V == 0 && y.V < 2 && !isInteger(y.V):
		t.kink("Pow")
	}
	return t.binary(opPow, v, x, y)
}

// Exp returns e**x.
func (t *Tape) Exp(x Real) Real { return t.unary(opExp, math.Exp(x.V), x) }

// Exp2 returns 2**x.
func (t *Tape) Exp2(x Real) Real { return t.unary(opExp2, math.Exp2(x.V), x) }

// Expm1 returns e**x - 1.
func (t *Tape) Expm1(x Real) Real { return t.unary(opExpm1, math.Expm1(x.V), x) }

// Log returns the natural logarithm; 0 is a kink.
func (t *Tape) Log(x Real) Real {
	t.kinkAt("Log", x, 0)
	return t.unary(opLog, math.Log(x.V), x)
}

// Log2 returns the binary logarithm; 0 is a kink.
func (t *Tape) Log2(x Real) Real {
	t.kinkAt("Log2", x, 0)
	return t.unary(opLog2, math.Log2(x.V), x)
}

// Log10 returns the decimal logarithm; 0 is a kink.
func (t *Tape) Log10(x Real) Real {
	t.kinkAt("Log10", x, 0)
	return t.unary(opLog10, math.Log10(x.V), x)
}

// Log1p returns log(1 + x); -1 is a kink.
func (t *Tape) Log1p(x Real) Real {
	t.kinkAt("Log1p", x, -1)
	return t.unary(opLog1p, math.Log1p(x.V), x)
}
