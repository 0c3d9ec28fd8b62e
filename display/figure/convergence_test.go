package figure

import (
	"math"
	"testing"
)

// fakeTrace has the methods and fields of a descent's trace.
type fakeTrace struct {
	Iterations []fakeIteration
}

type fakeIteration struct {
	value, norm, smallest float64
	Step                  string
}

func (f fakeTrace) points(of func(i fakeIteration) float64) Points {
	var list []float64
	for _, i := range f.Iterations {
		list = append(list, of(i))
	}
	return Sequence(list)
}

func (f fakeTrace) Values() Points {
	return f.points(func(i fakeIteration) float64 { return i.value })
}
func (f fakeTrace) GradientNorms() Points {
	return f.points(func(i fakeIteration) float64 { return i.norm })
}
func (f fakeTrace) SmallestEigenvalues() Points {
	return f.points(func(i fakeIteration) float64 { return i.smallest })
}

func convergences() map[string]figure {
	newton, slow := fakeTrace{}, fakeTrace{}
	for k := range 12 {
		e := math.Pow(0.3, math.Pow(1.35, float64(k)))
		newton.Iterations = append(newton.Iterations, fakeIteration{e, math.Sqrt(e) * 3, 2 - 4*math.Exp(-float64(k)/2), "newton"})
	}
	newton.Iterations[0].Step, newton.Iterations[2].Step = "start", "negative curvature"
	newton.Iterations[11].value = 0
	for k := range 80 {
		e := math.Exp(-float64(k) / 6)
		slow.Iterations = append(slow.Iterations, fakeIteration{e, 2 * e, -2 + 0.05*float64(k), "gradient"})
	}
	var losses []float64
	for k := range 300 {
		losses = append(losses, 3+math.Cos(float64(k)/9)/(1+float64(k)/20))
	}
	return map[string]figure{
		"convergence_runs":  Convergence{Title: "Two ways to the minimum", ValueLabel: "L", Runs: []Run{RunOf("saddle-free Newton", newton), RunOf("gradient descent", slow)}},
		"convergence_loss":  Convergence{Title: "A loss with a floor", Runs: []Run{{Name: "loss", Values: Sequence(losses)}}},
		"convergence_left":  Convergence{Minimum: 3, Runs: []Run{{Name: "1/k", Values: Sequence([]float64{4, 3.5, 3.1, 3.01, 3.0001, math.NaN(), 3.000001})}}},
		"convergence_empty": Convergence{Runs: []Run{{Name: "not run yet", Values: Points{}}}},
	}
}

func TestRunOf(t *testing.T) {
	trace := fakeTrace{[]fakeIteration{{Step: "start", value: 4}, {Step: "newton", value: 1}}}
	run := RunOf("a", &trace)
	if len(run.Steps) != 2 || run.Steps[1] != "newton" || run.Values.Len() != 2 {
		t.Errorf("steps %v, %d values", run.Steps, run.Values.Len())
	}
}
