package worked

import (
	"fmt"
	"testing"

	"github.com/gonabla/nabla/mathlib/descent"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// TestLineStepByStep compares iterates of gradient descent and of stochastic
// gradient descent on the line with the same steps in 60 digits.
func TestLineStepByStep(t *testing.T) {
	lifted.Only(t)
	p := descent.Problem{Samples: twins.Line(straight...), Start: []float64{0, 0}}
	r := descent.Minimize(p, descent.GradientDescent{Rate: 0.05}, descent.Settings{Iterations: 100})
	for _, c := range []struct {
		step int
		w, b string
	}{{10, "2.08383189", "0.75352391"}, {100, "2.02157148", "0.93657722"}} {
		x, name := r.Iterations[c.step].X, fmt.Sprintf("line-step-%d-", c.step)
		rounded(t, "w of a step", x[0], name+"w", c.w)
		rounded(t, "b of a step", x[1], name+"b", c.b)
	}
	r = descent.Minimize(p, descent.SGD{Rate: 0.01}, descent.Settings{Iterations: 400, GradientTolerance: -1})
	for _, c := range []struct {
		epoch int
		w, b  string
	}{{1, "1.11793184", "0.40310896"}, {10, "2.06938852", "0.77342643"}, {100, "2.02254039", "0.92746906"}} {
		x, name := r.Iterations[4*c.epoch].X, fmt.Sprintf("line-epoch-%d-", c.epoch)
		rounded(t, "w of an epoch", x[0], name+"w", c.w)
		rounded(t, "b of an epoch", x[1], name+"b", c.b)
	}
	rounded(t, "L after an epoch", r.Iterations[4].Value, "line-loss-after-an-epoch", "8.824103612142105")
}

// TestSaddleFreeStepByStep compares the iterates of saddle-free Newton on the
// surface: they stay on w1 = w2, where each step is a rational function of one
// number.
func TestSaddleFreeStepByStep(t *testing.T) {
	lifted.Only(t)
	p := descent.Problem{F: surface, Start: []float64{0.1, 0.1}}
	r := descent.Minimize(p, descent.SaddleFreeNewton{}, descent.Settings{GradientTolerance: 1e-12})
	for i, printed := range []string{"0.20206186", "0.42292681", "1.17234431", "1.03180925", "1.00141295", "1.00000298", "1.0000000000134"} {
		x := r.Iterations[i+1].X
		name := fmt.Sprintf("surface-saddle-free-%d", i+1)
		rounded(t, "w1 of a step", x[0], name, printed)
		rounded(t, "w2 of a step", x[1], name, printed)
	}
}
