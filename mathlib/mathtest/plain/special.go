package plain

import "math"

// normalProbability is the distribution function of the normal law.
func normalProbability(x []float64) float64 { return 0.5 * math.Erfc(-x[0]/math.Sqrt2) }

// blackScholes is the price of a call option: price of the share, strike, rate,
// volatility and time.
func blackScholes(x []float64) float64 {
	share, strike, rate, volatility, time := x[0], x[1], x[2], x[3], x[4]
	width := volatility * math.Sqrt(time)
	d1 := (math.Log(share/strike) + (rate+volatility*volatility/2)*time) / width
	d2 := d1 - width
	probability := func(d float64) float64 { return 0.5 * (1 + math.Erf(d/math.Sqrt2)) }
	return share*probability(d1) - strike*math.Exp(-rate*time)*probability(d2)
}

// beta is Euler's beta function by three gamma functions.
func beta(x []float64) float64 {
	return math.Gamma(x[0]) * math.Gamma(x[1]) / math.Gamma(x[0]+x[1])
}

// logBinomial is the logarithm of a binomial coefficient of real numbers.
func logBinomial(x []float64) float64 {
	lgamma := func(v float64) float64 { l, _ := math.Lgamma(v); return l }
	return lgamma(x[0]+1) - lgamma(x[1]+1) - lgamma(x[0]-x[1]+1)
}

// drum is a mode of a round membrane, at a place and a time.
func drum(x []float64) float64 {
	r := math.Hypot(x[0], x[1])
	return math.J1(3.8317*r) * math.Cos(math.Atan2(x[1], x[0])) * math.Cos(3.8317*x[2])
}

// besselWronskian is J₁Y₀ - J₀Y₁, which is 2/(πx).
func besselWronskian(x []float64) float64 {
	return math.J1(x[0])*math.Y0(x[0]) - math.J0(x[0])*math.Y1(x[0])
}

// diffraction is the Airy pattern (2J₁(x)/x)² of two lights.
func diffraction(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		a := 2 * math.J1(v) / v
		sum += a * a
	}
	return sum
}

// stirling is Stirling's series of log Γ with five terms.
func stirling(x []float64) float64 {
	z := x[0]
	sum, power := (z-0.5)*math.Log(z)-z+logTwoPi/2, z
	for _, c := range []float64{12, -360, 1260, -1680, 1188} {
		sum += 1 / (c * power)
		power *= z * z
	}
	return sum
}

// probit is the quantile of a mixture of uniform numbers by the inverse error
// function.
func probit(x []float64) float64 {
	return math.Sqrt2*math.Erfinv(2*x[0]-1) - x[1]*math.Erfcinv(2*x[0]*x[1])
}
