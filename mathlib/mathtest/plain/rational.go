package plain

// continuedFraction is tanh as 1/(1/x + 1/(3/x + 1/(5/x + …))), from the end.
func continuedFraction(x []float64) float64 {
	f := 0.0
	for k := 15; k >= 1; k -= 2 {
		f = 1 / (float64(k)/x[0] + f)
	}
	return f
}

// padeExponential is the Padé approximant of degree (3, 3) of eˣ.
func padeExponential(x []float64) float64 {
	numerator, denominator := 120+x[0]*(60+x[0]*(12+x[0])), 120-x[0]*(60-x[0]*(12-x[0]))
	return numerator / denominator
}

// parallelResistance is the resistance of resistors in parallel.
func parallelResistance(x []float64) float64 {
	conductance := 0.0
	for _, r := range x {
		conductance += 1 / r
	}
	return 1 / conductance
}

// moebius applies a fractional linear map six times.
func moebius(x []float64) float64 {
	z := x[0]
	for range 6 {
		z = (x[1]*z + 1) / (z + x[2])
	}
	return z
}

// barycentric interpolates 1/(1 + t) at five points by the barycentric formula.
func barycentric(x []float64) float64 {
	weights := []float64{1, -4, 6, -4, 1}
	above, below := 0.0, 0.0
	for i, w := range weights {
		node := float64(i) / 2
		q := w / (x[0] - node)
		above += q / (1 + node)
		below += q
	}
	return above / below
}

// runge is Runge's function in two variables.
func runge(x []float64) float64 { return 1 / (1 + 25*(x[0]*x[0]+x[1]*x[1])) }

// reciprocalDifference is 1/x - 1/(x + 1e-8), which cancels.
func reciprocalDifference(x []float64) float64 { return 1/x[0] - 1/(x[0]+1e-8) }

// michaelisMenten is the rate of an enzyme with an inhibitor: substrate,
// inhibitor and the constants.
func michaelisMenten(x []float64) float64 {
	substrate, inhibitor, vmax, km, ki := x[0], x[1], x[2], x[3], x[4]
	return vmax * substrate / (km*(1+inhibitor/ki) + substrate)
}
