package plain

import "math"

// newtonRoot is the square root by Newton's iteration from 1.
func newtonRoot(x []float64) float64 {
	root := 1.0
	for range 7 {
		root = 0.5 * (root + x[0]/root)
	}
	return root
}

// kepler solves Kepler's equation E - e·sin E = M by Newton's iteration.
func kepler(x []float64) float64 {
	mean, eccentricity := x[0], x[1]
	anomaly := mean
	for step := 0; step < 6; step++ {
		s, c := math.Sincos(anomaly)
		anomaly -= (anomaly - eccentricity*s - mean) / (1 - eccentricity*c)
	}
	return anomaly
}

// arithmeticGeometric is the arithmetic-geometric mean.
func arithmeticGeometric(x []float64) float64 {
	a, g := x[0], x[1]
	for range 5 {
		a, g = (a+g)/2, math.Sqrt(a*g)
	}
	return a
}

// logisticMap iterates v = r·v·(1 - v), which is chaotic.
func logisticMap(x []float64) float64 {
	v := x[0]
	for range 12 {
		v = x[1] * v * (1 - v)
	}
	return v
}

// fibonacci is a linear recurrence with variable coefficients.
func fibonacci(x []float64) float64 {
	memo := map[int]float64{0: x[0], 1: x[1]}
	var at func(n int) float64
	at = func(n int) float64 {
		if v, ok := memo[n]; ok {
			return v
		}
		before := at(n - 1)
		twoBefore := at(n - 2)
		v := x[2]*before + twoBefore
		memo[n] = v
		return v
	}
	return at(15)
}

// simpson integrates e^(-a·t²)·cos(b·t) from 0 to 2.
func simpson(x []float64) float64 {
	f := func(t float64) float64 { return math.Exp(-x[0]*t*t) * math.Cos(x[1]*t) }
	const n = 20
	h := 2.0 / n
	sum := f(0) + f(2)
	for i := 1; i < n; i++ {
		weight := 2.0
		if i%2 == 1 {
			weight = 4
		}
		sum += weight * f(float64(i)*h)
	}
	return sum * h / 3
}

// compensated is Kahan's sum of squares and reciprocals.
func compensated(x []float64) float64 {
	sum, lost := 0.0, 0.0
	add := func(v float64) {
		y := v - lost
		t := sum + y
		lost = (t - sum) - y
		sum = t
	}
	for _, v := range x {
		add(v * v)
		add(1 / v)
	}
	return sum
}

// halvings doubles or halves a number until it is between 1 and 2, and counts.
func halvings(x []float64) float64 {
	v, count := x[0], 0
	for v >= 2 || v < 1 {
		if v >= 2 {
			v /= 2
			count++
			continue
		}
		v *= 2
		count--
	}
	return float64(count) + math.Log(v)*v
}

// pairs adds up the products of close pairs, leaving both loops at a mark.
func pairs(x []float64) float64 {
	sum := 0.0
search:
	for i := range x {
		for j := i + 1; j < len(x); j++ {
			switch d := x[i] - x[j]; {
			case d > 10:
				continue search
			case d < -10:
				break search
			default:
				sum += x[i] * x[j] / (1 + d*d)
			}
		}
	}
	return sum
}

// taylorExponential is the series of e⁻ˣ, whose terms alternate.
func taylorExponential(x []float64) float64 {
	sum, term := 1.0, 1.0
	for n := 1; n <= 40; n++ {
		term *= -x[0] / float64(n)
		sum += term
	}
	return sum
}

// zeta is a sum of inverse powers with a variable exponent.
func zeta(x []float64) (sum float64) {
	for n := 1; n <= 30; n++ {
		sum += math.Pow(float64(n), -x[0])
	}
	return
}
