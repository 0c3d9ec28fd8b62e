package autodiff_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func ExamplePower() {
	fmt.Println(autodiff.Power(3, 4), autodiff.Power(2, -1))
	// Output: 81 0.5
}

func ExampleSquare() {
	fmt.Println(autodiff.Square(3))
	// Output: 9
}

func ExampleTanhSlope() {
	fmt.Println(autodiff.TanhSlope(0, 0), autodiff.TanhSlope(400, 1))
	// Output: 1 0
}

// TestPowerIsPow to the last bit, wherever it over- or underflows.
func TestPowerIsPow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	special := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, -5e-324, 0x1p-1022, math.MaxFloat64}
	for i := range 200000 {
		x := math.Ldexp(r.NormFloat64(), r.IntN(2100)-1050)
		if i%2 == 0 {
			x = r.NormFloat64()
		}
		if i < len(special) {
			x = special[i]
		}
		if got, want := autodiff.Square(x), math.Pow(x, 2); math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("Square(%v) = %v, want %v", x, got, want)
		}
		for _, n := range []int{-8, -7, -3, -2, -1, 2, 3, 4, 5, 6, 7, 8} {
			got, want := autodiff.Power(x, n), math.Pow(x, float64(n))
			if math.Float64bits(got) != math.Float64bits(want) {
				t.Fatalf("Power(%v, %d) = %v, want %v", x, n, got, want)
			}
		}
	}
}

func TestTanhSlope(t *testing.T) {
	for x := -30.0; x < 30; x += 0.01 {
		got, want := autodiff.TanhSlope(x, math.Tanh(x)), 4/(math.Exp(x)+math.Exp(-x))/(math.Exp(x)+math.Exp(-x))
		if math.Abs(got-want) > 4e-15*want {
			t.Fatalf("at %v: %v, want %v", x, got, want)
		}
	}
}
