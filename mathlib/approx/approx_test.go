package approx_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	. "github.com/gonabla/nabla/mathlib/approx"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// equal fails unless a's dense form is the matrix with the given rows.
func equal(t *testing.T, a Approximation, tolerance float64, want ...float64) {
	t.Helper()
	n := a.Dim()
	d := a.Dense()
	for i := range n {
		for j := range n {
			if got := d.At(i, j); !(math.Abs(got-want[i*n+j]) <= tolerance*(1+math.Abs(want[i*n+j]))) {
				t.Errorf("%s: entry %d, %d is %.17g, want %v", a.Name, i, j, got, want[i*n+j])
			}
		}
	}
}

func eigenvalues(a mat.Symmetric) []float64 {
	var e mat.EigenSym
	e.Factorize(a, false)
	return e.Values(nil)
}

// TestTutorial: the numbers of the tutorial on approximating the Hessian.
func TestTutorial(t *testing.T) {
	zero, best := []float64{0, 0}, []float64{2, 1}
	samples := twins.Line(3, 5, 7, 9)
	exact := Exact(lineLoss, zero)
	equal(t, exact, 0, 15, 5, 5, 2)
	values := eigenvalues(exact.Dense())
	if math.Abs(values[0]-0.299390266572) > 5e-13 || math.Abs(values[1]-16.700609733428) > 5e-13 || math.Abs(values[1]/values[0]-55.7821) > 5e-5 {
		t.Error(values)
	}
	equal(t, Subsampled(samples, nil, zero), 0, 15, 5, 5, 2)
	equal(t, GaussNewton(lineErrors, zero, 2./4), 0, 15, 5, 5, 2)
	equal(t, RankOne(lineLoss, zero), 0, 1225, 420, 420, 144)
	if values := eigenvalues(RankOne(lineLoss, zero).Dense()); math.Abs(values[0]) > 1e-12 || math.Abs(values[1]-1369) > 1e-12 {
		t.Error(values)
	}
	equal(t, EmpiricalFisher(samples, zero), 0, 1846, 530, 530, 164)
	equal(t, EmpiricalFisher(samples, best), 0, 0, 0, 0, 0)
	equal(t, EmpiricalFisher(twins.Line(3, 5, 8, 8), []float64{1.8, 1.5}), 1e-14, 18.86, 5.7, 5.7, 1.8)
	equal(t, Subsampled(samples, []int{0, 1}, zero), 0, 5, 3, 3, 2)
	equal(t, Subsampled(samples, []int{2, 3}, zero), 0, 25, 7, 7, 2)
	equal(t, Subsampled(samples, []int{0, 3}, zero), 0, 17, 5, 5, 2)
	equal(t, Subsampled(samples, []int{2}, zero), 0, 18, 6, 6, 2)

	one := []float64{1, 1}
	corners := [][]float64{{0.1, 0.1}, {0.1, -0.1}, {-0.1, 0.1}, {-0.1, -0.1}}
	smoothed := PerturbationAveraged(mathtest.Lee, one, corners)
	equal(t, Exact(mathtest.Lee, one), 0, 2, 2, 2, 2)
	equal(t, smoothed, 1e-15, 2.02, 2, 2, 2.02)
	if values := eigenvalues(smoothed.Dense()); math.Abs(values[0]-0.02) > 1e-14 || math.Abs(values[1]-4.02) > 1e-14 {
		t.Error(values)
	}
	equal(t, PerturbationAveraged(lineLoss, zero, corners), 1e-15, 15, 5, 5, 2)
	equal(t, PerturbationAveraged(lineLoss, zero, [][]float64{{7, -3}}), 1e-15, 15, 5, 5, 2)
}

// path is a few points that do not lie on a line.
func path(n, points int) [][]float64 {
	rng := rand.New(rand.NewPCG(1, 1))
	p := make([][]float64, points)
	for i := range p {
		p[i] = make([]float64, n)
		for j := range p[i] {
			p[i][j] = 1 + 0.1*rng.NormFloat64()
		}
	}
	return p
}

func layer() (losses []func([]float64) float64, inputs [][]float64, w *mat.Dense) {
	return []func([]float64) float64{quartic(1), quartic(-2), quartic(0.5)},
		[][]float64{{1, 2, 1}, {-1, 0.5, 1}, {0.3, -2, 1}},
		mat.NewDense(2, 3, []float64{0.5, -1, 0.2, 1, 0.25, -0.3})
}

