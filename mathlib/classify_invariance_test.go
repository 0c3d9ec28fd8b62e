package mathlib_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// This file has tests that verdicts do not depend on how the coordinates, or
// the values, are measured.

type twin = func(t *tape, x []real) real

// verdictOn classifies a function that is given by its twin alone.
func verdictOn(f twin, x []float64) *mathlib.CriticalPoint {
	return mathlib.Classify(autodiff.Pair(func(x []float64) float64 { return x[0] }, f, nil), x)
}

// rescalings is how many random ones are tried of every point.
func rescalings() int {
	if testing.Short() {
		return 5
	}
	return 100
}

// TestVerdictsSurviveScaling measures every coordinate in other units: powers of
// two, which round nothing, and others, at which the points are critical only
// up to rounding.
func TestVerdictsSurviveScaling(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, p := range criticalPoints() {
		_, f := withTwin(t, p)
		for k := range 2 * rescalings() {
			x, s := make([]float64, len(p.X)), make([]float64, len(p.X))
			for i := range x {
				s[i] = math.Pow(10, r.Float64()*12-6)
				if k%2 == 0 {
					_, e := math.Frexp(s[i])
					s[i] = math.Ldexp(1, e)
				}
				x[i] = p.X[i] / s[i]
			}
			if c := verdictOn(scaledTwin(f, s), x); c.Kind.String() != p.Truth.Verdict() {
				t.Fatalf("%s scaled by %v:\n%v", p.Name, s, c)
			}
		}
	}
}

// scaledTwin has the coordinates multiplied by s.
func scaledTwin(f twin, s []float64) twin {
	return func(t *tape, x []real) real {
		y := make([]real, len(x))
		for i := range x {
			y[i] = t.Mul(k(s[i]), x[i])
		}
		return f(t, y)
	}
}

