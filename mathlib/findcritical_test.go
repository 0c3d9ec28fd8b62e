package mathlib_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
)

// surface is a function of a slice and its twin.
type surface struct {
	f    func(x []float64) float64
	twin func(t *tape, x []real) real
}

func (s surface) paired() func([]float64) float64 { return autodiff.Pair(s.f, s.twin, nil) }

// scaled returns the surface in coordinates measured in other units.
func (s surface) scaled(by ...float64) surface {
	return surface{
		func(x []float64) float64 {
			y := make([]float64, len(x))
			for i := range x {
				y[i] = by[i] * x[i]
			}
			return s.f(y)
		},
		func(t *tape, x []real) real {
			y := make([]real, len(x))
			for i := range x {
				y[i] = t.Mul(k(by[i]), x[i])
			}
			return s.twin(t, y)
		},
	}
}

var (
	doubleWell = surface{
		func(x []float64) float64 { return x[0]*x[0]*x[0]*x[0] - 2*x[0]*x[0] + x[1]*x[1] },
		func(t *tape, x []real) real {
			s := sq(t, x[0])
			return t.Add(t.Sub(t.Mul(s, s), t.Mul(k(2), s)), sq(t, x[1]))
		},
	}
	// climb has no critical point; its gradient is shortest where x is 0.
	climb = surface{
		func(x []float64) float64 { return x[0]*x[0]*x[0] + x[0] + x[1]*x[1] },
		func(t *tape, x []real) real {
			return t.Add(t.Add(t.Mul(sq(t, x[0]), x[0]), x[0]), sq(t, x[1]))
		},
	}
	exponential = surface{
		func(x []float64) float64 { return math.Exp(x[0]) },
		func(t *tape, x []real) real { return t.Exp(x[0]) },
	}
	leeSurface = surface{
		func(w []float64) float64 { return (1 - w[0]*w[1]) * (1 - w[0]*w[1]) },
		func(t *tape, w []real) real { return sq(t, t.Sub(k(1), t.Mul(w[0], w[1]))) },
	}
	// third is a fourth power of 3x - 1.
	third = surface{
		func(x []float64) float64 { return math.Pow(3*x[0]-1, 4) },
		func(t *tape, x []real) real { return t.Pow(t.Sub(t.Mul(k(3), x[0]), k(1)), k(4)) },
	}
	// expanded is (x - 1)⁴ multiplied out.
	expanded = surface{
		func(x []float64) float64 { return (((x[0]-4)*x[0]+6)*x[0]-4)*x[0] + 1 },
		func(t *tape, x []real) real {
			y := t.Add(t.Mul(t.Sub(x[0], k(4)), x[0]), k(6))
			return t.Add(t.Mul(t.Sub(t.Mul(y, x[0]), k(4)), x[0]), k(1))
		},
	}
)

func TestFindCritical(t *testing.T) {
	for _, test := range []struct {
		name     string
		s        surface
		from, to []float64
	}{
		{"double well, maximum in x", doubleWell, []float64{0.3, 5}, []float64{0, 0}},
		{"double well, left", doubleWell, []float64{-1.3, 0.7}, []float64{-1, 0}},
		{"double well, right", doubleWell, []float64{2, -3}, []float64{1, 0}},
		{"Lee's saddle", leeSurface, []float64{0.1, 0.1}, []float64{0, 0}},
		{"x⁴ + y⁴", fromBattery("x⁴ + y⁴"), []float64{0.3, 0.4}, []float64{0, 0}},
		{"-(x⁴ + y⁴)", fromBattery("-(x⁴ + y⁴)"), []float64{-3, 0.01}, []float64{0, 0}},
		{"monkey saddle", fromBattery("monkey saddle"), []float64{1, 1}, []float64{0, 0}},
		{"x² + y⁴", fromBattery("x² + y⁴"), []float64{2.1, -3}, []float64{0, 0}},
		{"Peano", fromBattery("Peano"), []float64{-1.3, 0.7}, []float64{0, 0}},
		{"x² + 1e-10·y²", fromBattery("x² + 1e-10·y²"), []float64{1, 7}, []float64{0, 0}},
		{"cubic saddle", surface{fromBattery("(1 - w1·w2·w3)² at 0").f, lee3}, []float64{0.2, -0.1, 0.3}, []float64{0, 0, 0}},
		{"start at the point", doubleWell, []float64{1, 0}, []float64{1, 0}},
		{"start where H is 0 along x", doubleWell, []float64{1 / math.Sqrt(3), 1}, nil},
		{"(3x - 1)⁴", third, []float64{2}, []float64{1. / 3}},
		{"(x - 1)⁴ multiplied out", expanded, []float64{2.7}, []float64{1}},
		{"constant", fromBattery("constant"), []float64{4, 5}, []float64{4, 5}},
	} {
		f := test.s.paired()
		c, err := mathlib.FindCritical(f, test.from)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		for i, v := range test.to {
			if c.X[i] != v {
				t.Errorf("%s: found %v, want %v", test.name, c.X, test.to)
			}
		}
		if want := mathlib.Classify(f, c.X); c.Kind != want.Kind || c.Kind == mathlib.NotCritical {
			t.Errorf("%s: %v, Classify says %v", test.name, c.Kind, want.Kind)
		}
	}
}

