package mathlib_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// network is the output of a network with four hidden neurons and 13 parameters
// for an input of two numbers.
func network(t *tape, p []real, in [2]float64) real {
	y := p[12]
	for h := range 4 {
		z := t.Add(t.Add(t.Mul(p[3*h], k(in[0])), t.Mul(p[3*h+1], k(in[1]))), k(0.1))
		y = t.Add(y, t.Mul(p[3*h+2], t.Tanh(z)))
	}
	return y
}

// fitted returns the loss of the network for two samples that it hits exactly
// with the parameters p: a valley of dimension 11.
func fitted(p []float64) twin {
	samples := [][2]float64{{1, 0.5}, {-0.3, 2}}
	targets := make([]float64, len(samples))
	for i, in := range samples {
		t := autodiff.NewTape()
		targets[i] = network(t, t.Inputs(p), in).V
		t.Release()
	}
	return func(t *tape, p []real) real {
		sum := k(0)
		for i, in := range samples {
			sum = t.Add(sum, sq(t, t.Sub(network(t, p, in), k(targets[i]))))
		}
		return sum
	}
}

// sumOver adds up term(i, j) for the pairs (0, 1), (2, 3) and so on.
func sumOver(x []real, t *tape, term func(x, y real) real) real {
	sum := k(0)
	for i := 0; i < len(x); i += 2 {
		sum = t.Add(sum, term(x[i], x[i+1]))
	}
	return sum
}

// TestLargeKernels has many variables, and many zero eigenvalues.
func TestLargeKernels(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	weights := make([]float64, 13)
	for i := range weights {
		weights[i] = r.NormFloat64()
	}
	product := func(t *tape, x []real) real {
		p := k(1)
		for _, v := range x {
			p = t.Mul(p, v)
		}
		return sq(t, t.Sub(k(1), p))
	}
	chain := func(t *tape, x []real) real { // x₀⁴ and a bowl that bends with x₀
		sum := power(t, x[0], 4)
		for i := range x[1:] {
			sum = t.Add(sum, t.Mul(k(float64(i+1)), sq(t, t.Add(x[i+1], t.Mul(x[0], x[i])))))
		}
		return sum
	}
	none, ones := make([]float64, 30), slices.Repeat([]float64{1}, 30)
	for _, test := range []struct {
		name string
		f    twin
		x    []float64
		want string
	}{
		{"Σ (xy)²", func(t *tape, x []real) real {
			return sumOver(x, t, func(x, y real) real { return sq(t, t.Mul(x, y)) })
		}, none[:20], "valley of minima"},
		{"Σ (1 - xy)²", func(t *tape, x []real) real {
			return sumOver(x, t, func(x, y real) real { return sq(t, t.Sub(k(1), t.Mul(x, y))) })
		}, ones[:12], "valley of minima"},
		{"Σ x⁴ + y⁴", func(t *tape, x []real) real {
			return sumOver(x, t, func(x, y real) real { return t.Add(power(t, x, 4), power(t, y, 4)) })
		}, none[:12], "degenerate minimum"},
		{"Lee's surface with 10 factors", product, ones[:10], "valley of minima"},
		{"Lee's surface with 10 factors at 0", product, none[:10], "degenerate saddle"},
		{"network", fitted(weights), weights, "valley of minima"},
		{"chain", affineTwin(chain, rotation(r, 30), none, none), none, "degenerate minimum"},
	} {
		if c := verdictOn(test.f, test.x); c.Kind.String() != test.want {
			t.Errorf("%s, a %s:\n%v", test.name, test.want, c)
		}
	}
}
