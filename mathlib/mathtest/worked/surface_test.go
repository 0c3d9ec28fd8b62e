package worked

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// surface is the error surface (1 - w1·w2)² of a network of two weights, and
// surface3 that of three.
func surface(w []float64) float64  { return math.Pow(1-w[0]*w[1], 2) }
func surface3(w []float64) float64 { return math.Pow(1-w[0]*w[1]*w[2], 2) }

// TestSurface is the table of points: values, gradients, Hessians by their
// formula, eigenvalues. Where an eigenvalue is 0 the signs that NumPy 1.24.2's
// eigvals computes are luck: 4.4e-16 at (1, 1) and 3.5e-18 at (0.1, 10) pass
// for a minimum, 0 at (2, ½) and (3, ⅓) for a saddle. gonum 0.16.0's Hessian by
// differences has -5.7e-4 and 4.0006 at (1, 1), -3.3e-4 and 8.5003 at (2, ½).
func TestSurface(t *testing.T) {
	lifted.Only(t)
	for _, p := range []struct {
		name      string
		u, v      float64
		value     float64
		gradient  []float64
		low, high float64
		size      float64 // of the terms that the Hessian is added up from
	}{
		{"(0, 0)", 0, 0, 1, []float64{0, 0}, -2, 2, 2},
		{"(1, 1)", 1, 1, 0, []float64{0, 0}, 0, 4, 4},
		{"(-1, -1)", -1, -1, 0, []float64{0, 0}, 0, 4, 4},
		{"(2, ½)", 2, 0.5, 0, []float64{0, 0}, 0, 8.5, 8.5},
		{"(0.1, 10)", 0.1, 10, 0, []float64{0, 0}, 0, 200.02, 200},
		{"(3, ⅓)", 3, 1. / 3, 0, []float64{0, 0}, 0, digits()["surface-third-2"], 18},
		{"(1, 0)", 1, 0, 1, []float64{0, -2}, digits()["surface-axis-1"], digits()["surface-axis-2"], 2},
		{"(½, 0.3)", 0.5, 0.3, 0.7225, []float64{-0.51, -0.85}, digits()["surface-inside-1"], digits()["surface-inside-2"], 2},
		{"(-1, 1)", -1, 1, 4, []float64{-4, 4}, -4, 8, 8},
		{"(0.1, 0.1)", 0.1, 0.1, 0.9801, []float64{-0.198, -0.198}, -1.94, 1.98, 2},
	} {
		value, g, h := mathlib.ValueAndHessian(surface, []float64{p.u, p.v})
		number(t, "L at "+p.name, value, p.value)
		for i, want := range p.gradient {
			scaled(t, "the gradient at "+p.name, g.AtVec(i), want, p.size)
		}
		for i, want := range []float64{2 * p.v * p.v, -2 + 4*p.u*p.v, -2 + 4*p.u*p.v, 2 * p.u * p.u} {
			number(t, "the Hessian at "+p.name, h.At(i/2, i%2), want)
		}
		values := eigenvalues(h)
		scaled(t, "λ1 at "+p.name, values[0], p.low, p.size)
		scaled(t, "λ2 at "+p.name, values[1], p.high, p.size)
		if p.value == 0 {
			scaled(t, "det H on the hyperbola", mat.Det(h), 0, p.size)
			scaled(t, "2(w1² + w2²)", values[1], 2*(p.u*p.u+p.v*p.v), p.size)
		}
	}
	rounded(t, "1 - √5", 1-math.Sqrt(5), "surface-axis-1", "-1.2360679775")
	rounded(t, "1 + √5", 1+math.Sqrt(5), "surface-axis-2", "3.2360679775")
	inside := eigenvalues(mathlib.Hessian(surface, []float64{0.5, 0.3}))
	rounded(t, "λ1 at (½, 0.3)", inside[0], "surface-inside-1", "-1.0691131963")
	rounded(t, "λ2 at (½, 0.3)", inside[1], "surface-inside-2", "1.7491131963")
	rounded(t, "λ2 at (3, ⅓)", eigenvalues(mathlib.Hessian(surface, []float64{3, 1. / 3}))[1], "surface-third-2", "18.2222")
}

