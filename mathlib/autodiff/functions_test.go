package autodiff_test

import (
	"bufio"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
)

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

// unaryFunctions are the functions of one variable: package math's and ours.
var unaryFunctions = map[string]struct {
	math func(float64) float64
	twin func(*tape, real) real
}{
	"Sqrt": {math.Sqrt, (*tape).Sqrt}, "Cbrt": {math.Cbrt, (*tape).Cbrt},
	"Exp": {math.Exp, (*tape).Exp}, "Exp2": {math.Exp2, (*tape).Exp2}, "Expm1": {math.Expm1, (*tape).Expm1},
	"Log": {math.Log, (*tape).Log}, "Log2": {math.Log2, (*tape).Log2},
	"Log10": {math.Log10, (*tape).Log10}, "Log1p": {math.Log1p, (*tape).Log1p},
	"Sin": {math.Sin, (*tape).Sin}, "Cos": {math.Cos, (*tape).Cos}, "Tan": {math.Tan, (*tape).Tan},
	"Asin": {math.Asin, (*tape).Asin}, "Acos": {math.Acos, (*tape).Acos}, "Atan": {math.Atan, (*tape).Atan},
	"Sinh": {math.Sinh, (*tape).Sinh}, "Cosh": {math.Cosh, (*tape).Cosh}, "Tanh": {math.Tanh, (*tape).Tanh},
	"Asinh": {math.Asinh, (*tape).Asinh}, "Acosh": {math.Acosh, (*tape).Acosh}, "Atanh": {math.Atanh, (*tape).Atanh},
	"Erf": {math.Erf, (*tape).Erf}, "Erfc": {math.Erfc, (*tape).Erfc},
	"Erfinv": {math.Erfinv, (*tape).Erfinv}, "Erfcinv": {math.Erfcinv, (*tape).Erfcinv},
	"Gamma":  {math.Gamma, (*tape).Gamma},
	"Lgamma": {func(x float64) float64 { v, _ := math.Lgamma(x); return v }, func(t *tape, x real) real { v, _ := t.Lgamma(x); return v }},
	"J0":     {math.J0, (*tape).J0}, "J1": {math.J1, (*tape).J1}, "Y0": {math.Y0, (*tape).Y0}, "Y1": {math.Y1, (*tape).Y1},
	"Jn": {func(x float64) float64 { return math.Jn(3, x) }, func(t *tape, x real) real { return t.Jn(3, x) }},
	"Yn": {func(x float64) float64 { return math.Yn(2, x) }, func(t *tape, x real) real { return t.Yn(2, x) }},
}

var binaryFunctions = map[string]struct {
	math func(x, y float64) float64
	twin func(t *tape, x, y real) real
}{
	"Atan2": {math.Atan2, (*tape).Atan2}, "Hypot": {math.Hypot, (*tape).Hypot}, "Pow": {math.Pow, (*tape).Pow},
	"Div": {func(x, y float64) float64 { return x / y }, (*tape).Div},
	"Mul": {func(x, y float64) float64 { return x * y }, (*tape).Mul},
}

// TestFunctions compares value, first and second derivatives of every smooth
// function at 20 points with 30-digit values.
func TestFunctions(t *testing.T) {
	file, err := os.Open("testdata/functions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	points := map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if f := strings.Fields(lines.Text()); f[0] != "#" {
			points[f[0]]++
			testFunction(t, f[0], f[1:])
		}
	}
	if len(points) != len(unaryFunctions)+len(binaryFunctions) {
		t.Errorf("%d functions tested", len(points))
	}
	for name, n := range points {
		if n < 20 {
			t.Errorf("%s: %d points", name, n)
		}
	}
}

func testFunction(t *testing.T, name string, fields []string) {
	if f, ok := unaryFunctions[name]; ok {
		x := parse(t, fields[0])
		d := differentiate(func(t *tape, x []real) real { return f.twin(t, x[0]) }, x)
		if v := f.math(x); d.v != v {
			t.Errorf("%s(%v) = %v, math says %v", name, x, d.v, v)
		}
		compare(t, name, fields[:1], []float64{d.v, d.g[0], d.h[0]},
			[]float64{d.valueError, d.gb[0], d.hb[0]}, fields[1:])
		return
	}
	f := binaryFunctions[name]
	x, y := parse(t, fields[0]), parse(t, fields[1])
	d := differentiate(func(t *tape, x []real) real { return f.twin(t, x[0], x[1]) }, x, y)
	if v := f.math(x, y); d.v != v {
		t.Errorf("%s(%v, %v) = %v, math says %v", name, x, y, d.v, v)
	}
	compare(t, name, fields[:2], []float64{d.v, d.g[0], d.g[1], d.h[0], d.h[1], d.h[3]},
		[]float64{d.valueError, d.gb[0], d.gb[1], d.hb[0], d.hb[1], d.hb[3]}, fields[2:])
}

func parse(t *testing.T, s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// compare checks each number against its 30-digit value: within its bound, and
// to 1e-14 relatively. Value 0 is exempt from the latter: it is package math's.
// The derivatives of Gamma and Bessel functions are sums that cancel near their
// zeros; there the scale is the size of the terms.
func compare(t *testing.T, name string, at []string, got, bound []float64, want []string) {
	t.Helper()
	for i := range got {
		w, _, err := big.ParseFloat(want[i], 10, 400, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		off := exact.Distance(got[i], w)
		f, _ := w.Float64()
		if off > bound[i]+1e-29*math.Abs(f) {
			t.Errorf("%s%v, number %d: %v is off by %g from %s, bound %g", name, at, i, got[i], off, want[i], bound[i])
		}
		scale := math.Abs(f)
		switch name {
		case "J0", "J1", "Jn", "Y0", "Y1", "Yn", "Lgamma", "Gamma":
			scale = 10 * (math.Abs(f) + math.Abs(got[0]) + 1)
		}
		if i > 0 && off > 1e-14*scale {
			t.Errorf("%s%v, number %d: %v is off by %g from %s", name, at, i, got[i], off, want[i])
		}
	}
}

// TestSincosIsSinAndCos: the twins compute both at once, the functions that
// they stand for do not.
func TestSincosIsSinAndCos(t *testing.T) {
	for i := range 100_000 {
		x := (float64(i) - 5e4) * 0.01234567
		if i%3 == 0 {
			x *= 1e7
		}
		if s, c := math.Sincos(x); s != math.Sin(x) || c != math.Cos(x) {
			t.Fatalf("Sincos(%v) differs from Sin or Cos", x)
		}
	}
}
