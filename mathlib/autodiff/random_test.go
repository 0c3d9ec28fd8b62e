package autodiff_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

// random is a sequence of random programs full of cancellation.
type random struct {
	cases, short int // how many, and how many where tests are to be short
	seed, stream uint64
	inputs, size int // the most inputs, and the spread of the number of operations
}

// number is how many programs there are.
func (s random) number() int {
	if testing.Short() {
		return s.short
	}
	return s.cases
}

// A comparison is that of one program with 400-bit arithmetic.
type comparison struct {
	t     *testing.T
	r     *rand.Rand
	i     int       // which program
	slack []float64 // how many times larger than the error the bounds were
}

// compare calls f with every program and its derivatives in 400-bit arithmetic,
// up to the first for which a comparison fails, and returns the slack of all.
func (s random) compare(t *testing.T, f func(p *exact.Program, want exact.Jet, c *comparison)) (slack []float64) {
	t.Helper()
	c := &comparison{t: t, r: rand.New(rand.NewPCG(s.seed, s.stream))}
	for c.i = range s.number() {
		p, want := exact.Random(c.r, 1+c.r.IntN(s.inputs), 4+c.r.IntN(s.size))
		f(p, want, c)
		if t.Failed() {
			t.Fatalf("program %+v", p)
		}
	}
	return c.slack
}

// direction is a random one.
func (c *comparison) direction(n int) []float64 {
	v := make([]float64, n)
	for j := range v {
		v[j] = c.r.NormFloat64()
	}
	return v
}

// within fails the test if a number is off by more than its bound.
func (c *comparison) within(what string, got, bound float64, want exact.Number) {
	c.t.Helper()
	if math.IsNaN(bound) || math.IsInf(bound, 0) || math.IsNaN(got) {
		c.t.Errorf("case %d: %s %g with the bound %g", c.i, what, got, bound)
		return
	}
	off := exact.Distance(got, want)
	if off > bound {
		c.t.Errorf("case %d: %s %g is off by %g, more than its bound %g", c.i, what, got, off, bound)
	}
	if off > 0 {
		c.slack = append(c.slack, bound/off)
	}
}
