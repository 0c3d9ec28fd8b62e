package mathlib

import (
	"math"
	"math/big"
	"slices"
)

// This file finds out which signs a form has.

// A chart is a quarter of the lines through 0: the directions (1, s·τ), or
// with flipped axes (τ, s), with 0 ≤ τ ≤ 1 and the sign s.
type chart struct {
	flipped bool
	sign    int
}

var charts = []chart{{false, 1}, {false, -1}, {true, 1}, {true, -1}}

// direction returns that of τ.
func (c chart) direction(tau float64) [2]float64 {
	if c.flipped {
		return [2]float64{tau, float64(c.sign)}
	}
	return [2]float64{1, float64(c.sign) * tau}
}

// polynomials returns polynomials in τ between which the form is on a chart.
func (f form) polynomials(c chart) (low, high []float64) {
	m := f.degree()
	low, high = make([]float64, m+1), make([]float64, m+1)
	for i := range low {
		j := i // the power of τ
		if c.flipped {
			j = m - i
		}
		if c.sign < 0 && i%2 == 1 {
			low[j], high[j] = -f.high[i], -f.low[i]
		} else {
			low[j], high[j] = f.low[i], f.high[i]
		}
	}
	return low, high
}

// signs is what a form is on the whole circle.
type signs struct {
	positive bool         // everywhere, proven
	negative *[2]float64  // a direction in which it is certainly negative
	touches  [][2]float64 // directions near which it may be 0
}

// Intervals of directions are halved until they are narrow, and so are at most
// as many as touches.
const (
	narrow  = 0x1p-36
	touches = 1000
)

// scan bounds the form on all lines through 0 by subdivision: on an interval, a
// polynomial lies between the smallest and largest of its Bernstein
// coefficients, the first and last of which are its values at the ends.
func (f form) scan() signs { return f.scanOn(charts) }

// scanOn is scan for the lines of some charts.
func (f form) scanOn(charts []chart) signs {
	var s signs
	for _, c := range charts {
		low, high := f.polynomials(c)
		s.subdivide(c, bernstein(low), bernstein(high), 0, 1)
	}
	s.positive = s.negative == nil && len(s.touches) == 0
	return s
}

func (s *signs) subdivide(c chart, low, high []*big.Int, from, to float64) {
	positive := true
	for _, b := range low {
		positive = positive && b.Sign() > 0
	}
	if positive {
		return
	}
	for k, tau := range map[int]float64{0: from, len(high) - 1: to} {
		if high[k].Sign() < 0 && s.negative == nil {
			d := c.direction(tau)
			s.negative = &d
		}
	}
	if s.negative != nil || len(s.touches) > touches {
		return
	}
	if to-from < narrow {
		s.touches = append(s.touches, c.direction((from+to)/2))
		return
	}
	middle := (from + to) / 2
	lowLeft, lowRight := halves(low)
	highLeft, highRight := halves(high)
	s.subdivide(c, lowLeft, highLeft, from, middle)
	s.subdivide(c, lowRight, highRight, middle, to)
}

// bernstein returns the Bernstein coefficients on [0, 1] of Σ a[i]·τⁱ, times
// some positive number that makes them whole.
func bernstein(a []float64) []*big.Int {
	m := int64(len(a) - 1)
	whole, factorial := wholes(a), new(big.Int).MulRange(1, max(m, 1))
	b := make([]*big.Int, len(a))
	for k := range b {
		b[k] = new(big.Int)
		for i := range k + 1 { // m!·(k over i)/(m over i)
			weight := new(big.Int).Mul(factorial, new(big.Int).Binomial(int64(k), int64(i)))
			weight.Quo(weight, new(big.Int).Binomial(m, int64(i)))
			b[k].Add(b[k], weight.Mul(weight, whole[i]))
		}
	}
	return b
}

// wholes returns the numbers times a power of two that makes them whole.
func wholes(a []float64) []*big.Int {
	least := math.MaxInt
	for _, v := range a {
		if v != 0 {
			_, e := math.Frexp(v)
			least = min(least, e-53)
		}
	}
	list := make([]*big.Int, len(a))
	for i, v := range a {
		list[i] = new(big.Int)
		if v != 0 {
			mantissa, e := math.Frexp(v)
			list[i].SetInt64(int64(math.Ldexp(mantissa, 53)))
			list[i].Lsh(list[i], uint(e-53-least))
		}
	}
	return list
}

// halves returns the Bernstein coefficients on both halves of an interval (de
// Casteljau), times 2ᵐ.
func halves(b []*big.Int) (left, right []*big.Int) {
	n := len(b)
	left, right = make([]*big.Int, n), make([]*big.Int, n)
	row := b
	for k := range n {
		scale := uint(n - 1 - k) // row has been multiplied by 2ᵏ
		left[k] = new(big.Int).Lsh(row[0], scale)
		right[n-1-k] = new(big.Int).Lsh(row[n-1-k], scale)
		next := make([]*big.Int, n-1-k)
		for i := range next {
			next[i] = new(big.Int).Add(row[i], row[i+1])
		}
		row = next
	}
	return left, right
}

// zeros returns the directions among the touches in which the form is 0 as far
// as can be seen, each once: the smallest values near them, found from the
// slope.
func (f form) zeros(touched [][2]float64) [][2]float64 {
	a := make([]float64, len(f.low))
	for i := range a {
		a[i] = f.low[i]/2 + f.high[i]/2
	}
	var list [][2]float64
	for _, d := range touched {
		d = polished(a, d)
		seen := false
		for _, e := range list {
			seen = seen || math.Abs(d[0]*e[1]-d[1]*e[0]) < 1e-6
		}
		if !seen {
			list = append(list, d)
		}
	}
	return list
}

// polished moves a direction (1, τ), or (τ, ±1), to where the form's derivative
// by τ is 0; it takes a short number for τ if the form is no larger there.
func polished(a []float64, d [2]float64) [2]float64 {
	flip := math.Abs(d[1]) > math.Abs(d[0])
	if flip {
		d[0], d[1] = d[1], d[0]
		a = slices.Clone(a)
		slices.Reverse(a)
	}
	tau := d[1] / d[0]
	for range 8 {
		_, slope, bend := polynomial(a, tau)
		if step := slope / bend; math.Abs(step) < 1e-3 {
			tau -= step
		}
	}
	if short := math.Round(tau*0x1p20) / 0x1p20; math.Abs(tau-short) < 1e-9 {
		here, _, _ := polynomial(a, tau)
		if there, _, _ := polynomial(a, short); math.Abs(there) <= math.Abs(here) {
			tau = short
		}
	}
	if flip {
		return [2]float64{tau, 1}
	}
	return [2]float64{1, tau}
}

// polynomial returns Σ a[i]·τⁱ and its first and second derivative.
func polynomial(a []float64, tau float64) (v, slope, bend float64) {
	for i := len(a) - 1; i >= 0; i-- {
		bend = bend*tau + 2*slope
		slope = slope*tau + v
		v = v*tau + a[i]
	}
	return v, slope, bend
}
