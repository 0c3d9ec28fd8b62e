package plain_test

import (
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// TestDifferencesWithinEstimates: without twins the same functions are
// differentiated by differences. Their estimates are no bounds: a step can pass
// a pole, or miss what happens within it. But nearly all of them hold.
func TestDifferencesWithinEstimates(t *testing.T) {
	lifted.Never(t)
	functions := functions()
	numbers, outside := 0, 0
	for _, r := range oracle(t) {
		f, n := functions[r.name], len(r.x)
		g, h := mathlib.Gradient(f, r.x), mathlib.Hessian(f, r.x)
		if g.Method != mathlib.Differences || h.Method != mathlib.Differences {
			t.Fatalf("%s: %s, %s", r.name, g.Method, h.Method)
		}
		count := func(off, estimate float64) {
			numbers++
			if !(off <= estimate) {
				outside++
			}
		}
		k := 0
		for i := range n {
			count(exact.Distance(g.AtVec(i), r.gradient[i]), g.ErrorAt(i))
			for j := i; j < n; j++ {
				count(exact.Distance(h.At(i, j), r.hessian[k]), h.ErrorAt(i, j))
				k++
			}
		}
	}
	if outside*33 > numbers {
		t.Errorf("%d of %d differences are off by more than their estimates", outside, numbers)
	}
}
