package mathlib_test

import (
	"fmt"
	"math"
	"sync"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// TestGradientOfGradient: the Jacobian of the gradient is the Hessian.
func TestGradientOfGradient(t *testing.T) {
	for _, p := range mathtest.Problems() {
		g := mathlib.GradientFunc(p.F)
		j := mathlib.Jacobian(g, p.X)
		exact := mathlib.Gradient(p.F, p.X)
		if j.Method != exact.Method {
			t.Errorf("%s: %s, the gradient %s", p.Name, j.Method, exact.Method)
		}
		for i, v := range g(p.X) {
			if math.Abs(v-p.Gradient[i]) > exact.ErrorAt(i)+1e-15*math.Abs(v)+1e-16 {
				t.Errorf("%s: entry %d of the gradient is %v, want %v", p.Name, i, v, p.Gradient[i])
			}
			for k := range p.X {
				want := p.Hessian[i*len(p.X)+k]
				if j.Method == mathlib.Recorded {
					near(t, p.Name, j.Method, j.At(i, k), j.ErrorAt(i, k), want)
				}
			}
		}
	}
}

// TestDerivativesToAnyDepth of sin(x²), from several goroutines at a time.
func TestDerivativesToAnyDepth(t *testing.T) {
	first := mathlib.DerivativeFunc(sinOf)
	second := mathlib.DerivativeFunc(first)
	third := mathlib.DerivativeFunc(second)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i := range 20 {
				x := float64(i) / 8
				s := mathlib.Taylor(sinOf, x, 4)
				d := mathlib.Derivative(third, x)
				for k, got := range []float64{sinOf(x), first(x), second(x), third(x), d.Value} {
					if math.Abs(got-s.Derivative(k)) > 1e-13*(1+math.Pow(2*x, 4)) {
						t.Errorf("derivative %d at %v: %v, want %v", k, x, got, s.Derivative(k))
					}
				}
				if d.Method != mathlib.Recorded {
					t.Error(d.Method)
				}
			}
		})
	}
	wait.Wait()
}

// TestNestedInsideAFunction: x·∂y(x + y), the example of perturbation
// confusion, with the inner derivative as a captured function.
func TestNestedInsideAFunction(t *testing.T) {
	d := mathlib.DerivativeFunc(sinOf)
	twin, _, ok := autodiff.Lookup(d)
	if !ok {
		t.Fatal("the derivative has no twin")
	}
	h := autodiff.Pair(func(x float64) float64 { return x * d(x) }, func(t *tape, x real) real {
		return t.Mul(x, twin.(func(*tape, real) real)(t, x))
	}, nil)
	got := mathlib.Derivative(h, 2) // (2x²·cos x²)' = 4x·cos x² - 4x³·sin x²
	near(t, "x·f'(x)", got.Method, got.Value, got.Error, 8*math.Cos(4)-32*math.Sin(4))
}

// TestDerivativesOfPlainFunctions are by differences, and say why.
func TestDerivativesOfPlainFunctions(t *testing.T) {
	d := mathlib.DerivativeFunc(math.Exp)
	_, r, ok := autodiff.Lookup(d)
	if !ok || r.Refusal != "the derivative of math.Exp has no twin: it was neither written in a cell nor lifted by nabla lift" {
		t.Errorf("%v", r)
	}
	if math.Abs(d(1)-math.E) > 1e-9 {
		t.Errorf("%v", d(1))
	}
	if s := mathlib.Derivative(d, 1); s.Method != mathlib.Differences || math.Abs(s.Value-math.E) > s.Error+1e-9 {
		t.Errorf("%v", s)
	}
	g := mathlib.GradientFunc(func(x []float64) float64 { return x[0] * x[1] })
	if v := g([]float64{2, 3}); math.Abs(v[0]-3) > 1e-9 || math.Abs(v[1]-2) > 1e-9 {
		t.Errorf("%v", v)
	}
}

func ExampleDerivativeFunc() {
	second := mathlib.DerivativeFunc(mathlib.DerivativeFunc(sinOf)) // of sin(x²)
	fmt.Println(second(0), mathlib.Derivative(second, 0))
	// Output: 2 0
}

func ExampleGradientFunc() {
	g := mathlib.GradientFunc(mathtest.F) // of 3x²y
	fmt.Println(g([]float64{2, 3}))
	fmt.Println(mathlib.Jacobian(g, []float64{2, 3}))
	// Output:
	// [36 12]
	// ⎡18  12⎤
	// ⎣12   0⎦
}
