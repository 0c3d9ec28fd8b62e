package mathlib

import (
	"math"
	"math/big"
	"sync"
)

// A form is a homogeneous polynomial of two variables whose coefficients are
// known within bounds,
//
//	Σ a[i]·uᵐ⁻ⁱ·vⁱ with low[i] ≤ a[i] ≤ high[i].
//
// It is computed with fractions, rounded away from the middle.
type form struct{ low, high []float64 }

func (f form) degree() int { return len(f.low) - 1 }

// interpolation has, by degree m, the coefficients of a form as combinations of
// its values in the first m+1 of planeDirections.
var interpolation = func() (weights [planeOrder + 1]func() [][]*big.Rat) {
	for m := range weights {
		weights[m] = sync.OnceValue(func() [][]*big.Rat { return inverseRat(monomials(planeDirections, m)) })
	}
	return weights
}()

// formThrough returns the form of degree m that has the values c, known within
// bound, in the first m+1 of planeDirections.
func formThrough(c, bound []float64) form {
	m := len(c) - 1
	f := form{make([]float64, m+1), make([]float64, m+1)}
	for i, weights := range interpolation[m]() {
		low, high := new(big.Rat), new(big.Rat)
		for d, w := range weights {
			center := new(big.Rat).SetFloat64(c[d])
			radius := new(big.Rat).SetFloat64(bound[d])
			center.Mul(center, w)
			radius.Mul(radius, new(big.Rat).Abs(w))
			low.Add(low, new(big.Rat).Sub(center, radius))
			high.Add(high, center.Add(center, radius))
		}
		f.low[i], f.high[i] = outward(low, -1), outward(high, 1)
	}
	return f
}

// outward rounds q to a float64, up or down.
func outward(q *big.Rat, sign int) float64 {
	v, exact := q.Float64()
	if exact {
		return v
	}
	if r := new(big.Rat); finite(v) && r.SetFloat64(v).Cmp(q)*sign >= 0 {
		return v
	}
	return math.Nextafter(v, math.Inf(sign))
}

// monomials returns row by row the monomials uᵐ⁻ⁱ·vⁱ of the first m+1
// directions.
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
	return form{stretched(-1, f.high), stretched(-1, f.low)}
}
