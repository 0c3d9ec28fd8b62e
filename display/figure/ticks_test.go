package figure

import (
	"math"
	"strings"
	"testing"
)

// TestTicks checks the numbers on axes of all kinds.
func TestTicks(t *testing.T) {
	for _, c := range []struct {
		name string
		s    scale
		n    int
		want string
	}{
		{"unit", scale{ends: Range{0, 1}}, 5, "0 0.2 0.4 0.6 0.8 1.0"},
		{"both signs", scale{ends: Range{-2.2, 2.2}}, 5, "−2 −1 0 1 2"},
		{"quarters", scale{ends: Range{0, 1}}, 4, "0 0.25 0.50 0.75 1.00"},
		{"far from 0", scale{ends: Range{1000, 1002}}, 4, "1000.0 1000.5 1001.0 1001.5 1002.0"},
		{"large", scale{ends: Range{0, 4e7}}, 4, "0 10⁷ 2·10⁷ 3·10⁷ 4·10⁷"},
		{"small", scale{ends: Range{0, 4e-7}}, 4, "0 10⁻⁷ 2·10⁻⁷ 3·10⁻⁷ 4·10⁻⁷"},
		{"decades", scale{warp: logarithmic, ends: Range{1e-3, 1e3}}, 8, "10⁻³ 10⁻² 10⁻¹ 1 10 10² 10³"},
		{"many decades", scale{warp: logarithmic, ends: Range{1e-16, 1}}, 5, "10⁻¹⁶ 10⁻¹² 10⁻⁸ 10⁻⁴ 1"},
		{"one decade", scale{warp: logarithmic, ends: Range{1, 10}}, 5, "1 2 5 10"},
		{"less than a decade", scale{warp: logarithmic, ends: Range{1, 3}}, 2, "1 2 3"},
		{"both sides of 0", scale{warp: symmetric, ends: Range{-10, 10}, knee: 1}, 10, "−10 −1 0 1 10"},
	} {
		var labels []string
		before := math.Inf(-1)
		for _, k := range c.s.ticks(c.n) {
			if k.at < before {
				t.Errorf("%s: %v comes after %v", c.name, k.at, before)
			}
			before = k.at
			if u := c.s.unit(k.at); !(u > -1e-6 && u < 1+1e-6) {
				t.Errorf("%s: %v is not on the axis", c.name, k.at)
			}
			if k.label != "" {
				labels = append(labels, k.label)
			}
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		v    float64
		n    int
		want string
	}{
		{0, 3, "0"}, {-2, 3, "−2"}, {1.0 / 3, 3, "0.333"}, {0.00012345, 3, "1.23·10⁻⁴"}, {1e-15, 3, "10⁻¹⁵"},
		{-1e6, 3, "−10⁶"}, {99999, 3, "10⁵"}, {12345, 4, "12345"}, {math.NaN(), 2, "NaN"}, {math.Inf(-1), 2, "−∞"}, {0.999999, 3, "1"},
	} {
		if got := brief(c.v, c.n); got != c.want {
			t.Errorf("brief(%v, %d) = %q, want %q", c.v, c.n, got, c.want)
		}
	}
}
