package mathlib_test

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/mathtest"
	_ "github.com/gonabla/nabla/mathlib/mathtest/twins"
)

// This file has twins written by hand, as the kernel would write them.

type (
	tape = autodiff.Tape
	real = autodiff.Real
)

func k(v float64) real { return autodiff.Constant(v) }

func twinOfF(t *tape, x []real) real {
	return t.Mul(t.Mul(t.Mul(k(3), x[0]), x[0]), x[1])
}

func twinOfG(t *tape, x []real) real {
	return t.Add(t.Mul(k(2), x[0]), t.Pow(x[1], k(8)))
}

func twinOfFG(t *tape, x []real) []real { return []real{twinOfF(t, x), twinOfG(t, x)} }

func twinOfField3(t *tape, x []real) []real {
	return []real{t.Add(t.Mul(x[0], x[0]), x[1]), t.Mul(x[0], x[1])}
}

func twinOfNeuron(t *tape, p []real) real {
	samples := [][]float64{{3, 1}, {1, 2}, {-1, 1}}
	targets := []float64{1, 0, 2}
	sum := k(0)
	for i, x := range samples {
		z := p[2]
		for j, v := range x {
			z = t.Add(z, t.Mul(p[j], k(v)))
		}
		e := t.Sub(k(targets[i]), t.Max(k(0), z))
		sum = t.Add(sum, t.Mul(e, e))
	}
	return t.Div(sum, k(3))
}

func twinOfElementwise(t *tape, w []real) []real {
	var y []real
	for i, x := range []float64{4, 5, 8} {
		y = append(y, t.Add(w[i], k(x)), t.Sub(w[i], k(x)), t.Mul(w[i], k(x)), t.Div(w[i], k(x)))
	}
	return y
}

// sinOf, norm and spherical are functions of numbers instead of slices.
func sinOf(x float64) float64                  { return math.Sin(x * x) }
func norm(x, y float64) float64                { return math.Hypot(x, y) }
func product(x, y, z float64) float64          { return x * y * z }
func circle(t float64) []float64               { return []float64{math.Cos(t), math.Sin(t)} }
func polar(r, phi float64) []float64           { return []float64{r * math.Cos(phi), r * math.Sin(phi)} }
func cross(x, y, z float64) []float64          { return []float64{y - z, z - x, x - y} }
func squares(dst, x []float64)                 { dst[0], dst[1] = x[0]*x[0], x[0]*x[1] }
func twinOfSinOf(t *tape, x real) real         { return t.Sin(t.Mul(x, x)) }
func twinOfNorm(t *tape, x, y real) real       { return t.Hypot(x, y) }
func twinOfProduct(t *tape, x, y, z real) real { return t.Mul(t.Mul(x, y), z) }
func twinOfCircle(t *tape, x real) []real      { return []real{t.Cos(x), t.Sin(x)} }
func twinOfCross(t *tape, x, y, z real) []real { return []real{t.Sub(y, z), t.Sub(z, x), t.Sub(x, y)} }
func twinOfSquares(t *tape, dst, x []real)     { dst[0], dst[1] = t.Mul(x[0], x[0]), t.Mul(x[0], x[1]) }
func twinOfPolar(t *tape, r, phi real) []real {
	return []real{t.Mul(r, t.Cos(phi)), t.Mul(r, t.Sin(phi))}
}

// lift registers a twin and returns the function.
func lift[F any](name string, f F, twin any) F {
	autodiff.Register(f, twin, &autodiff.Record{Name: name})
	return f
}

func init() {
	lift("F", mathtest.F, twinOfF)
	lift("G", mathtest.G, twinOfG)
	lift("FG", mathtest.FG, twinOfFG)
	lift("Field3", mathtest.Field3, twinOfField3)
	lift("Neuron", mathtest.Neuron, twinOfNeuron)
	lift("Elementwise", mathtest.Elementwise, twinOfElementwise)
	lift("sinOf", sinOf, twinOfSinOf)
	lift("norm", norm, twinOfNorm)
	lift("product", product, twinOfProduct)
	lift("circle", circle, twinOfCircle)
	lift("polar", polar, twinOfPolar)
	lift("cross", cross, twinOfCross)
	lift("squares", squares, twinOfSquares)
}
