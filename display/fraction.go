package display

import (
	"math"
	"strconv"
)

// Limits of the fractions that are recognised. A number with an error as small
// as that of a few roundings is so close to a fraction with a small denominator
// by chance in less than one case out of a billion.
const (
	maxDenominator = 200
	maxNumerator   = 100_000
	maxRadicand    = 100 // of numbers such as √2/2
	maxRoundings   = 4   // how many units in the last place a number may be off
)

// An exactNumber is sign · p √r / q in lowest terms, with r free of squares.
type exactNumber struct {
	negative bool
	p, q, r  int
}

// recognise finds the fraction that x is, or the fraction of a root.
func recognise(x float64) (exactNumber, bool) {
	n := exactNumber{negative: x < 0}
	x = math.Abs(x)
	if x == 0 || !(x < maxNumerator) {
		return n, false
	}
	n.r = 1
	var ok bool
	if n.p, n.q, ok = asFraction(x, maxDenominator); ok {
		return n, true
	}
	// x = √(p/q) = √(pq)/q. The square has twice the error of x, and one more.
	p, q, ok := asFraction(x*x, maxRadicand)
	if !ok || p > maxRadicand*maxRadicand {
		return n, false
	}
	outside, inside := squareFactor(p * q)
	divisor := greatestCommonDivisor(outside, q)
	n.p, n.r, n.q = outside/divisor, inside, q/divisor
	return n, inside > 1 && inside <= maxRadicand && nearly(x, n.value())
}

// value is the number without its sign.
func (n exactNumber) value() float64 { return float64(n.p) * math.Sqrt(float64(n.r)) / float64(n.q) }

// nearly reports whether two numbers differ by no more than roundings do.
func nearly(x, y float64) bool {
	return math.Abs(x-y) <= maxRoundings*(math.Nextafter(x, math.Inf(1))-x)
}

// asFraction finds p/q that x > 0 is, with q at most limit: the first of the
// convergents of its continued fraction that is close enough.
func asFraction(x float64, limit int) (p, q int, ok bool) {
	p, q = 1, 0
	before, beforeQ := 0, 1
	for rest := x; ; {
		whole := math.Floor(rest)
		if whole > maxNumerator {
			return 0, 0, false
		}
		p, before = int(whole)*p+before, p
		q, beforeQ = int(whole)*q+beforeQ, q
		if q > limit || p > maxNumerator {
			return 0, 0, false
		}
		if p > 0 && nearly(x, float64(p)/float64(q)) {
			return p, q, true
		}
		if rest == whole {
			return 0, 0, false
		}
		rest = 1 / (rest - whole)
	}
}

// squareFactor splits n = outside² · inside with inside free of squares.
func squareFactor(n int) (outside, inside int) {
	outside, inside = 1, n
	for d := 2; d*d <= inside; d++ {
		for inside%(d*d) == 0 {
			inside /= d * d
			outside *= d
		}
	}
	return outside, inside
}

func greatestCommonDivisor(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// text writes the number as 1/3, -7/2 or √2/2.
func (n exactNumber) text() string {
	text := n.numerator("√", "")
	if n.q > 1 {
		text += "/" + strconv.Itoa(n.q)
	}
	return n.signed(text)
}

// latex writes the number as \tfrac{1}{3} or \tfrac{\sqrt{2}}{2}.
func (n exactNumber) latex() string {
	text := n.numerator(`\sqrt{`, "}")
	if n.q > 1 {
		text = `\tfrac{` + text + "}{" + strconv.Itoa(n.q) + "}"
	}
	return n.signed(text)
}

func (n exactNumber) signed(text string) string {
	if n.negative {
		return "-" + text
	}
	return text
}

// numerator writes what stands above the line.
func (n exactNumber) numerator(root, end string) string {
	if n.r == 1 {
		return strconv.Itoa(n.p)
	}
	text := root + strconv.Itoa(n.r) + end
	if n.p > 1 {
		text = strconv.Itoa(n.p) + text
	}
	return text
}
