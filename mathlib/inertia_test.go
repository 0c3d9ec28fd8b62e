package mathlib

import (
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// TestExactInertia finds the inertia of Mᵀ·D·M, computed without rounding, with
// a diagonal D whose signs are known and a random M of whole numbers with
// determinant 1.
func TestExactInertia(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 1 + r.IntN(7)
		d, want := make([]float64, n), inertia{}
		for i := range d {
			switch r.IntN(3) {
			case 0:
				d[i] = float64(1 + r.IntN(5))
				want.positive++
			case 1:
				d[i] = -float64(1+r.IntN(5)) * 0x1p-40
				want.negative++
			default:
				want.zero++
			}
		}
		m := mat.NewDense(n, n, nil)
		for i := range n {
			m.Set(i, i, 1)
			for j := i + 1; j < n; j++ {
				m.Set(i, j, float64(r.IntN(5)-2))
			}
		}
		h := mat.NewSymDense(n, nil)
		for i := range n {
			for j := i; j < n; j++ {
				sum := 0.0
				for k := range n {
					sum += m.At(k, i) * d[k] * m.At(k, j)
				}
				h.SetSym(i, j, sum)
			}
		}
		if got, ok := exactInertia(h); !ok || got != want {
			t.Fatalf("%v of\n%v, want %v", got, mat.Formatted(h), want)
		}
	}
}

func TestExactInertiaWithoutDiagonal(t *testing.T) {
	h := mat.NewSymDense(3, []float64{0, 1, 0, 1, 0, 0, 0, 0, 0})
	if got, _ := exactInertia(h); got != (inertia{1, 1, 1}) {
		t.Error(got)
	}
	if _, ok := exactInertia(mat.NewSymDense(exactSize+1, nil)); ok {
		t.Error("no limit")
	}
}