// TestSaddleOfSurface is the saddle at 0: its directions, and what happens along
// them.
func TestSaddleOfSurface(t *testing.T) {
	lifted.Only(t)
	zero := []float64{0, 0}
	c := mathlib.Classify(surface, zero)
	if c.Kind != mathlib.StrictSaddle {
		t.Error(c)
	}
	list(t, "the eigenvalues", c.Eigenvalues, -2, 2)
	number(t, "the slope of the falling direction", c.Eigenvectors.At(1, 0)/c.Eigenvectors.At(0, 0), 1)
	number(t, "the slope of the rising direction", c.Eigenvectors.At(1, 1)/c.Eigenvectors.At(0, 1), -1)
	for _, along := range []struct {
		name string
		v    []float64
		sign float64
	}{{"(t, t)", []float64{1, 1}, -1}, {"(t, -t)", []float64{1, -1}, 1}} {
		s := mathlib.TaylorAlong(surface, zero, along.v, 4)
		list(t, "L along "+along.name, s.Coefficients, 1, 0, 2*along.sign, 0, 1)
	}
	number(t, "L at (1, 1)", surface([]float64{1, 1}), 0)

	// A Newton step from (0.1, 0.1) goes to the saddle. From (0.1, -0.1) gonum
	// 0.16.0's BFGS and LBFGS stop at the saddle for a small gradient, its Newton
	// leaves by rounding alone; from (0, 0) all three fail.
	_, g, h := mathlib.ValueAndHessian(surface, []float64{0.1, 0.1})
	var step mat.VecDense
	if err := step.SolveVec(h, g); err != nil {
		t.Fatal(err)
	}
	scaled(t, "a Newton step", 0.1-step.AtVec(0), digits()["surface-newton"], 0.1)
	rounded(t, "by its formula", 0.1-(-0.198)/(-1.94), "surface-newton", "-0.0020618556701")
}

// rotated is the surface in the coordinates t along the valley at (1, 1) and y
// across it.
func rotated(t, y float64) float64 {
	return surface([]float64{1 + (y+t)/math.Sqrt2, 1 + (y-t)/math.Sqrt2})
}

// straight line and curve through (1, 1): y = 0 and y = t²/√8.
func alongLine(t float64) float64  { return rotated(t, 0) }
func alongCurve(t float64) float64 { return rotated(t, t*t/math.Sqrt(8)) }

// TestValleyOfSurface: on the straight null line L looks like t⁴/4, on the curve
// that the minima lie on the fourth order vanishes.
func TestValleyOfSurface(t *testing.T) {
	lifted.Only(t)
	for i, want := range []float64{0, 0, 0, 0, 0.25} {
		scaled(t, "the series on the null line", mathlib.Taylor(alongLine, 0, 4).Coefficients[i], want, 2)
		scaled(t, "the series on the curve", mathlib.Taylor(alongCurve, 0, 4).Coefficients[i], 0, 2)
	}
	root := math.Sqrt2
	for _, p := range [][2]float64{{0.5, -0.25}, {-2, 1}, {0.1, 3}} {
		u, y := p[0], p[1]
		terms := []float64{2 * y * y, -root * y * u * u, u * u * u * u / 4, -u * u * y * y / 2, root * y * y * y, y * y * y * y / 4}
		scaled(t, "L by its six terms", sum(terms), rotated(u, y), 2+math.Abs(terms[4])*3)
	}
	number(t, "c* = c - b²/(2λ)", 0.25-root*root/(2*4), 0)
}

// TestMinimumRatio: the share of positive eigenvalues does not tell the saddle
// from the valley, the share of negative ones does.
func TestMinimumRatio(t *testing.T) {
	lifted.Only(t)
	for _, p := range []struct {
		f            func([]float64) float64
		x            []float64
		ratio, alpha float64
	}{
		{surface, []float64{0, 0}, 0.5, 0.5},
		{surface, []float64{1, 1}, 0.5, 0},
		{surface3, []float64{0, 0, 0}, 0, 0},
		{surface3, []float64{1, 1, 1}, 1. / 3, 0},
	} {
		c := mathlib.Classify(p.f, p.x)
		if c.MinimumRatio != p.ratio || c.Alpha != p.alpha {
			t.Errorf("at %v: minimum ratio %v, alpha %v", p.x, c.MinimumRatio, c.Alpha)
		}
	}
	h := mathlib.Hessian(surface3, []float64{1, 1, 1})
	entries(t, "H at (1, 1, 1)", h, 2, 2, 2, 2, 2, 2, 2, 2, 2)
	spectrum(t, "three factors", h, 0, 0, 6)
	entries(t, "H at 0", mathlib.Hessian(surface3, []float64{0, 0, 0}), make([]float64, 9)...)
	list(t, "L towards (1, 1, 1)", mathlib.TaylorAlong(surface3, []float64{0, 0, 0}, []float64{1, 1, 1}, 6).Coefficients, 1, 0, 0, -2, 0, 0, 1)
}
