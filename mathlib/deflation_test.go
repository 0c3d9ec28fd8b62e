package mathlib

import (
	"math"
	"testing"
)

// TestStretchedIsNewtonOfTheDeflatedGradient compares the stretched step with
// the Newton step of M(x)·g(x) for g(x) = x² - 1 on a line, M from the zero at 1:
// M = 1/(x - 1)² + 1 and M' = -2/(x - 1)³.
func TestStretchedIsNewtonOfTheDeflatedGradient(t *testing.T) {
	d := &deflation{width: []float64{1}}
	d.add([]float64{1})
	for _, x := range []float64{3, 1.5, -0.2, -4} {
		g, h := x*x-1, 2*x
		m, slope := 1/((x-1)*(x-1))+1, -2/((x-1)*(x-1)*(x-1))
		if got := d.factor([]float64{x}); math.Abs(got-m) > 1e-15*m {
			t.Errorf("factor at %v is %v, want %v", x, got, m)
		}
		want := -m * g / (m*h + slope*g)
		got := d.stretched([]float64{-g / h}, []float64{x})[0]
		if limit := longest * math.Abs(g/h); math.Abs(want) < limit && math.Abs(got-want) > 1e-13*math.Abs(want) || math.Abs(got) > limit {
			t.Errorf("step from %v is %v, want %v", x, got, want)
		}
	}
}

func TestDeflationOfNothing(t *testing.T) {
	var d *deflation
	if p := d.stretched([]float64{3}, []float64{1}); d.factor([]float64{1}) != 1 || p[0] != 3 {
		t.Error("no points, but an effect")
	}
}

func TestDeflationLeaves(t *testing.T) {
	d := &deflation{width: []float64{2, 4}}
	d.add([]float64{0, 0})
	for _, test := range []struct {
		p    []float64
		want bool
	}{{[]float64{0.01, 0}, true}, {[]float64{0, -0.5}, false}} {
		if got := d.leaves(test.p, []float64{2, 0}); got != test.want {
			t.Errorf("a step %v at a distance of 1: %v", test.p, got)
		}
	}
}
