package mathlib

import (
	"math/big"

	"gonum.org/v1/gonum/mat"
)

// An inertia is how many eigenvalues of a symmetric matrix have which sign.
type inertia struct{ positive, zero, negative int }

// exactSize is up to which size inertias are computed with fractions, whose
// length grows with the number of eliminations.
const exactSize = 32

// exactInertia returns the inertia of h, whose entries must be exact, computed
// without rounding: an eigenvalue that it counts as zero is proven to be 0. By
// Sylvester's law the inertia is that of D in h = M·D·Mᵀ, and elimination finds
// a diagonal D. It returns ok = false for matrices that are too large.
func exactInertia(h *mat.SymDense) (in inertia, ok bool) {
	n := h.SymmetricDim()
	if n > exactSize {
		return in, false
	}
	a := make([][]*big.Rat, n)
	for i := range a {
		a[i] = make([]*big.Rat, n)
		for j := range a[i] {
			a[i][j] = new(big.Rat).SetFloat64(h.At(i, j))
		}
	}
	for len(a) > 0 {
		if !bringPivot(a) {
			in.zero = len(a)
			break
		}
		if a[0][0].Sign() > 0 {
			in.positive++
		} else {
			in.negative++
		}
		a = schur(a)
	}
	return in, true
}

// bringPivot makes a[0][0] different from 0 by a congruence, unless a is 0: by
// exchanging rows and columns, or, when the whole diagonal is 0, by adding a
// row and column to another.
func bringPivot(a [][]*big.Rat) bool {
	for i := range a {
		if a[i][i].Sign() != 0 {
			exchange(a, 0, i)
			return true
		}
	}
	for i := range a {
		for j := range i {
			if a[i][j].Sign() == 0 {
				continue
			}
			for k := range a {
				a[i][k] = new(big.Rat).Add(a[i][k], a[j][k])
			}
			for k := range a {
				a[k][i] = new(big.Rat).Add(a[k][i], a[k][j])
			}
			exchange(a, 0, i)
			return true
		}
	}
	return false
}

func exchange(a [][]*big.Rat, i, j int) {
	a[i], a[j] = a[j], a[i]
	for _, row := range a {
		row[i], row[j] = row[j], row[i]
	}
}

// schur returns what is left of a when its first row and column are eliminated.
func schur(a [][]*big.Rat) [][]*big.Rat {
	rest := make([][]*big.Rat, len(a)-1)
	for i := range rest {
		rest[i] = make([]*big.Rat, len(rest))
		factor := new(big.Rat).Quo(a[i+1][0], a[0][0])
		for j := range rest {
			term := new(big.Rat).Mul(factor, a[0][j+1])
			rest[i][j] = term.Sub(a[i+1][j+1], term)
		}
	}
	return rest
}
