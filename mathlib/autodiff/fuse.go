package autodiff

import "math"

// This file has what lifted code calls for the values and derivatives of whole
// expressions.

// Square returns math.Pow(x, 2), bit for bit.
func Square(x float64) float64 {
	if p := x * x; p > 0x1p-500 { // Pow's exponents do not underflow
		return p
	}
	return math.Pow(x, 2)
}

// Power returns math.Pow(x, n), bit for bit, for a small n other than 0 and 1;
// most often by the products that Pow makes of scaled numbers.
func Power(x float64, n int) float64 {
	p, square := 1.0, x
	for k := max(n, -n); ; square *= square {
		if k&1 != 0 {
			p *= square
		}
		if k >>= 1; k == 0 {
			break
		}
	}
	if a := math.Abs(p); !(a > 0x1p-500 && a < 0x1p500) { // Pow's exponents do not underflow
		return math.Pow(x, float64(n))
	}
	if n < 0 {
		return 1 / p
	}
	return p
}

// TanhSlope returns the derivative of the hyperbolic tangent at x, where it has
// the value v.
func TanhSlope(x, v float64) float64 {
	if math.Abs(v) < 0.9 {
		return (1 - v) * (1 + v)
	}
	c := math.Cosh(x)
	return 1 / (c * c)
}
