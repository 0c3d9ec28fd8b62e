package mathlib_test

import (
	"math"
	"reflect"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// vector returns n different numbers that float64 holds exactly.
func vector(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i*i) - 1.5
	}
	return v
}

func nans(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = math.NaN()
	}
	return v
}

// times returns the product of a matrix, row by row, with v.
func times(m, v []float64) []float64 {
	n := len(v)
	p := make([]float64, len(m)/n)
	for i := range p {
		for j, d := range v {
			p[i] += m[i*n+j] * d
		}
	}
	return p
}

// same checks a result against an oracle; size is that of the terms summed.
func same(t *testing.T, name string, got mathlib.Vector, want []float64, size float64) {
	t.Helper()
	if got.Len() != len(want) {
		t.Fatalf("%s: %d numbers, want %d", name, got.Len(), len(want))
	}
	for i, w := range want {
		off := math.Abs(got.AtVec(i) - w)
		if off > got.ErrorAt(i)+4e-16*size || got.Method == mathlib.Recorded && off > 1e-14*(math.Abs(w)+size) {
			t.Errorf("%s: entry %d is %v, off by %g from %v, bound %g", name, i, got.AtVec(i), off, w, got.ErrorAt(i))
		}
	}
}

func size(m, v []float64) float64 {
	s := 0.0
	for _, a := range m {
		for _, b := range v {
			s = max(s, math.Abs(a*b))
		}
	}
	return s
}

// TestProductsOfTheCatalogue compares the products of Hessians and gradients
// with directions with those of the exact ones.
func TestProductsOfTheCatalogue(t *testing.T) {
	for _, p := range mathtest.Problems() {
		x := append([]float64(nil), p.X...)
		v := vector(len(x))
		dst := nans(len(x))
		value, hv := mathlib.ValueAndHessianVec(p.F, x, v)
		to := mathlib.HessianVecTo(dst, p.F, x, v)
		want := times(p.Hessian, v)
		same(t, p.Name, hv, want, size(p.Hessian, v))
		same(t, p.Name, to, want, size(p.Hessian, v))
		if &to.RawVector().Data[0] != &dst[0] {
			t.Errorf("%s: dst is not the result", p.Name)
		}
		if math.Abs(value-p.Value) > 1e-14*math.Abs(p.Value) {
			t.Errorf("%s: value %v", p.Name, value)
		}
		d := mathlib.Directional(p.F, x, v)
		if off := math.Abs(d.Value - times(p.Gradient, v)[0]); off > d.Error+1e-15*size(p.Gradient, v) {
			t.Errorf("%s: along v %v, off by %g", p.Name, d, off)
		}
		if !reflect.DeepEqual(x, p.X) || !reflect.DeepEqual(v, vector(len(x))) {
			t.Errorf("%s: x is now %v, v %v", p.Name, x, v)
		}
	}
}

func TestProductsWithJacobians(t *testing.T) {
	for _, p := range mathtest.FieldProblems() {
		m, n := len(p.Value), len(p.X)
		v, w := vector(n), vector(m)
		wj := make([]float64, n)
		for j := range n {
			for i := range m {
				wj[j] += w[i] * p.Jacobian[i*n+j]
			}
		}
		plain := func(x []float64) []float64 { return p.F(x) }
		for _, f := range []func([]float64) []float64{p.F, plain} {
			same(t, p.Name, mathlib.JacobianVec(f, p.X, v), times(p.Jacobian, v), size(p.Jacobian, v))
			same(t, p.Name, mathlib.VecJacobian(f, w, p.X), wj, size(p.Jacobian, w))
			same(t, p.Name, mathlib.JacobianVecTo(nans(m), f, p.X, v), times(p.Jacobian, v), size(p.Jacobian, v))
			same(t, p.Name, mathlib.VecJacobianTo(nans(n), f, w, p.X), wj, size(p.Jacobian, w))
			value, _ := mathlib.ValueAndJacobianVec(f, p.X, v)
			again, _ := mathlib.ValueAndVecJacobian(f, w, p.X)
			if !mat.EqualApprox(mat.NewVecDense(m, value), mat.NewVecDense(m, p.Value), 1e-15) || !reflect.DeepEqual(value, again) {
				t.Errorf("%s: values %v and %v", p.Name, value, again)
			}
		}
	}
}

