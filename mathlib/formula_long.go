package mathlib

import (
	"errors"
	"math"
	"math/big"
)

// This file evaluates formulas with more digits than float64 has. Sums,
// products, quotients and roots are as good as exact; other functions are those
// of float64, so what is multiplied out cancels no worse than f itself does.

// longDigits is the length of numbers in bits: enough for sums whose terms
// cancel by a hundred digits.
const longDigits = 400

type long = *big.Float

func newLong() long { return new(big.Float).SetPrec(longDigits) }

func longOf(v float64) long { return newLong().SetFloat64(v) }

// A longEvaluation is an [evaluation] with more digits.
type longEvaluation struct {
	x     []float64
	atoms map[string]long
}

// evaluateLong returns no value where an infinity or something undefined
// appears on the way.
func evaluateLong(s sumLayout, x []float64) (y float64, ok bool) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case error:
			if !errors.As(e, new(big.ErrNaN)) {
				panic(e)
			}
		default:
			panic(e)
		}
	}()
	v := longEvaluation{x, map[string]long{}}
	y, _ = v.sum(s).Float64()
	return y, !math.IsInf(y, 0)
}

func (v *longEvaluation) sum(s sumLayout) long {
	sum := newLong()
	for _, f := range s {
		t := v.product(f.over)
		if len(f.under) > 0 {
			t.Quo(t, v.product(f.under))
		}
		if f.negative {
			t.Neg(t)
		}
		sum.Add(sum, t)
	}
	return sum
}

func (v *longEvaluation) product(parts []part) long {
	p := longOf(1)
	for _, f := range parts {
		p.Mul(p, v.part(f))
	}
	return p
}

func (v *longEvaluation) part(p part) long {
	var base long
	switch {
	case p.number != "":
		base, _, _ = big.ParseFloat(p.number, 10, longDigits, big.ToNearestEven)
	case p.a != nil:
		base = v.atom(p)
	default:
		base = v.sum(p.sum)
	}
	if p.exponent != nil {
		b, _ := base.Float64()
		e, _ := v.sum(p.exponent).Float64()
		return longOf(math.Pow(b, e))
	}
	if p.d == 2 {
		base = newLong().Sqrt(base)
	}
	return longPower(base, max(p.n, 1))
}

// longPower returns bⁿ by repeated squaring, n positive.
func longPower(b long, n int) long {
	p := longOf(1)
	for {
		if n&1 != 0 {
			p.Mul(p, b)
		}
		if n >>= 1; n == 0 {
			return p
		}
		b = newLong().Mul(b, b)
	}
}

func (v *longEvaluation) atom(p part) long {
	switch p.a.kind {
	case constantAtom:
		return longOf(math.Pi)
	case variableAtom:
		return longOf(v.x[p.a.index-1])
	}
	y, ok := v.atoms[p.a.key]
	if !ok {
		y = v.call(p)
		v.atoms[p.a.key] = y
	}
	return y
}

func (v *longEvaluation) call(p part) long {
	x := v.sum(p.args[0])
	if p.a.name == "sqrt" {
		return newLong().Sqrt(x)
	}
	first, _ := x.Float64()
	second := 0.0
	if len(p.args) == 2 {
		second, _ = v.sum(p.args[1]).Float64()
	}
	return longOf(p.a.value(first, second))
}
