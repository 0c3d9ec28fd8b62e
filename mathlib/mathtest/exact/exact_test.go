package exact

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestFunctionsAgreeWithMath(t *testing.T) {
	for _, x := range []float64{1e-9, 0.3, 1, 2.5, 7, 30, 1000} {
		for _, op := range []Op{Sqrt, Exp, Log, Sin, Cos, Cube} {
			if op == Exp && x > 100 {
				continue
			}
			got, _ := apply(op, variable(x, 0, 1), constant(0, 1)).V.Float64()
			if want := float(op, x, 0); math.Abs(got-want) > 4e-16*math.Abs(want)+1e-16 {
				t.Errorf("operation %d at %g: %g, want %g", op, x, got, want)
			}
		}
	}
}

// e to 60 digits, and the sine of 1.
func TestFunctionsBeyondFloat64(t *testing.T) {
	e := exp(New(1))
	if got := e.Text('f', 60); got != "2.718281828459045235360287471352662497757247093699959574966968" {
		t.Errorf("e = %s", got)
	}
	if got := log(e, New(1)); got.Text('f', 60) != New(1).Text('f', 60) {
		t.Errorf("log e = %s", got.Text('f', 60))
	}
	s, c := sinCos(New(1))
	if got := s.Text('f', 60); got != "0.841470984807896506652502321630298999622563060798371065672752" {
		t.Errorf("sin 1 = %s", got)
	}
	if one := add(mul(s, s), mul(c, c)); sub(one, New(1)).MantExp(nil) > -380 {
		t.Errorf("sin² + cos² = %s", one.Text('g', 100))
	}
}

func TestEigenvalues(t *testing.T) {
	h := [][]Number{{New(2), New(1), New(0)}, {New(1), New(2), New(0)}, {New(0), New(0), New(-7)}}
	sum := 0.0
	for _, v := range Eigenvalues(h) {
		f, _ := v.Float64()
		sum += f * f * f
	}
	if math.Abs(sum-(1+27-343)) > 1e-12 {
		t.Errorf("sum of cubes = %g", sum)
	}
}

func TestProgramsAreReproducible(t *testing.T) {
	a, exact := Random(rand.New(rand.NewPCG(1, 2)), 3, 20)
	b, _ := Random(rand.New(rand.NewPCG(1, 2)), 3, 20)
	if a.Eval(a.X) != b.Eval(b.X) {
		t.Error("the same seed makes different programs")
	}
	v, _ := exact.V.Float64()
	if w := a.Eval(a.X); math.Abs(v-w) > 1e-3*(1+math.Abs(v)) {
		t.Errorf("float64 %g, exact %g", w, v)
	}
}
