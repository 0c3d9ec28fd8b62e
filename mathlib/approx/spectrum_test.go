package approx_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	. "github.com/gonabla/nabla/mathlib/approx"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

func random(n int, seed uint64) Approximation {
	rng := rand.New(rand.NewPCG(seed, 0))
	a := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			a.SetSym(i, j, rng.NormFloat64())
		}
	}
	return Of("random", a)
}

func TestExtremes(t *testing.T) {
	for _, n := range []int{1, 2, 7, 40} {
		a := random(n, uint64(n))
		want := eigenvalues(a.Dense())
		low, high := a.Extremes(n, 1)
		for _, e := range []struct {
			Extreme
			want float64
		}{{low, want[0]}, {high, want[n-1]}} {
			if math.Abs(e.Value-e.want) > 1e-12*float64(n) || e.Residual > 1e-10 || math.Abs(floats.Norm(e.Vector, 2)-1) > 1e-14 {
				t.Errorf("n = %d: %v, want %v, residual %g", n, e.Value, e.want, e.Residual)
			}
		}
	}
}

// TestExtremesByProducts: the Rosenbrock chain of 100 variables, by products
// alone, in fewer steps than variables.
func TestExtremesByProducts(t *testing.T) {
	x := make([]float64, 100)
	for i := range x {
		x[i] = -1.2 + 0.02*float64(i)
	}
	h := Exact(mathtest.Rosenbrock, x)
	want := eigenvalues(h.Dense())
	low, high := h.Extremes(60, 1)
	if math.Abs(low.Value-want[0]) > low.Residual+1e-9 || math.Abs(high.Value-want[99]) > high.Residual+1e-9 {
		t.Errorf("%v and %v, want %v and %v", low.Value, high.Value, want[0], want[99])
	}
	if high.Residual > 1e-3*high.Value || low.Residual > 1e-3*high.Value {
		t.Errorf("residuals %g and %g", low.Residual, high.Residual)
	}
}

// TestExhaustedSpace: a matrix with two different eigenvalues needs two steps.
func TestExhaustedSpace(t *testing.T) {
	a := Of("", mat.NewDiagDense(5, []float64{1, 1, 1, 4, 4}))
	low, high := a.Extremes(5, 3)
	if math.Abs(low.Value-1) > 1e-14 || math.Abs(high.Value-4) > 1e-14 {
		t.Error(low, high)
	}
	d := a.Density(5, 2, 1)
	if math.Abs(d.Moment(0)-1) > 1e-14 || math.Abs(d.Below(2)-0.6) > 1e-14 || math.Abs(d.Moment(1)-11./5) > 1e-14 {
		t.Error(d)
	}
	zero := Of("", mat.NewSymDense(3, nil))
	if low, high := zero.Extremes(3, 1); low.Value != 0 || high.Value != 0 {
		t.Error(low, high)
	}
}

func TestTrace(t *testing.T) {
	diagonal := Of("", mat.NewDiagDense(3, []float64{1, -5, 2.5}))
	if e := diagonal.Trace(2, 1); e.Value != -1.5 || e.Deviation != 0 {
		t.Error(e)
	}
	a := random(30, 5)
	want := mat.Trace(a.Dense())
	e := a.Trace(2000, 1)
	if math.Abs(e.Value-want) > 4*e.Deviation || e.Deviation > 2 {
		t.Errorf("%+v, want %v", e, want)
	}
	if e := a.Trace(1, 1); !math.IsNaN(e.Deviation) {
		t.Error(e)
	}
}

// TestDensityMeetsMoments: with the same probes the first moment is Hutchinson's
// trace, and with as many steps as rows the quadrature is exact.
func TestDensityMeetsMoments(t *testing.T) {
	n := 25
	a := random(n, 6)
	for _, steps := range []int{3, n} {
		d := a.Density(steps, 20, 9)
		if got, want := float64(n)*d.Moment(1), a.Trace(20, 9).Value; math.Abs(got-want) > 1e-9 {
			t.Errorf("%d steps: trace %v, want %v", steps, got, want)
		}
	}
	d := a.Density(n, 400, 9)
	negative := 0.0
	for _, v := range eigenvalues(a.Dense()) {
		if v < 0 {
			negative += 1 / float64(n)
		}
	}
	if math.Abs(d.Below(0)-negative) > 0.03 {
		t.Errorf("share below 0 is %v, want %v", d.Below(0), negative)
	}
	area := 0.0
	for v := -30.0; v < 30; v += 0.05 {
		area += 0.05 * d.At(v, 0.5)
	}
	if math.Abs(area-1) > 1e-3 {
		t.Errorf("area %v", area)
	}
}

func TestHutchinsonDiagonal(t *testing.T) {
	a := random(10, 7)
	want := a.Dense()
	got := HutchinsonDiagonal(a, 4000, 2).Dense()
	for i := range 10 {
		if math.Abs(got.At(i, i)-want.At(i, i)) > 0.3 {
			t.Errorf("entry %d is %v, want %v", i, got.At(i, i), want.At(i, i))
		}
	}
	x := []float64{-1, 2, 0}
	exact := Diagonal(mathtest.Rosenbrock, x).Dense()
	for i, v := range []float64{402, 5002, 200} {
		if exact.At(i, i) != v {
			t.Errorf("diagonal entry %d is %v", i, exact.At(i, i))
		}
	}
}
