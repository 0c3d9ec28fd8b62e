package mathlib

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Series is a Taylor polynomial in t: Σ Coefficients[k]·tᵏ.
type Series struct {
	Coefficients []float64
	Method       Method
	Error        float64 // the largest bound of a coefficient's error; 0: exact
	Kinks        []Kink  // where f was evaluated at a kink; nil: nowhere
	bound        []float64
}

// Taylor returns the Taylor coefficients of f at x up to the given order:
//
//	f(x + t) ≈ Σ c[k]·tᵏ, c[k] = f⁽ᵏ⁾(x)/k!,
//
// in one forward sweep with truncated power series.
func Taylor[F ~func(float64) float64](f F, x float64, order int) Series {
	return taylor("Taylor", f, x, 1, order)
}

// TaylorAlong returns the Taylor coefficients of f along the line from x in
// the direction v up to the given order:
//
//	f(x + t·v) ≈ Σ c[k]·tᵏ.
func TaylorAlong[F Scalar, X, V Point](f F, x X, v V, order int) Series {
	return taylor("TaylorAlong", f, x, v, order)
}

func taylor(operator string, f, x, v any, order int) Series {
	fn := newFunction(operator, f)
	p := fn.point(x)
	if order < 0 {
		fn.misuse(fmt.Sprintf("the order is %d", order))
	}
	direction := fn.direction("v", v, len(p), "x")
	s := Series{Coefficients: make([]float64, order+1), Method: Recorded, bound: make([]float64, order+1)}
	if t, y := fn.run(p); t != nil {
		t.Taylor(y[0], [][]float64{direction}, s.Coefficients, s.bound)
		s.Kinks, _ = t.Kinks()
		fn.done(t)
	} else {
		fn.tellDifferences()
		s.Method = Differences
		taylorDifferences(fn.value, p, direction, s.Coefficients, s.bound)
	}
	s.Error = largest(s.bound)
	return s
}

// Order returns the highest power.
func (s Series) Order() int { return len(s.Coefficients) - 1 }

// ErrorAt returns the bound of the error of coefficient k.
func (s Series) ErrorAt(k int) float64 { return s.bound[k] }

// Derivative returns the k-th derivative, k!·Coefficients[k].
func (s Series) Derivative(k int) float64 { return math.Gamma(float64(k+1)) * s.Coefficients[k] }

// At returns the value of the polynomial at t.
func (s Series) At(t float64) float64 {
	sum := 0.0
	for _, c := range slices.Backward(s.Coefficients) {
		sum = sum*t + c
	}
	return sum
}

// String returns the polynomial, and below it how it was obtained when there is
// something to say.
func (s Series) String() string {
	text := s.polynomial(brief, func(k int) string {
		if k == 1 {
			return "t"
		}
		return "t" + superscript(k)
	}, "·")
	return strings.Join(append([]string{text}, s.notes()...), "\n")
}

// LaTeX returns the polynomial as a displayed formula.
func (s Series) LaTeX() string {
	text := s.polynomial(func(v float64) string { return latexText(brief(v)) }, func(k int) string {
		if k == 1 {
			return "t"
		}
		return fmt.Sprintf("t^{%d}", k)
	}, `\,`)
	return displayed(text, s.notes())
}

func (s Series) notes() []string { return note(s.Method, s.Error, largest(s.Coefficients), s.Kinks) }

// polynomial writes the terms that are not 0, and O of the first power left
// out.
func (s Series) polynomial(number func(float64) string, power func(int) string, times string) string {
	var b strings.Builder
	for k, c := range s.Coefficients {
		if c == 0 {
			continue
		}
		switch {
		case b.Len() > 0 && math.Signbit(c):
			b.WriteString(" - ")
		case b.Len() > 0:
			b.WriteString(" + ")
		case math.Signbit(c):
			b.WriteString("-")
		}
		c = math.Abs(c)
		switch {
		case k == 0:
			b.WriteString(number(c))
		case c == 1:
			b.WriteString(power(k))
		default:
			b.WriteString(number(c) + times + power(k))
		}
	}
	if b.Len() > 0 {
		b.WriteString(" + ")
	}
	return b.String() + "O(" + power(len(s.Coefficients)) + ")"
}

// superscript writes a number with raised digits.
func superscript(k int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var b strings.Builder
	for _, d := range fmt.Sprint(k) {
		b.WriteRune(digits[d-'0'])
	}
	return b.String()
}

// taylorDifferences fills c with the Taylor coefficients of f along v by
// central differences of each order, and bound with estimates of the errors.
func taylorDifferences(f func([]float64) []float64, x, v, c, bound []float64) {
	clear(c)
	clear(bound)
	c[0] = f(x)[0]
	scale := directionScale(x, v)
	if scale == 0 {
		return
	}
	p := make([]float64, len(x))
	at := func(h float64) float64 { return f(along(p, x, v, h))[0] }
	level := noise(at, scale)
	factorial := 1.0
	for k := 1; k < len(c); k++ {
		factorial *= float64(k)
		e := richardson(scale, func(h float64) float64 {
			return centralDifference(at, k, h) / math.Pow(2*h, float64(k))
		}, func(h float64) float64 { return float64(k) * level / math.Pow(h, float64(k)) })
		c[k], bound[k] = e.v/factorial, e.err/factorial
	}
}

// centralDifference returns the k-th central difference with the step 2h,
//
//	Σ (-1)ⁱ·C(k, i)·f((k - 2i)·h).
func centralDifference(f func(float64) float64, k int, h float64) float64 {
	sum, binomial := 0.0, 1.0
	for i := range k + 1 {
		sum += binomial * f(float64(k-2*i)*h)
		binomial *= -float64(k-i) / float64(i+1)
	}
	return sum
}
