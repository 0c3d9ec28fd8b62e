package mathlib_test

import (
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// TestDifferencesStateTheirError compares differences of functions that are
// hard for them with the truth: the error that a result states must not be
// smaller than the error that it has.
func TestDifferencesStateTheirError(t *testing.T) {
	for _, c := range []struct {
		name          string
		f             func(x float64) float64
		x             float64
		first, second float64
		accuracy      float64 // that the first derivative must reach, relatively
	}{
		{"exp", math.Exp, 1, math.E, math.E, 1e-11},
		{"sin far out", math.Sin, 1000, math.Cos(1000), -math.Sin(1000), 1e-8},
		{"√ near its branch point", func(x float64) float64 { return math.Sqrt(x) }, 1e-6, 500, -2.5e8, 1e-10},
		{"log near 0", math.Log, 0.001, 1000, -1e6, 1e-10},
		{"arcsine near its end", math.Asin, 0.999, 1 / math.Sqrt(1-0.999*0.999), 0.999 / math.Pow(1-0.999*0.999, 1.5), 1e-4},
		{"cancelling", func(x float64) float64 { return (1e8 + x) - 1e8 }, 1, 1, 0, 1e-5},
		{"cancelling square", func(x float64) float64 { s := (1e6 + x) - 1e6; return s * s }, 1, 2, 2, 1e-6},
		{"steep", func(x float64) float64 { return math.Exp(100 * x) }, 0, 100, 1e4, 1e-8},
		{"quick oscillation", func(x float64) float64 { return math.Sin(50 * x) }, 0.3, 50 * math.Cos(15), -2500 * math.Sin(15), 1e-8},
		{"1/x", func(x float64) float64 { return 1 / x }, -3, -1. / 9, -2. / 27, 1e-11},
		{"tiny x", func(x float64) float64 { return x * x }, 1e-150, 2e-150, 2, 1e-10},
		{"constant", func(x float64) float64 { return 3 }, 5, 0, 0, 1},
	} {
		g, h := mathlib.Gradient(c.f, c.x), mathlib.Hessian(c.f, c.x)
		if g.Method != mathlib.Differences || h.Method != mathlib.Differences {
			t.Errorf("%s: %s, %s", c.name, g.Method, h.Method)
		}
		if off := math.Abs(g.AtVec(0) - c.first); !(off <= g.Error) || !(off <= c.accuracy*math.Abs(c.first)) {
			t.Errorf("%s: derivative %v is off by %.2g, stated %.2g", c.name, g.AtVec(0), off, g.Error)
		}
		if off := math.Abs(h.At(0, 0) - c.second); !(off <= h.Error) {
			t.Errorf("%s: second derivative %v is off by %.2g, stated %.2g", c.name, h.At(0, 0), off, h.Error)
		}
	}
}

// TestRefusalIsToldOnce: the reason goes to standard error, once for each
// function, and into every result.
func TestRefusalIsToldOnce(t *testing.T) {
	refused := func(x float64) float64 { return x * x * x }
	autodiff.Register(refused, nil, &autodiff.Record{
		Name: "refused", File: "cell-3", Line: 4, Refusal: "a goroutine in a differentiated function"})
	out := standardError(t, func() {
		for range 3 {
			if g := mathlib.Gradient(refused, 2); g.Method != mathlib.Differences || math.Abs(g.AtVec(0)-12) > g.Error {
				t.Error(g)
			}
			mathlib.Hessian(refused, 2)
		}
	})
	if want := "mathlib: Gradient of refused by finite differences, not exactly: a goroutine in a differentiated function (cell 3, line 4)\n"; out != want {
		t.Errorf("%q, want %q", out, want)
	}
	out = standardError(t, func() { mathlib.Jacobian(func(x []float64) []float64 { return x }, []float64{1}) })
	if !strings.HasSuffix(out, "not exactly: no twin: it was neither written in a cell nor lifted by nabla lift\n") {
		t.Errorf("%q", out)
	}
	lateRefusal := autodiff.Pair(func(x float64) float64 { return x * x }, func(t *tape, x real) real {
		panic(&autodiff.Record{Name: "h", Refusal: "no derivative is known of the captured function h"})
	}, nil)
	out = standardError(t, func() {
		if c := mathlib.Classify(lateRefusal, 0); c.Hessian.Method != mathlib.Differences || c.Kind != mathlib.StrictMinimum {
			t.Error(c)
		}
		mathlib.Gradient(lateRefusal, 0)
		mathlib.Jacobian(lateRefusal, 0)
	})
	if !strings.HasSuffix(out, "not exactly: no derivative is known of the captured function h (differences_test.go:73)\n") || strings.Count(out, "\n") != 1 {
		t.Errorf("%q", out)
	}
	notATwin := func(x float64) float64 { return x }
	autodiff.Register(notATwin, 7, nil)
	out = standardError(t, func() { mathlib.Gradient(notATwin, 1) })
	if !strings.Contains(out, "what is registered is a int") {
		t.Errorf("%q", out)
	}
}

// TestPanicsOfTheFunctionPass: an operator does not swallow what f panics with.
func TestPanicsOfTheFunctionPass(t *testing.T) {
	f := autodiff.Pair(func(x []float64) float64 { return x[5] }, func(t *tape, x []real) real { return x[5] }, nil)
	defer func() {
		if e := recover(); e == nil || !strings.Contains(e.(error).Error(), "index out of range [5] with length 1") {
			t.Errorf("panic %v", e)
		}
	}()
	mathlib.Gradient(f, []float64{1})
}

func standardError(t *testing.T, f func()) string {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stderr
	os.Stderr = w
	defer func() { os.Stderr = old }()
	f()
	w.Close()
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
