package autodiff_test

import (
	"os"
	"os/exec"
	"runtime"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

func square(x float64) float64 { return x * x }

func twinOfSquare(t *autodiff.Tape, x autodiff.Real) autodiff.Real { return t.Mul(x, x) }

func TestRegisterNamedFunction(t *testing.T) {
	if _, _, ok := autodiff.Lookup(square); ok {
		t.Fatal("found before it was registered")
	}
	autodiff.Register(square, twinOfSquare, &autodiff.Record{Name: "square"})
	twin, r, ok := autodiff.Lookup(square)
	if _, is := twin.(func(*autodiff.Tape, autodiff.Real) autodiff.Real); !ok || !is || r.Name != "square" {
		t.Fatalf("Lookup(square) = %T, %v, %v", twin, r, ok)
	}
	autodiff.Register(square, nil, &autodiff.Record{Name: "square", Refusal: "goroutine"})
	if twin, r, ok = autodiff.Lookup(square); !ok || twin != nil || r.Refusal != "goroutine" {
		t.Fatalf("after a refusal: %T, %v, %v", twin, r, ok)
	}
}

func TestPairReturnsTheFunctionItself(t *testing.T) {
	k := 3.0
	f := autodiff.Pair(func(x float64) float64 { return k * x }, k, nil)
	k = 4
	if f(2) != 8 {
		t.Errorf("f(2) = %g, want 8", f(2))
	}
	twin, r, ok := autodiff.Lookup(f)
	if twin != 3.0 || r == nil || !ok {
		t.Errorf("Lookup = %v, %v, %v", twin, r, ok)
	}
	static := autodiff.Pair(func(x float64) float64 { return x }, "capturing nothing", nil)
	runtime.GC()
	if twin, _, _ := autodiff.Lookup(static); twin != "capturing nothing" {
		t.Errorf("Lookup of a literal without captures = %v", twin)
	}
	if _, _, ok := autodiff.Lookup((func(float64) float64)(nil)); ok {
		t.Error("a nil function has a twin")
	}
}

type quadratic struct{ a, b, c float64 }

func (q quadratic) at(x float64) float64 { return (q.a*x+q.b)*x + q.c }

func TestPairMethodValue(t *testing.T) {
	q := quadratic{1, 2, 3}
	f := autodiff.Pair(q.at, "twin of q.at", nil)
	if twin, _, _ := autodiff.Lookup(f); twin != "twin of q.at" {
		t.Errorf("Lookup = %v", twin)
	}
	if _, _, ok := autodiff.Lookup(q.at); ok {
		t.Error("another method value, made elsewhere, has the twin")
	}
}

// TestMillionClosures makes closures in a loop under GOGC=5, half of them
// paired, and asks each for its twin at once and again a little later.
func TestMillionClosures(t *testing.T) {
	if os.Getenv("GOGC") != "5" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestMillionClosures$", "-test.v")
		cmd.Env = append(os.Environ(), "GOGC=5")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	n := 1_000_000
	if testing.Short() {
		n = 100_000
	}
	churn(t, n)
	before := heap()
	churn(t, n)
	if after := heap(); after > before+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before, after)
	}
	if left := autodiff.Registered(); left > 1000 {
		t.Errorf("%d closures are still registered", left)
	}
}

func heap() uint64 {
	for range 20 { // cleanups run on a goroutine of the runtime
		runtime.GC()
		if autodiff.Registered() < 100 {
			break
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func churn(t *testing.T, n int) {
	var kept [64]func(float64) float64
	var want [64]int
	for i := range n {
		k := float64(i)
		slot := i % len(kept)
		if f := kept[slot]; f != nil && want[slot] >= 0 {
			if twin, _, _ := autodiff.Lookup(f); twin != want[slot] {
				t.Fatalf("closure %d has the twin %v", want[slot], twin)
			}
		}
		f := func(x float64) float64 { return k * x }
		want[slot] = -1
		if i%2 == 0 {
			f = autodiff.Pair(f, i, nil)
			want[slot] = i
		}
		if twin, _, ok := autodiff.Lookup(f); ok != (i%2 == 0) || ok && twin != i {
			t.Fatalf("closure %d, just made, has the twin %v, %v", i, twin, ok)
		}
		kept[slot] = f
	}
}
