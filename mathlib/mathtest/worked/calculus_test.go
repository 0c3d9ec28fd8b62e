package worked

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
)

// The functions of one variable of the table of rules, and of the chain rules.
func constant99(x float64) float64     { return 99 }
func threeTimes(x float64) float64     { return 3 * x }
func cubed(x float64) float64          { return math.Pow(x, 3) }
func squareAndLine(x float64) float64  { return x*x + 3*x }
func squareLessLine(x float64) float64 { return x*x - 3*x }
func squareTimes(x float64) float64    { return x * x * x }
func logOfSquare(x float64) float64    { return math.Log(x * x) }
func nineTimes(x float64) float64      { return 9 * (x + x*x) }
func sineOfSquare(x float64) float64   { return math.Sin(x * x) }
func deepChain(x float64) float64      { return math.Log(math.Pow(math.Sin(x*x*x), 2)) }
func sineOfSum(x float64) float64      { return math.Sin(x + x*x) }

func lineAndSquare(x float64) float64 {
	u1 := x * x
	u2 := x + u1
	return u2
}

func timesSquare(x float64) float64 {
	u1 := x * x
	u2 := x * u1
	return u2
}

// TestScalarRules is the table of rules, each at x = 2 and at another point.
func TestScalarRules(t *testing.T) {
	lifted.Only(t)
	for _, rule := range []struct {
		name string
		f    func(float64) float64
		want func(x float64) float64
	}{
		{"99", constant99, func(x float64) float64 { return 0 }},
		{"3x", threeTimes, func(x float64) float64 { return 3 }},
		{"x³", cubed, func(x float64) float64 { return 3 * x * x }},
		{"x² + 3x", squareAndLine, func(x float64) float64 { return 2*x + 3 }},
		{"x² - 3x", squareLessLine, func(x float64) float64 { return 2*x - 3 }},
		{"x²·x", squareTimes, func(x float64) float64 { return 3 * x * x }},
		{"ln x²", logOfSquare, func(x float64) float64 { return 2 / x }},
		{"9(x + x²)", nineTimes, func(x float64) float64 { return 9 + 18*x }},
		{"x + x²", lineAndSquare, func(x float64) float64 { return 1 + 2*x }},
		{"x·x²", timesSquare, func(x float64) float64 { return 3 * x * x }},
		{"sin x²", sineOfSquare, func(x float64) float64 { return 2 * x * math.Cos(x*x) }},
	} {
		for _, x := range []float64{2, -0.75} {
			number(t, "the derivative of "+rule.name, mathlib.Derivative(rule.f, x).Value, rule.want(x))
		}
	}
	number(t, "9 + 18x at 2", mathlib.Derivative(nineTimes, 2).Value, 45)
}

// TestChainRules are the numbers of the three chain rules.
func TestChainRules(t *testing.T) {
	lifted.Only(t)
	at := func(f func(float64) float64) float64 { return mathlib.Derivative(f, 1).Value }
	rounded(t, "(sin x²)'", at(sineOfSquare), "sine-of-square", "1.080604611736279")
	rounded(t, "(ln sin²x³)'", at(deepChain), "logarithm-of-sine", "3.852555695605984")
	number(t, "(x + x²)'", at(lineAndSquare), 3)
	number(t, "(x·x²)'", at(timesSquare), 3)
	rounded(t, "(sin(x + x²))'", at(sineOfSum), "sine-of-sum", "-1.248440509641427")

	outer := mathlib.Jacobian(logAndSine, inner(2))
	inside := mathlib.Jacobian(inner, 2)
	whole := mathlib.Jacobian(composed, 2)
	entries(t, "(df/dg)(dg/dx)", product(outer, inside), whole.At(0, 0), whole.At(1, 0))
	entries(t, "diag(1/g1, cos g2)", outer, 0.25, 0, 0, math.Cos(6))
	entries(t, "(2x, 3)ᵀ", inside, 4, 3)
	number(t, "2/x", whole.At(0, 0), 1)
	rounded(t, "3cos 3x", whole.At(1, 0), "sine-of-three", "2.880510859951098")
}

// composed is (ln x², sin 3x), the composition of logAndSine and inner.
func composed(x float64) []float64     { return logAndSine(inner(x)) }
func inner(x float64) []float64        { return []float64{x * x, 3 * x} }
func logAndSine(g []float64) []float64 { return []float64{math.Log(g[0]), math.Sin(g[1])} }

// The textbook pair, and their field.
func times(x, y float64) float64  { return x * y }
func cubic(x, y float64) float64  { return 3 * x * x * y }
func eighth(x, y float64) float64 { return 2*x + math.Pow(y, 8) }
func pair(x, y float64) []float64 { return []float64{cubic(x, y), eighth(x, y)} }