// TestFindCriticalOnValleys: a point of the valley near the start is found.
func TestFindCriticalOnValleys(t *testing.T) {
	for _, x := range [][]float64{{2, 1}, {0.3, 4}, {-1, -3}, {5, 0.5}} {
		c, err := mathlib.FindCritical(mathtest.Lee, x)
		if err != nil || math.Abs(c.X[0]*c.X[1]-1) > 1e-15 || c.Zero != 1 {
			t.Errorf("from %v: %v, %v", x, c, err)
		}
	}
	c, err := mathlib.FindCritical(surface{func(x []float64) float64 { return x[0] * x[0] }, battery["x²"]}.paired(), []float64{3, 7})
	if err != nil || c.X[0] != 0 || c.X[1] != 7 {
		t.Errorf("the foot of (3, 7) on the valley x = 0: %v, %v", c, err)
	}
}

// TestFindCriticalFindsTheCatalogue starts near every critical point of the
// catalogue, in coordinates with units from 1e-6 to 1e6.
func TestFindCriticalFindsTheCatalogue(t *testing.T) {
	units := []float64{0x1p-20, 1, 0x1p20}
	for _, p := range mathtest.CriticalPoints() {
		if p.Truth == mathtest.NotCritical || p.Truth == mathtest.NotSmooth {
			continue
		}
		_, twin := withTwin(t, p)
		for i := range 9 {
			by, from := make([]float64, len(p.X)), make([]float64, len(p.X))
			for j := range by {
				by[j] = units[(i/(1+2*(j%2))+j/2)%3]
				from[j] = (p.X[j] + 0.05*math.Cos(float64(3*i+2*j))) / by[j]
			}
			c, err := mathlib.FindCritical(surface{p.F, twin}.scaled(by...).paired(), from)
			if err != nil {
				t.Errorf("%s in units %v: %v", p.Name, by, err)
				continue
			}
			for j, v := range c.X {
				if math.Abs(v*by[j]-p.X[j]) > 0.3 && p.Truth != mathtest.Valley {
					t.Errorf("%s in units %v: %v is far from %v", p.Name, by, c.X, p.X)
				}
			}
		}
	}
}

// TestFindCriticalFromAfar: Rosenbrock's chain has points that are gradient-flat,
// in which few searches end.
func TestFindCriticalFromAfar(t *testing.T) {
	failed := 0
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		c, err := mathlib.FindCritical(mathtest.Rosenbrock, []float64{4 * r.NormFloat64(), 4 * r.NormFloat64(), 4 * r.NormFloat64()})
		if err != nil {
			failed++
		} else if c.Kind != mathlib.StrictMinimum || c.GradientNorm != 0 {
			t.Error(c)
		}
	}
	if failed > 20 {
		t.Errorf("%d of 100 searches failed", failed)
	}
}

