package worked

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// form is xᵀAx.
func form(a [2][2]float64, x []float64) float64 {
	sum := 0.0
	for i := range a {
		for j := range a[i] {
			sum += x[i] * a[i][j] * x[j]
		}
	}
	return sum
}

var symmetricForm, skewForm = [2][2]float64{{3, 2}, {2, 6}}, [2][2]float64{{3, 5}, {-1, 6}}

// quadratic is ½xᵀAx + bᵀx + 10 with b = (2, -8).
func quadratic(x []float64) float64 { return 0.5*form(symmetricForm, x) + 2*x[0] - 8*x[1] + 10 }

// doubled is the same without the ½, as a comment beside the program had it.
func doubled(x []float64) float64 { return form(symmetricForm, x) + 2*x[0] - 8*x[1] + 10 }

func skew(x []float64) float64 { return form(skewForm, x) }

func halfSkew(x []float64) float64 { return 0.5 * form(skewForm, x) }

// TestQuadratic is the quadratic that Newton-CG minimises. SciPy 1.10.1's ends
// at (-1.9999999999999998, 1.9999999999999998) with f = 0 after 2 iterations,
// gonum 0.16.0's Newton after 2 with f = 3.6e-15, its BFGS after 11.
func TestQuadratic(t *testing.T) {
	lifted.Only(t)
	zero, best := []float64{0, 0}, []float64{-2, 2}
	f, g, h := mathlib.ValueAndHessian(quadratic, zero)
	number(t, "f(x0)", f, 10)
	entries(t, "the gradient at x0", g, 2, -8)
	entries(t, "the Hessian", h, 3, 2, 2, 6)
	number(t, "det A", mat.Det(h), 14)
	spectrum(t, "A", h, 2, 7)
	number(t, "the condition number", mat.Cond(h, 2), 3.5)
	var e mat.EigenSym
	var vectors mat.Dense
	e.Factorize(h, true)
	e.VectorsTo(&vectors)
	number(t, "the slope of the first eigenvector", vectors.At(1, 0)/vectors.At(0, 0), -0.5)
	number(t, "the slope of the second eigenvector", vectors.At(1, 1)/vectors.At(0, 1), 2)
	number(t, "its length", math.Abs(vectors.At(0, 1)), 1/math.Sqrt(5))

	f, g, h = mathlib.ValueAndHessian(quadratic, best)
	scaled(t, "f*", f, 0, 28)
	entries(t, "the gradient at x*", g, 0, 0)
	entries(t, "the Hessian at x*", h, 3, 2, 2, 6)
	if c := mathlib.Classify(quadratic, best); c.Kind != mathlib.StrictMinimum {
		t.Error(c)
	}
	// One Newton step leads there from anywhere.
	for _, x := range [][]float64{{0, 0}, {5, -3}, {-100, 1e3}} {
		_, g, h := mathlib.ValueAndHessian(quadratic, x)
		var step mat.VecDense
		if err := step.SolveVec(h, g); err != nil {
			t.Fatal(err)
		}
		for i, v := range []float64{x[0] - step.AtVec(0), x[1] - step.AtVec(1)} {
			scaled(t, "a Newton step", v, best[i], 1e3)
		}
	}
}

// TestConjugateGradients are the two steps of linear conjugate gradients.
func TestConjugateGradients(t *testing.T) {
	lifted.Only(t)
	zero := []float64{0, 0}
	g := mathlib.Gradient(quadratic, zero)
	hg := mathlib.HessianVec(quadratic, zero, g)
	length := mat.Dot(g, g) / mat.Dot(g, hg)
	rounded(t, "the first step length", length, "conjugate-gradient-step", "0.20481927710843373")
	first := []float64{-length * g.AtVec(0), -length * g.AtVec(1)}
	rounded(t, "x1", first[0], "conjugate-gradient-x", "-0.40963855")
	rounded(t, "y1", first[1], "conjugate-gradient-y", "1.63855422")
	number(t, "its value as printed", quadratic(first), 3.0361445783132535)
	scaled(t, "its value", quadratic(first), digits()["conjugate-gradient-value"], 10)

	r := descent.Minimize(descent.Problem{F: quadratic, Start: zero}, descent.NewtonCG{}, descent.Settings{})
	list(t, "x2", r.X(), -2, 2)
}

// TestGradientThatForgetsAHalf: the function of the comment beside the program,
// whose gradient and minimum are others than the program's. With that function
// and the program's gradient SciPy 1.10.1 stops at (-1.0685, 1.0685), where
// f = 5.0234, for loss of precision.
func TestGradientThatForgetsAHalf(t *testing.T) {
	lifted.Only(t)
	x := []float64{0.25, -3}
	entries(t, "2Ax + b", mathlib.Gradient(doubled, x), 6*x[0]+4*x[1]+2, 4*x[0]+12*x[1]-8)
	f, g, h := mathlib.ValueAndHessian(doubled, []float64{-1, 1})
	entries(t, "2A", h, 6, 4, 4, 12)
	entries(t, "its gradient at (-1, 1)", g, 0, 0)
	number(t, "its minimum", f, 5)
	wrong := func(x []float64) []float64 { return []float64{3*x[0] + 2*x[1] + 2, 2*x[0] + 6*x[1] - 8} }
	if c := mathlib.Check(doubled, wrong, []float64{1, 1}); c.OK() {
		t.Error("the program's gradient passes for that of the comment")
	}
	entries(t, "A + Aᵀ", mathlib.Hessian(skew, x), 6, 4, 4, 12)
	entries(t, "(A + Aᵀ)/2", mathlib.Hessian(halfSkew, x), 3, 2, 2, 6)
}
