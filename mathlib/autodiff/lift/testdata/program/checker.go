package main

import (
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

// plain calls f, of any signature that operators accept, at x.
func plain(f any, x []float64) []float64 {
	switch f := f.(type) {
	case func(float64) float64:
		return []float64{f(x[0])}
	case func(x, y float64) float64:
		return []float64{f(x[0], x[1])}
	case func(x, y, z float64) float64:
		return []float64{f(x[0], x[1], x[2])}
	case func([]float64) float64:
		return []float64{f(append([]float64(nil), x...))}
	case func([]float64) []float64:
		return f(append([]float64(nil), x...))
	case func(float64) []float64:
		return f(x[0])
	case func(x, y float64) []float64:
		return f(x[0], x[1])
	case func(dst, x []float64):
		dst := make([]float64, 2)
		f(dst, append([]float64(nil), x...))
		return dst
	}
	panic(fmt.Sprintf("%T", f))
}

// lifted calls the twin.
func lifted(twin any, t *tape, x []real) []real {
	switch f := twin.(type) {
	case func(*tape, real) real:
		return []real{f(t, x[0])}
	case func(t *tape, x, y real) real:
		return []real{f(t, x[0], x[1])}
	case func(t *tape, x, y, z real) real:
		return []real{f(t, x[0], x[1], x[2])}
	case func(*tape, []real) real:
		return []real{f(t, x)}
	case func(*tape, []real) []real:
		return f(t, x)
	case func(*tape, real) []real:
		return f(t, x[0])
	case func(t *tape, x, y real) []real:
		return f(t, x[0], x[1])
	case func(t *tape, dst, x []real):
		dst := make([]real, 2)
		f(t, dst, x)
		return dst
	}
	panic(fmt.Sprintf("%T", twin))
}

// differences is the derivative of the k-th value in the j-th variable, by
// extrapolated central differences.
func differences(f any, x []float64, k, j int) (d, scale float64) {
	at := func(h float64) float64 {
		y := append([]float64(nil), x...)
		y[j] += h
		return plain(f, y)[k]
	}
	h := 1e-3 * math.Max(1, math.Abs(x[j]))
	d1 := (at(h) - at(-h)) / (2 * h)
	d2 := (at(h/2) - at(-h/2)) / h
	d3 := (at(h/4) - at(-h/4)) / (h / 2)
	e1, e2 := (4*d2-d1)/3, (4*d3-d2)/3
	d = (16*e2 - e1) / 15
	return d, math.Max(1, math.Abs(d)+math.Abs(at(0)))
}

func main() {
	nabla_run_1()
	failed := false
	fail := func(format string, args ...any) {
		failed = true
		fmt.Printf(format+"\n", args...)
	}
	for _, e := range catalogue {
		twin, record, ok := autodiff.Lookup(e.f)
		if !ok || twin == nil {
			fail("%s: no twin: %+v", e.name, record)
			continue
		}
		for _, x := range e.points {
			checkPoint(e, twin, x, fail)
			if record.Fused != nil {
				checkFused(e, twin, record.Fused, x, fail)
			}
		}
	}
	if failed {
		os.Exit(1)
	}
	fmt.Println("checked", len(catalogue), "functions")
}

func checkPoint(e entry, twin any, x []float64, fail func(string, ...any)) {
	defer func() {
		if r := recover(); r != nil {
			fail("%s at %v: panic: %v", e.name, x, r)
		}
	}()
	want := plain(e.f, x)
	t := autodiff.NewTape()
	got := lifted(twin, t, t.Inputs(x))
	if len(want) != len(got) {
		fail("%s at %v: %d values, want %d", e.name, x, len(got), len(want))
		return
	}
	g, bound := make([]float64, len(x)), make([]float64, len(x))
	for k := range want {
		if math.Float64bits(want[k]) != math.Float64bits(got[k].V) {
			fail("%s at %v: value %d is %v, want %v", e.name, x, k, got[k].V, want[k])
		}
		t.Gradient(got[k], g, bound)
		for j := range x {
			d, scale := differences(e.f, x, k, j)
			if !(math.Abs(g[j]-d) <= 1e-7*scale) {
				fail("%s at %v: derivative of value %d in %d is %v, differences say %v", e.name, x, k, j, g[j], d)
			}
		}
	}
}

// checkFused compares the fused twin with the twin: values bit by bit, kinks
// by place, gradient and Hessian within bounds.
func checkFused(e entry, twin, fused any, x []float64, fail func(string, ...any)) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *autodiff.Record:
			if !autodiff.NeedsOperations(r) { // a derivative inside
				fail("%s at %v, fused: refused: %v", e.name, x, r.Refusal)
			}
		default:
			fail("%s at %v, fused: panic: %v", e.name, x, r)
		}
	}()
	n := len(x)
	t, quick := autodiff.NewTape(), autodiff.NewTape()
	want := lifted(twin, t, t.Inputs(x))
	quick.Partials(2)
	got := lifted(fused, quick, quick.Inputs(x))
	kinks, _ := t.Kinks()
	if met, _ := quick.Kinks(); !slices.Equal(met, kinks) {
		fail("%s at %v, fused: kinks %v, want %v", e.name, x, met, kinks)
	}
	g, bound, h, hBound := make([]float64, n), make([]float64, n), make([]float64, n*n), make([]float64, n*n)
	quickG, quickH := make([]float64, n), make([]float64, n*n)
	for k := range want {
		if math.Float64bits(want[k].V) != math.Float64bits(got[k].V) {
			fail("%s at %v, fused: value %d is %v, want %v", e.name, x, k, got[k].V, want[k].V)
		}
		t.Hessian(want[k], g, bound, h, hBound)
		quick.QuickHessian(got[k], quickG, quickH)
		for i := range g {
			if !agrees(quickG[i], g[i], bound[i]) {
				fail("%s at %v, fused: derivative of value %d in %d is %v, want %v ± %v", e.name, x, k, i, quickG[i], g[i], bound[i])
			}
		}
		for i := range h {
			if !agrees(quickH[i], h[i], hBound[i]) {
				fail("%s at %v, fused: the Hessian of value %d has %v at %d, want %v ± %v", e.name, x, k, quickH[i], i, h[i], hBound[i])
			}
		}
	}
}

// agrees allows for the roundings of another order of operations.
func agrees(v, want, bound float64) bool {
	return v == want || v != v && want != want || math.Abs(v-want) <= 100*bound+1e-13*math.Abs(want)+1e-14
}
