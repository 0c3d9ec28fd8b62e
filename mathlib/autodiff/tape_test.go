package autodiff_test

import (
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func TestConstantsAreNotRecorded(t *testing.T) {
	tp := autodiff.NewTape()
	defer tp.Release()
	x := tp.Input(2)
	y := tp.Add(tp.Exp(k(1)), tp.Mul(k(2), tp.Pow(k(3), k(4))))
	if y.I != 0 || tp.Len() != 1 {
		t.Errorf("constants made %d nodes", tp.Len()-1)
	}
	if tp.Pow(x, k(1)) != x || tp.Len() != 1 {
		t.Error("x¹ was recorded")
	}
	tp.Mul(x, y)
	if tp.Len() != 2 {
		t.Errorf("one product made %d nodes", tp.Len()-1)
	}
}

func TestInputsComeFirst(t *testing.T) {
	var tp autodiff.Tape
	tp.Sin(tp.Input(1))
	defer func() {
		if recover() == nil {
			t.Error("an input after an operation")
		}
	}()
	tp.Input(2)
}

func TestTapeIsLimited(t *testing.T) {
	tp := autodiff.Tape{Limit: 1000}
	endsAtLimit(t, &tp, tp.Neg)
}

// endsAtLimit performs an operation again and again, until the limit of 1000 ends it.
func endsAtLimit(t *testing.T, tp *autodiff.Tape, operation func(real) real) {
	t.Helper()
	x := tp.Input(1)
	defer func() {
		s, _ := recover().(string)
		if !strings.HasPrefix(s, "autodiff: the function performs more than 1000 operations") {
			t.Errorf("panic %q", s)
		}
		if tp.Len() != 1000 {
			t.Errorf("%d operations are recorded", tp.Len())
		}
	}()
	for {
		x = operation(x)
	}
}

// TestTapeGrowsWithTheOperations that are executed, and with nothing else: not
// with the statements, the constants or the loops that do nothing.
func TestTapeGrowsWithTheOperations(t *testing.T) {
	for _, order := range []int{0, 2} { // operations, partial derivatives
		for _, n := range []int{2, 20, 200, 20000} {
			var tp autodiff.Tape
			if tp.Reset(); order > 0 {
				tp.Partials(order)
			}
			y := rosenbrock(&tp, tp.Inputs(make([]float64, n)))
			for range n {
				y.V += tp.Mul(k(2), k(y.V)).V
			}
			if got, want := tp.Len()-n, 8*(n-1); got != want {
				t.Errorf("%d variables, order %d: %d operations, want %d", n, order, got, want)
			}
		}
	}
}

// rosenbrock is the chain Σ 100(x[i+1] - x[i]²)² + (1 - x[i])².
func rosenbrock(t *tape, x []real) real {
	sum := k(0)
	for i := range len(x) - 1 {
		a := t.Sub(x[i+1], t.Pow(x[i], k(2)))
		b := t.Sub(k(1), x[i])
		sum = t.Add(sum, t.Add(t.Mul(k(100), t.Mul(a, a)), t.Mul(b, b)))
	}
	return sum
}

func chainPoint(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = -1.2 + 0.02*float64(i)
	}
	return x
}

// The Hessian of the chain is tridiagonal: 1200x² - 400y + 2 (+200) on the
// diagonal and -400x beside it.
func TestRosenbrockChain(t *testing.T) {
	const n = 100
	x := chainPoint(n)
	d := differentiate(rosenbrock, x...)
	for i := range n {
		for j := range n {
			want := 0.0
			switch {
			case i == j && i == n-1:
				want = 200
			case i == j:
				want = 1200*x[i]*x[i] - 400*x[i+1] + 2
				if i > 0 {
					want += 200
				}
			case i == j+1:
				want = -400 * x[j]
			case j == i+1:
				want = -400 * x[i]
			}
			if got := d.h[i*n+j]; math.Abs(got-want) > 1e-14*math.Abs(want)+1e-12 {
				t.Fatalf("H[%d][%d] = %v, want %v", i, j, got, want)
			}
		}
	}
}

