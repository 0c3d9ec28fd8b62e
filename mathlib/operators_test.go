package mathlib_test

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"

	"gonum.org/v1/gonum/mat"
)

// lifted reports whether the twins of this package's tests cover f.
func lifted(f any) bool {
	_, _, ok := autodiff.Lookup(f)
	return ok
}

// near compares with an oracle: within the bound that the result states, and
// to 1e-14 relatively when the method is exact.
func near(t *testing.T, name string, m mathlib.Method, got, bound, want float64) {
	t.Helper()
	off := math.Abs(got - want)
	if off > bound+1e-15*math.Abs(want) {
		t.Errorf("%s: %v is off by %g from %v, bound %g", name, got, off, want, bound)
	}
	if m == mathlib.Recorded && off > 1e-14*math.Abs(want)+1e-16 {
		t.Errorf("%s: %v, want %v", name, got, want)
	}
}

// TestCatalogue checks every operator on the catalogue: exactly where a twin is
// known, by differences within their estimate elsewhere.
func TestCatalogue(t *testing.T) {
	exact := 0
	for _, p := range mathtest.Problems() {
		want := mathlib.Differences
		if lifted(p.F) {
			want = mathlib.Recorded
			exact++
		}
		x := append([]float64(nil), p.X...)
		g, h := mathlib.Gradient(p.F, x), mathlib.Hessian(p.F, x)
		if g.Method != want || h.Method != want {
			t.Errorf("%s: methods %q and %q", p.Name, g.Method, h.Method)
		}
		for i := range x {
			near(t, p.Name, g.Method, g.AtVec(i), g.ErrorAt(i), p.Gradient[i])
			for j := range x {
				near(t, p.Name, h.Method, h.At(i, j), h.ErrorAt(i, j), p.Hessian[i*len(x)+j])
			}
		}
		if !reflect.DeepEqual(x, p.X) {
			t.Errorf("%s: x is now %v", p.Name, x)
		}
	}
	if exact < 10 {
		t.Errorf("only %d problems have twins", exact)
	}
}

func TestJacobians(t *testing.T) {
	for _, p := range mathtest.FieldProblems() {
		j := mathlib.Jacobian(p.F, p.X)
		m, n := j.Dims()
		if m != len(p.Value) || n != len(p.X) || j.Method != mathlib.Recorded {
			t.Fatalf("%s: %d×%d, %s", p.Name, m, n, j.Method)
		}
		for i := range m {
			for k := range n {
				near(t, p.Name, j.Method, j.At(i, k), j.ErrorAt(i, k), p.Jacobian[i*n+k])
			}
		}
		plain := func(x []float64) []float64 { return p.F(x) }
		d := mathlib.Jacobian(plain, p.X)
		if d.Method != mathlib.Differences || !mat.EqualApprox(d, j, 1e-8) {
			t.Errorf("%s: by differences\n%v", p.Name, d)
		}
	}
}

// TestShapes calls the operators with every shape of function.
func TestShapes(t *testing.T) {
	type named func(x, y float64) float64
	for _, c := range []struct {
		name string
		got  mat.Matrix
		want []float64
	}{
		{"float64", mathlib.Gradient(sinOf, 2), []float64{4 * math.Cos(4)}},
		{"float64, second", mathlib.Hessian(sinOf, 2.0), []float64{2*math.Cos(4) - 16*math.Sin(4)}},
		{"two", mathlib.Gradient(norm, []float64{3, 4}), []float64{0.6, 0.8}},
		{"two of a named type", mathlib.Gradient(named(norm), []float64{3, 4}), []float64{0.6, 0.8}},
		{"three", mathlib.Gradient(product, []float64{2, 3, 5}), []float64{15, 10, 6}},
		{"three, second", mathlib.Hessian(product, []float64{2, 3, 5}), []float64{0, 5, 3, 5, 0, 2, 3, 2, 0}},
		{"curve", mathlib.Jacobian(circle, 0), []float64{0, 1}},
		{"polar", mathlib.Jacobian(polar, []float64{2, 0}), []float64{1, 0, 0, 2}},
		{"three by three", mathlib.Jacobian(cross, []float64{1, 2, 3}), []float64{0, 1, -1, -1, 0, 1, 1, -1, 0}},
		{"dst, x", mathlib.Jacobian(squares, []float64{3, 4}), []float64{6, 0, 4, 3}},
		{"Jacobian of a number", mathlib.Jacobian(norm, []float64{3, 4}), []float64{0.6, 0.8}},
	} {
		m, n := c.got.Dims()
		for i, want := range c.want {
			if got := c.got.At(i/n, i%n); math.Abs(got-want) > 1e-14*math.Abs(want) {
				t.Errorf("%s: entry %d is %v, want %v", c.name, i, got, want)
			}
		}
		if m*n != len(c.want) {
			t.Errorf("%s: %d×%d", c.name, m, n)
		}
		if method := reflect.ValueOf(c.got).FieldByName("Method").String(); method != string(mathlib.Recorded) {
			t.Errorf("%s: %s", c.name, method)
		}
	}
}

