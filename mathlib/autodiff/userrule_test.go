package autodiff_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// logistic stands for a function of another module.
func logistic(x float64, growth ...float64) float64 { return growth[0] * x * (1 - x) }

func ExampleRule() {
	autodiff.Rule(logistic, func(t *autodiff.Tape, x autodiff.Real, growth ...autodiff.Real) autodiff.Real {
		return t.Mul(t.Mul(growth[0], x), t.Sub(autodiff.Constant(1), x))
	})
	twin, _, ok := autodiff.Lookup(logistic)
	fmt.Printf("%T %v\n", twin, ok)
	// Output: func(*autodiff.Tape, autodiff.Real, ...autodiff.Real) autodiff.Real true
}

func TestRuleRefusesOtherTypes(t *testing.T) {
	for _, test := range []struct {
		f, twin any
		want    string
	}{
		{logistic, func(t *autodiff.Tape, x autodiff.Real) autodiff.Real { return x },
			"the rule of a func(float64, ...float64) float64 must be a func(*autodiff.Tape, autodiff.Real, ...autodiff.Real) autodiff.Real"},
		{func(f func(float64) float64, g func(int) bool, m map[string][2]float64, p *[]float32) int { return 0 }, func() {},
			"must be a func(*autodiff.Tape, func(*autodiff.Tape, autodiff.Real) autodiff.Real, func(int) bool, map[string][2]autodiff.Real, *[]autodiff.Real) int"},
		{1, 2, "must be functions"},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); !strings.Contains(got, test.want) {
					t.Errorf("panics with %q, want %q", got, test.want)
				}
			}()
			autodiff.Rule(test.f, test.twin)
		}()
	}
}

// TestRefusalKeepsTheRule: that a function cannot be lifted is no news once
// there is a rule for it.
func TestRefusalKeepsTheRule(t *testing.T) {
	f := func(x float64) float64 { return x * x }
	autodiff.Rule(f, func(t *tape, x real) real { return t.Mul(x, x) })
	autodiff.Register(f, nil, &autodiff.Record{Refusal: "the source is not at hand"})
	if twin, _, ok := autodiff.Lookup(f); !ok || twin == nil {
		t.Error("the rule is gone")
	}
	autodiff.Register(f, func(t *tape, x real) real { return x }, nil)
	if twin, _, _ := autodiff.Lookup(f); twin.(func(*tape, real) real)(nil, k(3)) != k(3) {
		t.Error("a twin does not replace")
	}
}
