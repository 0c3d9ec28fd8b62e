package mathlib_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
)

// program is the random program that bytes describe: each operation takes the
// results of two earlier ones.
func program(steps []byte) func(t *tape, x, y real) real {
	return func(t *tape, x, y real) real {
		values := []real{x, y, t.Mul(x, y)}
		for steps := steps; len(steps) >= 3; steps = steps[3:] {
			u := values[len(values)-1-int(steps[1])%min(3, len(values))]
			v := values[int(steps[2])%len(values)]
			values = append(values, formulaSteps[int(steps[0])%len(formulaSteps)](t, u, v))
		}
		return values[len(values)-1]
	}
}

// maxSteps keeps random programs short enough for exact Hessians to be written.
const maxSteps = 3 * 8

// checkProgram compares the formulas of a program with its exact derivatives.
// The points are such that nothing is near a kink.
func checkProgram(t *testing.T, steps []byte, x, y float64) {
	twin := program(steps[:min(len(steps), maxSteps)])
	f := paired(twin)
	p := []float64{x, y}
	g := mathlib.Gradient(f, p)
	if math.IsNaN(g.Error) || g.Error > 1e-11*(1+math.Abs(g.AtVec(0))+math.Abs(g.AtVec(1))) || len(g.Kinks) > 0 {
		return // rounding alone may do more than the tolerance
	}
	s := mathlib.FormulaAt(f, p)
	if h := s.Hessian(); !strings.Contains(fmt.Sprintf("%#v%#v", s, h), "too long") {
		sameAsRecorded(t, f, s, p, 1e-9)
	}
}

func TestFormulaRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	n := 300
	if testing.Short() {
		n = 50
	}
	for range n {
		steps := make([]byte, 3*(1+r.IntN(8)))
		for i := range steps {
			steps[i] = byte(r.IntN(256))
		}
		checkProgram(t, steps, 0.2+1.3*r.Float64(), 0.3-1.7*r.Float64())
		if t.Failed() {
			t.Fatalf("program %v", steps)
		}
	}
}

// FuzzFormula checks that simplification preserves the value of a function, of
// its derivatives and of what they are as Go.
func FuzzFormula(f *testing.F) {
	f.Add([]byte{2, 0, 1, 15, 0, 0, 7, 1, 2, 3, 0, 0}, 0.5, 1.25)
	f.Add([]byte{12, 0, 0, 20, 0, 0, 13, 1, 1}, -0.5, 0.75)
	f.Add([]byte{22, 0, 0, 23, 0, 0, 28, 1, 1, 6, 0, 1}, -0.5, 0.75)
	f.Fuzz(func(t *testing.T, steps []byte, x, y float64) {
		if !(math.Abs(x) < 2 && math.Abs(y) < 2) {
			t.Skip("growth makes rounding errors")
		}
		checkProgram(t, steps, x, y)
	})
}
