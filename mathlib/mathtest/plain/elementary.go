package plain

import "math"

// exponentialTower is exp(sin(exp(cos x))).
func exponentialTower(x []float64) float64 {
	return math.Exp(math.Sin(math.Exp(math.Cos(x[0]))))
}

// sinc is sin(x)/x, by its series near 0.
func sinc(x []float64) float64 {
	if math.Abs(x[0]) < 1e-3 {
		q := x[0] * x[0]
		return 1 - q/6*(1-q/20*(1-q/42))
	}
	return math.Sin(x[0]) / x[0]
}

// softplus is log(1 + eˣ), written for either sign.
func softplus(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		if v > 0 {
			sum += v + math.Log1p(math.Exp(-v))
		} else {
			sum += math.Log1p(math.Exp(v))
		}
	}
	return sum
}

// tanhNest applies a layer of one neuron five times.
func tanhNest(x []float64) float64 {
	layer := func(v float64) float64 { return math.Tanh(x[1]*v + x[2]) }
	v := x[0]
	for range 5 {
		v = layer(v)
	}
	return v
}

// hyperbolics mixes hyperbolic functions and their inverses.
func hyperbolics(x []float64) float64 {
	return math.Asinh(x[0])*math.Acosh(1+x[1]*x[1]) + math.Atanh(x[0]/(1+x[0]*x[0])) +
		math.Sinh(x[1])/math.Cosh(x[0])
}

// logTrigonometric is log(sin²x + cos²y + 1)·tan(x/3).
func logTrigonometric(x []float64) float64 {
	s, c := math.Sin(x[0]), math.Cos(x[1])
	return math.Log(s*s+c*c+1) * math.Tan(x[0]/3)
}

// mutualPowers is xʸ + yˣ.
func mutualPowers(x []float64) float64 { return math.Pow(x[0], x[1]) + math.Pow(x[1], x[0]) }

// versine is (1 - cos x)/x², which cancels near 0.
func versine(x []float64) float64 { return (1 - math.Cos(x[0])) / (x[0] * x[0]) }

// exponentialRatio is (eˣ - 1)/x with the right function for it.
func exponentialRatio(x []float64) float64 { return math.Expm1(x[0]) / x[0] }

// inverseTrigonometric mixes arcs, roots and logarithms to several bases.
func inverseTrigonometric(x []float64) float64 {
	a := math.Asin(x[0]) * math.Acos(x[1])
	b := math.Atan(x[0]/x[1]) + math.Cbrt(x[1])
	return a + b*math.Log2(2+x[0]) - math.Log10(3+x[1]) + math.Exp2(x[0]*x[1])
}

// ackley is Ackley's function.
func ackley(x []float64) float64 {
	n := float64(len(x))
	squares, cosines := 0.0, 0.0
	for _, v := range x {
		squares += v * v
		cosines += math.Cos(2 * math.Pi * v)
	}
	return -20*math.Exp(-0.2*math.Sqrt(squares/n)) - math.Exp(cosines/n) + 20 + math.E
}

// griewank is Griewank's function.
func griewank(x []float64) float64 {
	sum, product := 0.0, 1.0
	for i, v := range x {
		sum += v * v / 4000
		product *= math.Cos(v / math.Sqrt(float64(i+1)))
	}
	return 1 + sum - product
}

// rastrigin is Rastrigin's function.
func rastrigin(x []float64) float64 {
	sum := 10 * float64(len(x))
	for _, v := range x {
		sum += v*v - 10*math.Cos(2*math.Pi*v)
	}
	return sum
}

// wavelet is a Gaussian times a cosine in a rotated frame.
func wavelet(x []float64) float64 {
	s, c := math.Sincos(x[2])
	u, v := c*x[0]+s*x[1], c*x[1]-s*x[0]
	return math.Exp(-(u*u+4*v*v)/2) * math.Cos(5*u)
}
