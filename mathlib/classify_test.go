package mathlib_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"sort"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"

	"gonum.org/v1/gonum/mat"
)

func TestVerdicts(t *testing.T) {
	for _, p := range criticalPoints() {
		f, _ := withTwin(t, p)
		c := mathlib.Classify(f, p.X)
		if c.Kind.String() != p.Truth.Verdict() {
			t.Errorf("%s, in truth a %s:\n%v", p.Name, p.Truth, c)
		}
		if c.Positive+c.Zero+c.Negative != len(p.X) || len(c.NullDirections) != c.Zero || c.MorseIndex != c.Negative {
			t.Errorf("%s: counts %d, %d, %d", p.Name, c.Positive, c.Zero, c.Negative)
		}
		for i, want := range p.Eigenvalues {
			if off := math.Abs(c.Eigenvalues[i] - want); off > c.Bound[i] {
				t.Errorf("%s: eigenvalue %v is off by %g, bound %g", p.Name, c.Eigenvalues[i], off, c.Bound[i])
			}
		}
		undecided := c.Kind == mathlib.Undecided || c.Kind == mathlib.NotSmooth
		if undecided != (c.Reason != "") || undecided && c.Positive > 0 && c.Negative > 0 {
			t.Errorf("%s: reason %q, kind %s", p.Name, c.Reason, c.Kind)
		}
	}
}

// TestDifferencesDoNotLie: without a twin a verdict may be undecided, but
// never a wrong one.
func TestDifferencesDoNotLie(t *testing.T) {
	decided := 0
	for _, p := range criticalPoints() {
		c := mathlib.Classify(func(x []float64) float64 { return p.F(x) }, p.X)
		if c.Hessian.Method != mathlib.Differences {
			t.Errorf("%s: %s", p.Name, c.Method)
		}
		switch c.Kind.String() {
		case "undecided", "not smooth":
		case p.Truth.Verdict():
			decided++
		default:
			t.Errorf("%s, in truth a %s:\n%v", p.Name, p.Truth, c)
		}
	}
	if decided < 8 {
		t.Errorf("only %d points were decided", decided)
	}
}

// TestRoundedCriticalPointsAreCritical: a minimum whose coordinates are not
// float64s.
func TestRoundedCriticalPointsAreCritical(t *testing.T) {
	third := autodiff.Pair(func(x float64) float64 { return (3*x - 1) * (3*x - 1) },
		func(t *tape, x real) real { return sq(t, t.Sub(t.Mul(k(3), x), k(1))) }, nil)
	if c := mathlib.Classify(third, 1./3); c.Kind != mathlib.StrictMinimum {
		t.Error(c)
	}
	if c := mathlib.Classify(third, 0.3333); c.Kind != mathlib.NotCritical {
		t.Error(c)
	}
	root2 := autodiff.Pair(func(x float64) float64 { return (x*x - 2) * (x*x - 2) },
		func(t *tape, x real) real { return sq(t, t.Sub(sq(t, x), k(2))) }, nil)
	for _, x := range []float64{math.Sqrt2, -math.Sqrt2} {
		if c := mathlib.Classify(root2, x); c.Kind != mathlib.StrictMinimum {
			t.Error(c)
		}
	}
	if c := mathlib.Classify(root2, 0); c.Kind != mathlib.StrictMaximum || c.MorseIndex != 1 || c.MinimumRatio != 0 {
		t.Error(c)
	}
}

func TestNullDirectionIsNamed(t *testing.T) {
	c := mathlib.Classify(mathtest.Lee, []float64{2, 0.5})
	want := []float64{4 / math.Sqrt(17), -1 / math.Sqrt(17)}
	for i, v := range c.NullDirections[0] {
		if math.Abs(v-want[i]) > 1e-15 {
			t.Errorf("null direction %v, want %v", c.NullDirections[0], want)
		}
	}
	if !strings.Contains(c.String(), "null direction (0.970143, -0.242536)") {
		t.Error(c)
	}
}

func TestEigenvectors(t *testing.T) {
	c := mathlib.Classify(mathtest.Quadratic, []float64{-2, 2})
	h := c.Eigenvectors
	for i, want := range []float64{2, -1, 1, 2} { // columns (2, -1)/√5 and (1, 2)/√5
		if got := h.At(i%2, i/2); math.Abs(got-want/math.Sqrt(5)) > 1e-15 {
			t.Errorf("eigenvectors\n%v", mat.Formatted(h))
		}
	}
	if c.GradientNorm != 0 || c.Value != 0 || !reflect.DeepEqual(c.X, []float64{-2, 2}) {
		t.Error(c)
	}
}

func TestNonFiniteDerivativesAreUndecided(t *testing.T) {
	pole := autodiff.Pair(func(x float64) float64 { return 1 / x }, func(t *tape, x real) real { return t.Div(k(1), x) }, nil)
	if c := mathlib.Classify(pole, 0); c.Kind != mathlib.Undecided || c.Eigenvalues != nil || c.Zero != 1 {
		t.Error(c)
	}
	root := autodiff.Pair(math.Sqrt, func(t *tape, x real) real { return t.Sqrt(x) }, nil)
	if c := mathlib.Classify(root, -1); c.Kind != mathlib.Undecided {
		t.Error(c)
	}
}

// TestEigenvalueBoundsHold compares the eigenvalues of Hessians of random
// programs full of cancellation with those of the exact Hessians.
func TestEigenvalueBoundsHold(t *testing.T) {
	cases := 10_000
	if testing.Short() {
		cases = 500
	}
	r := rand.New(rand.NewPCG(17, 4))
	var slack []float64
	unbounded := 0
	for i := range cases {
		p, want := exact.Random(r, 1+r.IntN(4), 4+r.IntN(24))
		f := autodiff.Pair(func(x []float64) float64 { return p.Eval(x) }, p.Record, nil)
		c := mathlib.Classify(f, p.X)
		if math.IsInf(c.Bound[0], 1) {
			unbounded++
			continue
		}
		values := exact.Eigenvalues(want.H)
		sort.Slice(values, func(i, j int) bool { return values[i].Cmp(values[j]) < 0 })
		for j, v := range values {
			off := exact.Distance(c.Eigenvalues[j], v)
			if off > c.Bound[j] {
				t.Fatalf("case %d: eigenvalue %v is off by %g, bound %g\n%v", i, c.Eigenvalues[j], off, c.Bound[j], c)
			}
			if off > 0 {
				slack = append(slack, c.Bound[j]/off)
			}
		}
		checkSigns(t, c, values)
	}
	if unbounded > cases/500 {
		t.Errorf("%d of %d programs without a finite bound", unbounded, cases)
	}
	sort.Float64s(slack)
	t.Logf("%d programs, bound/error half below %.3g, 90%% below %.3g", cases, slack[len(slack)/2], slack[len(slack)*9/10])
}

// checkSigns: what is counted as certain is so.
func checkSigns(t *testing.T, c *mathlib.CriticalPoint, exactValues []*big.Float) {
	t.Helper()
	positive, negative := 0, 0
	for _, v := range exactValues {
		switch v.Sign() {
		case 1:
			positive++
		case -1:
			negative++
		}
	}
	if c.Positive > positive || c.Negative > negative {
		t.Errorf("%d positive and %d negative eigenvalues, exactly %d and %d\n%v", c.Positive, c.Negative, positive, negative, c)
	}
}
