package mathlib_test

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// TestPreparedAgrees: prepared operators return what the others return, again
// and again, and for functions without a twin.
func TestPreparedAgrees(t *testing.T) {
	for _, p := range mathtest.Problems() {
		n := len(p.X)
		f := mathlib.Prepare(p.F, n)
		v := vector(n)
		for _, x := range [][]float64{v, p.X, p.X} {
			value, g, h := mathlib.ValueAndHessian(p.F, x)
			if f.Value(x) != p.F(x) || !mat.Equal(f.Gradient(x), g) || !reflect.DeepEqual(f.Hessian(x), h) {
				t.Errorf("%s at %v: %v %v %v", p.Name, x, f.Value(x), f.Gradient(x), f.Hessian(x))
			}
			v1, g1 := f.ValueAndGradient(x)
			v2, g2, h2 := f.ValueAndHessian(x)
			if v1 != value || v2 != value || !mat.Equal(g1, g) || !mat.Equal(g2, g) || !mat.Equal(h2, h) {
				t.Errorf("%s at %v: values %v and %v", p.Name, x, v1, v2)
			}
			if !reflect.DeepEqual(f.HessianVec(x, v), mathlib.HessianVec(p.F, x, v)) ||
				!reflect.DeepEqual(f.HessianDiag(x), mathlib.HessianDiag(p.F, x)) ||
				!reflect.DeepEqual(f.Laplacian(x), mathlib.Laplacian(p.F, x)) ||
				!reflect.DeepEqual(f.Directional(x, v), mathlib.Directional(p.F, x, v)) {
				t.Errorf("%s at %v: %v", p.Name, x, f.HessianVec(x, v))
			}
		}
	}
	for _, p := range mathtest.FieldProblems() {
		n, m := len(p.X), len(p.Value)
		f := mathlib.PrepareField(p.F, n)
		v, w := vector(n), vector(m)
		for range 2 {
			value, j := f.ValueAndJacobian(p.X)
			if !reflect.DeepEqual(f.Value(p.X), p.F(p.X)) || !reflect.DeepEqual(value, p.F(p.X)) ||
				!reflect.DeepEqual(f.Jacobian(p.X), j) || !reflect.DeepEqual(j, mathlib.Jacobian(p.F, p.X)) ||
				!reflect.DeepEqual(f.JacobianVec(p.X, v), mathlib.JacobianVec(p.F, p.X, v)) ||
				!reflect.DeepEqual(f.VecJacobian(w, p.X), mathlib.VecJacobian(p.F, w, p.X)) {
				t.Errorf("%s: %v", p.Name, j)
			}
		}
	}
}

// TestPreparedDoesNotAllocate from the second call on.
func TestPreparedDoesNotAllocate(t *testing.T) {
	x, v := vector(30), vector(30)
	f := mathlib.Prepare(mathtest.Rosenbrock, len(x))
	two := mathlib.Prepare(norm, 2)
	field := mathlib.PrepareField(squares, 2)
	at := []float64{3, 4}
	none := func(name string, call func()) {
		if allocs := testing.AllocsPerRun(10, call); allocs > 0 {
			t.Errorf("%s: %v allocations", name, allocs)
		}
	}
	none("Value", func() { f.Value(x) })
	none("Gradient", func() { f.Gradient(x); two.Gradient(at) })
	none("ValueAndGradient", func() { f.ValueAndGradient(x) })
	none("Hessian", func() { f.Hessian(x); two.Hessian(at) })
	none("ValueAndHessian", func() { f.ValueAndHessian(x) })
	none("HessianVec", func() { f.HessianVec(x, v) })
	none("HessianDiag", func() { f.HessianDiag(x) })
	none("SparseHessian", func() { f.SparseHessian(x) })
	none("Laplacian", func() { f.Laplacian(x) })
	none("Directional", func() { f.Directional(x, v) })
	none("field", func() {
		field.Value(at)
		field.ValueAndJacobian(at)
		field.Jacobian(at)
		field.JacobianVec(at, at)
		field.VecJacobian(at, at)
	})
}

