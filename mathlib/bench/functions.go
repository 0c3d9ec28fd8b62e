package main

import "math"

// The functions are ordinary Go; nabla_lift.go has their twins.
//
//go:generate go run ../../kernel/cmd/nabla lift

// chain is the Rosenbrock chain Σ 100(x[i+1] - x[i]²)² + (1 - x[i])².
func chain(x []float64) float64 {
	s := 0.0
	for i := 0; i < len(x)-1; i++ {
		a := x[i+1] - x[i]*x[i]
		b := 1 - x[i]
		s += 100*a*a + b*b
	}
	return s
}

// surface is the error surface (1 - w₁w₂)².
func surface(w []float64) float64 { return math.Pow(1-w[0]*w[1], 2) }

// samples are what network is trained on: two numbers and the target.
var samples = func() (s [32][3]float64) {
	for i := range s {
		a, b := math.Sin(float64(i)*1.3), math.Cos(float64(i)*0.7)
		s[i] = [3]float64{a, b, a * b}
	}
	return s
}()

// neuron is tanh(w·x + b).
func neuron(w, x []float64, b float64) float64 {
	z := b
	for j, xj := range x {
		z += w[j] * xj
	}
	return math.Tanh(z)
}

// network is the mean squared error of a network with two inputs, three hidden
// neurons and one output, by its 13 parameters: the hidden weights p[0:6] and
// biases p[6:9], the output's weights p[9:12] and bias p[12].
func network(p []float64) float64 {
	loss := 0.0
	for k := range samples {
		out := p[12]
		for h := 0; h < 3; h++ {
			out += p[9+h] * neuron(p[2*h:2*h+2], samples[k][:2], p[6+h])
		}
		e := out - samples[k][2]
		loss += e * e
	}
	return loss / float64(len(samples))
}
