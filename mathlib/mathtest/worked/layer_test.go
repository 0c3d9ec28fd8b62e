package worked

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// layerInput is the input of the linear layers.
var layerInput = []float64{1, 2}

// oneOutput is the layer y = w·x + b of one output: p = (w1, w2, b).
func oneOutput(p []float64) float64 { return p[0]*layerInput[0] + p[1]*layerInput[1] + p[2] }

// outputLoss is the squared error of an output against 3.
func outputLoss(y float64) float64 { return (y - 3) * (y - 3) }

// oneOutputLoss is the squared error of the layer.
func oneOutputLoss(p []float64) float64 { return outputLoss(oneOutput(p)) }

// twoOutputs is the layer y = W·x + b of two outputs: p has W by rows and b.
func twoOutputs(p []float64) []float64 {
	var y []float64
	for i := range 2 {
		sum := p[4+i]
		for j, x := range layerInput {
			sum += p[2*i+j] * x
		}
		y = append(y, sum)
	}
	return y
}

// meanSquare is the mean squared error of outputs against 0 and 1.
func meanSquare(y []float64) float64 {
	sum := 0.0
	for i, v := range y {
		e := v - float64(i)
		sum += e * e
	}
	return sum / float64(len(y))
}

func twoOutputsLoss(p []float64) float64 { return meanSquare(twoOutputs(p)) }

// inputLoss is the loss of one output as a function of the input.
func inputLoss(x []float64) float64 {
	e := 0.5*x[0] - 1*x[1] + 0.25 - 3
	return e * e
}

// TestLinearLayer is the chain rule through one linear layer with squared error.
func TestLinearLayer(t *testing.T) {
	lifted.Only(t)
	p := []float64{0.5, -1, 0.25}
	number(t, "y", oneOutput(p), -1.25)
	loss, g, h := mathlib.ValueAndHessian(oneOutputLoss, p)
	number(t, "L", loss, 18.0625)
	entries(t, "dL/dW, dL/db", g, -8.5, -17, -8.5)
	entries(t, "dL/dx", mathlib.Gradient(inputLoss, layerInput), -4.25, 8.5)
	entries(t, "dL/dy", mathlib.Gradient(outputLoss, -1.25), -8.5)
	entries(t, "the Hessian in w1, w2, b", h, 2, 4, 2, 4, 8, 4, 2, 4, 2)
	spectrum(t, "one output", h, 0, 0, 12)

	// The same by hand, with the factor 2/m that is easily forgotten.
	hand := func(p []float64) []float64 {
		e := 2 * (oneOutput(p) - 3)
		return []float64{e * layerInput[0], e * layerInput[1], e}
	}
	if c := mathlib.Check(oneOutputLoss, hand, p); !c.OK() {
		t.Error(c)
	}
	for i, v := range hand(p) {
		if math.Abs(v-g.AtVec(i)) > 1e-15 {
			t.Errorf("by hand %v, recorded %v", v, g.AtVec(i))
		}
	}
}

// TestTwoOutputs has the Jacobian in a matrix of weights, laid out by rows.
func TestTwoOutputs(t *testing.T) {
	lifted.Only(t)
	p := []float64{1, 0, 0, 2, 0.5, -1}
	y, j := mathlib.ValueAndJacobian(twoOutputs, p)
	list(t, "y", y, 1.5, 3)
	entries(t, "dy/dW by rows, dy/db", j, 1, 2, 0, 0, 1, 0, 0, 0, 1, 2, 0, 1)
	number(t, "L", twoOutputsLoss(p), 3.125)
	outer := mathlib.Gradient(meanSquare, y)
	entries(t, "dL/dy", outer, 1.5, 2)
	whole := []float64{1.5, 3, 2, 4, 1.5, 2}
	entries(t, "dL/dy times dy/dW", mathlib.VecJacobian(twoOutputs, outer, p), whole...)
	entries(t, "dL/dW, dL/db", mathlib.Gradient(twoOutputsLoss, p), whole...)

	// By columns the Jacobian in W is xᵀ ⊗ I instead of I ⊗ xᵀ.
	byColumns := mat.NewDense(2, 4, nil)
	for i := range 2 {
		for k, column := range []int{0, 2, 1, 3} {
			byColumns.Set(i, k, j.At(i, column))
		}
	}
	entries(t, "dy/dW by columns", byColumns, 1, 0, 2, 0, 0, 1, 0, 2)
}