// TestSkipBounds: the numbers are those with bounds, to rounding.
func TestSkipBounds(t *testing.T) {
	for _, p := range mathtest.Problems() {
		n := len(p.X)
		f, quick := mathlib.Prepare(p.F, n), mathlib.Prepare(p.F, n)
		quick.SkipBounds()
		v := vector(n)
		for range 2 {
			value, g := quick.ValueAndGradient(p.X)
			want := f.Gradient(p.X)
			if value != p.F(p.X) || g.Method != want.Method || (g.Method == mathlib.Recorded) != math.IsNaN(g.Error) {
				t.Errorf("%s: value %v, %s, error %v", p.Name, value, g.Method, g.Error)
			}
			hv, wantHv := quick.HessianVec(p.X, v), f.HessianVec(p.X, v)
			for i := range n {
				if math.Abs(g.AtVec(i)-want.AtVec(i)) > want.ErrorAt(i) || math.Abs(hv.AtVec(i)-wantHv.AtVec(i)) > 2*wantHv.ErrorAt(i) {
					t.Errorf("%s: %v and %v, want %v and %v", p.Name, g, hv, want, wantHv)
				}
			}
			sameSecondOrder(t, p.Name, quick, f, p.X)
		}
	}
}

// sameSecondOrder compares what is second order of quick with that of f, which
// has bounds.
func sameSecondOrder(t *testing.T, name string, quick, f *mathlib.Prepared, x []float64) {
	t.Helper()
	h, diag, laplacian, sparse := quick.Hessian(x), quick.HessianDiag(x), quick.Laplacian(x), quick.SparseHessian(x)
	want := f.Hessian(x)
	trace, slack := 0.0, 0.0
	for i := range x {
		trace += want.At(i, i)
		slack += 2*want.ErrorAt(i, i) + 1e-15*math.Abs(want.At(i, i))
		for j := range x {
			d := 2 * want.ErrorAt(i, j)
			if math.Abs(h.At(i, j)-want.At(i, j)) > d || math.Abs(sparse.At(i, j)-want.At(i, j)) > d || i == j && math.Abs(diag.AtVec(i)-want.At(i, i)) > d {
				t.Errorf("%s: entry (%d, %d) is %v and %v, want %v ± %g", name, i, j, h.At(i, j), sparse.At(i, j), want.At(i, j), d)
			}
		}
	}
	if !(math.Abs(laplacian.Value-trace) <= slack) {
		t.Errorf("%s: Laplacian %v, want %v", name, laplacian.Value, trace)
	}
	if want.Method == mathlib.Recorded && !(math.IsNaN(h.Error) && math.IsNaN(h.ErrorAt(0, 0)) && math.IsNaN(diag.Error) && math.IsNaN(laplacian.Error)) {
		t.Errorf("%s: errors %v, %v, %v", name, h.Error, diag.Error, laplacian.Error)
	}
}

