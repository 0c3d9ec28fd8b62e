package mathlib_test

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// peano is a minimum on every line through 0, and yet none.
var peano = autodiff.Pair(func(x, y float64) float64 { return (y - x*x) * (y - 3*x*x) },
	func(t *tape, x, y real) real { return battery["Peano"](t, []real{x, y}) }, nil)

// cube has a critical point that is no minimum and no maximum.
var cube = autodiff.Pair(func(x float64) float64 { return x * x * x },
	func(t *tape, x real) real { return t.Mul(sq(t, x), x) }, nil)

func ExampleCriticalPoint_String() {
	fmt.Println(mathlib.Classify(peano, []float64{0, 0}))
	// Output:
	// degenerate saddle at (0, 0), f = 0
	// gradient (0, 0): 0 ≤ tolerance 0
	// eigenvalues of the Hessian 0, 2, within 7.6e-30, 1 exactly 0
	// positive 1, zero 1, negative 0; Morse index 0, n₋/n 0, n₊/n 0.5
	// null direction (1, 0)
	// f ≈ f₀ - t⁴ at x₀ + t·(1, 0) + t²·(0, 2)
	// f decreases by about 1·s⁴ at x₀ + s·(1, 0) + s²·(0, 2)
	// how: proven by the term -1·t⁴ on the curve to which the null direction belongs; the lower terms are proven to be 0
}

func ExampleCriticalPoint_LaTeX() {
	fmt.Println(mathlib.Classify(cube, 0).LaTeX())
	// Output:
	// $$\begin{gathered} \nabla f = \begin{bmatrix} 0 \end{bmatrix},\quad H = \begin{bmatrix} 0 \end{bmatrix},\quad \lambda = 0 \\ f \approx f_0 + t^{3},\quad x = x_0 + t\,(1) \end{gathered}$$
}

func ExampleCriticalPoint_Markdown() {
	fmt.Println(mathlib.Classify(cube, 1).Markdown())
	// Output:
	// **not critical** at $(1)$, $f = 1$
	//
	// $$\nabla f = \begin{bmatrix} 3 \end{bmatrix},\quad H = \begin{bmatrix} 6 \end{bmatrix},\quad \lambda = 6$$
	//
	// - gradient (3): 3 > tolerance 5.3e-15
	// - eigenvalues of the Hessian 6, within 1.1e-29
	// - positive 1, zero 0, negative 0; Morse index 0, n₋/n 0, n₊/n 1
	// - how: the gradient is larger than rounding explains
}

func ExampleCriticalPoint_HTML() {
	page := mathlib.Classify(cube, 0).HTML()
	fmt.Println(regexp.MustCompile(` ?<[^>]*> ?`).ReplaceAllString(page, "|"))
	// Output: ||degenerate saddle|at (0), f = 0|||||eigenvalue||±||sign||direction||||λ|1|||0||0||zero, exactly||(1)||||gradient (0): 0 ≤ tolerance 0||positive 0, zero 1, negative 0; Morse index 0, n₋/n 0, n₊/n 0||f ≈ f₀ + t³ at x₀ + t·(1)||f decreases by about 1·s³ at x₀ + s·(-1)||how: proven by the term 1·t³ on the curve to which the null direction belongs; the lower terms are proven to be 0||
}

func ExampleEscape_String() {
	fmt.Println(mathlib.Classify(peano, []float64{0, 0}).Escape)
	// Output: f decreases by about 1·s⁴ at x₀ + s·(1, 0) + s²·(0, 2)
}

// TestHTMLIsQuiet: no script, nothing fetched, and colours that leave the text
// as it is.
func TestHTMLIsQuiet(t *testing.T) {
	for _, p := range criticalPoints() {
		f, _ := withTwin(t, p)
		page := mathlib.Classify(f, p.X).HTML()
		for _, loud := range []string{"<script", "href", "src=", " color:", "on"} {
			if regexp.MustCompile(`<[^>]*\b` + loud).MatchString(page) {
				t.Errorf("%s: %s in %s", p.Name, loud, page)
			}
		}
		if strings.Count(page, "<div>") != strings.Count(page, "</div>") || strings.Count(page, "<td") != strings.Count(page, "</td>") {
			t.Errorf("%s: %s", p.Name, page)
		}
	}
}

// TestLongReportsAreCut: with many variables a report has a screen's length.
func TestLongReportsAreCut(t *testing.T) {
	x := make([]float64, 200)
	x[0] = 1
	c := verdictOn(func(t *tape, x []real) real {
		sum := k(0)
		for i := range x {
			sum = t.Add(sum, t.Mul(x[i], k(float64(i+1))))
		}
		return sq(t, t.Sub(sum, k(1)))
	}, x)
	if c.Kind != mathlib.ValleyOfMinima || !strings.Contains(c.Method, "proven") {
		t.Error(c)
	}
	if n := len(c.String()); n > 4000 {
		t.Errorf("%d bytes:\n%s", n, c)
	}
	if n := len(c.HTML()); n > 12000 {
		t.Errorf("%d bytes of HTML", n)
	}
}

// TestGradientFlatPointIsNamed: x³/3 + x/100 has no critical point, but at 0 its
// slope is smallest.
func TestGradientFlatPointIsNamed(t *testing.T) {
	c := verdictOn(func(t *tape, x []real) real {
		return t.Add(t.Add(t.Div(power(t, x[0], 3), k(3)), t.Mul(x[0], k(0.01))), sq(t, x[1]))
	}, []float64{0, 0})
	if c.Kind != mathlib.NotCritical || c.Flatness != 0 || !strings.Contains(c.String(), "gradient-flat: ‖Hg‖/(‖H‖‖g‖) = 0") {
		t.Error(c)
	}
	if c := verdictOn(func(t *tape, x []real) real { return t.Add(sq(t, x[0]), x[0]) }, []float64{1}); c.Reason != "" || c.Flatness != 1 {
		t.Error(c)
	}
}

// TestEscapesDescend follows every escape a little.
func TestEscapesDescend(t *testing.T) {
	found := 0
	for _, p := range criticalPoints() {
		f, _ := withTwin(t, p)
		c := mathlib.Classify(f, p.X)
		e := c.Escape
		if needed := c.Kind == mathlib.StrictSaddle || c.Kind == mathlib.DegenerateMaximum || c.Kind == mathlib.StrictMaximum; needed && e == nil {
			t.Errorf("%s: no escape from a %s", p.Name, c.Kind)
		}
		if e == nil {
			continue
		}
		found++
		if c.Kind == mathlib.StrictMinimum || c.Kind == mathlib.DegenerateMinimum || c.Kind == mathlib.ValleyOfMinima || c.Kind == mathlib.NotCritical {
			t.Errorf("%s: an escape from a %s", p.Name, c.Kind)
		}
		length := 0.0
		for _, d := range e.Direction {
			length = math.Hypot(length, d)
		}
		const s = 0.01
		down := p.F(p.X) - p.F(e.At(s))
		if math.Abs(length-1) > 1e-14 || math.Abs(down-e.Decrease(s)) > 0.1*e.Decrease(s)+1e-15 {
			t.Errorf("%s: f falls by %g, predicted %g, on %v of length %v", p.Name, down, e.Decrease(s), e, length)
		}
	}
	if found < 15 {
		t.Errorf("only %d escapes", found)
	}
}
