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

	"Neg": {func(x float64) float64 { return -x }, (*tape).Neg}, "Abs": {math.Abs, (*tape).Abs},
	"Floor": {math.Floor, (*tape).Floor}, "Ceil": {math.Ceil, (*tape).Ceil}, "Trunc": {math.Trunc, (*tape).Trunc},
	"Round": {math.Round, (*tape).Round}, "RoundToEven": {math.RoundToEven, (*tape).RoundToEven},
	"Modf":      {func(x float64) float64 { _, f := math.Modf(x); return f }, func(t *tape, x real) real { _, f := t.Modf(x); return f }},
	"Frexp":     {func(x float64) float64 { f, _ := math.Frexp(x); return f }, func(t *tape, x real) real { f, _ := t.Frexp(x); return f }},
	"Ldexp":     {func(x float64) float64 { return math.Ldexp(x, 3) }, func(t *tape, x real) real { return t.Ldexp(x, 3) }},
	"Logb":      {math.Logb, (*tape).Logb},
	"Nextafter": {func(x float64) float64 { return math.Nextafter(x, 9) }, func(t *tape, x real) real { return t.Nextafter(x, k(9)) }},
	"Float32":   {func(x float64) float64 { return float64(float32(x)) }, (*tape).Float32},
}

var binaryFunctions = map[string]struct {
	math func(x, y float64) float64
	twin func(t *tape, x, y real) real
}{
	"Atan2": {math.Atan2, (*tape).Atan2}, "Hypot": {math.Hypot, (*tape).Hypot}, "Pow": {math.Pow, (*tape).Pow},
	"Add": {func(x, y float64) float64 { return x + y }, (*tape).Add},
	"Sub": {func(x, y float64) float64 { return x - y }, (*tape).Sub},
	"Mul": {func(x, y float64) float64 { return x * y }, (*tape).Mul},
	"Div": {func(x, y float64) float64 { return x / y }, (*tape).Div},
	"Max": {math.Max, (*tape).Max}, "Min": {math.Min, (*tape).Min}, "Dim": {math.Dim, (*tape).Dim},
	"Copysign": {math.Copysign, (*tape).Copysign}, "Mod": {math.Mod, (*tape).Mod}, "Remainder": {math.Remainder, (*tape).Remainder},
}

// recorded is how many functions there are: those of one and two numbers, and
// the fused product and sum.
var recorded = len(unaryFunctions) + len(binaryFunctions) + 1

// TestFunctions compares value, first and second derivatives of every function
// at 20 points and more with 30-digit values, which testdata/functions.py wrote.
func TestFunctions(t *testing.T) {
	points := map[string]int{}
	oracle(t, func(name string, fields []string) {
		points[name]++
		testFunction(t, name, fields)
	})
	if len(points) != recorded {
		t.Errorf("%d functions tested", len(points))
	}
	for name, n := range points {
		if n < 20 {
			t.Errorf("%s: %d points", name, n)
		}
	}
}

// oracle calls f with the function and the fields of every line.
func oracle(t *testing.T, f func(name string, fields []string)) {
	file, err := os.Open("testdata/functions.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if fields := strings.Fields(lines.Text()); fields[0] != "#" {
			f(fields[0], fields[1:])
		}
	}
}

func testFunction(t *testing.T, name string, fields []string) {
	f, x, want := function(t, name, fields)
	d := differentiate(f, x...)
	compare(t, name, x, d.numbers(), d.bounds(), want, 1e-14)
}

