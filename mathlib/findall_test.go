package mathlib_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
	"github.com/gonabla/nabla/mathlib/mathtest/twins"
	"github.com/gonabla/nabla/mathlib/stop"
	"github.com/gonabla/nabla/mathlib/stop/stoptest"
)

var (
	himmelblau = surface{
		func(p []float64) float64 {
			x, y := p[0], p[1]
			return (x*x+y-11)*(x*x+y-11) + (x+y*y-7)*(x+y*y-7)
		},
		func(t *tape, p []real) real {
			return t.Add(sq(t, t.Sub(t.Add(sq(t, p[0]), p[1]), k(11))), sq(t, t.Sub(t.Add(p[0], sq(t, p[1])), k(7))))
		},
	}
	camel = surface{
		func(p []float64) float64 {
			x, y := p[0]*p[0], p[1]*p[1]
			return (4-2.1*x+x*x/3)*x + p[0]*p[1] + (4*y-4)*y
		},
		func(t *tape, p []real) real {
			x, y := sq(t, p[0]), sq(t, p[1])
			a := t.Mul(t.Add(t.Sub(k(4), t.Mul(k(2.1), x)), t.Div(sq(t, x), k(3))), x)
			return t.Add(t.Add(a, t.Mul(p[0], p[1])), t.Mul(t.Sub(t.Mul(k(4), y), k(4)), y))
		},
	}
	mcCormick = surface{
		func(p []float64) float64 {
			return math.Sin(p[0]+p[1]) + (p[0]-p[1])*(p[0]-p[1]) - 1.5*p[0] + 2.5*p[1] + 1
		},
		func(t *tape, p []real) real {
			a := t.Add(t.Sin(t.Add(p[0], p[1])), sq(t, t.Sub(p[0], p[1])))
			return t.Add(t.Add(t.Sub(a, t.Mul(k(1.5), p[0])), t.Mul(k(2.5), p[1])), k(1))
		},
	}
	// muellerBrown is the potential of Müller and Brown (1979).
	muellerBrown = surface{
		func(p []float64) float64 {
			sum := 0.0
			for i := range hills.height {
				x, y := p[0]-hills.x[i], p[1]-hills.y[i]
				sum += hills.height[i] * math.Exp(hills.a[i]*x*x+hills.b[i]*x*y+hills.c[i]*y*y)
			}
			return sum
		},
		func(t *tape, p []real) real {
			sum := k(0)
			for i := range hills.height {
				x, y := t.Sub(p[0], k(hills.x[i])), t.Sub(p[1], k(hills.y[i]))
				e := t.Add(t.Mul(k(hills.a[i]), sq(t, x)), t.Mul(k(hills.b[i]), t.Mul(x, y)))
				e = t.Add(e, t.Mul(k(hills.c[i]), sq(t, y)))
				sum = t.Add(sum, t.Mul(k(hills.height[i]), t.Exp(e)))
			}
			return sum
		},
	}
	waves = surface{
		func(p []float64) float64 { return math.Sin(p[0]) * math.Sin(p[1]) },
		func(t *tape, p []real) real { return t.Mul(t.Sin(p[0]), t.Sin(p[1])) },
	}
)

// hills are the constants of [muellerBrown].
var hills = struct{ height, a, b, c, x, y [4]float64 }{
	height: [4]float64{-200, -100, -170, 15},
	a:      [4]float64{-1, -1, -6.5, 0.7},
	b:      [4]float64{0, 0, 11, 0.6},
	c:      [4]float64{-10, -10, -6.5, 0.7},
	x:      [4]float64{1, 0, -0.5, -1},
	y:      [4]float64{0, 0.5, 1.5, 1},
}

// fromBattery returns a function of the catalogue with its twin.
func fromBattery(name string) surface {
	for _, p := range mathtest.CriticalPoints() {
		if p.Name == name {
			return surface{p.F, battery[name]}
		}
	}
	panic("no critical point is called " + name)
}

