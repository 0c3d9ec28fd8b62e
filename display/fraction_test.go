package display

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestFractionsAreRecognised(t *testing.T) {
	for _, test := range []struct {
		x           float64
		text, latex string // empty: none
	}{
		{1. / 3, "1/3", `\tfrac{1}{3}`},
		{-3. / 64, "-3/64", `-\tfrac{3}{64}`},
		{3.5, "7/2", `\tfrac{7}{2}`},
		{0.1 + 0.2, "3/10", `\tfrac{3}{10}`},
		{355. / 113, "355/113", `\tfrac{355}{113}`},
		{1 - 2./3, "1/3", `\tfrac{1}{3}`},
		{math.Sqrt2 / 2, "√2/2", `\tfrac{\sqrt{2}}{2}`},
		{math.Sqrt(0.5), "√2/2", `\tfrac{\sqrt{2}}{2}`},
		{-math.Sqrt(3), "-√3", `-\sqrt{3}`},
		{2 * math.Sqrt(5) / 3, "2√5/3", `\tfrac{2\sqrt{5}}{3}`},
		{1 / math.Sqrt(6), "√6/6", `\tfrac{\sqrt{6}}{6}`},
		{math.Pi, "", ""},
		{math.E, "", ""},
		{math.Phi, "", ""},
		{0.1234, "", ""}, // 617/5000
		{0.333333, "", ""},
		{1. / 3 * (1 + 1e-14), "", ""},
		{1. / 201, "", ""},
		{1e-9, "", ""},
		{1e9 + 0.5, "", ""},
		{math.NaN(), "", ""},
		{math.Inf(-1), "", ""},
		{0, "", ""},
	} {
		n, ok := recognise(test.x)
		if ok != (test.text != "") || ok && (n.text() != test.text || n.latex() != test.latex) {
			t.Errorf("%v: got %v %s, want %q", test.x, ok, n.text(), test.text)
		}
	}
}

// Every fraction with a small denominator is found, also after a rounding or
// two, and numbers that are none are hardly ever taken for one.
func TestFractionsAreCertain(t *testing.T) {
	for q := 1; q <= maxDenominator; q++ {
		for p := 1; p < 3*q; p++ {
			x := float64(p) / float64(q)
			for _, x := range []float64{x, math.Nextafter(x, 0), (x + 1) - 1} {
				if n, ok := recognise(x); x > 0.5 && (!ok || n.p*q != p*n.q || n.r != 1) {
					t.Fatalf("%d/%d: got %v %v", p, q, ok, n)
				}
			}
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		if x := random.Float64() * 10; true {
			if n, ok := recognise(x); ok {
				t.Errorf("%v is taken for %s", x, n.text())
			}
		}
	}
}
