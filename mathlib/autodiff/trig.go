package autodiff

import "math"

// Sin returns the sine of x.
func (t *Tape) Sin(x Real) Real {
	s, c := math.Sincos(x.V)
	return t.unaryAux(opSin, s, c, x)
}

// Cos returns the cosine of x.
func (t *Tape) Cos(x Real) Real {
	s, c := math.Sincos(x.V)
	return t.unaryAux(opCos, c, s, x)
}

// Sincos returns the sine and the cosine of x.
func (t *Tape) Sincos(x Real) (sin, cos Real) {
	s, c := math.Sincos(x.V)
	return t.unaryAux(opSin, s, c, x), t.unaryAux(opCos, c, s, x)
}

// Tan returns the tangent of x.
func (t *Tape) Tan(x Real) Real { return t.unary(opTan, math.Tan(x.V), x) }

// Asin returns the arcsine of x; ±1 are kinks.
func (t *Tape) Asin(x Real) Real {
	t.kinkAt("Asin", x, 1, -1)
	return t.unary(opAsin, math.Asin(x.V), x)
}

// Acos returns the arccosine of x; ±1 are kinks.
func (t *Tape) Acos(x Real) Real {
	t.kinkAt("Acos", x, 1, -1)
	return t.unary(opAcos, math.Acos(x.V), x)
}

// Atan returns the arctangent of x.
func (t *Tape) Atan(x Real) Real { return t.unary(opAtan, math.Atan(x.V), x) }

// Atan2 returns the angle of the point (x, y). At (0, 0) the derivative is 0
// by convention, and a kink; so is the cut y = 0, x < 0.
func (t *Tape) Atan2(y, x Real) Real {
	if y.I|x.I != 0 && y.V == 0 && x.V <= 0 {
		t.kink("Atan2")
	}
	return t.binary(opAtan2, math.Atan2(y.V, x.V), y, x)
}

// Sinh returns the hyperbolic sine of x.
func (t *Tape) Sinh(x Real) Real { return t.unary(opSinh, math.Sinh(x.V), x) }

// Cosh returns the hyperbolic cosine of x.
func (t *Tape) Cosh(x Real) Real { return t.unary(opCosh, math.Cosh(x.V), x) }

// Tanh returns the hyperbolic tangent of x.
func (t *Tape) Tanh(x Real) Real { return t.unary(opTanh, math.Tanh(x.V), x) }

// Asinh returns the inverse hyperbolic sine of x.
func (t *Tape) Asinh(x Real) Real { return t.unary(opAsinh, math.Asinh(x.V), x) }

// Acosh returns the inverse hyperbolic cosine of x; 1 is a kink.
func (t *Tape) Acosh(x Real) Real {
	t.kinkAt("Acosh", x, 1)
	return t.unary(opAcosh, math.Acosh(x.V), x)
}

// Atanh returns the inverse hyperbolic tangent of x; ±1 are kinks.
func (t *Tape) Atanh(x Real) Real {
	t.kinkAt("Atanh", x, 1, -1)
	return t.unary(opAtanh, math.Atanh(x.V), x)
}