func TestJacobianByRowsAndByColumns(t *testing.T) {
	f := func(t *tape, x []real) []real {
		return []real{t.Mul(x[0], x[1]), t.Sin(x[0]), t.Div(x[1], x[0]), k(5), x[1]}
	}
	want := [][]float64{{3, 2}, {math.Cos(2), 0}, {-0.75, 0.5}, {0, 0}, {0, 1}}
	for m := 1; m <= 5; m++ { // 1 and 2 rows backwards, more by columns
		tp := autodiff.NewTape()
		ys := f(tp, tp.Inputs([]float64{2, 3}))[:m]
		jac, bound := nans(2*m), nans(2*m)
		tp.Jacobian(ys, jac, bound)
		for i := range m {
			for j := range 2 {
				if got := jac[2*i+j]; math.Abs(got-want[i][j]) > bound[2*i+j] || bound[2*i+j] > 1e-15 {
					t.Errorf("m = %d: J[%d][%d] = %v ± %v, want %v", m, i, j, got, bound[2*i+j], want[i][j])
				}
			}
		}
		tp.Release()
	}
}

// TestSweepsDoNotAllocate: from the second evaluation on, recording and
// sweeping use the memory of the tape.
func TestSweepsDoNotAllocate(t *testing.T) {
	const n = 50
	x := chainPoint(n)
	g, gb, h, hb := nans(n), nans(n), nans(n*n), nans(n*n)
	tp := autodiff.NewTape()
	defer tp.Release()
	in := make([]real, n)
	allocs := testing.AllocsPerRun(20, func() {
		tp.Reset()
		for i, v := range x {
			in[i] = tp.Input(v)
		}
		y := rosenbrock(tp, in)
		tp.Gradient(y, g, gb)
		tp.Hessian(y, g, gb, h, hb)
		tp.Jacobian([]real{y}, g, gb)
	})
	if allocs > 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// TestLongSumsNeedLittleMemory: a loss over many samples, whose weights share an
// intermediate value, keeps few edges.
func TestLongSumsNeedLittleMemory(t *testing.T) {
	const samples = 20_000
	d := differentiate(func(t *tape, x []real) real {
		scale := t.Exp(x[2])
		sum := k(0)
		for i := range samples {
			e := t.Mul(scale, t.Add(t.Mul(x[0], k(float64(i%7))), x[1]))
			sum = t.Add(sum, t.Mul(e, e))
		}
		return sum
	}, 1, 2, 0)
	want := 0.0
	for i := range samples {
		want += 2 * float64(i%7*(i%7))
	}
	if d.h[0] != want || d.h[4] != 2*samples {
		t.Errorf("Hessian %v, want %v and %v on the diagonal", d.h, want, 2*samples)
	}
	if d.edges > 1000 {
		t.Errorf("%d edges", d.edges)
	}
}

func BenchmarkHessianChain100(b *testing.B) { benchmarkHessian(b, rosenbrock, chainPoint(100)) }

func BenchmarkHessianLee(b *testing.B) { benchmarkHessian(b, lee, []float64{1.1, 0.7}) }

func benchmarkHessian(b *testing.B, f twin, x []float64) {
	n := len(x)
	g, gb, h, hb := nans(n), nans(n), nans(n*n), nans(n*n)
	for b.Loop() {
		t := autodiff.NewTape()
		t.Hessian(f(t, t.Inputs(x)), g, gb, h, hb)
		t.Release()
	}
}

func BenchmarkGradientChain100(b *testing.B) {
	x := chainPoint(100)
	g, gb := nans(100), nans(100)
	for b.Loop() {
		t := autodiff.NewTape()
		t.Gradient(rosenbrock(t, t.Inputs(x)), g, gb)
		t.Release()
	}
}
