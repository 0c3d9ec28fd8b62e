package autodiff

import "math"

// shift is where the asymptotic series of digamma and trigamma take over: with
// the terms used they are exact to rounding from there on.
const shift = 16

// digamma returns ψ(x) = Γ'(x)/Γ(x). The slope in the ball is taken as twice
// that at its centre.
func digamma(x ball) ball {
	v, e := digammaValue(x.v)
	if x.r > 0 {
		if !awayFromPoles(x) {
			return ball{v, math.Inf(1)}
		}
		slope, _ := trigammaValue(x.v)
		e += 2 * slope * x.r
	}
	return ball{v, e * inflate}
}

// trigamma returns ψ'(x). The slope in the ball is bounded by that of the terms
// 1/(x+k)² nearest to their poles.
func trigamma(x ball) ball {
	v, e := trigammaValue(x.v)
	if x.r > 0 {
		if !awayFromPoles(x) {
			return ball{v, math.Inf(1)}
		}
		e += 4 * v * x.r * (1 + 1/poleDistance(x.v))
	}
	return ball{v, e * inflate}
}

func awayFromPoles(x ball) bool { return x.r*64 < poleDistance(x.v) }

// poleDistance returns the distance of x from the nearest of 0, -1, -2, ….
func poleDistance(x float64) float64 {
	if x >= 0 {
		return x
	}
	return math.Abs(x - math.RoundToEven(x))
}

// digammaValue returns ψ(x) and a bound of its rounding error.
func digammaValue(x float64) (v, e float64) {
	if x < 0.5 { // ψ(1-x) - ψ(x) = π·cot(πx)
		s, c := sinCosPi(x)
		cot := math.Pi * c / s
		v, e = digammaValue(1 - x)
		return v - cot, e + 16*unit*(math.Abs(cot)+1+math.Abs(v))
	}
	sum := 0.0
	for ; x < shift; x++ {
		sum += 1 / x
	}
	i := 1 / x
	q := i * i
	series := q * (1./12 - q*(1./120-q*(1./252-q*(1./240-q*(1./132-q*(691./32760-q/12))))))
	l := math.Log(x)
	return l - i/2 - series - sum, 16 * unit * (l + sum + 1)
}

// trigammaValue returns ψ'(x) > 0 and a bound of its rounding error.
func trigammaValue(x float64) (v, e float64) {
	if x < 0.5 { // ψ'(1-x) + ψ'(x) = (π/sin πx)²
		s, _ := sinCosPi(x)
		p := math.Pi / s
		v, e = trigammaValue(1 - x)
		return p*p - v, e + 32*unit*p*p
	}
	sum := 0.0
	for ; x < shift; x++ {
		sum += 1 / (x * x)
	}
	i := 1 / x
	q := i * i
	series := i * q * (1./6 - q*(1./30-q*(1./42-q*(1./30-q*(5./66-q*(691./2730-q*7/6))))))
	v = i + q/2 + series + sum
	return v, 32 * unit * v
}

// sinCosPi returns the sine and cosine of πx, accurate near whole x.
func sinCosPi(x float64) (s, c float64) {
	n := math.RoundToEven(x)
	s, c = math.Sincos(math.Pi * (x - n))
	if math.Mod(n, 2) != 0 {
		return -s, -c
	}
	return s, c
}

// polygamma returns the m-th derivative of ψ, whose own derivative is bounded in
// the ball by that of the terms nearest to their poles.
func polygamma(m int, x ball) ball {
	switch m {
	case 0:
		return digamma(x)
	case 1:
		return trigamma(x)
	}
	v, size, terms := polygammaValue(m, x.v)
	e := (16*float64(m+2) + terms) * unit * size
	if x.r > 0 {
		if !awayFromPoles(x) {
			return ball{v, math.Inf(1)}
		}
		_, slope, _ := polygammaValue(m+1, x.v)
		e += slope * x.r * math.Pow(64./63, float64(m+3))
	}
	return ball{v, e * inflate}
}

// bernoulli holds the Bernoulli numbers B₂, B₄, …, B₁₆.
var bernoulli = [...]float64{1. / 6, -1. / 30, 1. / 42, -1. / 30, 5. / 66, -691. / 2730, 7. / 6, -3617. / 510}

// polygammaValue returns the m-th derivative of ψ for m ≥ 2,
//
//	(-1)ᵐ⁺¹·m!·Σ 1/(x+k)ᵐ⁺¹,
//
// the absolute sum of the terms and their number: one by one up to where the
// asymptotic series is exact to rounding. Far left of 0 that takes too long.
func polygammaValue(m int, x float64) (v, size, terms float64) {
	if x < -10_000 {
		return math.NaN(), math.Inf(1), 0
	}
	order := float64(m)
	factorial := math.Gamma(order + 1)
	for ; x < float64(shift+2*m); x++ {
		term := factorial / math.Pow(x, order+1)
		v += term
		size += math.Abs(term)
		terms++
	}
	tail := factorial/order/math.Pow(x, order) + factorial/2/math.Pow(x, order+1)
	coefficient := factorial / 2 / math.Pow(x, order+2) // (2k+m-1)!/(2k)!/x^(2k+m) for k = 1 but (m+1)
	coefficient *= order + 1
	for i, b := range bernoulli {
		tail += b * coefficient
		k := 2*float64(i) + 2
		coefficient *= (k + order) * (k + order + 1) / ((k + 1) * (k + 2)) / (x * x)
	}
	v, size = v+tail, size+math.Abs(tail)
	if m%2 == 0 {
		v = -v
	}
	return v, size, terms
}