var lookedThrough = []struct {
	name  string
	s     surface
	box   mathlib.Box
	index []int // how many have Morse index 0, 1 and so on
	other int   // how many have a singular Hessian
}{
	{"double well", doubleWell, mathlib.Box{{-2, 2}, {-1, 1.5}}, []int{2, 1, 0}, 0},
	{"Himmelblau", himmelblau, mathlib.Box{{-5, 5}, {-5, 5}}, []int{4, 4, 1}, 0},
	{"six-hump camel", camel, mathlib.Box{{-3, 3}, {-2, 2}}, []int{6, 7, 2}, 0},
	{"McCormick", mcCormick, mathlib.Box{{-1.5, 4}, {-3, 4}}, []int{2, 1, 0}, 0},
	{"Müller-Brown", muellerBrown, mathlib.Box{{-1.5, 1.2}, {-0.2, 2}}, []int{3, 2, 0}, 0},
	{"sin x·sin y", waves, mathlib.Box{{-10, 10}, {-10, 10}}, []int{18, 49, 18}, 0},
	{"Rosenbrock", surface{mathtest.Rosenbrock, twins.Rosenbrock}, mathlib.Box{{-2, 2}, {-1, 3}}, []int{1, 0, 0}, 0},
	{"Rosenbrock chain of four", surface{mathtest.Rosenbrock, twins.Rosenbrock},
		mathlib.Box{{-2, 2}, {-2, 2}, {-2, 2}, {-2, 2}}, []int{2, 1, 0, 0, 0}, 0},
	{"quadratic", surface{mathtest.Quadratic, twins.Quadratic}, mathlib.Box{{-4, 4}, {-4, 4}}, []int{1, 0, 0}, 0},
	{"outside of the box", surface{mathtest.Quadratic, twins.Quadratic}, mathlib.Box{{0, 4}, {-4, 4}}, []int{0, 0, 0}, 0},
	{"(1 - w1·w2)²", leeSurface, mathlib.Box{{-3, 3}, {-3, 3}}, []int{0, 1, 0}, 2},
	{"(1 - w1·w2·w3)²", surface{fromBattery("(1 - w1·w2·w3)² at 0").f, lee3}, mathlib.Box{{-3, 3}, {-3, 3}, {-3, 3}}, []int{0, 0, 0, 0}, 8},
	{"monkey saddle", fromBattery("monkey saddle"), mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 1},
	{"Peano", fromBattery("Peano"), mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 1},
	{"x⁴ + y⁴", fromBattery("x⁴ + y⁴"), mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 1},
	{"x²", fromBattery("x²"), mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 1},
	{"constant", fromBattery("constant"), mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 1},
	{"climb", climb, mathlib.Box{{-3, 3}, {-2, 3}}, []int{0, 0, 0}, 0},
	{"exponential", exponential, mathlib.Box{{-3, 3}}, []int{0, 0}, 0},
	{"(3x - 1)⁴", third, mathlib.Box{{-3, 3}}, []int{0, 0}, 1},
}

// TestFindAllCritical looks for known sets, in coordinates with units from 1e-6
// to 1e6.
func TestFindAllCritical(t *testing.T) {
	for _, test := range lookedThrough {
		for _, units := range []float64{1, 0x1p20} {
			by, box := make([]float64, len(test.box)), make(mathlib.Box, len(test.box))
			for i, v := range test.box {
				by[i] = units
				units = 1 / units
				box[i] = [2]float64{v[0] / by[i], v[1] / by[i]}
			}
			r := mathlib.FindAllCritical(test.s.scaled(by...).paired(), box)
			other := len(r.Points)
			for i, n := range r.CountByIndex() {
				other -= n
				if n != test.index[i] {
					t.Errorf("%s in units %v: %d points of index %d, want %d", test.name, by, n, i, test.index[i])
				}
			}
			if other != test.other || r.IndexSum.Applies && r.IndexSum.Points != r.IndexSum.Border {
				t.Errorf("%s in units %v: %d points with a singular Hessian, want %d\n%v", test.name, by, other, test.other, r)
			}
			for _, p := range r.Points {
				if p.Kind == mathlib.NotCritical || p.Searches == 0 {
					t.Errorf("%s: %v after %d searches", test.name, p, p.Searches)
				}
			}
		}
	}
}

