package approx

import "math"

// A Density is an estimate of how the eigenvalues of a matrix are distributed:
// point masses that add up to 1.
type Density struct {
	Nodes, Weights []float64
}

// Density estimates the distribution of the eigenvalues by stochastic Lanczos
// quadrature: for each probe v of random signs the Lanczos process makes a
// tridiagonal T of some steps, whose eigenvalues are the nodes, weighted with
// the squares of the first components of its eigenvectors; the result is the
// mean over the probes. All moments up to 2·steps - 1 of vᵀAᵏv/vᵀv are met.
// (Golub and Meurant 2010; Lin, Saad and Yang, SIAM Review 58, 2016.)
func (a Approximation) Density(steps, probes int, seed uint64) Density {
	needProbes("Density", probes)
	if steps <= 0 {
		panic("approx: Density: the number of steps must be positive")
	}
	var d Density
	rng := generator(seed)
	for range probes {
		pairs := a.lanczos(signs(rng, a.n), steps).ritz()
		if pairs == nil {
			panic("approx: Density: the products are not finite")
		}
		for i, v := range pairs.values {
			first := pairs.vectors.At(0, i)
			d.Nodes = append(d.Nodes, v)
			d.Weights = append(d.Weights, first*first/float64(probes))
		}
	}
	return d
}

// At returns the density at a value, with every mass spread as a Gaussian of
// the width (its standard deviation).
func (d Density) At(value, width float64) float64 {
	sum := 0.0
	for i, v := range d.Nodes {
		z := (value - v) / width
		sum += d.Weights[i] * math.Exp(-z*z/2)
	}
	return sum / (width * math.Sqrt(2*math.Pi))
}

// Moment returns the mean of the k-th powers of the eigenvalues; the first one
// times the number of rows is the trace.
func (d Density) Moment(k int) float64 {
	sum := 0.0
	for i, v := range d.Nodes {
		sum += d.Weights[i] * math.Pow(v, float64(k))
	}
	return sum
}

// Below returns the share of the eigenvalues that are less than a value: below
// 0 it is the estimate of n-/n.
func (d Density) Below(value float64) float64 {
	sum := 0.0
	for i, v := range d.Nodes {
		if v < value {
			sum += d.Weights[i]
		}
	}
	return sum
}
