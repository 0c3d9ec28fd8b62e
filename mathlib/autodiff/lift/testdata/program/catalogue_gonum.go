package main

import (
	"math"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"github.com/gonabla/nabla/mathlib/autodiff"
	rules "github.com/gonabla/nabla/mathlib/rules/floats"
)

// Functions that call gonum's floats and mat.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var (
	weights            = []float64{0.5, 2, -1, 0.25, 3, -0.125, 0.7}
	seven              = [][]float64{{0.3, -0.7, 1.1, 0.9, -1.3, 0.4, 2.1}, {1, 2, 3, 4, 5, 6, 7.5}}
	nine               = [][]float64{{0.3, -0.7, 1.1, 0.9, -1.3, 0.4, 2.1, 0.6, 1.7}, {1, 2, 3, 4, 5, 6, 7.5, 8, 10}}
	fixed              = mat.NewDense(3, 3, []float64{2, 1, 0, -1, 3, 0.5, 0, 0.25, 4})
	shift              = mat.NewVecDense(3, []float64{1, -2, 0.5})
	cov                = mat.NewSymDense(3, []float64{2, 0.5, 0.1, 0.5, 3, 0.2, 0.1, 0.2, 1})
	general mat.Matrix = fixed
)

func sums(x []float64) float64 {
	return floats.Dot(x, weights)*floats.Sum(x) + floats.Prod(x)/100 + floats.LogSumExp(x)
}

func norms(x []float64) []float64 {
	return []float64{
		floats.Norm(x, 2), floats.Norm(x, 1), floats.Norm(x, math.Inf(1)), floats.Norm(x, 3),
		floats.Distance(x, weights, 2), floats.Max(x), floats.Min(x) * x[0],
	}
}

func vectors(x []float64) float64 {
	y := make([]float64, len(x))
	copy(y, x)
	floats.Add(y, x)
	floats.Sub(y, weights)
	floats.Scale(2, y)
	floats.AddScaled(y, x[0], x)
	floats.AddConst(x[1], y)
	floats.Mul(y, weights)
	z := make([]float64, len(x))
	floats.MulTo(z, x, x)
	z = floats.AddTo(z, z, y)
	z = floats.AddScaledTo(z, z, 0.5, y)
	floats.SubTo(z, z, x)
	floats.DivTo(z, z, weights)
	floats.ScaleTo(y, x[2], z)
	floats.CumSum(z, y)
	floats.CumProd(y[:3], x[:3])
	floats.Reverse(y)
	return floats.Dot(y, z)
}

func constants(x []float64) float64 { return floats.Sum(weights) * floats.Norm(weights, 2) * x[0] }

// quadratic is (x-s)ᵀ A (x-s) + a norm.
func quadratic(x []float64) float64 {
	v := mat.NewVecDense(3, x)
	var d, y mat.VecDense
	d.SubVec(v, shift)
	y.MulVec(fixed, &d)
	return mat.Dot(&d, &y) + mat.Inner(&d, cov, v) + mat.Norm(v, 2) + y.Norm(1)*general.At(0, 0)
}

func products(x []float64) float64 {
	a := mat.NewDense(3, 3, x)
	var b, c, e mat.Dense
	b.Mul(a, fixed)
	c.Mul(b.T(), a)
	c.Add(&c, fixed)
	c.Sub(&c, a.T())
	c.Scale(x[0], &c)
	e.MulElem(&c, a)
	e.Apply(func(i, j int, v float64) float64 { return v*float64(i) + math.Tanh(x[j]) }, &e)
	e.Set(1, 2, x[2])
	return mat.Sum(&e)/100 + mat.Trace(&c) + e.Norm(2) + mat.Norm(a, 1) + mat.Norm(a, math.Inf(1)) + e.At(1, 2)*c.At(2, 0)
}

func determinants(x []float64) float64 {
	a := mat.NewDense(3, 3, x)
	l, sign := mat.LogDet(a)
	return mat.Det(a) + l*sign
}