// TestProductShapes: every shape of function, and points of gonum's types.
func TestProductShapes(t *testing.T) {
	at34 := mat.NewVecDense(2, []float64{3, 4})
	g := mathlib.Gradient(norm, at34)
	for _, c := range []struct {
		name string
		got  mathlib.Vector
		want []float64
	}{
		{"one", mathlib.HessianVec(sinOf, 2, 3), []float64{3 * (2*math.Cos(4) - 16*math.Sin(4))}},
		{"two", mathlib.HessianVec(norm, at34, []float64{1, 0}), []float64{16. / 125, -12. / 125}},
		{"three", mathlib.HessianVec(product, []float64{2, 3, 5}, []float64{1, 1, 1}), []float64{8, 7, 5}},
		{"a gradient as direction", mathlib.HessianVec(norm, at34, g), []float64{0, 0}},
		{"a gradient as point", mathlib.JacobianVec(norm, g, g), []float64{1}},
		{"curve", mathlib.JacobianVec(circle, 0, 2.5), []float64{0, 2.5}},
		{"curve, reverse", mathlib.VecJacobian(circle, []float64{3, 4}, 0), []float64{4}},
		{"polar", mathlib.JacobianVec(polar, []float64{2, 0}, []float64{3, 5}), []float64{3, 10}},
		{"cross", mathlib.VecJacobian(cross, []float64{1, 2, 4}, []float64{1, 2, 3}), []float64{2, -3, 1}},
		{"dst, x", mathlib.VecJacobian(squares, at34, at34), []float64{34, 12}},
		{"number", mathlib.VecJacobian(norm, 2, at34), []float64{1.2, 1.6}},
		{"to", mathlib.GradientTo(nans(2), norm, at34), []float64{0.6, 0.8}},
	} {
		same(t, c.name, c.got, c.want, 1)
		if c.got.Method != mathlib.Recorded {
			t.Errorf("%s: %s", c.name, c.got.Method)
		}
	}
	value, d := mathlib.ValueAndDerivative(sinOf, 2)
	if value != math.Sin(4) || math.Abs(d.Value-4*math.Cos(4)) > d.Error || d.Error > 1e-14 {
		t.Errorf("%v, %v", value, d)
	}
}

// TestToMatrices fills matrices of gonum, views and empty ones too.
func TestToMatrices(t *testing.T) {
	x := []float64{2, 3}
	big := mat.NewDense(4, 4, nans(16))
	view := big.Slice(1, 3, 1, 3).(*mat.Dense)
	mathlib.JacobianTo(view, mathtest.FG, x)
	var empty mat.Dense
	value, j := mathlib.ValueAndJacobian(mathtest.FG, x)
	mathlib.JacobianTo(&empty, mathtest.FG, x)
	if !mat.Equal(j, view) || !mat.Equal(j, &empty) || !math.IsNaN(big.At(0, 0)) || value[1] != 6565 {
		t.Errorf("%v\n%v\n%v", j, mat.Formatted(view), mat.Formatted(&empty))
	}
	full, none := mat.NewSymDense(2, nans(4)), new(mat.SymDense)
	mathlib.HessianTo(full, mathtest.F, x)
	mathlib.HessianTo(none, mathtest.F, x)
	f, g, h := mathlib.ValueAndHessian(mathtest.F, x)
	if !mat.Equal(h, full) || !mat.Equal(h, none) || f != 36 || g.AtVec(1) != 12 {
		t.Errorf("%v %v %v", f, g, h)
	}
	if v, g := mathlib.ValueAndGradient(mathtest.F, x); v != 36 || g.AtVec(0) != 36 {
		t.Errorf("%v %v", v, g)
	}
}

// panics checks the message of a panic.
func panics(t *testing.T, want string, call func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := recover(); got != want {
			t.Errorf("panic %v, want %q", got, want)
		}
	}()
	call()
}

func TestMisuseOfProducts(t *testing.T) {
	x := []float64{1, 2}
	one := []float64{1}
	panics(t, "mathlib: HessianVec: v has length 1, x has 2", func() { mathlib.HessianVec(mathtest.Lee, x, one) })
	panics(t, "mathlib: Directional: v has length 1, x has 2", func() { mathlib.Directional(mathtest.Lee, x, 3) })
	panics(t, "mathlib: VecJacobian: w has length 1, f(x) has 2", func() { mathlib.VecJacobian(mathtest.FG, one, x) })
	panics(t, "mathlib: JacobianVec: v[1] is NaN", func() { mathlib.JacobianVec(mathtest.FG, x, []float64{1, math.NaN()}) })
	panics(t, "mathlib: GradientTo: dst has length 1, x has 2", func() { mathlib.GradientTo(one, mathtest.Lee, x) })
	panics(t, "mathlib: JacobianVecTo: dst has length 1, f(x) has 2", func() { mathlib.JacobianVecTo(one, mathtest.FG, x, x) })
	panics(t, "mathlib: HessianTo: dst is 3×3, the Hessian 2×2", func() { mathlib.HessianTo(mat.NewSymDense(3, nil), mathtest.Lee, x) })
	panics(t, "mathlib: JacobianTo: dst is 2×3, the Jacobian 2×2", func() { mathlib.JacobianTo(mat.NewDense(2, 3, nil), mathtest.FG, x) })
	panics(t, "mathlib: Gradient: x is empty", func() { mathlib.Gradient(mathtest.Lee, &mat.VecDense{}) })
}