func all() []Approximation {
	x := []float64{0.5, 1.5, -1}
	losses, inputs, w := layer()
	p := []float64{1, -1}
	exact := Exact(mathtest.Rosenbrock, x)
	return []Approximation{
		exact, GaussNewton(lineErrors, p, 0.5), EmpiricalFisher(twins.Line(1, 5, 2), p), RankOne(mathtest.Rosenbrock, x),
		BFGS(mathtest.Rosenbrock, path(3, 6)), SR1(mathtest.Rosenbrock, path(3, 6)), LBFGS(mathtest.Rosenbrock, path(3, 6), 3),
		Diagonal(mathtest.Rosenbrock, x), HutchinsonDiagonal(exact, 5, 1),
		Subsampled(twins.Line(1, 5, 2), []int{0, 2}, p), PerturbationAveraged(mathtest.Rosenbrock, x, [][]float64{{0.1, 0, 0}, {0, 0, 0.2}}),
		KroneckerFactored(losses, inputs, w), KroneckerFisher(losses, inputs, w),
		Of("a matrix", exact.Dense()), Func("a product", 3, exact.MatVec),
	}
}

// TestProductsAgreeWithDense: the two forms are one matrix, symmetric, and the
// product leaves its argument alone.
func TestProductsAgreeWithDense(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for _, a := range all() {
		n := a.Dim()
		dense := a.Dense()
		for range 3 {
			v := make([]float64, n)
			for i := range v {
				v[i] = rng.NormFloat64()
			}
			before := fmt.Sprint(v)
			got := mat.NewVecDense(n, a.MatVec(v))
			if fmt.Sprint(v) != before {
				t.Errorf("%s: v was changed", a.Name)
			}
			want := mat.NewVecDense(n, nil)
			want.MulVec(dense, mat.NewVecDense(n, v))
			want.SubVec(want, got)
			if off := mat.Norm(want, 2); !(off <= 1e-12*mat.Norm(dense, 2)) {
				t.Errorf("%s: product and matrix differ by %g", a.Name, off)
			}
		}
		if !strings.HasPrefix(a.String(), a.Name+"\n") {
			t.Error(a)
		}
		if made := !strings.HasPrefix(a.Name, "a "); made && a.Method != mathlib.Recorded || !made && a.Method != "" {
			t.Errorf("%s: method %q", a.Name, a.Method)
		}
	}
}

func TestSecants(t *testing.T) {
	p := path(2, 5)
	h := Exact(mathtest.Quadratic, p[0]).Dense()
	if c := SR1(mathtest.Quadratic, p).Against(h, nil); c.Relative > 1e-10 {
		t.Error("SR1 on a quadratic:", c)
	}
	p = path(3, 8)
	last := floats.SubTo(make([]float64, 3), p[7], p[6])
	change := floats.SubTo(make([]float64, 3), gradient(p[7]), gradient(p[6]))
	for _, b := range []Approximation{
		BFGS(mathtest.Rosenbrock, p), SR1(mathtest.Rosenbrock, p), LBFGS(mathtest.Rosenbrock, p, 1), LBFGS(mathtest.Rosenbrock, p, 20)} {
		got := b.MatVec(last)
		floats.Sub(got, change)
		if off := floats.Norm(got, 2); off > 1e-10*floats.Norm(change, 2) {
			t.Errorf("%s: B·s = y is off by %g", b.Name, off)
		}
		if low := eigenvalues(b.Dense())[0]; b.Name != "SR1" && low <= 0 {
			t.Errorf("%s: smallest eigenvalue %g", b.Name, low)
		}
	}
	if c := BFGS(mathtest.Rosenbrock, p[:2]).Against(LBFGS(mathtest.Rosenbrock, p[:2], 5).Dense(), nil); c.Relative > 1e-13 {
		t.Error("one pair:", c)
	}
}

// gradient is that of the Rosenbrock chain.
func gradient(x []float64) []float64 {
	g := make([]float64, len(x))
	for i := range len(x) - 1 {
		a := x[i+1] - x[i]*x[i]
		g[i] += -400*a*x[i] - 2*(1-x[i])
		g[i+1] += 200 * a
	}
	return g
}

// TestKronecker compares with the exact Hessian by the weights, which is
// Σ ∇²l ⊗ aaᵀ / N.
func TestKronecker(t *testing.T) {
	losses, inputs, w := layer()
	block := func(k int) *mat.Dense {
		s := mat.NewVecDense(2, nil)
		a := mat.NewVecDense(3, inputs[k])
		s.MulVec(w, a)
		var outer, b mat.Dense
		outer.Outer(1, a, a)
		b.Kronecker(Exact(losses[k], s.RawVector().Data).Dense(), &outer)
		return &b
	}
	for k := range losses {
		one := KroneckerFactored(losses[k:k+1], inputs[k:k+1], w)
		if !mat.EqualApprox(one.Dense(), block(k), 1e-13) {
			t.Errorf("one sample: %v", one)
		}
	}
	exact := mat.NewSymDense(6, nil)
	for k := range losses {
		b := block(k)
		for i := range 6 {
			for j := i; j < 6; j++ {
				exact.SetSym(i, j, exact.At(i, j)+b.At(i, j)/3)
			}
		}
	}
	c := KroneckerFactored(losses, inputs, w).Against(exact, nil)
	f := KroneckerFisher(losses, inputs, w).Against(exact, nil)
	if c.Relative < 0.01 || c.Relative > 1 || f.Relative < c.Relative {
		t.Error(c, f)
	}
	same := [][]float64{inputs[0], inputs[0], inputs[0]}
	inputs = same
	exact.Zero()
	for k := range losses {
		b := block(k)
		for i := range 6 {
			for j := i; j < 6; j++ {
				exact.SetSym(i, j, exact.At(i, j)+b.At(i, j)/3)
			}
		}
	}
	if c := KroneckerFactored(losses, same, w).Against(exact, nil); c.Relative > 1e-13 {
		t.Error("equal inputs:", c)
	}
}