func systems(x []float64) []float64 {
	a := mat.NewDense(3, 3, nil)
	for i := range 3 {
		for j := range 3 {
			a.Set(i, j, x[3*i+j])
		}
	}
	var inv, s mat.Dense
	if err := inv.Inverse(a); err != nil {
		return nil
	}
	if err := s.Solve(a, fixed); err != nil {
		return nil
	}
	var v mat.VecDense
	if err := v.SolveVec(a, shift); err != nil {
		return nil
	}
	var w mat.VecDense
	if err := w.SolveVec(fixed, mat.NewVecDense(3, x[:3])); err != nil {
		return nil
	}
	return []float64{inv.At(0, 1), s.At(2, 1), v.AtVec(0), mat.Max(&inv), w.AtVec(2), mat.Det(&inv)}
}

func symmetric(x []float64) float64 {
	s := mat.NewSymDense(3, nil)
	for i := range 3 {
		for j := i; j < 3; j++ {
			s.SetSym(i, j, x[i]*x[j]+float64(i))
		}
	}
	var t mat.SymDense
	t.AddSym(s, cov)
	t.SymRankOne(&t, 2, mat.NewVecDense(3, x[3:6]))
	t.ScaleSym(x[6], &t)
	return mat.Det(&t)/1000 + mat.Trace(&t) + t.At(2, 1)
}

func views(x []float64) float64 {
	m := mat.NewDense(3, 3, x)
	row := m.RawRowView(1)
	row[0] *= 2
	r, c := m.RowView(0), m.ColView(2)
	list := mat.Col(nil, 1, m)
	m.SetRow(2, list)
	var o mat.Dense
	o.Outer(x[0], r, c)
	n, _ := o.Dims()
	sum := float64(n)
	for i := range r.Len() {
		sum += r.AtVec(i) * c.AtVec(i) * o.At(i, 1)
	}
	return sum + mat.Dot(r, c) + x[3]
}

type gaussian struct {
	mean *mat.VecDense
	k    float64
}

func (g gaussian) logp(x mat.Vector) float64 {
	var d mat.VecDense
	d.SubVec(x, g.mean)
	return -g.k / 2 * mat.Inner(&d, cov, &d)
}

func model(x []float64) float64 {
	g := gaussian{mat.NewVecDense(3, x[:3]), x[3]}
	h := gaussian{shift, 2}
	return g.logp(shift) + h.logp(g.mean) + g.logp(mat.NewVecDense(3, x[3:6]))
}

func mean(x []float64) float64 { return stat.Mean(x, nil) * stat.Mean(weights, nil) * x[0] }

// spread calls functions of another module with constants alone.
func spread(x []float64) float64 {
	y := shifts
	if x[0] > 100 {
		y = x
	}
	return y[0]*x[1]*stat.Variance(weights, nil) + x[0]*stat.StdDev(weights, nil)
}

var shifts = []float64{1, 2}

func nabla_run_1() {
	autodiff.Rule(stat.Mean, func(t *autodiff.Tape, x, w []autodiff.Real) autodiff.Real {
		return t.Div(rules.Sum(t, x), autodiff.Constant(float64(len(x))))
	})
	var three, singular [][]float64
	for _, x := range seven {
		three = append(three, x[:3])
	}
	singular = append(nine, []float64{1, 2, 3, 2, 4, 6, 0.5, 1, -1}, []float64{0, 0, 0, 0, 0, 0, 0, 0, 0})
	catalogue = []entry{
		{"sums", sums, seven},
		{"norms", norms, [][]float64{{0.3, -0.7, 1.1, 0.9, -1.3, 0.4, 2.1}, {1, 2, 3, 4, 5, 6, 7.5}}},
		{"norm of huge numbers", func(x float64) float64 { return floats.Norm([]float64{x * 1e200, 1e200}, 2) / 1e200 }, [][]float64{{0.5}}},
		{"vectors", vectors, seven},
		{"constants", constants, three},
		{"quadratic form", quadratic, three},
		{"products", products, nine},
		{"determinants", determinants, nine},
		{"determinant of singular matrices", func(x []float64) float64 { return mat.Det(mat.NewDense(3, 3, x)) }, singular},
		{"systems", systems, nine},
		{"symmetric matrices", symmetric, seven},
		{"user rule", mean, seven},
		{"constants of another module", spread, seven},
		{"views", views, nine},
		{"matrices in structs", model, seven},
	}
}
