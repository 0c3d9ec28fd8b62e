package mathlib_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

var (
	_ mat.Matrix      = mathlib.Sparse{}
	_ mat.NonZeroDoer = mathlib.Sparse{}
	_ mat.Matrix      = mathlib.Symmetric{}
	_ mat.Vector      = mathlib.Vector{}
	_ fmt.Stringer    = mathlib.Sparse{}
)

// TestSparseAgainstTheCatalogue: entries kept are right, those left out are 0,
// and so are diagonal and trace.
func TestSparseAgainstTheCatalogue(t *testing.T) {
	for _, p := range mathtest.Problems() {
		n := len(p.X)
		h := mathlib.SparseHessian(p.F, p.X)
		value, d := mathlib.ValueAndHessianDiag(p.F, p.X)
		trace, terms := 0.0, 0.0
		for i := range n {
			for j := range n {
				want := p.Hessian[i*n+j]
				near(t, p.Name, h.Method, h.At(i, j), h.ErrorAt(i, j), want)
				if i == j {
					near(t, p.Name, d.Method, d.AtVec(i), d.ErrorAt(i), want)
					trace += want
					terms += math.Abs(want)
				}
			}
		}
		if math.Abs(value-p.Value) > 1e-14*math.Abs(value) {
			t.Errorf("%s: value %v", p.Name, value)
		}
		l := mathlib.Laplacian(p.F, p.X)
		if off := math.Abs(l.Value - trace); off > l.Error+1e-15*terms || l.Method == mathlib.Recorded && l.Error > 1e-14*terms {
			t.Errorf("%s: Laplacian %v ± %g, want %v", p.Name, l.Value, l.Error, trace)
		}
		same(t, p.Name, mathlib.HessianDiagTo(nans(n), p.F, p.X), d.RawVector().Data, 0)
	}
	for _, p := range mathtest.FieldProblems() {
		n := len(p.X)
		j := mathlib.SparseJacobian(p.F, p.X)
		for i := range p.Value {
			for k := range n {
				near(t, p.Name, j.Method, j.At(i, k), j.ErrorAt(i, k), p.Jacobian[i*n+k])
			}
		}
		plain := mathlib.SparseJacobian(func(x []float64) []float64 { return p.F(x) }, p.X)
		if plain.Method != mathlib.Differences || len(plain.Value) != len(p.Jacobian) || !mat.EqualApprox(plain, j, 1e-8) {
			t.Errorf("%s: by differences\n%v", p.Name, plain)
		}
	}
}

// TestPatternIsThatOfTheOperations: what vanishes only at the point stays.
func TestPatternIsThatOfTheOperations(t *testing.T) {
	for _, x := range [][]float64{{1, 1}, {0, 0}, {2, 0.5}, {3, 0.1}} {
		h := mathlib.SparseHessian(mathtest.Lee, x)
		if !slices.Equal(h.Column, []int{0, 1, 0, 1}) {
			t.Errorf("at %v: columns %v", x, h.Column)
		}
	}
	f := mathlib.SparseHessian(mathtest.F, []float64{0, 0})
	if !slices.Equal(f.RowStart, []int{0, 2, 3}) || !slices.Equal(f.Column, []int{0, 1, 0}) {
		t.Errorf("3x²y: %v %v", f.RowStart, f.Column)
	}
	if j := mathlib.SparseJacobian(mathtest.Elementwise, []float64{1, 2, 3}); len(j.Value) != 12 || j.Colours != 1 {
		t.Errorf("element by element: %v", j)
	}
	if j := mathlib.SparseJacobian(cross, []float64{1, 2, 3}); len(j.Value) != 6 || j.Colours != 3 {
		t.Errorf("a cross product: %v", j)
	}
}

