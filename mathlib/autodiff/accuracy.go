package autodiff

import "math"

// The accuracy of package math's functions, in units of roundoff (2⁻⁵³) of the
// result. Go documents no bounds; these are twice or more the worst found over
// thousands of arguments each against 48-digit values.
const (
	ulpsPlain   = 6 // Atan, Atan2, Cbrt, Hypot, Exp, Log and their kin
	ulpsSine    = 4 // Sin, Cos, apart from argument reduction
	ulpsTan     = 64
	ulpsHyper   = 8
	ulpsErf     = 8
	ulpsErfinv  = 64
	ulpsPow     = 6 // times 1 + |exponent|
	ulpsGamma   = 256
	ulpsLgamma  = 16
	ulpsBessel  = 128 // of the larger of the result and 1
	lgammaFloor = 128 // Lgamma near its zeros
)

// libraryError bounds the rounding error of a function's value v at x, where
// its slope is d: a multiple of v, and for some functions an absolute part.
func libraryError(o op, v float64, d ball) float64 {
	v = math.Abs(v)
	switch o {
	case opLog2: // log2 of the mantissa plus the exponent: cancels near 1
		return unit * (ulpsPlain*v + 4)
	case opAsin: // computes √(1 - x²) from a rounded x²
		return unit * (2*ulpsPlain*v + 2*math.Abs(d.v))
	case opAcos: // is π/2 - asin
		return unit * (2*ulpsPlain*(v+1) + 2*math.Abs(d.v))
	case opSinh, opCosh, opTanh, opAsinh, opAcosh, opAtanh:
		return unit * ulpsHyper * v
	case opErf, opErfc:
		return unit * ulpsErf * v
	case opLgamma:
		return unit * (ulpsLgamma*v + lgammaFloor)
	}
	return unit * ulpsPlain * v
}

// sinAbsolute bounds the error that the argument reduction of math.Sin, Cos
// and Tan leaves, absolutely: their π has a finite number of digits.
func sinAbsolute(x ball) float64 {
	switch a := math.Abs(x.v); {
	case a < math.Pi/4:
		return 0
	case a < 1<<29:
		return a * 0x1p-68
	}
	return 0x1p-50
}