// TestFindAllCriticalKinds: what the verdicts are on points with a singular
// Hessian, and which of them stand for many.
func TestFindAllCriticalKinds(t *testing.T) {
	want := map[string]string{
		"(1 - w1·w2)²":    "valley of minima, valley of minima, strict saddle",
		"(1 - w1·w2·w3)²": "valley of minima, valley of minima, valley of minima, valley of minima, strict saddle, strict saddle, strict saddle, degenerate saddle",
		"monkey saddle":   "degenerate saddle",
		"Peano":           "degenerate saddle",
		"x⁴ + y⁴":         "degenerate minimum",
		"x²":              "valley of minima",
		"constant":        "flat",
		"(3x - 1)⁴":       "degenerate minimum",
	}
	for _, test := range lookedThrough {
		if want[test.name] == "" {
			continue
		}
		var got []string
		for _, p := range mathlib.FindAllCritical(test.s.paired(), test.box).Points {
			got = append(got, p.Kind.String())
			of := p.Kind == mathlib.ValleyOfMinima || p.Kind == mathlib.Flat || p.Kind == mathlib.StrictSaddle && p.Zero > 0
			if p.Connected != of {
				t.Errorf("%s: one of many: %v\n%v", test.name, p.Connected, p)
			}
		}
		if got := strings.Join(got, ", "); got != want[test.name] {
			t.Errorf("%s: %s, want %s", test.name, got, want[test.name])
		}
	}
}

func TestFindAllCriticalValues(t *testing.T) {
	for name, test := range map[string]struct {
		s    surface
		box  mathlib.Box
		want [][3]float64 // value and coordinates, to the digits in the literature
	}{
		"Himmelblau": {himmelblau, mathlib.Box{{-5, 5}, {-5, 5}}, [][3]float64{
			{0, -3.779310, -3.283186}, {0, -2.805118, 3.131312}, {0, 3, 2}, {0, 3.584428, -1.848126},
			{13.311930, 3.385154, 0.073852}, {67.719158, 0.086678, 2.884255}, {104.015181, -3.073026, -0.081353},
			{178.337240, -0.127961, -1.953715}, {181.616522, -0.270845, -0.923039}}},
		"Müller-Brown": {muellerBrown, mathlib.Box{{-1.5, 1.2}, {-0.2, 2}}, [][3]float64{
			{-146.6995, -0.558224, 1.441726}, {-108.1667, 0.623499, 0.028038}, {-80.7678, -0.050011, 0.466694},
			{-72.2489, 0.212487, 0.292988}, {-40.6648, -0.822002, 0.624313}}},
	} {
		r := mathlib.FindAllCritical(test.s.paired(), test.box)
		if len(r.Points) != len(test.want) {
			t.Errorf("%s:\n%v", name, r)
			continue
		}
		for i, want := range test.want {
			p := r.Points[i]
			if math.Abs(p.Value-want[0]) > 1e-4 || math.Abs(p.X[0]-want[1]) > 1e-6 || math.Abs(p.X[1]-want[2]) > 1e-6 {
				t.Errorf("%s: point %d is %v at %v, want %v", name, i, p.Value, p.X, want)
			}
		}
	}
}

// TestFindAllCriticalOfRoundedFunctions: what rounding makes of a zero of higher
// order is one point.
func TestFindAllCriticalOfRoundedFunctions(t *testing.T) {
	for _, units := range []float64{1, 0x1p20, 0x1p-20} {
		r := mathlib.FindAllCritical(expanded.scaled(units).paired(), mathlib.Box{{-3 / units, 3 / units}})
		if len(r.Points) != 1 || math.Abs(r.Points[0].X[0]*units-1) > 1e-4 || r.IndexSum.Points != 1 || r.IndexSum.Border != 1 {
			t.Errorf("in units %g:\n%v", units, r)
		}
	}
}

