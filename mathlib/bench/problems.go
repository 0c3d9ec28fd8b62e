package main

import "gonum.org/v1/gonum/num/hyperdual"

// A problem is a function to be differentiated at [point](n).
type problem struct {
	name, title string
	n           int
	f           func([]float64) float64
	onDuals     func([]dual) dual // the same on hyper-dual numbers
}

// problems returns what is measured.
func problems() []problem {
	return []problem{
		{"Surface", "Error surface (1 - w₁w₂)²", 2, surface, surfaceOnDuals},
		{"Network", "Network with 2, 3 and 1 neurons on 32 samples", 13, network, networkOnDuals},
		{"Chain", "Rosenbrock chain", 100, chain, chainOnDuals},
		{"Chain", "Rosenbrock chain", 1000, chain, chainOnDuals},
	}
}

// point returns the point with n coordinates where everybody differentiates. It
// is the direction of products, too.
func point(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = -1.2 + 0.3*float64(i%7)
	}
	return x
}

type dual = hyperdual.Number

func real(v float64) dual { return dual{Real: v} }

// surfaceOnDuals is [surface] on hyper-dual numbers.
func surfaceOnDuals(w []dual) dual {
	return hyperdual.PowReal(hyperdual.Sub(real(1), hyperdual.Mul(w[0], w[1])), 2)
}

// chainOnDuals is [chain] on hyper-dual numbers.
func chainOnDuals(x []dual) dual {
	var s dual
	for i := 0; i < len(x)-1; i++ {
		a := hyperdual.Sub(x[i+1], hyperdual.Mul(x[i], x[i]))
		b := hyperdual.Sub(real(1), x[i])
		s = hyperdual.Add(s, hyperdual.Add(hyperdual.Mul(hyperdual.Scale(100, a), a), hyperdual.Mul(b, b)))
	}
	return s
}

// networkOnDuals is [network] on hyper-dual numbers.
func networkOnDuals(p []dual) dual {
	var loss dual
	for _, s := range samples {
		out := p[12]
		for h := 0; h < 3; h++ {
			z := hyperdual.Add(hyperdual.Scale(s[0], p[2*h]), hyperdual.Scale(s[1], p[2*h+1]))
			out = hyperdual.Add(out, hyperdual.Mul(p[9+h], hyperdual.Tanh(hyperdual.Add(z, p[6+h]))))
		}
		e := hyperdual.Sub(out, real(s[2]))
		loss = hyperdual.Add(loss, hyperdual.Mul(e, e))
	}
	return hyperdual.Scale(1/float64(len(samples)), loss)
}