func TestFindCriticalRefusesImpostors(t *testing.T) {
	for _, test := range []struct {
		name string
		f    func([]float64) float64
		from []float64
		want mathlib.SearchFailure
	}{
		{"gradient-flat", climb.paired(), []float64{1, 1}, mathlib.GradientFlat},
		{"gradient-flat from the other side", climb.paired(), []float64{-2, 3}, mathlib.GradientFlat},
		{"gradient-flat in small units", climb.scaled(1e6, 1e-6).paired(), []float64{1e-6, 1e6}, mathlib.GradientFlat},
		{"exponential", exponential.paired(), []float64{1}, mathlib.LevelsOff},
		{"exponential near underflow", exponential.paired(), []float64{-600}, mathlib.LevelsOff},
		{"linear", autodiff.Pair(func(x []float64) float64 { return 3*x[0] + 1 },
			func(t *tape, x []real) real { return t.Add(t.Mul(k(3), x[0]), k(1)) }, nil), []float64{1}, mathlib.GradientFlat},
		{"undefined", autodiff.Pair(func(x []float64) float64 { return math.Log(x[0]) },
			func(t *tape, x []real) real { return t.Log(x[0]) }, nil), []float64{-1}, mathlib.NotFinite},
	} {
		c, err := mathlib.FindCritical(test.f, test.from)
		var e *mathlib.SearchError
		if !errors.As(err, &e) || e.Failure != test.want || c == nil {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
			continue
		}
		if e.Failure == mathlib.GradientFlat && (e.Flatness > 0.01 || e.GradientNorm < 1e-6 || !strings.Contains(e.Error(), "r = |Hg|/(|H||g|)")) {
			t.Errorf("%s: %v", test.name, e)
		}
	}
}

// TestFindCriticalWithoutHessian: the second derivative of |x|^1.5 is infinite at
// the minimum.
func TestFindCriticalWithoutHessian(t *testing.T) {
	f := autodiff.Pair(func(x float64) float64 { return math.Pow(math.Abs(x), 1.5) },
		func(t *tape, x real) real { return t.Pow(t.Abs(x), k(1.5)) }, nil)
	for _, from := range []float64{0, 1, -0.3} {
		c, err := mathlib.FindCritical(f, from)
		if c.Kind == mathlib.StrictMinimum || c.Kind == mathlib.StrictSaddle || err == nil && c.X[0] != 0 {
			t.Error(from, c, err)
		}
	}
	constant := autodiff.Pair(func(x float64) float64 { return 2 }, func(t *tape, x real) real { return k(2) }, nil)
	if c, err := mathlib.FindCritical(constant, 5); err != nil || c.X[0] != 5 {
		t.Error(c, err)
	}
}

// TestFindCriticalByDifferences: without a twin the point is as good as the
// differences are.
func TestFindCriticalByDifferences(t *testing.T) {
	f := func(x, y float64) float64 { return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x) }
	c, err := mathlib.FindCritical(f, []float64{0.8, 0.7})
	if err != nil || math.Hypot(c.X[0]-1, c.X[1]-1) > 1e-7 || c.Kind != mathlib.StrictMinimum {
		t.Error(c, err)
	}
}

func TestFindCriticalMisuse(t *testing.T) {
	for want, call := range map[string]func(){
		"mathlib: FindCritical: x[1] is NaN":                func() { mathlib.FindCritical(mathtest.Lee, []float64{0, math.NaN()}) },
		"mathlib: FindCritical: x[0] is +Inf":               func() { mathlib.FindCritical(mathtest.Lee, []float64{math.Inf(1), 0}) },
		"mathlib: FindCritical: x is empty":                 func() { mathlib.FindCritical(mathtest.Lee, []float64{}) },
		"mathlib: FindCritical: f takes 2 numbers, x has 3": func() { mathlib.FindCritical(norm, []float64{1, 2, 3}) },
		"out of range": func() {
			mathlib.FindCritical(func(x []float64) float64 { panic("out of range") }, []float64{1})
		},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != want {
					t.Errorf("panic %q, want %q", got, want)
				}
			}()
			call()
		}()
	}
}
