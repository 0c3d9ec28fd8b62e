package descent

import "math"

// Adam scales every coordinate by running means of the gradient and its square,
//
//	m ← β₁m + (1-β₁)g,   v ← β₂v + (1-β₂)g²,
//	x ← x - η·m̂/(√v̂ + ε),   m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ).
//
// (Kingma and Ba 2015, alg. 1.)
type Adam struct {
	Rate         float64 // η; 0: 0.001
	Beta1, Beta2 float64 // 0: 0.9 and 0.999
	Epsilon      float64 // 0: 1e-8
	Batches      Batches // the zero value takes the gradient of F
}

// String returns "Adam".
func (Adam) String() string { return "Adam" }

func (m Adam) minimize(r *run) {
	rate, beta1, beta2, eps := or(m.Rate, 0.001), or(m.Beta1, 0.9), or(m.Beta2, 0.999), or(m.Epsilon, 1e-8)
	n := len(r.x)
	mean, square := make([]float64, n), make([]float64, n)
	power1, power2 := 1.0, 1.0
	r.gradients(m.Batches, func(g []float64) {
		power1 *= beta1
		power2 *= beta2
		x := clone(r.x)
		for i, v := range g {
			mean[i] = beta1*mean[i] + (1-beta1)*v
			square[i] = beta2*square[i] + (1-beta2)*v*v
			x[i] -= rate * mean[i] / (1 - power1) / (math.Sqrt(square[i]/(1-power2)) + eps)
		}
		r.move(x, "Adam")
	})
}