// TestLongChain has a Hessian that no memory would hold.
func TestLongChain(t *testing.T) {
	const n = 100_000
	x := make([]float64, n)
	for i := range x {
		x[i] = -1.5 + float64(i%7)/4
	}
	h := mathlib.SparseHessian(mathtest.Rosenbrock, x)
	if len(h.Value) != 3*n-2 || h.Colours != 3 {
		t.Fatalf("%d entries, %d colours", len(h.Value), h.Colours)
	}
	for _, i := range []int{0, 1, n / 2, n - 2} {
		want := 1200*x[i]*x[i] - 400*x[i+1] + 2
		if i > 0 {
			want += 200
		}
		if got := h.At(i, i); math.Abs(got-want) > h.ErrorAt(i, i) {
			t.Errorf("H[%d][%d] = %v, want %v", i, i, got, want)
		}
		if h.At(i, i+1) != -400*x[i] || h.At(i+1, i) != -400*x[i] {
			t.Errorf("H[%d][%d] = %v", i, i+1, h.At(i, i+1))
		}
	}
	v := make([]float64, n)
	v[5] = 1
	hv := mathlib.HessianVec(mathtest.Rosenbrock, x, v)
	if p := h.MulVecTo(nans(n), v); p[4] != hv.AtVec(4) || p[6] != hv.AtVec(6) {
		t.Errorf("%v, %v", p[3:8], hv.AtVec(4))
	}
	if text := h.String(); !strings.Contains(text, "299998 of 10000000000 entries, colours of the columns: 3") {
		t.Error(text)
	}
}

func TestSparseShapes(t *testing.T) {
	h := mathlib.SparseHessian(product, mat.NewVecDense(3, []float64{2, 3, 5}))
	if h.At(0, 0) != 0 || h.At(0, 1) != 5 || h.T().At(2, 1) != 2 || len(h.Value) != 6 {
		t.Errorf("%v", h)
	}
	if d := mathlib.HessianDiag(sinOf, 0); d.AtVec(0) != 2 {
		t.Errorf("%v", d)
	}
	sum := 0.0
	h.DoNonZero(func(i, j int, v float64) { sum += v })
	if sum != 20 {
		t.Errorf("sum %v", sum)
	}
	panics(t, "mathlib: entry (3, 0) of a 3×3 matrix", func() { h.At(3, 0) })
	panics(t, "mathlib: MulVecTo: dst has length 3 and v 2, the matrix is 3×3", func() { h.MulVecTo(nans(3), nans(2)) })
	panics(t, "mathlib: SparseJacobian: f takes 3 numbers, x has 2", func() { mathlib.SparseJacobian(cross, nans(2)) })
}

func ExampleLaplacian() {
	// mathtest.Lee is (1 - w1·w2)².
	fmt.Println(mathlib.Laplacian(mathtest.Lee, []float64{2, 3}))
	// Output: 26
}

func ExampleValueAndLaplacian() {
	fmt.Println(mathlib.ValueAndLaplacian(mathtest.Lee, []float64{2, 3}))
	// Output: 25 26
}

func ExampleHessianDiag() {
	fmt.Println(mathlib.HessianDiag(mathtest.Lee, []float64{2, 3}))
	// Output:
	// ⎡18⎤
	// ⎣ 8⎦
}

func ExampleHessianDiagTo() {
	dst := make([]float64, 2)
	mathlib.HessianDiagTo(dst, mathtest.Lee, []float64{2, 3})
	fmt.Println(dst)
	// Output: [18 8]
}

func ExampleValueAndHessianDiag() {
	value, d := mathlib.ValueAndHessianDiag(mathtest.Lee, []float64{2, 3})
	fmt.Println(value, d.RawVector().Data)
	// Output: 25 [18 8]
}

func ExampleSparseHessian() {
	// The Rosenbrock chain: a variable meets only its neighbours.
	h := mathlib.SparseHessian(mathtest.Rosenbrock, []float64{1, 1, 1, 1})
	fmt.Println(h)
	fmt.Println(h.Colour, h.Column[:2])
	// Output:
	// ⎡ 802  -400     0     0⎤
	// ⎢-400  1002  -400     0⎥
	// ⎢   0  -400  1002  -400⎥
	// ⎣   0     0  -400   200⎦
	// 10 of 16 entries, colours of the columns: 3
	// [0 1 2 0] [0 1]
}

func ExampleSparseJacobian() {
	j := mathlib.SparseJacobian(cross, []float64{1, 2, 3})
	fmt.Println(j)
	fmt.Println(j.MulVecTo(make([]float64, 3), []float64{1, 0, 0}))
	// Output:
	// ⎡ 0   1  -1⎤
	// ⎢-1   0   1⎥
	// ⎣ 1  -1   0⎦
	// 6 of 9 entries, colours of the columns: 3
	// [0 -1 1]
}

func ExampleSparse_DoNonZero() {
	mathlib.SparseHessian(mathtest.F, []float64{2, 3}).DoNonZero(func(i, j int, v float64) {
		fmt.Println(i, j, v)
	})
	// Output:
	// 0 0 18
	// 0 1 12
	// 1 0 12
}
