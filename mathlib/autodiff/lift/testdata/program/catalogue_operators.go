package main

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
)

// Functions that take derivatives of functions.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var (
	one   = [][]float64{{0.3}, {1.7}, {-2.4}}
	two   = [][]float64{{1, 1.5}, {0.3, -0.7}, {-1.2, 2.5}}
	three = [][]float64{{1, 2, 3}, {0.3, -0.7, 0.9}, {-1.5, 0.2, 2.1}}
	fixed = []float64{0.7, -0.4}
	held  func(x []float64) float64
	slope mathlib.Number
	saved mathlib.Vector
)

type loss func(w []float64) float64

func wave(x []float64) float64 { return math.Sin(x[0]*x[1]) + x[0]*x[0]*math.Exp(x[1]/3) }

func cubic(x float64) float64 { return x*x*x + math.Cos(2*x) }

func field(x []float64) []float64 { return []float64{x[0] * x[1], math.Tanh(x[0]) - x[1]*x[1]*x[1]} }

func sumOf[T ~[]float64](x T) (s float64) {
	for _, v := range x {
		s += v * v * v
	}
	return s
}

// named gives the operators a function by its name.
func named(x []float64) float64 { return mathlib.Gradient(wave, x).AtVec(0) * x[1] }

// confusion is x·∂y(x + y), whose derivative is 1.
func confusion(x float64) float64 {
	return x * mathlib.Derivative(func(y float64) float64 { return x + y }, 3).Value
}

// products of outer and inner variables at the same point.
func products(x float64) float64 {
	return x * mathlib.Derivative(func(y float64) float64 { return x * y * y }, x).Value
}

// deep takes derivatives in derivatives in derivatives, each with the
// variables of those around it.
func deep(x float64) float64 {
	return mathlib.Derivative(func(y float64) float64 {
		return y * mathlib.Derivative(func(z float64) float64 {
			return x * mathlib.Derivative(func(u float64) float64 { return math.Sin(x*y) * u * z * z * math.Exp(u*y) }, z*x).Value
		}, y/2).Value
	}, x*x).Value
}

// again differentiates the same function in itself.
func again(x float64) float64 { return mathlib.Derivative(cubicSlope, x).Value }

func cubicSlope(x float64) float64 { return mathlib.Derivative(cubic, x).Value * x }

// closures capture what depends on the arguments: numbers, slices, counters.
func closures(x []float64) float64 {
	a, w := x[0]*2, []float64{x[1], 1, x[0]}
	sum := 0.0
	for i := range 3 {
		f := func(y []float64) float64 {
			s := a * y[0]
			for j := range y {
				s += w[j] * y[j] * y[j] * float64(i+1)
			}
			return s + math.Sin(y[i]*a)
		}
		g := mathlib.Gradient(f, []float64{x[0], x[1], a})
		sum += g.AtVec(i) * g.At(0, 0)
		w[i] += sum / 10
	}
	return sum
}

// parameters are functions that somebody else chose.
func parameters(x []float64) float64 {
	square := func(y []float64) float64 { return x[0] * y[0] * y[0] * y[1] }
	return steepest(square, x) + steepest(wave, x) + steepest(held, x)
}

func steepest(f loss, x []float64) float64 {
	g := mathlib.Gradient(f, x)
	return mat.Norm(g, 2) + mat.Dot(g, g) + g.Norm(1)
}

// hessians is second order, in all its forms.
func hessians(x []float64) float64 {
	h := mathlib.Hessian(wave, x)
	v := mathlib.HessianVec(wave, x, []float64{x[1], 2})
	value, g, k := mathlib.ValueAndHessian(wave, mat.NewVecDense(2, x))
	d := mathlib.HessianDiag(wave, g)
	return h.At(0, 1)*v.AtVec(0) + value*mat.Det(h) + k.At(1, 1) + d.AtVec(1) + mathlib.Laplacian(wave, x).Value +
		h.Trace() + mat.Inner(g, h, v)
}

// numbers are functions of one, two and three numbers.
func numbers(x, y, z float64) float64 {
	f := func(a, b float64) float64 { return a*a*b + z*math.Sin(b) }
	g := func(a, b, c float64) float64 { return a * b * c * x }
	d := mathlib.Gradient(f, []float64{x, y})
	return d.AtVec(0)*d.AtVec(1) + mathlib.Laplacian(g, []float64{x, y, z}).Value +
		mathlib.Directional(f, []float64{x, y}, []float64{y, z}).Value + mathlib.Gradient(cubic, x).AtVec(0) +
		mathlib.Hessian(g, []float64{x, y, z}).At(0, 1) + mathlib.Derivative(cubic, 2).Value
}

// jacobians is of functions with several results.
func jacobians(x []float64) []float64 {
	j := mathlib.Jacobian(field, x)
	v, w := mathlib.JacobianVec(field, x, x), mathlib.VecJacobian(field, []float64{x[1], 3}, x)
	value, k := mathlib.ValueAndJacobian(func(dst, y []float64) {
		dst[0], dst[1] = y[0]*y[1]*x[0], x[1]*math.Exp(y[0])
	}, x)
	return []float64{mat.Det(j), v.AtVec(0) * v.AtVec(1), w.AtVec(0) - w.AtVec(1), value[1] * mat.Trace(k), j.At(1, 0)}
}