func TestNoAllocationsWithoutBounds(t *testing.T) {
	quick := mathlib.Prepare(mathtest.Rosenbrock, 30)
	quick.SkipBounds()
	field := mathlib.PrepareField(squares, 2)
	field.SkipBounds()
	x, at := vector(30), []float64{3, 4}
	allocs := testing.AllocsPerRun(10, func() {
		quick.Gradient(x)
		quick.HessianVec(x, x)
		quick.Hessian(x)
		quick.HessianDiag(x)
		quick.Laplacian(x)
		quick.SparseHessian(x)
		quick.Directional(x, x)
		field.Jacobian(at)
		field.JacobianVec(at, at)
		field.VecJacobian(at, at)
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// TestFieldWithoutBounds: the numbers are those with bounds, which are exact.
func TestFieldWithoutBounds(t *testing.T) {
	x, v := []float64{3, 4}, []float64{-1, 2}
	f, quick := mathlib.PrepareField(squares, 2), mathlib.PrepareField(squares, 2)
	quick.SkipBounds()
	for range 2 {
		j, jv, wj := quick.Jacobian(x), quick.JacobianVec(x, v), quick.VecJacobian(v, x)
		if !mat.Equal(j, f.Jacobian(x)) || !mat.Equal(jv, f.JacobianVec(x, v)) || !mat.Equal(wj, f.VecJacobian(v, x)) {
			t.Errorf("%v, %v, %v", j, jv, wj)
		}
		if !math.IsNaN(j.Error) || !math.IsNaN(jv.Error) || !math.IsNaN(wj.Error) {
			t.Errorf("errors %v, %v, %v", j.Error, jv.Error, wj.Error)
		}
	}
}

// TestNestedWithoutBounds: a function that asks for derivatives needs the
// operations, and gets them.
func TestNestedWithoutBounds(t *testing.T) {
	d := mathlib.DerivativeFunc(sinOf)
	f, quick := mathlib.Prepare(d, 1), mathlib.Prepare(d, 1)
	quick.SkipBounds()
	for range 2 {
		x := []float64{2}
		g, want := quick.Gradient(x), f.Gradient(x)
		if g.Method != mathlib.Recorded || math.Abs(g.AtVec(0)-want.AtVec(0)) > 2*want.Error {
			t.Errorf("%v, want %v", g, want)
		}
	}
}

func TestPreparedMisuse(t *testing.T) {
	f := mathlib.Prepare(mathtest.Lee, 2)
	x := []float64{1, 2}
	panics(t, "mathlib: Prepared.Gradient: x has length 1, the prepared point has 2", func() { f.Gradient(x[:1]) })
	panics(t, "mathlib: Prepared.HessianVec: v has length 1, x has 2", func() { f.HessianVec(x, x[:1]) })
	panics(t, "mathlib: Prepare: n must be positive", func() { mathlib.Prepare(mathtest.Lee, 0) })
	panics(t, "mathlib: Prepare: f takes 2 numbers, n is 3", func() { mathlib.Prepare(norm, 3) })
	field := mathlib.PrepareField(mathtest.FG, 2)
	panics(t, "mathlib: PreparedField.VecJacobian: w has length 1, f(x) has 2", func() { field.VecJacobian(x[:1], x) })
	quick := mathlib.Prepare(mathtest.Rosenbrock, 5)
	quick.SkipBounds()
	quick.SetLimit(12)
	panics(t, "autodiff: the function performs more than 12 operations, too many to record; "+
		"shorten its loops, or differentiate a part of it", func() { quick.Hessian(make([]float64, 5)) })
	f.SetLimit(3)
	defer func() {
		s, _ := recover().(string)
		if !strings.HasPrefix(s, "autodiff: the function performs more than 3 operations") {
			t.Errorf("panic %q", s)
		}
		f.SetLimit(0)
		if g := f.Gradient(x); g.AtVec(0) != 4 { // a panic leaves it usable
			t.Errorf("%v", g)
		}
	}()
	f.Gradient(x)
}

func ExamplePrepare() {
	f := mathlib.Prepare(mathtest.Lee, 2)
	w := []float64{2, 1}
	for range 3 { // three steps of gradient descent
		for i, d := range f.Gradient(w).RawVector().Data {
			w[i] -= d / 8
		}
	}
	fmt.Println(f.Value(w) < f.Value([]float64{2, 1}))
	fmt.Println(f.Hessian([]float64{1, 1}))
	// Output:
	// true
	// ⎡2  2⎤
	// ⎣2  2⎦
}

func ExamplePrepareField() {
	f := mathlib.PrepareField(mathtest.FG, 2)
	fmt.Println(f.Value([]float64{2, 3}))
	fmt.Println(f.VecJacobian([]float64{1, 0}, []float64{2, 3}))
	// Output:
	// [36 6565]
	// ⎡36⎤
	// ⎣12⎦
}

func ExamplePrepared_SparseHessian() {
	f := mathlib.Prepare(mathtest.Rosenbrock, 4)
	h := f.SparseHessian([]float64{1, 1, 1, 1})
	fmt.Println(h.RowStart, h.Column, h.Value)
	// Output: [0 2 5 8 10] [0 1 0 1 2 1 2 3 2 3] [802 -400 -400 1002 -400 -400 1002 -400 -400 200]
}

func ExamplePrepared_SkipBounds() {
	f := mathlib.Prepare(mathtest.Lee, 2)
	f.SkipBounds()
	g := f.Gradient([]float64{2, 3})
	fmt.Println(g.RawVector().Data, g.Error)
	// Output: [30 20] NaN
}
