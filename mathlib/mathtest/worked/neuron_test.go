package worked

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// affine is z = w·x + b for parameters p = (w1, w2, b).
func affine(p, x []float64) float64 { return p[0]*x[0] + p[1]*x[1] + p[2] }

// The activation of a neuron at some inputs, as a function of its parameters.
var onInput, offInput, kinkInput = []float64{3, 1}, []float64{1, 2}, []float64{2, 1.25}

func activeNeuron(p []float64) float64 { return math.Max(0, affine(p, onInput)) }
func deadNeuron(p []float64) float64   { return math.Max(0, affine(p, offInput)) }
func kinkNeuron(p []float64) float64   { return math.Max(0, affine(p, kinkInput)) }
func linearNeuron(p []float64) float64 { return affine(p, onInput) }

// neuronOfInput is the activation as a function of the input.
func neuronOfInput(x []float64) float64 { return math.Max(0, affine([]float64{1, -2, 0.5}, x)) }

// TestActivation is the derivative of a neuron on each side of its kink, where
// it is 0 by convention.
func TestActivation(t *testing.T) {
	lifted.Only(t)
	p := []float64{1, -2, 0.5}
	for _, c := range []struct {
		name     string
		f        func([]float64) float64
		x        []float64
		z, value float64
		gradient []float64
		kinks    int
	}{
		{"w·x + b", linearNeuron, onInput, 1.5, 1.5, []float64{3, 1, 1}, 0},
		{"max(0, 1.5)", activeNeuron, onInput, 1.5, 1.5, []float64{3, 1, 1}, 0},
		{"max(0, -2.5)", deadNeuron, offInput, -2.5, 0, []float64{0, 0, 0}, 0},
		{"max(0, 0)", kinkNeuron, kinkInput, 0, 0, []float64{0, 0, 0}, 1},
	} {
		value, g := mathlib.ValueAndGradient(c.f, p)
		number(t, "z of "+c.name, affine(p, c.x), c.z)
		number(t, c.name, value, c.value)
		entries(t, "the gradient of "+c.name, g, c.gradient...)
		if len(g.Kinks) != c.kinks {
			t.Errorf("%s: kinks %v", c.name, g.Kinks)
		}
	}
	entries(t, "its derivative in the input", mathlib.Gradient(neuronOfInput, onInput), 1, -2)
}

var (
	neuronInputs  = [][]float64{{3, 1}, {1, 2}, {-1, 1}}
	neuronTargets = []float64{1, 0, 2}
)

func scores(p []float64) []float64 {
	var z []float64
	for _, x := range neuronInputs {
		z = append(z, affine(p, x))
	}
	return z
}

func activations(p []float64) []float64 {
	u := scores(p)
	for i, z := range u {
		u[i] = math.Max(0, z)
	}
	return u
}

func neuronErrors(p []float64) []float64 {
	v := activations(p)
	for i, u := range v {
		v[i] = neuronTargets[i] - u
	}
	return v
}

func neuronLoss(p []float64) float64 { return meanOfSquares(neuronErrors(p)) }

// TestNeuronLoss is the loss of one neuron over three samples, of which one is
// active, and a step of gradient descent.
func TestNeuronLoss(t *testing.T) {
	lifted.Only(t)
	p := []float64{1, -2, 0.5}
	list(t, "z", scores(p), 1.5, -2.5, -2.5)
	list(t, "u", activations(p), 1.5, 0, 0)
	list(t, "v", neuronErrors(p), -0.5, 0, 2)
	loss, g := mathlib.ValueAndGradient(neuronLoss, p)
	number(t, "C", loss, 17./12)
	entries(t, "dC/dw, dC/db", g, 1, 1./3, 1./3)
	entries(t, "dv/dp", mathlib.Jacobian(neuronErrors, p), -3, -1, -1, 0, 0, 0, 0, 0, 0)

	var next []float64
	for i, v := range p {
		next = append(next, v-0.1*g.AtVec(i))
	}
	list(t, "after a step of 0.1", next, 0.9, -2-1./30, 0.5-1./30)
	rounded(t, "C then", neuronLoss(next), "neuron-after-step", "1.3392592593")
}

// TestNeuronOnItsKink has a sample exactly on the kink.
func TestNeuronOnItsKink(t *testing.T) {
	lifted.Only(t)
	p := []float64{1, 2, -1}
	list(t, "z", scores(p), 4, 4, 0)
	list(t, "u", activations(p), 4, 4, 0)
	loss, g, h := mathlib.ValueAndHessian(neuronLoss, p)
	number(t, "C", loss, 29./3)
	entries(t, "dC/dw, dC/db", g, 26./3, 22./3, 14./3)
	entries(t, "the Hessian beside the kink", h, 20./3, 10./3, 8./3, 10./3, 10./3, 2, 8./3, 2, 4./3)
	spectrum(t, "the neuron", h, 0, 4./3, 10)
	if len(g.Kinks) != 1 || len(h.Kinks) != 1 {
		t.Errorf("kinks %v and %v", g.Kinks, h.Kinks)
	}
}
