package plain_test

import (
	"fmt"
	"math"
	"math/big"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/exact"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
	"github.com/gonabla/nabla/mathlib/mathtest/plain"
)

// A row is a line of the oracle.
type row struct {
	name     string
	x        []float64
	value    *big.Float
	gradient []*big.Float
	hessian  []*big.Float // upper triangle by rows
}

// oracle returns the rows of testdata/oracle.txt.
func oracle(t *testing.T) []row {
	file, err := os.ReadFile("testdata/oracle.txt")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for line := range strings.Lines(string(file)) {
		fields := strings.Fields(line)
		if fields[0] == "#" {
			continue
		}
		n, err := strconv.Atoi(fields[1])
		if err != nil || len(fields) != 2+n+1+n+n*(n+1)/2 {
			t.Fatalf("%d fields in %s", len(fields), line)
		}
		r := row{name: fields[0]}
		for _, text := range fields[2 : 2+n] {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil {
				t.Fatal(err)
			}
			r.x = append(r.x, v)
		}
		var numbers []*big.Float
		for _, text := range fields[2+n:] {
			v, _, err := big.ParseFloat(text, 10, 400, big.ToNearestEven)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, v)
		}
		r.value, r.gradient, r.hessian = numbers[0], numbers[1:1+n], numbers[1+n:]
		rows = append(rows, r)
	}
	return rows
}

// cancelling are the functions whose terms cancel at one of their points: there
// the rounding of the function itself is multiplied, and only bounds hold.
var cancelling = map[string]bool{
	"tripleRoot": true, "wilkinson": true, "himmelblau": true, "wood": true, "continuedFraction": true,
	"parallelResistance": true, "barycentric": true, "reciprocalDifference": true, "sinc": true, "versine": true,
	"exponentialRatio": true, "blackScholes": true, "diffraction": true, "logisticMap": true, "taylorExponential": true,
	"gradientSteps": true, "choleskyLogarithm": true, "hilbertSolution": true, "crossEntropy": true, "normalised": true,
	"recurrent": true, "haversine": true, "logisticRegression": true, "gaussianProcess": true, "varianceOnePass": true,
	"heron": true, "smallRoot": true, "powerNorm": true, "shiftedSquares": true,
}

// compared counts the kinks that are listed although nothing depends on them: an
// |x| at 0 that only a comparison looks at.
var compared = map[string]int{"sinc[0]": 1, "determinant[0 1 2 1 0 3 4 -3 8]": 1, "huber[1 2]": 1}

// within fails unless every number is within its bound of the oracle's, whose
// last digits count for slack.
func within(t *testing.T, r row, what string, got, bound []float64, want []*big.Float, slack float64) {
	t.Helper()
	for i, w := range want {
		if off := exact.Distance(got[i], w); !(off <= bound[i]+slack) {
			t.Errorf("%s%v: entry %d of the %s is %v, off by %g from %.30g, bound %g", r.name, r.x, i, what, got[i], off, w, bound[i])
		}
	}
}

// largest returns the largest absolute value.
func largest(numbers []*big.Float) float64 {
	m := 0.0
	for _, v := range numbers {
		f, _ := v.Float64()
		m = math.Max(m, math.Abs(f))
	}
	return m
}

// accurate fails unless every number is right to 1e-14 of the largest, for
// functions that do not cancel.
func accurate(t *testing.T, r row, what string, got []float64, want []*big.Float) {
	t.Helper()
	for i, w := range want {
		if off := exact.Distance(got[i], w); !cancelling[r.name] && !(off <= 1e-14*largest(want)) {
			t.Errorf("%s%v: entry %d of the %s is %v, off by %g from %.30g", r.name, r.x, i, what, got[i], off, w)
		}
	}
}

