package mathlib

import (
	"math"
	"math/big"
)

// A form is a homogeneous polynomial of two variables whose coefficients are
// known within bounds,
//
//	Σ a[i]·uᵐ⁻ⁱ·vⁱ with low[i] ≤ a[i] ≤ high[i].
//
// It computes with fractions, without rounding.
type form struct{ low, high []*big.Rat }

func (f form) degree() int { return len(f.low) - 1 }

// formThrough returns the form of degree m that has the values c, known within
// bound, in the directions given, of which there are m+1 with whole components,
// no two on one line.
func formThrough(directions [][2]int64, c, bound []float64) form {
	m := len(c) - 1
	weight := inverseRat(monomials(directions, m))
	f := form{make([]*big.Rat, m+1), make([]*big.Rat, m+1)}
	for i := range weight {
		f.low[i], f.high[i] = new(big.Rat), new(big.Rat)
		for d, w := range weight[i] {
			center := new(big.Rat).SetFloat64(c[d])
			radius := new(big.Rat).SetFloat64(bound[d])
			center.Mul(center, w)
			radius.Mul(radius, new(big.Rat).Abs(w))
			f.low[i].Add(f.low[i], new(big.Rat).Sub(center, radius))
			f.high[i].Add(f.high[i], center.Add(center, radius))
		}
	}
	return f
}

// monomials returns row by row the monomials uᵐ⁻ⁱ·vⁱ of the directions.
func monomials(directions [][2]int64, m int) [][]*big.Rat {
	rows := make([][]*big.Rat, m+1)
	for d := range rows {
		rows[d] = make([]*big.Rat, m+1)
		for i := range rows[d] {
			u := new(big.Int).Exp(big.NewInt(directions[d][0]), big.NewInt(int64(m-i)), nil)
			v := new(big.Int).Exp(big.NewInt(directions[d][1]), big.NewInt(int64(i)), nil)
			rows[d][i] = new(big.Rat).SetInt(u.Mul(u, v))
		}
	}
	return rows
}

// inverseRat returns the inverse of a nonsingular matrix, which it destroys.
func inverseRat(a [][]*big.Rat) [][]*big.Rat {
	n := len(a)
	b := make([][]*big.Rat, n)
	for i := range b {
		b[i] = make([]*big.Rat, n)
		for j := range b[i] {
			b[i][j] = new(big.Rat)
		}
		b[i][i].SetInt64(1)
	}
	for k := range a {
		p := k
		for a[p][k].Sign() == 0 {
			p++
		}
		a[k], a[p], b[k], b[p] = a[p], a[k], b[p], b[k]
		q := new(big.Rat).Inv(a[k][k])
		for j := range n {
			a[k][j].Mul(a[k][j], q)
			b[k][j].Mul(b[k][j], q)
		}
		for i := range n {
			if i == k {
				continue
			}
			f := new(big.Rat).Set(a[i][k])
			for j := range n {
				a[i][j].Sub(a[i][j], new(big.Rat).Mul(f, a[k][j]))
				b[i][j].Sub(b[i][j], new(big.Rat).Mul(f, b[k][j]))
			}
		}
	}
	return b
}

// negated returns -f.
func (f form) negated() form {
	g := form{make([]*big.Rat, len(f.low)), make([]*big.Rat, len(f.low))}
	for i := range f.low {
		g.low[i], g.high[i] = new(big.Rat).Neg(f.high[i]), new(big.Rat).Neg(f.low[i])
	}
	return g
}

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
func (f form) polynomials(c chart) (low, high []*big.Rat) {
	m := f.degree()
	low, high = make([]*big.Rat, m+1), make([]*big.Rat, m+1)
	for i := range low {
		j := i // the power of τ
		if c.flipped {
			j = m - i
		}
		if c.sign < 0 && i%2 == 1 {
			low[j], high[j] = new(big.Rat).Neg(f.high[i]), new(big.Rat).Neg(f.low[i])
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
func (f form) scan() signs {
	var s signs
	for _, c := range charts {
		low, high := f.polynomials(c)
		s.subdivide(c, bernstein(low), bernstein(high), 0, 1)
	}
	s.positive = s.negative == nil && len(s.touches) == 0
	return s
}

func (s *signs) subdivide(c chart, low, high []*big.Rat, from, to float64) {
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

// bernstein returns the Bernstein coefficients on [0, 1] of Σ a[i]·τⁱ.
func bernstein(a []*big.Rat) []*big.Rat {
	m := int64(len(a) - 1)
	b := make([]*big.Rat, len(a))
	for k := range b {
		b[k] = new(big.Rat)
		for i := range k + 1 {
			weight := new(big.Rat).SetFrac(new(big.Int).Binomial(int64(k), int64(i)), new(big.Int).Binomial(m, int64(i)))
			b[k].Add(b[k], weight.Mul(weight, a[i]))
		}
	}
	return b
}

// halves returns the Bernstein coefficients on both halves of an interval (de
// Casteljau).
func halves(b []*big.Rat) (left, right []*big.Rat) {
	n := len(b)
	left, right = make([]*big.Rat, n), make([]*big.Rat, n)
	row := append([]*big.Rat(nil), b...)
	half := big.NewRat(1, 2)
	for k := range n {
		left[k], right[n-1-k] = row[0], row[n-1-k]
		next := make([]*big.Rat, n-1-k)
		for i := range next {
			next[i] = new(big.Rat).Add(row[i], row[i+1])
			next[i].Mul(next[i], half)
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
		l, _ := f.low[i].Float64()
		h, _ := f.high[i].Float64()
		a[i] = (l + h) / 2
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
// by τ is 0; it takes a short number for τ if one is as near as that.
func polished(a []float64, d [2]float64) [2]float64 {
	m := len(a) - 1
	flip := math.Abs(d[1]) > math.Abs(d[0])
	if flip {
		d[0], d[1] = d[1], d[0]
	}
	tau := d[1] / d[0]
	coefficient := func(j int) float64 {
		if flip {
			return a[m-j]
		}
		return a[j]
	}
	for range 8 {
		slope, bend := 0.0, 0.0
		for j := m; j >= 1; j-- {
			slope = slope*tau + float64(j)*coefficient(j)
		}
		for j := m; j >= 2; j-- {
			bend = bend*tau + float64(j*(j-1))*coefficient(j)
		}
		if step := slope / bend; math.Abs(step) < 1e-3 {
			tau -= step
		}
	}
	if short := math.Round(tau*0x1p20) / 0x1p20; math.Abs(tau-short) < 1e-9 {
		tau = short
	}
	if flip {
		return [2]float64{tau, 1}
	}
	return [2]float64{1, tau}
}
