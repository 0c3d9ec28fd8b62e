package mathlib_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// TestModelsAreExactWhereTheyMustBe: a linear model of a linear function and a
// quadratic one of a quadratic one are the functions.
func TestModelsAreExactWhereTheyMustBe(t *testing.T) {
	m := mathlib.Quadratic(mathtest.Quadratic, mat.NewVecDense(2, []float64{1, 2}))
	l := mathlib.Linearize(cross, []float64{1, 2, 3})
	for _, x := range [][]float64{{1, 2}, {0, 0}, {-2, 2}, {3, -5}} {
		if got, want := m.At(x), mathtest.Quadratic(x); math.Abs(got-want) > 1e-13 {
			t.Errorf("quadratic at %v: %v, want %v", x, got, want)
		}
		g := mathlib.Gradient(mathtest.Quadratic, x)
		for i, v := range m.GradientAt(x) {
			if math.Abs(v-g.AtVec(i)) > 1e-13 {
				t.Errorf("gradient at %v: entry %d is %v, want %v", x, i, v, g.AtVec(i))
			}
		}
		y := l.At([]float64{x[0], x[1], 7})
		for i, want := range cross(x[0], x[1], 7) {
			if y[i] != want {
				t.Errorf("linear at %v: %v, want %v", x, y[i], want)
			}
		}
	}
	panics(t, "mathlib: QuadraticModel.At: x has length 1, the model's point has 2", func() { m.At([]float64{1}) })
	panics(t, "mathlib: LinearModel.At: x has length 1, the model's point has 3", func() { l.At([]float64{1}) })
	if tex := m.LaTeX(); !strings.Contains(tex, `\tfrac12\, d^\top \begin{bmatrix} 3 & 2 \\ 2 & 6 \end{bmatrix} d`) {
		t.Error(tex)
	}
	if tex := l.LaTeX(); !strings.Contains(tex, `\left(x - \begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix}\right)`) {
		t.Error(tex)
	}
}

func TestCheckNamesTheWrongEntry(t *testing.T) {
	right := func(x []float64) []float64 { return []float64{6 * x[0] * x[1], 3 * x[0] * x[0]} }
	x := []float64{2, 3}
	if c := mathlib.Check(mathtest.F, right, x); !c.OK() || c.String() != "the gradient agrees in all 2 entries" {
		t.Errorf("%v", c)
	}
	for _, e := range []struct {
		wrong [2]float64
		want  string
	}{
		{[2]float64{36, -12}, "1 of 2 entries of the gradient are wrong\nentry 1 is -12, the derivative is 12: the sign is wrong"},
		{[2]float64{18, 12}, "1 of 2 entries of the gradient are wrong\nentry 0 is 18, the derivative is 36: half of it"},
		{[2]float64{72, 36}, "2 of 2 entries of the gradient are wrong\nentry 0 is 72, the derivative is 36: twice too large\nentry 1 is 36, the derivative is 12: off by the factor 3"},
		{[2]float64{36, math.NaN()}, "1 of 2 entries of the gradient are wrong\nentry 1 is NaN, the derivative is 12"},
		{[2]float64{36.0001, 12}, "1 of 2 entries of the gradient are wrong\nentry 0 is 36.0001, the derivative is 36"},
	} {
		c := mathlib.Check(mathtest.F, func(x []float64) []float64 { return e.wrong[:] }, x)
		if c.String() != e.want {
			t.Errorf("%v, want %s", c, e.want)
		}
	}
	if x[0] != 2 || x[1] != 3 {
		t.Errorf("x is now %v", x)
	}
}

// TestCheckForgivesRounding: at a minimum the terms of a gradient cancel, each
// way of adding them differently.
func TestCheckForgivesRounding(t *testing.T) {
	hand := func(x []float64) []float64 {
		g := make([]float64, len(x))
		for i := range len(x) - 1 {
			g[i] += -400*x[i]*x[i+1] + 400*x[i]*x[i]*x[i] - 2 + 2*x[i]
			g[i+1] += 200*x[i+1] - 200*x[i]*x[i]
		}
		return g
	}
	for i := range 100 {
		x := []float64{1 + float64(i)*1e-3/7, 1 + float64(i)*2e-3/7, 1}
		if c := mathlib.Check(mathtest.Rosenbrock, hand, x); !c.OK() {
			t.Errorf("at %v: %v", x, c)
		}
	}
}

func TestCheckShapes(t *testing.T) {
	for name, c := range map[string]mathlib.Comparison{
		"one":    mathlib.Check(sinOf, func(x float64) float64 { return 2 * x * math.Cos(x*x) }, 2),
		"two":    mathlib.Check(norm, func(x, y float64) []float64 { h := math.Hypot(x, y); return []float64{x / h, y / h} }, []float64{3, 4}),
		"dst, x": mathlib.Check(mathtest.G, func(dst, x []float64) { dst[0], dst[1] = 2, 8*math.Pow(x[1], 7) }, []float64{3, 4}),
		"plain":  mathlib.Check(mathtest.KineticEnergy, func(x []float64) []float64 { return []float64{x[1] * x[1] / 2, x[0] * x[1]} }, []float64{3, 4}),
	} {
		if !c.OK() {
			t.Errorf("%s: %v", name, c)
		}
	}
	panics(t, "mathlib: Check: grad returned 1 numbers, x has 2", func() {
		mathlib.Check(mathtest.Lee, mathtest.Lee, []float64{1, 2})
	})
	panics(t, "mathlib: Check: f takes 1 numbers, x has 2", func() {
		mathlib.Check(norm, sinOf, []float64{1, 2})
	})
}

func ExampleLinearize() {
	m := mathlib.Linearize(mathtest.FG, []float64{1, 1})
	fmt.Println(m)
	fmt.Println(m.At([]float64{2, 1}))
	// Output:
	// f(x) ≈ (3, 3) + J·(x - (1, 1)), J =
	// ⎡6  3⎤
	// ⎣2  8⎦
	// [9 5]
}

func ExampleQuadratic() {
	m := mathlib.Quadratic(mathtest.Lee, []float64{0, 0})
	fmt.Println(m)
	fmt.Println(m.At([]float64{1, 1}), m.GradientAt([]float64{1, 1}))
	// Output:
	// f(x) ≈ 1 + gᵀ·d + ½·dᵀ·H·d, d = x - (0, 0)
	// g =
	// ⎡0⎤
	// ⎣0⎦
	// H =
	// ⎡ 0  -2⎤
	// ⎣-2   0⎦
	// -1 [-2 -2]
}

func ExampleCheck() {
	// The gradient of 3x²y, with a mistake.
	grad := func(x []float64) []float64 { return []float64{3 * x[0] * x[1], 3 * x[0] * x[0]} }
	fmt.Println(mathlib.Check(mathtest.F, grad, []float64{2, 3}))
	// Output:
	// 1 of 2 entries of the gradient are wrong
	// entry 0 is 18, the derivative is 36: half of it
}