// tanhUnit is the squared error of v·tanh(a·x + b) + c at some points, of w = (a, b, v, c).
var tanhUnit = surface{
	func(w []float64) float64 {
		sum := 0.0
		for _, x := range sampled {
			e := w[2]*math.Tanh(w[0]*x+w[1]) + w[3] - math.Sin(3*x)
			sum += e * e
		}
		return sum
	},
	func(t *tape, w []real) real {
		sum := k(0)
		for _, x := range sampled {
			y := t.Add(t.Mul(w[2], t.Tanh(t.Add(t.Mul(w[0], k(x)), w[1]))), w[3])
			sum = t.Add(sum, sq(t, t.Sub(y, k(math.Sin(3*x)))))
		}
		return sum
	},
}

var sampled = []float64{-1, -0.5, 0, 0.3, 0.7, 1.2}

// TestFindAllCriticalKeepsALineOnce: with a and v 0 and c the mean, every b is
// critical, with rounding errors in the other coordinates.
func TestFindAllCriticalKeepsALineOnce(t *testing.T) {
	r := mathlib.FindAllCritical(tanhUnit.paired(), mathlib.Box{{-3, 3}, {-3, 3}, {-3, 3}, {-3, 3}}, &mathlib.SearchSettings{Starts: 20})
	lines := 0
	for _, p := range r.Points {
		if p.X[0] == 0 && p.X[2] == 0 && p.Connected && p.Kind == mathlib.StrictSaddle {
			lines++
		}
	}
	if lines != 1 {
		t.Error(r)
	}
}

// TestFindAllCriticalIsDeterministic: twice the same; from other starting points
// the same set.
func TestFindAllCriticalIsDeterministic(t *testing.T) {
	box := mathlib.Box{{-3, 3}, {-2, 2}}
	first := mathlib.FindAllCritical(camel.paired(), box)
	if again := mathlib.FindAllCritical(camel.paired(), box, nil); first.String() != again.String() {
		t.Errorf("first\n%v\nthen\n%v", first, again)
	}
	other := mathlib.FindAllCritical(camel.paired(), box, &mathlib.SearchSettings{Seed: 7, Starts: 300})
	if len(other.Points) != len(first.Points) || other.Starts <= 300 {
		t.Errorf("from other starting points\n%v", other)
	}
	for i, p := range other.Points {
		if q := first.Points[i]; math.Hypot(p.X[0]-q.X[0], p.X[1]-q.X[1]) > 1e-12 {
			t.Errorf("point %d is %v and %v", i, p.X, q.X)
		}
	}
}

func TestFindAllCriticalOfOneVariable(t *testing.T) {
	f := autodiff.Pair(func(x float64) float64 { return x*x*x - 3*x },
		func(t *tape, x real) real { return t.Sub(t.Mul(sq(t, x), x), t.Mul(k(3), x)) }, nil)
	r := mathlib.FindAllCritical(f, mathlib.Box{{-2, 2}})
	if len(r.Points) != 2 || r.Points[0].X[0] != 1 || r.Points[1].X[0] != -1 || r.Points[1].Kind != mathlib.StrictMaximum {
		t.Error(r)
	}
	if want := (mathlib.IndexSum{Applies: true}); r.IndexSum != want {
		t.Errorf("%+v", r.IndexSum)
	}
}

// TestFindAllCriticalOnPartOfTheBox: f is not defined for all x.
func TestFindAllCriticalOnPartOfTheBox(t *testing.T) {
	f := autodiff.Pair(func(x float64) float64 { return x * math.Log(x) },
		func(t *tape, x real) real { return t.Mul(x, t.Log(x)) }, nil)
	r := mathlib.FindAllCritical(f, mathlib.Box{{-1, 3}})
	if len(r.Points) != 1 || math.Abs(r.Points[0].X[0]-1/math.E) > 1e-15 || r.Failures[mathlib.NotFinite] == 0 {
		t.Error(r, r.Failures)
	}
}

