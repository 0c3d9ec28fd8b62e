package worked

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// rosenbrock is the chain Σ 100(x[i+1] - x[i]²)² + (1 - x[i])².
func rosenbrock(x []float64) float64 {
	sum := 0.0
	for i := range len(x) - 1 {
		a, b := x[i+1]-x[i]*x[i], 1-x[i]
		sum += 100*a*a + b*b
	}
	return sum
}

func kinetic(m, v float64) float64       { return 0.5 * m * v * v }
func squareProduct(x, y float64) float64 { return x*x*y + y*y }
func readme(x []float64) float64         { return math.Sin(x[0]) + x[1]*x[2]*x[3] }

// TestRosenbrockChain is the chain of 100 numbers, whose Hessian is tridiagonal.
func TestRosenbrockChain(t *testing.T) {
	lifted.Only(t)
	x := make([]float64, 100)
	for i := range x {
		x[i] = -1.2 + 0.02*float64(i)
	}
	h, s := mathlib.Hessian(rosenbrock, x), mathlib.SparseHessian(rosenbrock, x)
	if s.Colours != 3 || len(s.Value) != 298 {
		t.Errorf("%d colours for %d entries", s.Colours, len(s.Value))
	}
	for i := range x {
		for j := range x {
			want, terms := 0.0, 1.0
			switch {
			case i == j && i == 99:
				want = 200
			case i == j:
				want, terms = 1200*x[i]*x[i]-400*x[i+1]+2, 1200*x[i]*x[i]+400*math.Abs(x[i+1])+202
				if i > 0 {
					want += 200
				}
			case i-j == 1 || j-i == 1:
				want = -400 * x[min(i, j)]
			}
			scaled(t, "the dense Hessian", h.At(i, j), want, terms)
			scaled(t, "the sparse Hessian", s.At(i, j), want, terms)
		}
	}
}

// TestReadmes are the examples of other libraries' front pages.
func TestReadmes(t *testing.T) {
	lifted.Only(t)
	entries(t, "the Hessian of ½mv²", mathlib.Hessian(kinetic, []float64{10, 2}), 0, 2, 2, 10)
	number(t, "d(x²y + y²)/dx", mathlib.Gradient(squareProduct, []float64{5, 3}).AtVec(0), 30)
	g, h := mathlib.Gradient(readme, []float64{math.Pi / 4, 2, 3, 4}), mathlib.Hessian(readme, []float64{math.Pi / 4, 2, 3, 4})
	rounded(t, "cos π/4", g.AtVec(0), "cosine-of-pi-quarter", "0.70710678")
	rounded(t, "sin π/4", -h.At(0, 0), "sine-of-pi-quarter", "0.70710678")
	entries(t, "the gradient", g, g.AtVec(0), 12, 8, 6)
	entries(t, "the Hessian", h, h.At(0, 0), 0, 0, 0, 0, 0, 4, 3, 0, 4, 0, 2, 0, 3, 2, 0)
}

// The battery of degenerate points.
func bowl(x, y float64) float64        { return x*x + y*y }
func dome(x, y float64) float64        { return -(x*x + y*y) }
func pass(x, y float64) float64        { return x*x - y*y }
func steepPass(x, y float64) float64   { return 5*x*x - y*y }
func quarticBowl(x, y float64) float64 { return math.Pow(x, 4) + math.Pow(y, 4) }
func quarticDome(x, y float64) float64 { return -(math.Pow(x, 4) + math.Pow(y, 4)) }
func quarticPass(x, y float64) float64 { return math.Pow(x, 4) - math.Pow(y, 4) }
func monkey(x, y float64) float64      { return x*x*x - 3*x*y*y }
func trough(x, y float64) float64      { return x*x + math.Pow(y, 4) }
func peano(x, y float64) float64       { return (y - x*x) * (y - 3*x*x) }
func gutter(x, y float64) float64      { return x * x }
func constant(x, y float64) float64    { return 3 }
func shallow(x, y float64) float64     { return x*x + 1e-10*y*y }
func crease(x, y float64) float64      { return math.Abs(x) + y*y }

// TestBattery has the eigenvalues at 0 of the battery of points on which second
// order decides or is silent, and what it says.
func TestBattery(t *testing.T) {
	lifted.Only(t)
	zero := []float64{0, 0}
	for _, p := range []struct {
		name      string
		f         func(x, y float64) float64
		low, high float64
		decided   mathlib.Kind // Undecided: by second order nothing is
	}{
		{"x² + y²", bowl, 2, 2, mathlib.StrictMinimum},
		{"-(x² + y²)", dome, -2, -2, mathlib.StrictMaximum},
		{"x² - y²", pass, -2, 2, mathlib.StrictSaddle},
		{"5x² - y²", steepPass, -2, 10, mathlib.StrictSaddle},
		{"x⁴ + y⁴", quarticBowl, 0, 0, mathlib.Undecided},
		{"-(x⁴ + y⁴)", quarticDome, 0, 0, mathlib.Undecided},
		{"x⁴ - y⁴", quarticPass, 0, 0, mathlib.Undecided},
		{"x³ - 3xy²", monkey, 0, 0, mathlib.Undecided},
		{"x² + y⁴", trough, 0, 2, mathlib.Undecided},
		{"(y - x²)(y - 3x²)", peano, 0, 2, mathlib.Undecided},
		{"x²", gutter, 0, 2, mathlib.Undecided},
		{"3", constant, 0, 0, mathlib.Undecided},
		{"x² + 1e-10·y²", shallow, 2e-10, 2, mathlib.StrictMinimum},
	} {
		list(t, "the eigenvalues of "+p.name, eigenvalues(mathlib.Hessian(p.f, zero)), p.low, p.high)
		c := mathlib.Classify(p.f, zero)
		if p.decided != mathlib.Undecided && c.Kind != p.decided {
			t.Errorf("%s: %s, want %s", p.name, c.Kind, p.decided)
		}
	}
	if c := mathlib.Classify(crease, zero); c.Kind != mathlib.NotSmooth {
		t.Errorf("|x| + y²: %s", c.Kind)
	}
	// On every straight line through 0 Peano's surface has a minimum; on the
	// parabola y = 2x² it is -x⁴.
	list(t, "Peano's surface on a line", mathlib.TaylorAlong(peano, zero, []float64{1, 0}, 4).Coefficients, 0, 0, 0, 0, 3)
	list(t, "on the parabola", mathlib.Taylor(peanoOnParabola, 0, 4).Coefficients, 0, 0, 0, 0, -1)
	entries(t, "the Hessian of three factors", mathlib.Hessian(surface3, []float64{0, 0, 0}), make([]float64, 9)...)
}

func peanoOnParabola(x float64) float64 { return peano(x, 2*x*x) }
