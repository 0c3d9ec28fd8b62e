package approx

import (
	"math"

	"gonum.org/v1/gonum/floats"
)

// An Estimate is a mean over random probes.
type Estimate struct {
	Value float64
	// Deviation is the standard error of Value: about two thirds of all
	// estimates are within it. NaN for a single probe.
	Deviation float64
}

// Trace estimates the sum of the eigenvalues from products alone, as the mean of
//
//	vᵀ·A·v
//
// over probes v of random signs; it is exact for a diagonal matrix.
// (Hutchinson 1990.)
func (a Approximation) Trace(probes int, seed uint64) Estimate {
	needProbes("Trace", probes)
	rng := generator(seed)
	sum, squares := 0.0, 0.0
	for k := range probes {
		v := signs(rng, a.n)
		q := floats.Dot(v, a.MatVec(v))
		// Welford's update, which does not cancel.
		step := q - sum
		sum += step / float64(k+1)
		squares += step * (q - sum)
	}
	count := float64(probes)
	return Estimate{sum, math.Sqrt(squares / (count - 1) / count)}
}
