// Package exact evaluates functions and their first and second derivatives in
// 400-bit arithmetic, and makes random programs to be evaluated so: the oracle
// of mathlib's tests. It must not know how mathlib differentiates; only
// [Program.Record] speaks the language of package autodiff.
package exact

import "math/big"

// precision is the length of the mantissas in bits, about 120 digits.
const precision = 400

// A Number is a real number to 400 bits.
type Number = *big.Float

// New returns the number v.
func New(v float64) Number { return new(big.Float).SetPrec(precision).SetFloat64(v) }

func zero() Number { return new(big.Float).SetPrec(precision) }

func add(x, y Number) Number { return zero().Add(x, y) }
func sub(x, y Number) Number { return zero().Sub(x, y) }
func mul(x, y Number) Number { return zero().Mul(x, y) }
func div(x, y Number) Number { return zero().Quo(x, y) }

// half returns x·2**e.
func shift(x Number, e int) Number { return zero().SetMantExp(x, e) }

// enough reports whether term no longer matters beside sum.
func enough(term, sum Number) bool {
	return term.Sign() == 0 || term.MantExp(nil) < sum.MantExp(nil)-precision-8
}

// exp returns e**x: the series at x·2⁻ᵏ, squared k times.
func exp(x Number) Number {
	k := max(0, x.MantExp(nil)+16)
	r := shift(x, -k)
	sum, term := New(1), New(1)
	for i := 1; !enough(term, sum); i++ {
		term = div(mul(term, r), New(float64(i)))
		sum = add(sum, term)
	}
	for range k {
		sum = mul(sum, sum)
	}
	return sum
}

// log returns the logarithm of a positive x, by Newton's method on exp from
// the float64 value.
func log(x, start Number) Number {
	y := start
	for range 6 {
		e := exp(y)
		y = add(y, shift(div(sub(x, e), add(x, e)), 1))
	}
	return y
}

// sinCos returns the sine and cosine: the series at x·2⁻ᵏ, doubled k times.
func sinCos(x Number) (s, c Number) {
	k := max(0, x.MantExp(nil)+16)
	r := shift(x, -k)
	r2 := mul(r, r)
	s, c = r, New(1)
	st, ct := r, New(1)
	for i := 1; !enough(ct, New(1)) || !enough(st, s); i++ {
		n := float64(2 * i)
		ct = div(mul(ct, r2), New(-n*(n-1)))
		st = div(mul(st, r2), New(-n*(n+1)))
		c, s = add(c, ct), add(s, st)
	}
	for range k {
		s, c = shift(mul(s, c), 1), sub(mul(c, c), mul(s, s))
	}
	return s, c
}

// Distance returns |v - x| in float64. What is as small as the rounding errors
// of x itself, for numbers of moderate size, counts as 0.
func Distance(v float64, x Number) float64 {
	d := sub(New(v), x)
	f, _ := d.Abs(d).SetMode(big.ToZero).Float64()
	if f < 1e-80 {
		return 0
	}
	return f
}

// Dot returns the sum of the products of x and y.
func Dot(x []Number, y []float64) Number {
	sum := zero()
	for i, v := range x {
		sum = add(sum, mul(v, New(y[i])))
	}
	return sum
}