// TestPartialDerivatives is the gradient and the Jacobian of the pair.
func TestPartialDerivatives(t *testing.T) {
	lifted.Only(t)
	one, other := []float64{1, 1}, []float64{2, 3}
	entries(t, "grad xy", mathlib.Gradient(times, other), 3, 2)
	entries(t, "grad 3x²y", mathlib.Gradient(cubic, other), 36, 12)
	entries(t, "grad 2x + y⁸", mathlib.Gradient(eighth, other), 2, 17496)
	j := mathlib.Jacobian(pair, one)
	entries(t, "J at (1, 1)", j, 6, 3, 2, 8)
	number(t, "det J", mat.Det(j), 42)
	entries(t, "in denominator layout", j.T(), 6, 2, 3, 8)
	entries(t, "J at (2, 3)", mathlib.Jacobian(pair, other), 36, 12, 2, 17496)
	entries(t, "the Hessian of 3x²y", mathlib.Hessian(cubic, one), 6, 6, 6, 0)
	entries(t, "the Hessian of 2x + y⁸", mathlib.Hessian(eighth, one), 0, 0, 0, 56)
	if values := eigenvalues(mathlib.Hessian(cubic, one)); !(values[0] < 0 && values[1] > 0) {
		t.Error("the Hessian of 3x²y is not indefinite")
	}
}

// TestShapesOfJacobians are the four shapes, and the identity.
func TestShapesOfJacobians(t *testing.T) {
	lifted.Only(t)
	for _, shape := range []struct {
		name          string
		j             mathlib.Matrix
		rows, columns int
	}{
		{"scalar by scalar", mathlib.Jacobian(cubed, 2), 1, 1},
		{"scalar by vector", mathlib.Jacobian(cubic, []float64{1, 1}), 1, 2},
		{"vector by scalar", mathlib.Jacobian(inner, 2), 2, 1},
		{"vector by vector", mathlib.Jacobian(twoOutputs, make([]float64, 6)), 2, 6},
	} {
		if m, n := shape.j.Dims(); m != shape.rows || n != shape.columns {
			t.Errorf("%s: %d×%d", shape.name, m, n)
		}
	}
	entries(t, "the identity", mathlib.Jacobian(identity, []float64{4, 5, 8}), 1, 0, 0, 0, 1, 0, 0, 0, 1)
}

func identity(x []float64) []float64 { return x }

// The operations element by element, on w and x one after the other.
func elementwise(op func(w, x float64) float64, wx []float64) []float64 {
	n := len(wx) / 2
	y := make([]float64, n)
	for i := range y {
		y[i] = op(wx[i], wx[n+i])
	}
	return y
}

func sums(wx []float64) []float64 {
	return elementwise(func(w, x float64) float64 { return w + x }, wx)
}

func differences(wx []float64) []float64 {
	return elementwise(func(w, x float64) float64 { return w - x }, wx)
}

func products(wx []float64) []float64 {
	return elementwise(func(w, x float64) float64 { return w * x }, wx)
}

func quotients(wx []float64) []float64 {
	return elementwise(func(w, x float64) float64 { return w / x }, wx)
}

func greater(wx []float64) []float64 {
	return elementwise(func(w, x float64) float64 {
		if w > x {
			return 1
		}
		return 0
	}, wx)
}

func maxima(wx []float64) []float64 { return elementwise(math.Max, wx) }

// TestElementwise is the table of operations element by element.
func TestElementwise(t *testing.T) {
	lifted.Only(t)
	point := []float64{1, 2, 3, 4, 5, 8}
	for _, op := range []struct {
		name string
		f    func([]float64) []float64
		x    []float64
		w, d []float64 // the diagonals of the Jacobians in w and in x
	}{
		{"w + x", sums, point, []float64{1, 1, 1}, []float64{1, 1, 1}},
		{"w - x", differences, point, []float64{1, 1, 1}, []float64{-1, -1, -1}},
		{"w·x", products, point, []float64{4, 5, 8}, []float64{1, 2, 3}},
		{"w/x", quotients, point, []float64{1. / 4, 1. / 5, 1. / 8}, []float64{-1. / 16, -2. / 25, -3. / 64}},
		{"max(w, x)", maxima, []float64{1, 7, 3, 4, 5, 8}, []float64{0, 1, 0}, []float64{1, 0, 1}},
		{"w > x", greater, []float64{1, 7, 3, 4, 5, 8}, []float64{0, 0, 0}, []float64{0, 0, 0}},
	} {
		want := make([]float64, 18)
		for i := range 3 {
			want[6*i+i], want[6*i+3+i] = op.w[i], op.d[i]
		}
		entries(t, "the Jacobians of "+op.name, mathlib.Jacobian(op.f, op.x), want...)
	}
}

// The last entry of xz is the number z.
func expandedSum(xz []float64) []float64 { return expand(xz, sumOf) }

func expandedProduct(xz []float64) []float64 { return expand(xz, times) }

func sumOf(x, z float64) float64 { return x + z }

func expand(xz []float64, op func(x, z float64) float64) []float64 {
	last := len(xz) - 1
	y := make([]float64, last)
	for i := range y {
		y[i] = op(xz[i], xz[last])
	}
	return y
}

func sum(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}

func sumOfProducts(xz []float64) float64 { return sum(expandedProduct(xz)) }

// TestExpansionAndReduction: a number added to each entry, and sums of entries.
func TestExpansionAndReduction(t *testing.T) {
	lifted.Only(t)
	xz := []float64{4, 5, 8, 3}
	entries(t, "x + z", mathlib.Jacobian(expandedSum, xz), 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1)
	entries(t, "xz", mathlib.Jacobian(expandedProduct, xz), 3, 0, 0, 4, 0, 3, 0, 5, 0, 0, 3, 8)
	entries(t, "sum(x)", mathlib.Gradient(sum, xz[:3]), 1, 1, 1)
	entries(t, "sum(xz)", mathlib.Gradient(sumOfProducts, xz), 3, 3, 3, 17)
}
