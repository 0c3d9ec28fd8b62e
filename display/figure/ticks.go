package figure

import (
	"math"
	"strconv"
	"strings"
)

// A tick is a number on an axis; one without a label is a small one.
type tick struct {
	at    float64
	label string
}

// ticks gives about n labelled numbers of the axis, in order.
func (s scale) ticks(n int) []tick {
	switch s.warp {
	case logarithmic:
		return logTicks(s.ends, n)
	case symmetric:
		return symmetricTicks(s, n)
	}
	return linearTicks(s.ends, n)
}

// niceStep is the smallest of 1, 2, 2.5, 5 times a power of ten that is not
// below v.
func niceStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= v*(1-1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// linearTicks are the multiples of a nice step.
func linearTicks(r Range, n int) []tick {
	step := niceStep(r.width() / float64(max(n, 1)))
	var ticks []tick
	first := math.Ceil(r[0]/step - 1e-9)
	for k := first; k*step <= r[1]+1e-9*step; k++ {
		at := k * step
		ticks = append(ticks, tick{at, stepped(at, step)})
		if len(ticks) > 100 || at+step == at {
			break
		}
	}
	return ticks
}

// countTicks are about most of the numbers from 1 to n, at round distances.
func countTicks(n, most int) []tick {
	var ticks []tick
	for _, i := range shownNumbers(n, 1, math.Ceil(float64(n)/float64(most)), false) {
		ticks = append(ticks, tick{float64(i + 1), strconv.Itoa(i + 1)})
	}
	return ticks
}

// stepped writes a multiple of step with the decimals that step needs.
func stepped(v, step float64) string {
	if math.Abs(v) < step/2 {
		return "0"
	}
	largest := math.Abs(v)
	if largest >= 1e5 || step < 1e-4 {
		return scientific(v)
	}
	decimals := 0
	for d := step; decimals < 5 && math.Abs(d-math.Round(d)) > 1e-6*step; decimals++ {
		d = step * math.Pow(10, float64(decimals+1))
	}
	return minus(strconv.FormatFloat(v, 'f', decimals, 64))
}

// logTicks are powers of ten, and the numbers 2 to 9 times them where they
// have room; labels stand at every power or at every second, third, …
func logTicks(r Range, n int) []tick {
	low, high := math.Log10(r[0]), math.Log10(r[1])
	decades := high - low
	if decades < 0.7 {
		return linearTicks(r, n)
	}
	stride := max(1, int(math.Ceil(decades/float64(n))))
	var ticks []tick
	for e := int(math.Floor(low)); e <= int(math.Floor(high)); e++ {
		power := math.Pow(10, float64(e))
		for m := 1; m <= 9; m++ {
			at := float64(m) * power
			if at < r[0]*(1-1e-9) || at > r[1]*(1+1e-9) || m > 1 && decades > 1.5*float64(n) {
				continue
			}
			const sparse = 4 // labels are; ticks between them would touch
			if stride > sparse && e%stride != 0 {
				continue
			}
			t := tick{at: at}
			if m == 1 && e%stride == 0 || decades < 2 && (m == 2 || m == 5) {
				t.label = powerLabel(m, e, decades < 2)
			}
			ticks = append(ticks, t)
		}
	}
	return ticks
}

// powerLabel writes m·10ᵉ.
func powerLabel(m, e int, plain bool) string {
	if plain && e >= -4 && e <= 4 {
		return minus(strconv.FormatFloat(float64(m)*math.Pow(10, float64(e)), 'g', 3, 64))
	}
	power := "10" + superscript(e)
	if e == 0 {
		power = "1"
	} else if e == 1 {
		power = "10"
	}
	if m == 1 {
		return power
	}
	return strconv.Itoa(m) + "·" + power
}

// symmetricTicks are 0 and powers of ten on both sides.
func symmetricTicks(s scale, n int) []tick {
	first := int(math.Ceil(math.Log10(s.knee) - 1e-9))
	last := int(math.Floor(math.Log10(max(-s.ends[0], s.ends[1])) + 1e-9))
	sides := 1
	if s.ends[0] < 0 && s.ends[1] > 0 {
		sides = 2
	}
	stride := max(1, int(math.Ceil(float64((last-first+1)*sides)/float64(n))))
	var ticks []tick
	add := func(at float64, label string) {
		if at >= s.ends[0] && at <= s.ends[1] {
			ticks = append(ticks, tick{at, label})
		}
	}
	label := func(sign string, e int) string {
		if (e-last)%stride != 0 {
			return ""
		}
		return sign + powerLabel(1, e, false)
	}
	for e := last; e >= first; e-- {
		add(-math.Pow(10, float64(e)), label("−", e))
	}
	add(0, "0")
	for e := first; e <= last; e++ {
		add(math.Pow(10, float64(e)), label("", e))
	}
	return ticks
}

// brief writes a number with at most digits significant digits, for labels.
func brief(v float64, digits int) string {
	switch {
	case math.IsNaN(v):
		return "NaN"
	case math.IsInf(v, 1):
		return "∞"
	case math.IsInf(v, -1):
		return "−∞"
	case v == 0:
		return "0"
	}
	text := strconv.FormatFloat(v, 'e', digits-1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	e, _ := strconv.Atoi(exponent)
	if e >= -3 && e < max(digits, 5) {
		plain := strconv.FormatFloat(v, 'f', max(0, digits-1-e), 64)
		return minus(trimZeros(plain))
	}
	m := minus(trimZeros(mantissa))
	switch m {
	case "1":
		return "10" + superscript(e)
	case "−1":
		return "−10" + superscript(e)
	}
	return m + "·10" + superscript(e)
}

// scientific writes a tick that is very large or very small.
func scientific(v float64) string { return brief(v, 3) }

// trimZeros drops zeros at the end of a fraction.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// minus writes the sign as a minus rather than as a hyphen.
func minus(s string) string { return strings.Replace(s, "-", "−", 1) }

// wholeOnly leaves out the ticks between whole numbers.
func wholeOnly(ticks []tick) []tick {
	var whole []tick
	for _, t := range ticks {
		if t.at == math.Trunc(t.at) {
			t.label, _, _ = strings.Cut(t.label, ".")
			whole = append(whole, t)
		}
	}
	return whole
}
