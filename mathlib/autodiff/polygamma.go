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
