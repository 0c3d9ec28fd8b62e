package autodiff_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// TestManyEdgesAreMerged has nodes with so many edges, most of them to the same
// ends, that lists are made shorter while others are being read: squares of sums
// that all depend on all inputs, and on each other.
func TestManyEdgesAreMerged(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{3, 10, 20, 40} {
		tape := autodiff.NewTape()
		x := tape.Inputs(make([]float64, n))
		sums := make([]autodiff.Real, n)
		for i := range sums {
			for _, v := range x {
				sums[i] = tape.Add(sums[i], tape.Mul(autodiff.Constant(r.NormFloat64()), v))
			}
		}
		y := autodiff.Constant(0)
		for i := range n - 1 {
			d := tape.Add(tape.Add(sums[i+1], tape.Mul(sums[0], sums[i])), autodiff.Constant(1))
			y = tape.Add(y, tape.Mul(d, d))
		}
		checkAgainstProducts(t, tape, y, n)
		tape.Release()
	}
}

// checkAgainstProducts compares the Hessian with its products with the units.
func checkAgainstProducts(t *testing.T, tape *autodiff.Tape, y autodiff.Real, n int) {
	t.Helper()
	g, gBound := make([]float64, n), make([]float64, n)
	h, hBound := make([]float64, n*n), make([]float64, n*n)
	column, bound := make([]float64, n), make([]float64, n)
	tape.Hessian(y, g, gBound, h, hBound)
	for j := range n {
		e := make([]float64, n)
		e[j] = 1
		tape.HessianVec(y, e, column, bound)
		for i := range n {
			if math.Abs(h[i*n+j]-column[i]) > hBound[i*n+j]+bound[i] {
				t.Fatalf("%d inputs: entry %d, %d is %v ± %.2g, by products %v ± %.2g",
					n, i, j, h[i*n+j], hBound[i*n+j], column[i], bound[i])
			}
		}
	}
}
