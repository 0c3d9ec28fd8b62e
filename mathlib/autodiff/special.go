package autodiff

import "math"

// Erf returns the error function of x.
func (t *Tape) Erf(x Real) Real { return t.unary(opErf, math.Erf(x.V), x) }

// Erfc returns the complementary error function of x.
func (t *Tape) Erfc(x Real) Real { return t.unary(opErfc, math.Erfc(x.V), x) }

// Erfinv returns the inverse error function of x; ±1 are kinks.
func (t *Tape) Erfinv(x Real) Real {
	t.kinkAt("Erfinv", x, 1, -1)
	return t.unary(opErfinv, math.Erfinv(x.V), x)
}

// Erfcinv returns the inverse of [Tape.Erfc]; 0 and 2 are kinks.
func (t *Tape) Erfcinv(x Real) Real {
	t.kinkAt("Erfcinv", x, 0, 2)
	return t.unary(opErfcinv, math.Erfcinv(x.V), x)
}

// Gamma returns the Gamma function of x; the poles are kinks.
func (t *Tape) Gamma(x Real) Real {
	t.poleKink("Gamma", x)
	return t.unary(opGamma, math.Gamma(x.V), x)
}

// Lgamma returns log|Γ(x)| and the sign of Γ(x); the poles are kinks.
func (t *Tape) Lgamma(x Real) (lgamma Real, sign int) {
	t.poleKink("Lgamma", x)
	v, sign := math.Lgamma(x.V)
	return t.unary(opLgamma, v, x), sign
}

func (t *Tape) poleKink(name string, x Real) {
	if x.I != 0 && x.V <= 0 && isInteger(x.V) {
		t.kink(name)
	}
}

// J0 returns the Bessel function of the first kind of order 0.
func (t *Tape) J0(x Real) Real { return t.unaryAux(opJn, math.J0(x.V), 0, x) }

// J1 returns the Bessel function of the first kind of order 1.
func (t *Tape) J1(x Real) Real { return t.unaryAux(opJn, math.J1(x.V), 1, x) }

// Jn returns the Bessel function of the first kind of order n.
func (t *Tape) Jn(n int, x Real) Real {
	return t.unaryAux(opJn, math.Jn(n, x.V), float64(n), x)
}

// Y0 returns the Bessel function of the second kind of order 0; 0 is a kink.
func (t *Tape) Y0(x Real) Real {
	t.kinkAt("Y0", x, 0)
	return t.unaryAux(opYn, math.Y0(x.V), 0, x)
}

// Y1 returns the Bessel function of the second kind of order 1; 0 is a kink.
func (t *Tape) Y1(x Real) Real {
	t.kinkAt("Y1", x, 0)
	return t.unaryAux(opYn, math.Y1(x.V), 1, x)
}

// Yn returns the Bessel function of the second kind of order n; 0 is a kink.
func (t *Tape) Yn(n int, x Real) Real {
	t.kinkAt("Yn", x, 0)
	return t.unaryAux(opYn, math.Yn(n, x.V), float64(n), x)
}