func TestMisusePanics(t *testing.T) {
	one := []float64{1}
	for _, c := range []struct {
		want string
		call func()
	}{
		{"mathlib: Gradient: the function is nil", func() { mathlib.Gradient((func([]float64) float64)(nil), one) }},
		{"mathlib: Hessian: x is empty", func() { mathlib.Hessian(mathtest.Lee, []float64{}) }},
		{"mathlib: Jacobian: x[1] is NaN", func() { mathlib.Jacobian(mathtest.FG, []float64{1, math.NaN()}) }},
		{"mathlib: Gradient: f takes 2 numbers, x has 1", func() { mathlib.Gradient(norm, one) }},
		{"mathlib: Gradient: f takes 2 numbers, x has 1", func() { mathlib.Gradient(norm, 1) }},
		{"mathlib: Classify: f takes 1 numbers, x has 2", func() { mathlib.Classify(sinOf, []float64{1, 2}) }},
		{"mathlib: Gradient: f takes a []float64, x is a number: write []float64{x}", func() { mathlib.Gradient(mathtest.Lee, 1) }},
		{"mathlib: Jacobian: f returned no numbers", func() { mathlib.Jacobian(func([]float64) []float64 { return nil }, one) }},
	} {
		func() {
			defer func() {
				if got := recover(); got != c.want {
					t.Errorf("panic %v, want %q", got, c.want)
				}
			}()
			c.call()
		}()
	}
}

// TestXIsNotModified passes functions that write into their argument.
func TestXIsNotModified(t *testing.T) {
	vandal := func(x []float64) float64 {
		v := x[0] * x[1]
		x[0], x[1] = 99, 99
		return v
	}
	twin := func(t *tape, x []real) real {
		v := t.Mul(x[0], x[1])
		x[0], x[1] = k(99), k(99)
		return v
	}
	for _, f := range []func([]float64) float64{vandal, autodiff.Pair(func(x []float64) float64 { return vandal(x) }, twin, nil)} {
		x := []float64{2, 3}
		g, h, c := mathlib.Gradient(f, x), mathlib.Hessian(f, x), mathlib.Classify(f, x)
		if x[0] != 2 || x[1] != 3 {
			t.Fatalf("x is now %v", x)
		}
		if math.Abs(g.AtVec(0)-3) > 1e-9 || math.Abs(h.At(0, 1)-1) > 1e-6 || c.Kind != mathlib.NotCritical {
			t.Errorf("%v\n%v\n%v", g, h, c)
		}
		c.X[0] = 7
		if x[0] != 2 {
			t.Error("the result shares x")
		}
	}
}

// TestNewestTwinCounts: a function redefined under its closure gets the new
// derivative.
func TestNewestTwinCounts(t *testing.T) {
	make := func(a float64) func(float64) float64 {
		return autodiff.Pair(func(x float64) float64 { return a * x * x },
			func(t *tape, x real) real { return t.Mul(t.Mul(k(a), x), x) }, nil)
	}
	f, g := make(1), make(10)
	if a, b := mathlib.Gradient(f, 3).AtVec(0), mathlib.Gradient(g, 3).AtVec(0); a != 6 || b != 60 {
		t.Errorf("derivatives %v and %v", a, b)
	}
}

func TestKinksAreReported(t *testing.T) {
	// The third sample of this neuron sits exactly on the kink of max(0, z).
	g := mathlib.Gradient(mathtest.Neuron, []float64{1, 2, -1})
	if len(g.Kinks) != 1 || g.Kinks[0].Func != "Max" || !strings.Contains(g.String(), "not differentiable here: Max at ") {
		t.Errorf("%v", g)
	}
	for i, want := range []float64{26. / 3, 22. / 3, 14. / 3} {
		if math.Abs(g.AtVec(i)-want) > 1e-14*want {
			t.Errorf("entry %d is %v, want %v", i, g.AtVec(i), want)
		}
	}
	h := mathlib.Hessian(mathtest.Neuron, []float64{1, 2, -1})
	if len(h.Kinks) != 1 || !strings.Contains(h.LaTeX(), `\text{not differentiable here: Max at `) {
		t.Errorf("%v", h)
	}
	if math.Abs(h.At(0, 0)-20./3) > 1e-14 {
		t.Errorf("%v", h)
	}
}

// TestSeveralGoroutines: operators share nothing but the table of twins.
func TestSeveralGoroutines(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for j := range 200 {
				a := float64(i*1000 + j)
				f := autodiff.Pair(func(x []float64) float64 { return a * x[0] * x[1] },
					func(t *tape, x []real) real { return t.Mul(t.Mul(k(a), x[0]), x[1]) }, nil)
				if h := mathlib.Hessian(f, []float64{2, 3}); h.At(0, 1) != a || h.Error != 0 {
					t.Errorf("%v, want %v", h, a)
				}
			}
		})
	}
	wait.Wait()
}