// TestValues holds the functions themselves against the oracle, so that both
// mean the same.
func TestValues(t *testing.T) {
	functions, rows := functions(), map[string]int{}
	for _, r := range oracle(t) {
		rows[r.name]++
		want, _ := r.value.Float64()
		got := functions[r.name](append([]float64(nil), r.x...))
		if !cancelling[r.name] && math.Abs(got-want) > 1e-13*(1+math.Abs(want)) {
			t.Errorf("%s%v = %v, want %v", r.name, r.x, got, want)
		}
	}
	for name := range functions {
		if rows[name] < 2 {
			t.Errorf("%s: %d points", name, rows[name])
		}
	}
	if len(functions) < 100 || len(rows) != len(functions) {
		t.Errorf("%d functions, %d in the oracle", len(functions), len(rows))
	}
}

// functions is the catalogue by names.
func functions() map[string]func([]float64) float64 {
	list := map[string]func([]float64) float64{}
	for _, f := range plain.Functions {
		list[f.Name] = f.F
	}
	return list
}

// TestDerivatives holds gradients, Hessians and their products against the
// oracle.
func TestDerivatives(t *testing.T) {
	lifted.Only(t)
	functions := functions()
	numbers, tight := 0, 0
	for _, r := range oracle(t) {
		f := functions[r.name]
		g, h := mathlib.Gradient(f, r.x), mathlib.Hessian(f, r.x)
		kinks := compared[fmt.Sprint(r.name, r.x)]
		if g.Method != mathlib.Recorded || h.Method != mathlib.Recorded || len(g.Kinks) != kinks || len(h.Kinks) != kinks {
			t.Fatalf("%s%v: %s %v, %s %v", r.name, r.x, g.Method, g.Kinks, h.Method, h.Kinks)
		}
		var first, firstBound, second, secondBound []float64
		for i := range r.x {
			first, firstBound = append(first, g.AtVec(i)), append(firstBound, g.ErrorAt(i))
			for j := i; j < len(r.x); j++ {
				second, secondBound = append(second, h.At(i, j)), append(secondBound, h.ErrorAt(i, j))
			}
		}
		within(t, r, "gradient", first, firstBound, r.gradient, 1e-29*largest(r.gradient))
		within(t, r, "Hessian", second, secondBound, r.hessian, 1e-29*largest(r.hessian))
		accurate(t, r, "gradient", first, r.gradient)
		accurate(t, r, "Hessian", second, r.hessian)
		for i, b := range append(firstBound, secondBound...) {
			scale := largest(r.gradient)
			if i >= len(first) {
				scale = largest(r.hessian)
			}
			if numbers++; b <= 1e-11*scale {
				tight++
			}
		}
		products(t, r, f)
	}
	if tight*100 < numbers*90 {
		t.Errorf("only %d of %d bounds are below a hundred-billionth", tight, numbers)
	}
}

// products compares what is made of a Hessian without forming it.
func products(t *testing.T, r row, f func([]float64) float64) {
	n := len(r.x)
	v := make([]float64, n)
	for i := range v {
		v[i] = float64(i%3) - 0.75
	}
	full := make([][]*big.Float, n)
	for i := range full {
		full[i] = make([]*big.Float, n)
	}
	trace, k := exact.New(0), 0
	for i := range n {
		for j := i; j < n; j++ {
			full[i][j], full[j][i] = r.hessian[k], r.hessian[k]
			k++
		}
		trace.Add(trace, full[i][i])
	}
	got, bound, want := make([]float64, n), make([]float64, n), make([]*big.Float, n)
	hv, laplacian := mathlib.HessianVec(f, r.x, v), mathlib.Laplacian(f, r.x)
	for i := range n {
		got[i], bound[i], want[i] = hv.AtVec(i), hv.ErrorAt(i), exact.Dot(full[i], v)
	}
	slack := 1e-28 * largest(r.hessian)
	within(t, r, "Hessian times a vector", got, bound, want, slack)
	within(t, r, "Laplacian", []float64{laplacian.Value}, []float64{laplacian.Error}, []*big.Float{trace}, slack)

	series := mathlib.TaylorAlong(f, r.x, v, 2)
	slope, bend := exact.Dot(r.gradient, v), exact.Dot(want, v)
	bend.Quo(bend, exact.New(2))
	within(t, r, "series", series.Coefficients[1:], []float64{series.ErrorAt(1), series.ErrorAt(2)},
		[]*big.Float{slope, bend}, 1e-28*(largest(r.gradient)+largest(r.hessian)))
}
