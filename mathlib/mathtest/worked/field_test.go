package worked

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// field is (x1² + x2, x1·x2), whose Jacobian is singular at (1, 2).
func field(x []float64) []float64 { return []float64{x[0]*x[0] + x[1], x[0] * x[1]} }

func firstOfField(x []float64) float64  { return x[0]*x[0] + x[1] }
func secondOfField(x []float64) float64 { return x[0] * x[1] }

func singularValues(a mat.Matrix) []float64 {
	var svd mat.SVD
	if !svd.Factorize(a, mat.SVDNone) {
		return nil
	}
	return svd.Values(nil)
}

// TestField is the field at three points, at the first of which it is singular.
func TestField(t *testing.T) {
	lifted.Only(t)
	x := []float64{1, 2}
	value, j := mathlib.ValueAndJacobian(field, x)
	list(t, "f", value, 3, 2)
	entries(t, "grad f1", mathlib.Gradient(firstOfField, x), 2, 1)
	entries(t, "J at (1, 2)", j, 2, 1, 2, 1)
	scaled(t, "its determinant", mat.Det(j), 0, 2)
	values := singularValues(j)
	rounded(t, "σ1 at (1, 2)", values[0], "root-ten", "3.16227766")
	scaled(t, "σ2 at (1, 2)", values[1], 0, 3)

	j = mathlib.Jacobian(field, []float64{1, 1})
	entries(t, "J at (1, 1)", j, 2, 1, 1, 1)
	number(t, "its determinant", mat.Det(j), 1)
	values = singularValues(j)
	rounded(t, "σ1 at (1, 1)", values[0], "singular-value-1", "2.618")
	rounded(t, "σ2 at (1, 1)", values[1], "singular-value-2", "0.382")
	j = mathlib.Jacobian(field, []float64{2, 3})
	entries(t, "J at (2, 3)", j, 4, 1, 3, 2)
	number(t, "its determinant", mat.Det(j), 5)
}

// TestProductsOfField are products with the Jacobian, its linear model and the
// Hessians of its components.
func TestProductsOfField(t *testing.T) {
	lifted.Only(t)
	x, there := []float64{1, 2}, []float64{1.01, 1.98}
	entries(t, "J·(1, -1)", mathlib.JacobianVec(field, x, []float64{1, -1}), 1, 1)
	entries(t, "(1, 1)·J", mathlib.VecJacobian(field, []float64{1, 1}, x), 4, 2)
	list(t, "f(1.01, 1.98)", field(there), 3.0001, 1.9998)
	list(t, "its prediction", mathlib.Linearize(field, x).At(there), 3, 2)
	h1, h2 := mathlib.Hessian(firstOfField, x), mathlib.Hessian(secondOfField, x)
	entries(t, "the Hessian of f1", h1, 2, 0, 0, 0)
	entries(t, "the Hessian of f2", h2, 0, 1, 1, 0)
	spectrum(t, "f2", h2, -1, 1)
	if c := mathlib.Classify(secondOfField, []float64{0, 0}); c.Kind != mathlib.StrictSaddle {
		t.Error(c)
	}
}

// TestDifferencesOfField: plain differences, whose error has the shape of a V
// over the step, against the Jacobian.
func TestDifferencesOfField(t *testing.T) {
	lifted.Only(t)
	x := []float64{1, 2}
	j := mathlib.Jacobian(field, x)
	worst := func(h float64, central bool) float64 {
		most := 0.0
		for k := range x {
			up, down, width := []float64{x[0], x[1]}, []float64{x[0], x[1]}, h
			up[k] += h
			if central {
				down[k] -= h
				width = 2 * h
			}
			above, below := field(up), field(down)
			for i := range above {
				most = math.Max(most, math.Abs((above[i]-below[i])/width-j.At(i, k)))
			}
		}
		return most
	}
	for _, c := range []struct {
		h, forward, central float64 // what is truncated and what is rounded, within a factor of 2
	}{
		{1e-1, 0.1, 9e-16}, {1e-3, 1e-3, 1e-13}, {1e-5, 1e-5, 1.3e-11}, {1e-8, 1.2e-8, 1.2e-8},
	} {
		forward, central := worst(c.h, false), worst(c.h, true)
		if math.Abs(forward-c.forward) > c.forward/20 && c.h > 1e-7 || forward > 2*c.forward {
			t.Errorf("step %g: forward differences are off by %.3g, want %.3g", c.h, forward, c.forward)
		}
		if central > 2*c.central {
			t.Errorf("step %g: central differences are off by %.3g, want %.3g", c.h, central, c.central)
		}
	}
}
