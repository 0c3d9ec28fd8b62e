package mathlib

import (
	"math/big"
	"slices"
)

// perfectPower returns root and the largest n ≤ maxPower with rootⁿ = e, or e
// and 1.
func perfectPower(e *expr) (root *expr, n int) {
	if slices.ContainsFunc(e.terms, divided) {
		return e, 1
	}
	for n := min(maxPower, len(e.terms)-1); n > 1; n-- { // rootⁿ has more than n terms
		if root := nthRoot(e, n); root != nil {
			return root, n
		}
	}
	return e, 1
}

// nthRoot returns the n-th root of a sum, nil when it has none. Its leading
// term is the root of e's; each further one is what is still missing in e,
// divided by the derivative n·leadⁿ⁻¹.
func nthRoot(e *expr, n int) *expr {
	lead, last := rootOfTerm(e.terms[0], n), e.terms[len(e.terms)-1]
	if lead == nil || rootOfTerm(term{new(big.Rat).Abs(last.c), last.factors}, n) == nil {
		return nil
	}
	slope := inverse(multiple(power(lead, n-1), int64(n), 1))
	root := lead
	for range len(e.terms) {
		missing := minus(e, power(root, n))
		if len(missing.terms) == 0 {
			return root
		}
		if len(missing.terms) > len(e.terms)*2 {
			return nil
		}
		next := times(monomial(missing.terms[0]), slope)
		if len(next.terms) != 1 || compareTerms(next.terms[0], root.terms[len(root.terms)-1]) <= 0 {
			return nil
		}
		root = plus(root, next)
	}
	return nil
}

// rootOfTerm returns the n-th root of a term with whole exponents, nil when it
// has none.
func rootOfTerm(t term, n int) *expr {
	factors := make([]factor, len(t.factors))
	for i, f := range t.factors {
		if f.n%n != 0 {
			return nil
		}
		factors[i] = factor{f.a, f.n / n}
	}
	num, den := intRoot(t.c.Num(), n), intRoot(t.c.Denom(), n)
	if num == nil || den == nil {
		return nil
	}
	return monomial(term{new(big.Rat).SetFrac(num, den), factors})
}

// intRoot returns the n-th root of v > 0 when it is a whole number.
func intRoot(v *big.Int, n int) *big.Int {
	if v.Sign() <= 0 {
		return nil
	}
	low, high := big.NewInt(0), new(big.Int).Lsh(big.NewInt(1), uint(v.BitLen()/n+1))
	exponent := big.NewInt(int64(n))
	for one := big.NewInt(1); ; {
		if new(big.Int).Sub(high, low).Cmp(one) <= 0 {
			break
		}
		mid := new(big.Int).Rsh(new(big.Int).Add(low, high), 1)
		if new(big.Int).Exp(mid, exponent, nil).Cmp(v) <= 0 {
			low = mid
		} else {
			high = mid
		}
	}
	if new(big.Int).Exp(low, exponent, nil).Cmp(v) != 0 {
		return nil
	}
	return low
}
