package mathlib

import (
	"math"
	"testing"
)

func TestSimple(t *testing.T) {
	for _, test := range []struct {
		x, error, want float64
		ok             bool
	}{
		{1 + 1e-7, 1e-6, 1, true},
		{-2 + 1e-7, 1e-6, -2, true},
		{1./3 + 1e-12, 1e-11, 1. / 3, true},
		{-1./3 - 1e-12, 1e-11, -1. / 3, true},
		{0.123, 1e-15, 0.123, true},
		{3e-9, 1e-8, 0, true},
		{-3e-9, 1e-8, 0, true},
		{math.Sqrt2, 1e-9, 0, false}, // 1393/985 is as near by chance
		{math.Sqrt2, 1e-4, 0, false}, // so is 99/70
		{math.Pi, 1e-15, 0, false},
		{1e300, 1e280, 0, false},
	} {
		if got, ok := simple(test.x, test.error); ok != test.ok || ok && got != test.want {
			t.Errorf("simple(%v, %g) = %v, %v, want %v, %v", test.x, test.error, got, ok, test.want, test.ok)
		}
	}
}
