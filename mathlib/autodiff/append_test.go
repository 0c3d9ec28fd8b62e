package autodiff_test

import (
	"fmt"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExampleAppend() {
	var plain []float64
	var twin []autodiff.Real
	for range 5 {
		plain = append(plain, 1)
		twin = autodiff.Append[float64](twin, autodiff.Constant(1))
	}
	fmt.Println(len(twin) == len(plain), cap(twin) == cap(plain))
	// Output: true true
}

// TestAppendGrowsAsTheOriginal: for every length and number of elements.
func TestAppendGrowsAsTheOriginal(t *testing.T) {
	type point struct{ x, y, z float32 }
	type twin struct{ x, y, z autodiff.Real }
	for n := range 40 {
		for m := range 20 {
			a := append(make([]float64, n), make([]float64, m)...)
			b := autodiff.Append[float64](make([]real, n), make([]real, m)...)
			c := append(make([]point, n), make([]point, m)...)
			d := autodiff.Append[point](make([]twin, n), make([]twin, m)...)
			if len(a) != len(b) || cap(a) != cap(b) || len(c) != len(d) || cap(c) != cap(d) {
				t.Fatalf("%d + %d: %d of %d, want %d of %d; %d of %d, want %d of %d", n, m,
					len(b), cap(b), len(a), cap(a), len(d), cap(d), len(c), cap(c))
			}
		}
	}
	if autodiff.Append[float64]([]real(nil)) != nil {
		t.Error("nothing appended to nothing is something")
	}
	s := make([]real, 1, 2)
	if r := autodiff.Append[float64](s, k(3)); &r[0] != &s[0] {
		t.Error("new memory where there is room")
	}
}