// series has Taylor coefficients.
func series(x float64) float64 {
	s := mathlib.Taylor(func(y float64) float64 { return math.Exp(x * y) }, x/2, 3)
	a := mathlib.TaylorAlong(wave, []float64{x, 1}, []float64{1, x}, 2)
	return s.At(x) + s.Derivative(3) + s.Coefficients[2]*float64(s.Order()) + a.Coefficients[1]*a.Derivative(2)
}

// functions are derivatives as functions.
func functions(x []float64) float64 {
	d := mathlib.DerivativeFunc(cubic)
	e := mathlib.DerivativeFunc(func(y float64) float64 { return x[1] * math.Sin(y*x[0]) })
	g := mathlib.GradientFunc(wave)(x)
	second := mathlib.DerivativeFunc(e)
	curvature := second(x[0])
	return d(x[0])*e(x[1]) + g[0]*g[1] + curvature
}

// memory has results in memory of the function's own.
func memory(x []float64) float64 {
	dst := make([]float64, 2)
	g := mathlib.GradientTo(dst, wave, x)
	dst[0] *= x[1]
	raw := g.RawVector()
	raw.Data[1] += x[0]
	var h mat.SymDense
	mathlib.HessianTo(&h, wave, x)
	var j mat.Dense
	mathlib.JacobianTo(&j, field, x)
	return g.AtVec(0)*dst[1] + h.At(0, 1)*j.At(1, 1) + j.RawMatrix().Data[2]
}

// step is one step of gradient descent, of Newton's method.
func step(x []float64) float64 {
	y := append([]float64(nil), x...)
	for range 3 {
		g := mathlib.Gradient(wave, y)
		for i := range y {
			y[i] -= 0.1 * x[0] * g.AtVec(i)
		}
	}
	z := x[1] + 5
	for range 4 {
		z -= (z*z - 2) / mathlib.Derivative(func(z float64) float64 { return z*z - 2 }, z).Value
	}
	return wave(y) * z
}

// writes has an inner function that stores in its argument.
func writes(x []float64) float64 {
	f := func(y []float64) float64 {
		y[0] *= 2
		return y[0] * y[1] * y[1]
	}
	g := mathlib.Gradient(f, x)
	return g.AtVec(0) * x[1] * x[0]
}

// constants does not depend on the arguments inside.
func constants(x []float64) float64 {
	g := mathlib.Gradient(wave, fixed)
	k := mathlib.Derivative(func(y float64) float64 { return 3 }, x[0]).Value
	flat := mathlib.Gradient(func(y []float64) float64 { return x[0] * x[1] }, x).AtVec(1)
	return x[0]*g.AtVec(0) + k + flat + slope.Value*x[1] + mat.Dot(saved, mathlib.Gradient(wave, x))
}

// keep passes derivatives on.
type keep struct {
	grad mathlib.Vector
	at   float64
}

func structs(x []float64) float64 {
	list := []keep{{mathlib.Gradient(wave, x), x[0]}}
	list = append(list, keep{grad: mathlib.Gradient(sumOf[[]float64], x), at: 2})
	s := 0.0
	for _, k := range list {
		s += k.grad.AtVec(1)*k.at + float64(k.grad.Len())
	}
	value, d := mathlib.ValueAndDerivative(cubic, x[1])
	if d.Method == mathlib.Recorded && d.Value > 0 {
		s += value * d.Value
	}
	return s
}

type quartic struct{ k float64 }

func (q quartic) value(x float64) float64 { return q.k * x * x * x * x }

// methods are derivatives of method values and functions of package math.
func methods(x, y float64) float64 {
	return mathlib.Derivative(quartic{y}.value, x).Value + mathlib.Derivative(math.Atan, x*y).Value
}

// energy has forces as derivatives inside: -∇U along a path.
func energy(x []float64) float64 {
	u := func(q []float64) float64 { return (q[0]*q[0]+x[2]*q[1]*q[1])/2 + q[0]*q[1]*q[1] }
	q, p := []float64{x[0], x[1]}, []float64{0, 1}
	for range 4 {
		f := mathlib.Gradient(u, q).RawVector().Data
		for i := range q {
			p[i] -= 0.1 * f[i]
			q[i] += 0.1 * p[i]
		}
	}
	return u(q) + p[0]*p[0]/2 + p[1]*p[1]/2
}

func nabla_run_1() {
	held = func(x []float64) float64 { return x[0]*x[0] + x[1]*x[1]*x[1] }
	slope = mathlib.Derivative(cubic, 0.3)
	saved = mathlib.Gradient(wave, fixed)
	catalogue = []entry{
		{"named", named, two},
		{"confusion", confusion, one},
		{"products", products, one},
		{"deep", deep, one[:2]},
		{"again", again, one},
		{"closures", closures, two},
		{"parameters", parameters, two},
		{"hessians", hessians, two},
		{"numbers", numbers, three},
		{"jacobians", jacobians, two},
		{"series", series, one},
		{"functions", functions, two},
		{"memory", memory, two},
		{"step", step, two},
		{"writes", writes, two},
		{"constants", constants, two},
		{"structs", structs, two},
		{"methods", methods, two},
		{"energy", energy, three},
		{"literal", func(x []float64) float64 { return mathlib.Gradient(wave, x).AtVec(0) * x[1] }, two},
	}
}