func TestFindAllCriticalByDifferences(t *testing.T) {
	f := func(x, y float64) float64 { return (x*x-1)*(x*x-1) + y*y*(1+0.1*x) }
	r := mathlib.FindAllCritical(f, mathlib.Box{{-2, 2}, {-2, 2}})
	if n := r.CountByIndex(); n[0] != 2 || n[1] != 1 || len(r.Points) != 3 {
		t.Error(r)
	}
}

func TestFindAllCriticalStopsAtMost(t *testing.T) {
	r := mathlib.FindAllCritical(waves.paired(), mathlib.Box{{-10, 10}, {-10, 10}}, &mathlib.SearchSettings{Most: 10})
	if len(r.Points) != 10 || !r.Full || !strings.Contains(r.String(), "there may be more") {
		t.Error(r)
	}
}

// TestFindAllCriticalKnowsThatAPointIsMissing: one step does not lead to the
// points, but the gradient on the border tells of them.
func TestFindAllCriticalKnowsThatAPointIsMissing(t *testing.T) {
	r := mathlib.FindAllCritical(himmelblau.paired(), mathlib.Box{{-5, 5}, {-5, 5}}, &mathlib.SearchSettings{Iterations: 1})
	if want := (mathlib.IndexSum{Applies: true, Points: 0, Border: 1}); len(r.Points) != 0 || r.IndexSum != want {
		t.Errorf("%+v\n%v", r.IndexSum, r)
	}
	if !strings.Contains(r.String(), "a point is missing") {
		t.Error(r)
	}
}

// TestFindAllCriticalInterrupted: what has been found by then is returned,
// without another evaluation of the function.
func TestFindAllCriticalInterrupted(t *testing.T) {
	interrupt := stoptest.Connect(t)
	for _, limit := range []int{1, 100, 1000} {
		n := 0
		f := surface{leeSurface.f, func(t *tape, w []real) real {
			if n++; n == limit {
				interrupt.Press()
				stop.Check()
			}
			return leeSurface.twin(t, w)
		}}
		r := mathlib.FindAllCritical(f.paired(), mathlib.Box{{-3, 3}, {-3, 3}})
		if !r.Interrupted || n != limit || (len(r.Points) > 0) != (limit > 1) || !strings.Contains(r.String(), "interrupted") {
			t.Errorf("after %d evaluations\n%v", n, r)
		}
		interrupt.Release()
	}
}

func TestFindAllCriticalMisuse(t *testing.T) {
	lee := mathtest.Lee
	for want, call := range map[string]func(){
		"the box is empty: it needs an interval {lo, hi} for each variable":           func() { mathlib.FindAllCritical(lee, nil) },
		"f takes 2 numbers, the box has 1 intervals":                                  func() { mathlib.FindAllCritical(norm, mathlib.Box{{0, 1}}) },
		"interval 1 of the box is [NaN, 1]: its ends must be finite":                  func() { mathlib.FindAllCritical(lee, mathlib.Box{{0, 1}, {math.NaN(), 1}}) },
		"interval 0 of the box is [0, +Inf]: its ends must be finite":                 func() { mathlib.FindAllCritical(lee, mathlib.Box{{0, math.Inf(1)}, {0, 1}}) },
		"interval 0 of the box is [1, 1]: its first end must be less than its second": func() { mathlib.FindAllCritical(lee, mathlib.Box{{1, 1}}) },
		"2 settings: give one": func() { mathlib.FindAllCritical(lee, mathlib.Box{{0, 1}}, nil, nil) },
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != "mathlib: FindAllCritical: "+want {
					t.Errorf("panic %q, want %q", got, want)
				}
			}()
			call()
		}()
	}
}
