package worked

import (
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/approx"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// lineErrors are the errors of the line p₀x + p₁ at x = 1, 2, 3, 4.
func lineErrors(p, targets []float64) []float64 {
	e := make([]float64, len(targets))
	for i, y := range targets {
		e[i] = y - p[0]*float64(i+1) - p[1]
	}
	return e
}

func meanOfSquares(e []float64) float64 {
	sum := 0.0
	for _, v := range e {
		sum += v * v
	}
	return sum / float64(len(e))
}

var straight, noisy = []float64{3, 5, 7, 9}, []float64{3, 5, 8, 8}

func straightErrors(p []float64) []float64 { return lineErrors(p, straight) }

func straightLoss(p []float64) float64 { return meanOfSquares(lineErrors(p, straight)) }

func noisyLoss(p []float64) float64 { return meanOfSquares(lineErrors(p, noisy)) }

// squares are the losses of the single examples.
func squares(e []float64) []float64 {
	for i, v := range e {
		e[i] = v * v
	}
	return e
}

func straightLosses(p []float64) []float64 { return squares(lineErrors(p, straight)) }

func noisyLosses(p []float64) []float64 { return squares(lineErrors(p, noisy)) }

// firstHalf, secondHalf, ends and third are the mean losses of some examples.
func firstHalf(p []float64) float64  { e := straightErrors(p); return meanOfSquares(e[:2]) }
func secondHalf(p []float64) float64 { e := straightErrors(p); return meanOfSquares(e[2:]) }
func ends(p []float64) float64       { e := straightErrors(p); return meanOfSquares([]float64{e[0], e[3]}) }
func third(p []float64) float64      { e := straightErrors(p); return e[2] * e[2] }

// outerMean is the mean of the products gᵢgᵢᵀ of a Jacobian's rows.
func outerMean(j mat.Matrix) *mat.Dense {
	rows, _ := j.Dims()
	var m mat.Dense
	m.Mul(j.T(), j)
	m.Scale(1/float64(rows), &m)
	return &m
}

// TestLine has the numbers of a line fitted to four points on one.
func TestLine(t *testing.T) {
	lifted.Only(t)
	zero := []float64{0, 0}
	loss, g, h := mathlib.ValueAndHessian(straightLoss, zero)
	number(t, "L", loss, 41)
	entries(t, "grad L", g, -35, -12)
	entries(t, "the Hessian", h, 15, 5, 5, 2)
	number(t, "its determinant", mat.Det(h), 5)
	values := eigenvalues(h)
	scaled(t, "λ1", values[0], digits()["line-eigenvalue-1"], 17)
	rounded(t, "λ2", values[1], "line-eigenvalue-2", "16.700609733428")
	rounded(t, "λ1 by the determinant", 5/values[1], "line-eigenvalue-1", "0.299390266572")
	rounded(t, "the condition number", values[1]*values[1]/5, "line-condition", "55.7821")
	rounded(t, "the largest stable rate", 2/values[1], "line-largest-rate", "0.119756106629")
	list(t, "a step of gradient descent", []float64{-0.01 * g.AtVec(0), -0.01 * g.AtVec(1)}, 0.35, 0.12)

	entries(t, "the gradient at the optimum", mathlib.Gradient(straightLoss, []float64{2, 1}), 0, 0)
	for _, batch := range []struct {
		name    string
		f       func([]float64) float64
		hessian []float64
	}{
		{"{1, 2}", firstHalf, []float64{5, 3, 3, 2}},
		{"{3, 4}", secondHalf, []float64{25, 7, 7, 2}},
		{"{1, 4}", ends, []float64{17, 5, 5, 2}},
		{"all", straightLoss, []float64{15, 5, 5, 2}},
	} {
		_, g, h := mathlib.ValueAndHessian(batch.f, zero)
		entries(t, "the Hessian of "+batch.name, h, batch.hessian...)
		var step mat.VecDense
		if err := step.SolveVec(h, g); err != nil {
			t.Fatal(err)
		}
		for i, want := range []float64{2, 1} {
			scaled(t, "Newton on "+batch.name, -step.AtVec(i), want, 100)
		}
	}
	one := mathlib.Hessian(third, zero)
	entries(t, "the Hessian of one example", one, 18, 6, 6, 2)
	scaled(t, "its determinant", mat.Det(one), 0, 36)
}

// TestStandIns are the stand-ins for the Hessian of the line, right and wrong.
func TestStandIns(t *testing.T) {
	lifted.Only(t)
	zero, best := []float64{0, 0}, []float64{2, 1}
	each := mathlib.Jacobian(straightLosses, zero)
	entries(t, "the gradients of the examples", each, -6, -6, -20, -10, -42, -14, -72, -18)
	entries(t, "the empirical Fisher matrix", outerMean(each), 1846, 530, 530, 164)
	entries(t, "it at the optimum", outerMean(mathlib.Jacobian(straightLosses, best)), 0, 0, 0, 0)
	entries(t, "the Hessian there", mathlib.Hessian(straightLoss, best), 15, 5, 5, 2)

	rank := approx.RankOne(straightLoss, zero).Dense()
	entries(t, "ggᵀ", rank, 1225, 420, 420, 144)
	list(t, "its eigenvalues", eigenvalues(rank), 0, 1369)
	entries(t, "Gauss-Newton", approx.GaussNewton(straightErrors, zero, 2./4).Dense(), 15, 5, 5, 2)

	optimum := []float64{1.8, 1.5}
	loss, g, h := mathlib.ValueAndHessian(noisyLoss, optimum)
	number(t, "the loss of the noisy line", loss, 0.45)
	entries(t, "its gradient", g, 0, 0)
	entries(t, "its Hessian", h, 15, 5, 5, 2)
	entries(t, "its Fisher matrix", outerMean(mathlib.Jacobian(noisyLosses, optimum)), 18.86, 5.7, 5.7, 1.8)

	// The tutorial's gradient in the outputs, y - Wx, forgets 2/N and the sign.
	list(t, "y - Wx", straightErrors(zero), 3, 5, 7, 9)
	outputs := mathlib.Gradient(outputsLoss, []float64{0, 0, 0, 0})
	entries(t, "the gradient in the outputs", outputs, -1.5, -2.5, -3.5, -4.5)
}

// outputsLoss is the loss as a function of what the line gives.
func outputsLoss(outputs []float64) float64 {
	e := make([]float64, len(outputs))
	for i, v := range outputs {
		e[i] = v - straight[i]
	}
	return meanOfSquares(e)
}

// TestPerturbationAverage: averaging over perturbed points leaves a quadratic
// alone and smooths anything else.
func TestPerturbationAverage(t *testing.T) {
	lifted.Only(t)
	corners := [][]float64{{0.1, 0.1}, {0.1, -0.1}, {-0.1, 0.1}, {-0.1, -0.1}}
	one := []float64{1, 1}
	entries(t, "the exact Hessian", approx.Exact(surface, one).Dense(), 2, 2, 2, 2)
	smooth := approx.PerturbationAveraged(surface, one, corners).Dense()
	entries(t, "the average", smooth, 2.02, 2, 2, 2.02)
	values := eigenvalues(smooth)
	scaled(t, "its smaller eigenvalue", values[0], 0.02, 4)
	number(t, "its larger eigenvalue", values[1], 4.02)
	for _, shifts := range [][][]float64{corners, {{7, -3}}} {
		entries(t, "the average of a quadratic", approx.PerturbationAveraged(straightLoss, []float64{0, 0}, shifts).Dense(), 15, 5, 5, 2)
	}
}