// function returns the twin, the point and the expected numbers of a line of
// the oracle, and checks the twin's value against package math.
func function(t *testing.T, name string, fields []string) (f twin, x []float64, want []string) {
	arguments := func(n int) {
		for _, text := range fields[:n] {
			x = append(x, parse(t, text))
		}
	}
	var plain float64
	if u, ok := unaryFunctions[name]; ok {
		arguments(1)
		f = func(t *tape, x []real) real { return u.twin(t, x[0]) }
		plain = u.math(x[0])
	} else if b, ok := binaryFunctions[name]; ok {
		arguments(2)
		f = func(t *tape, x []real) real { return b.twin(t, x[0], x[1]) }
		plain = b.math(x[0], x[1])
	} else {
		arguments(3)
		f = func(t *tape, x []real) real { return t.FMA(x[0], x[1], x[2]) }
		plain = math.FMA(x[0], x[1], x[2])
	}
	if v := differentiate(f, x...).v; v != plain {
		t.Errorf("%s(%v) = %v, math says %v", name, x, v, plain)
	}
	return f, x, fields[len(x):]
}

// numbers returns value, gradient and the upper triangle of the Hessian.
func (d derivatives) numbers() []float64 { return append([]float64{d.v}, triangle(d.g, d.h)...) }

func (d derivatives) bounds() []float64 {
	return append([]float64{d.valueError}, triangle(d.gb, d.hb)...)
}

func triangle(g, h []float64) []float64 {
	r := append([]float64(nil), g...)
	n := len(g)
	for i := range n {
		r = append(r, h[i*n+i:(i+1)*n]...)
	}
	return r
}

// TestBoundsWithInexactArguments evaluates the same functions at arguments that
// carry a rounding error: (x + c) - c. What is exact does not know of it, so
// the bounds must span the difference.
func TestBoundsWithInexactArguments(t *testing.T) {
	unbounded, lines := 0, 0
	oracle(t, func(name string, fields []string) {
		f, x, want := function(t, name, fields)
		for _, c := range []float64{0x1p6, 0x1p20, 0x1p36} {
			d := differentiate(func(t *tape, x []real) real {
				y := make([]real, len(x))
				for i := range x {
					y[i] = t.Sub(t.Add(x[i], k(c)), k(c))
				}
				return f(t, y)
			}, x...)
			compare(t, name, x, d.numbers(), d.bounds(), want, math.Inf(1))
			lines++
			for _, b := range d.bounds() {
				if math.IsInf(b, 1) {
					unbounded++
					break
				}
			}
		}
	})
	if unbounded*10 > lines {
		t.Errorf("%d of %d without a finite bound", unbounded, lines)
	}
}

func parse(t *testing.T, s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// compare checks each number against its 30-digit value: within its bound, and,
// apart from the value, which is package math's, to the given accuracy. The
// derivatives of Gamma and Bessel functions are sums that cancel near their
// zeros; there the scale is the size of the terms.
func compare(t *testing.T, name string, x, got, bound []float64, want []string, accuracy float64) {
	t.Helper()
	for i := range got {
		w, _, err := big.ParseFloat(want[i], 10, 400, big.ToNearestEven)
		if err != nil {
			t.Fatal(err)
		}
		if math.IsNaN(got[i]) || math.IsInf(got[i], 0) {
			if !math.IsInf(bound[i], 1) {
				t.Errorf("%s%v, number %d: %v ± %v", name, x, i, got[i], bound[i])
			}
			continue
		}
		off := exact.Distance(got[i], w)
		f, _ := w.Float64()
		if off > bound[i]+1e-29*math.Abs(f) {
			t.Errorf("%s%v, number %d: %v is off by %g from %s, bound %g", name, x, i, got[i], off, want[i], bound[i])
		}
		scale := math.Abs(f)
		switch name {
		case "Pow": // math.Pow multiplies itself up to the exponent
			scale *= 1 + math.Abs(x[1])/100
		case "Erfcinv": // math.Erfcinv(x) is that of Erfinv at 1 - x
			scale /= math.Min(x[0], 1)
		case "J0", "J1", "Jn", "Y0", "Y1", "Yn", "Lgamma", "Gamma":
			scale = 10 * (math.Abs(f) + math.Abs(got[0]) + 1)
		}
		if i > 0 && scale > 0 && off > accuracy*scale {
			t.Errorf("%s%v, number %d: %v is off by %g from %s", name, x, i, got[i], off, want[i])
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