// TestVerdictsSurviveFactors measures the values in other units, and turns them
// upside down.
func TestVerdictsSurviveFactors(t *testing.T) {
	mirrored := map[string]string{
		"strict minimum": "strict maximum", "strict maximum": "strict minimum",
		"degenerate minimum": "degenerate maximum", "degenerate maximum": "degenerate minimum",
		"valley of minima": "ridge of maxima", "ridge of maxima": "valley of minima",
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, p := range criticalPoints() {
		_, f := withTwin(t, p)
		for range rescalings() / 5 {
			factor := math.Pow(10, r.Float64()*12-6)
			want := p.Truth.Verdict()
			if r.IntN(2) == 0 {
				factor = -factor
				if m, ok := mirrored[want]; ok {
					want = m
				}
			}
			c := verdictOn(func(t *tape, x []real) real { return t.Mul(k(factor), f(t, x)) }, p.X)
			if c.Kind.String() != want {
				t.Fatalf("%s times %v:\n%v", p.Name, factor, c)
			}
		}
	}
}

// turned are the points at which coordinates that are turned or moved hide what
// decides, and what the verdict may then be: what is 0 along an axis is 0 only
// nearly along any other line, and √2 is met less exactly.
var turned = map[string]string{
	"x⁴ + y⁶": "undecided", "x⁴ - x·y⁴ + y⁸": "undecided", "x⁴ + x²·y² + y⁶": "undecided",
	"x²·y² + z⁴": "undecided", "x²·y²": "undecided", "(x² - y²)²": "undecided", "|x| + y²": "undecided",
	"(x² - 2)³": "not critical", "(x² - 2)⁴": "not critical",
}

// TestVerdictsSurviveRotation turns the coordinates about the point, and about
// another one so that the point is critical only up to rounding.
func TestVerdictsSurviveRotation(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, p := range criticalPoints() {
		_, f := withTwin(t, p)
		for k := range max(6, rescalings()/2) {
			q := rotation(r, len(p.X))
			a, b := make([]float64, len(p.X)), make([]float64, len(p.X))
			for i := range a { // f(b + q·(x - a))
				if b[i] = p.X[i]; k%2 == 0 {
					a[i] = r.NormFloat64()
				} else {
					b[i] = r.NormFloat64()
				}
			}
			x := append([]float64(nil), a...)
			for j := range x {
				for i := range x {
					x[j] += q[i][j] * (p.X[i] - b[i])
				}
			}
			c := verdictOn(affineTwin(f, q, a, b), x)
			if got := c.Kind.String(); got != p.Truth.Verdict() && got != turned[p.Name] {
				t.Errorf("%s turned by %v about %v:\n%v", p.Name, q, b, c)
			}
		}
	}
}

// affineTwin has x replaced by b + q·(x - a).
func affineTwin(f twin, q [][]float64, a, b []float64) twin {
	return func(t *tape, x []real) real {
		d, y := make([]real, len(x)), make([]real, len(x))
		for i := range x {
			d[i] = t.Sub(x[i], k(a[i]))
		}
		for i := range x {
			y[i] = k(b[i])
			for j := range x {
				y[i] = t.Add(y[i], t.Mul(k(q[i][j]), d[j]))
			}
		}
		return f(t, y)
	}
}

// rotation returns a random orthogonal matrix.
func rotation(r *rand.Rand, n int) [][]float64 {
	q := make([][]float64, n)
	for i := range q {
		q[i] = make([]float64, n)
		for norm := 0.0; norm < 1e-2; {
			for j := range q[i] {
				q[i][j] = r.NormFloat64()
			}
			for range 2 {
				for _, other := range q[:i] {
					along := dot(q[i], other)
					for j := range q[i] {
						q[i][j] -= along * other[j]
					}
				}
			}
			norm = math.Sqrt(dot(q[i], q[i]))
			for j := range q[i] {
				q[i][j] /= norm
			}
		}
	}
	return q
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}

// TestVerdictsSurviveBending composes every function with a random polynomial
// map that is one-to-one near the point, which changes neither the kind nor
// what is nearby, but all derivatives. No verdict may be wrong; some may be
// missing.
func TestVerdictsSurviveBending(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	undecided, total := 0, 0
	for _, p := range criticalPoints() {
		_, f := withTwin(t, p)
		if c := verdictOn(f, p.X); c.GradientNorm > 0 || c.Gradient.Error > 0 {
			continue // not exactly at p.X, and so not exactly at 0 either
		}
		for range max(5, rescalings()/5) {
			origin := make([]float64, len(p.X))
			c := verdictOn(bentTwin(r, f, p.X), origin)
			total++
			switch c.Kind.String() {
			case "undecided":
				undecided++
			case p.Truth.Verdict():
			default:
				t.Errorf("%s bent, in truth a %s:\n%v", p.Name, p.Truth, c)
			}
		}
	}
	t.Logf("%d of %d undecided", undecided, total)
	if undecided > total/4 {
		t.Errorf("%d of %d undecided", undecided, total)
	}
}

// bentTwin has x replaced by a polynomial map of degree 3 that takes 0 to the
// point: with small whole coefficients, or any.
func bentTwin(r *rand.Rand, f twin, point []float64) twin {
	n := len(point)
	random := func() float64 { return float64(r.IntN(5) - 2) }
	if r.IntN(2) == 0 {
		random = r.NormFloat64
	}
	linear := rotation(r, n)
	var bends []float64
	for range 3 * n * n * n {
		bends = append(bends, random()/2)
	}
	shear := random()
	return func(t *tape, x []real) real {
		y := make([]real, n)
		next := 0
		coefficient := func() real { next++; return k(bends[next-1]) }
		for i := range y {
			y[i] = k(point[i])
			for j := range x {
				factor := linear[i][j]
				if i > 0 {
					factor += shear * linear[0][j]
				}
				y[i] = t.Add(y[i], t.Mul(k(factor), x[j]))
				for l := range j + 1 {
					pair := t.Mul(x[j], x[l])
					y[i] = t.Add(y[i], t.Mul(coefficient(), pair))
					y[i] = t.Add(y[i], t.Mul(t.Mul(coefficient(), pair), x[0]))
				}
			}
		}
		return f(t, y)
	}
}