func TestAgainst(t *testing.T) {
	h := mat.NewSymDense(2, []float64{15, 5, 5, 2})
	g := []float64{-35, -12}
	c := GaussNewton(lineErrors, []float64{0, 0}, 0.5).Against(h, g)
	if c.Frobenius != 0 || c.Relative != 0 || c.Spectral != 0 || !(c.Angle < 1e-10) {
		t.Errorf("%+v", c)
	}
	c = Of("diagonal", mat.NewSymDense(2, []float64{15, 0, 0, 2})).Against(h, g)
	steps := []float64{2, 1, 35. / 15, 6}
	angle := math.Acos((steps[0]*steps[2]+steps[1]*steps[3])/math.Hypot(steps[0], steps[1])/math.Hypot(steps[2], steps[3])) * 180 / math.Pi
	if math.Abs(c.Frobenius-5*math.Sqrt2) > 1e-14 || math.Abs(c.Spectral-5) > 1e-14 || math.Abs(c.Angle-angle) > 1e-10 {
		t.Errorf("%+v, angle %v", c, angle)
	}
	if c := RankOne(lineLoss, []float64{2, 1}).Against(h, g); !math.IsNaN(c.Angle) || c.Relative != 1 {
		t.Errorf("%+v", c)
	}
}

// TestDifferencesAreSaid: without a twin the approximation says so.
func TestDifferencesAreSaid(t *testing.T) {
	plain := func(x []float64) float64 { return x[0] * x[0] * x[1] }
	residuals := func(x []float64) []float64 { return []float64{x[0], x[1]} }
	x := []float64{1, 2}
	for _, a := range []Approximation{
		Exact(plain, x), RankOne(plain, x), Diagonal(plain, x), GaussNewton(residuals, x, 1),
		BFGS(plain, path(2, 3)), HutchinsonDiagonal(Exact(plain, x), 2, 1),
		Subsampled(append(twins.Line(1, 2), plain), nil, x), EmpiricalFisher(append(Samples{plain}, twins.Line(1, 2)...), x),
	} {
		if a.Method != mathlib.Differences || !strings.Contains(a.String(), a.Name+", by finite differences") {
			t.Errorf("%s: method %q", a, a.Method)
		}
	}
}

func TestMisuse(t *testing.T) {
	x := []float64{0, 0}
	a := Exact(lineLoss, x)
	losses, inputs, w := layer()
	for want, call := range map[string]func(){
		"x is empty":              func() { Exact(lineLoss, nil) },
		"v has 3 numbers":         func() { a.MatVec([]float64{1, 2, 3}) },
		"the Hessian has 3 rows":  func() { a.Against(mat.NewSymDense(3, nil), nil) },
		"there are no samples":    func() { EmpiricalFisher(nil, x) },
		"the batch is empty":      func() { Subsampled(twins.Line(1), []int{}, x) },
		"no sample 1":             func() { Subsampled(twins.Line(1), []int{1}, x) },
		"no perturbations":        func() { PerturbationAveraged(lineLoss, x, nil) },
		"perturbation 0 has 1":    func() { PerturbationAveraged(lineLoss, x, [][]float64{{1}}) },
		"the path has 1 points":   func() { BFGS(lineLoss, [][]float64{x}) },
		"the path has 0 points":   func() { SR1(lineLoss, nil) },
		"memory is 0":             func() { LBFGS(lineLoss, path(2, 3), 0) },
		"2 losses for 3 inputs":   func() { KroneckerFactored(losses[:2], inputs, w) },
		"input 0 has 1 numbers":   func() { KroneckerFisher(losses[:1], [][]float64{{1}}, w) },
		"n must be positive":      func() { Func("", 0, nil) },
		"probes must be positive": func() { a.Trace(0, 1) },
		"steps must be positive":  func() { a.Extremes(0, 1) },
		"Density: the number of":  func() { a.Density(0, 1, 1) },
		"HutchinsonDiagonal: the": func() { HutchinsonDiagonal(a, 0, 1) },
	} {
		func() {
			defer func() {
				if s, _ := recover().(string); !strings.Contains(s, want) || !strings.HasPrefix(s, "approx: ") {
					t.Errorf("panic %q, want %q", s, want)
				}
			}()
			call()
		}()
	}
}
