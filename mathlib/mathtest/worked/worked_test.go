package worked

import (
	"math"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// TestLifted runs the tests of this package with the twins of its functions.
func TestLifted(t *testing.T) { lifted.Run(t, "TestLinearLayer") }

// precision is how far exact numbers may be off, relatively.
const precision = 1e-14

// number fails unless got is want, relatively, or absolutely when it is 0.
func number(t *testing.T, what string, got, want float64) {
	t.Helper()
	scaled(t, what, got, want, 1)
}

// scaled is number for a want that the sum of terms of some size makes.
func scaled(t *testing.T, what string, got, want, terms float64) {
	t.Helper()
	scale := math.Abs(want)
	if want == 0 || terms > 1 {
		scale = terms
	}
	if !(math.Abs(got-want) <= precision*scale) {
		t.Errorf("%s is %.17g, want %.17g", what, got, want)
	}
}

// entries fails unless the matrix, or vector, has the given entries, by rows.
// Zeros are compared on the scale of the largest.
func entries(t *testing.T, what string, got mat.Matrix, want ...float64) {
	t.Helper()
	rows, columns := got.Dims()
	if rows*columns != len(want) {
		t.Fatalf("%s is %d×%d, want %d numbers", what, rows, columns, len(want))
	}
	terms := 1.0
	for _, w := range want {
		terms = math.Max(terms, math.Abs(w))
	}
	for i, w := range want {
		g := got.At(i/columns, i%columns)
		if scale := math.Abs(w); !(math.Abs(g-w) <= precision*scale) && (w != 0 || !(math.Abs(g) <= precision*terms)) {
			t.Errorf("%s: entry %d, %d is %.17g, want %.17g", what, i/columns, i%columns, g, w)
		}
	}
	if r, ok := got.(interface{ LaTeX() string }); ok && strings.Contains(r.LaTeX(), "finite differences") {
		t.Errorf("%s was not recorded", what)
	}
}

// list is entries for a slice.
func list(t *testing.T, what string, got []float64, want ...float64) {
	t.Helper()
	entries(t, what, mat.NewVecDense(len(got), got), want...)
}

// digits are the numbers of testdata/digits.txt by name.
var digits = sync.OnceValue(func() map[string]float64 {
	file, err := os.ReadFile("testdata/digits.txt")
	if err != nil {
		panic(err)
	}
	table := map[string]float64{}
	for line := range strings.Lines(string(file)) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			table[name] = v
		}
	}
	return table
})

// rounded fails unless got is the number called name, which the tutorials give
// as printed: that must be right to half a unit of its last digit.
func rounded(t *testing.T, what string, got float64, name, printed string) {
	t.Helper()
	want, ok := digits()[name]
	if !ok {
		t.Fatalf("no number %s", name)
	}
	number(t, what, got, want)
	given, err := strconv.ParseFloat(printed, 64)
	if err != nil {
		t.Fatal(err)
	}
	_, decimals, _ := strings.Cut(printed, ".")
	if unit := math.Pow(10, -float64(len(decimals))); math.Abs(want-given) > unit/2+precision*math.Abs(want) {
		t.Errorf("%s: %s was printed for %.17g", what, printed, want)
	}
}

// eigenvalues returns those of a symmetric matrix, ascending.
func eigenvalues(a mat.Symmetric) []float64 {
	var e mat.EigenSym
	if !e.Factorize(a, true) {
		return nil
	}
	return e.Values(nil)
}

// spectrum fails unless the Hessian has the given eigenvalues.
func spectrum(t *testing.T, what string, h mathlib.Symmetric, want ...float64) {
	t.Helper()
	list(t, "eigenvalues of "+what, eigenvalues(h), want...)
}

// product returns a·b.
func product(a, b mat.Matrix) *mat.Dense {
	var c mat.Dense
	c.Mul(a, b)
	return &c
}
