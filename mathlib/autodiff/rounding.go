package autodiff

import "math"

// The step functions, as aux values of opStep.
var steps = [...]func(float64) float64{math.Floor, math.Ceil, math.Trunc, math.Round, math.RoundToEven, math.Logb}

const (
	stepFloor = iota
	stepCeil
	stepTrunc
	stepRound
	stepRoundToEven
	stepLogb
)

// step records a function that is constant between jumps; the kink is a jump
// exactly at x.
func (t *Tape) step(name string, kind int, x Real, jump bool) Real {
	if x.I != 0 && jump {
		t.kink(name)
	}
	return t.unaryAux(opStep, steps[kind](x.V), float64(kind), x)
}

func isInteger(v float64) bool { return v == math.Floor(v) }

// Floor returns ⌊x⌋, with derivative 0; integers are kinks.
func (t *Tape) Floor(x Real) Real { return t.step("Floor", stepFloor, x, isInteger(x.V)) }

// Ceil returns ⌈x⌉, with derivative 0; integers are kinks.
func (t *Tape) Ceil(x Real) Real { return t.step("Ceil", stepCeil, x, isInteger(x.V)) }

// Trunc returns the integer part of x, with derivative 0; integers other than
// 0 are kinks.
func (t *Tape) Trunc(x Real) Real {
	return t.step("Trunc", stepTrunc, x, isInteger(x.V) && x.V != 0)
}

// Round returns the nearest integer, with derivative 0; halves are kinks.
func (t *Tape) Round(x Real) Real {
	return t.step("Round", stepRound, x, isHalf(x.V))
}

// RoundToEven returns the nearest integer, with derivative 0; halves are kinks.
func (t *Tape) RoundToEven(x Real) Real {
	return t.step("RoundToEven", stepRoundToEven, x, isHalf(x.V))
}

func isHalf(v float64) bool { return math.Abs(v-math.Trunc(v)) == 0.5 }

// Modf returns the integer part, with derivative 0, and the fractional part,
// with derivative 1; integers other than 0 are kinks.
func (t *Tape) Modf(x Real) (whole, frac Real) {
	w, f := math.Modf(x.V)
	whole = t.step("Modf", stepTrunc, x, isInteger(x.V) && x.V != 0)
	if math.IsInf(x.V, 0) {
		return whole, Constant(f)
	}
	whole.V = w
	frac = t.Sub(x, whole)
	frac.V = f
	return whole, frac
}

// Mod returns the remainder of x / y with the sign of x: x - y·trunc(x/y). The
// derivative is 1 in x and -trunc(x/y) in y; the jumps are kinks.
func (t *Tape) Mod(x, y Real) Real {
	v := math.Mod(x.V, y.V)
	if x.I|y.I != 0 && v == 0 && x.V != 0 {
		t.kink("Mod")
	}
	return t.binary(opMod, v, x, y)
}

// Remainder returns the IEEE 754 remainder x - y·n with n = x/y rounded to
// even. The derivative is 1 in x and -n in y; the jumps are kinks.
func (t *Tape) Remainder(x, y Real) Real {
	v := math.Remainder(x.V, y.V)
	if x.I|y.I != 0 && math.Abs(v) == math.Abs(y.V)/2 {
		t.kink("Remainder")
	}
	return t.binary(opRemainder, v, x, y)
}

// Frexp returns x = frac · 2**exp with ½ ≤ |frac| < 1; the exponent has no
// derivative, and powers of two are kinks. The bound of frac's value supposes
// the exponent.
func (t *Tape) Frexp(x Real) (frac Real, exp int) {
	f, e := math.Frexp(x.V)
	t.exponent("Frexp", x)
	frac = t.scale(x, -e)
	frac.V = f
	return frac, e
}

// Ldexp returns frac · 2**exp.
func (t *Tape) Ldexp(frac Real, exp int) Real {
	r := t.scale(frac, exp)
	r.V = math.Ldexp(frac.V, exp)
	return r
}

// scale records x · 2**exp, in two steps where 2**exp is not a normal number.
func (t *Tape) scale(x Real, exp int) Real {
	if exp < -1000 || exp > 1000 {
		x = t.Mul(x, Constant(math.Ldexp(1, exp/2)))
		exp -= exp / 2
	}
	return t.Mul(x, Constant(math.Ldexp(1, exp)))
}

// Logb returns the binary exponent of x, with derivative 0; powers of two are
// kinks.
func (t *Tape) Logb(x Real) Real { return t.exponent("Logb", x) }

// Ilogb returns the binary exponent of x; powers of two are kinks.
func (t *Tape) Ilogb(x Real) int {
	t.exponent("Ilogb", x)
	return math.Ilogb(x.V)
}

// exponent records the binary exponent of x, so that bounds know where rounding
// could have made it another.
func (t *Tape) exponent(name string, x Real) Real {
	f, _ := math.Frexp(x.V)
	return t.step(name, stepLogb, x, math.Abs(f) == 0.5 || f == 0)
}

// Nextafter returns the next representable value after x towards y; as a
// rounding of x it has derivative 1 in x.
func (t *Tape) Nextafter(x, y Real) Real {
	return t.unary(opCopy, math.Nextafter(x.V, y.V), x)
}

// Nextafter32 returns the next representable float32 after x towards y; as a
// rounding of x it has derivative 1 in x.
func (t *Tape) Nextafter32(x, y Real) Real {
	return t.unary(opCopy, float64(math.Nextafter32(float32(x.V), float32(y.V))), x)
}

// Float32 returns x rounded to float32; as a rounding it has derivative 1.
func (t *Tape) Float32(x Real) Real { return t.unary(opCopy, float64(float32(x.V)), x) }
