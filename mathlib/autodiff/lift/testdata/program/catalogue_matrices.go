package main

import (
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"
)

// Functions that call more of gonum's floats and mat: factorizations, products
// and views.

type entry struct {
	name   string
	f      any
	points [][]float64
}

var catalogue []entry

var (
	six   = [][]float64{{0.3, -0.7, 1.1, 0.9, -1.3, 0.4}, {1, 2, 3, 4, 5, 6.5}}
	nine  = [][]float64{{0.3, -0.7, 1.1, 0.9, -1.3, 0.4, 2.1, 0.6, 1.7}, {1, 2, 3, 4, 5, 6, 7.5, 8, 10}}
	shift = mat.NewVecDense(3, []float64{1, -2, 0.5})
	fixed = mat.NewDense(3, 3, []float64{2, 1, 0, -1, 3, 0.5, 0, 0.25, 4})
	known mat.Cholesky
	lower mat.LU
	tall  mat.QR
)

// covariance is positive definite.
func covariance(x []float64) *mat.SymDense {
	s := mat.NewSymDense(3, []float64{4, 0, 0, 0, 5, 0, 0, 0, 6})
	s.SymRankOne(s, 0.5, mat.NewVecDense(3, x[:3]))
	s.SymRankK(s, 0.25, mat.NewDense(3, 2, x[:6]))
	s.RankTwo(s, 0.1, mat.NewVecDense(3, x[3:6]), shift)
	return s
}

// likelihood is of a normal distribution.
func likelihood(x []float64) float64 {
	var chol mat.Cholesky
	if !chol.Factorize(covariance(x)) {
		return 0
	}
	var v mat.VecDense
	if err := chol.SolveVecTo(&v, mat.NewVecDense(3, x[:3])); err != nil {
		return 0
	}
	return -0.5*mat.Dot(&v, shift) - 0.5*chol.LogDet() + float64(chol.SymmetricDim())
}

func choleskys(x []float64) []float64 {
	var chol mat.Cholesky
	ok := chol.Factorize(covariance(x))
	var m, k mat.Dense
	var inverse mat.SymDense
	chol.SolveTo(&m, mat.NewDense(3, 2, x))
	chol.InverseTo(&inverse)
	known.SolveTo(&k, &m)
	var v mat.VecDense
	known.SolveVecTo(&v, mat.NewVecDense(3, x[:3]))
	if !ok {
		return nil
	}
	return []float64{chol.Det(), m.At(1, 0), m.At(2, 1), inverse.At(0, 2), k.At(1, 1), v.AtVec(2), known.Det() * x[0]}
}

func triangles(x []float64) []float64 {
	var lu mat.LU
	a := mat.NewDense(3, 3, x)
	lu.Factorize(a)
	var m, n mat.Dense
	lu.SolveTo(&m, false, fixed)
	lu.SolveTo(&n, true, a)
	var v mat.VecDense
	lower.SolveVecTo(&v, true, mat.NewVecDense(3, x[:3]))
	d, sign := lu.LogDet()
	return []float64{lu.Det(), d * sign, m.At(0, 1), m.At(2, 2), n.At(1, 2), v.AtVec(1)}
}

// leastSquares are fits, and shortest solutions.
func leastSquares(x []float64) []float64 {
	a := mat.NewDense(3, 2, x[:6])
	var qr mat.QR
	qr.Factorize(a)
	var v, w, u mat.VecDense
	qr.SolveVecTo(&v, false, shift)
	qr.SolveVecTo(&w, true, mat.NewVecDense(2, []float64{1, x[0]}))
	tall.SolveVecTo(&u, false, mat.NewVecDense(3, x[:3]))
	var m, n mat.Dense
	m.Solve(a, mat.NewDense(3, 1, []float64{x[1], 2, 1}))
	n.Solve(a.T(), mat.NewDense(2, 1, x[2:4]))
	return []float64{v.AtVec(0), v.AtVec(1), w.AtVec(2), u.AtVec(0), m.At(1, 0), n.At(0, 0)}
}

func products(x []float64) []float64 {
	a := mat.NewDense(3, 3, x)
	var p, q, e, k, r, b mat.Dense
	p.Product(a, fixed, mat.NewDense(3, 2, x[:6]), mat.NewDense(2, 1, x[4:6]))
	q.Pow(a, 5)
	b.Scale(0.2, a)
	e.Exp(&b)
	k.Kronecker(mat.NewDense(1, 2, x[:2]), fixed)
	r.RankOne(fixed, x[2], shift, mat.NewVecDense(3, x[3:6]))
	var one mat.Dense
	one.Pow(a, 0)
	return []float64{p.At(2, 0), q.At(1, 1) / 1e3, e.At(0, 2), e.At(1, 1), k.At(1, 4), r.At(0, 2), one.At(0, 0) * x[0], mat.Sum(&e)}
}

// views share memory, in both directions.
func views(x []float64) float64 {
	m := mat.NewDense(3, 3, x)
	s := m.Slice(1, 3, 0, 2).(*mat.Dense)
	s.Set(0, 1, x[0])
	s.Scale(2, s)
	v := mat.NewVecDense(9, x)
	w := v.SliceVec(2, 5).(*mat.VecDense)
	w.SetVec(0, 3*x[1])
	var stacked, beside mat.Dense
	stacked.Stack(s, m.Slice(0, 1, 1, 3))
	beside.Augment(s, s.T())
	var d mat.Dense
	d.ReuseAs(2, 2)
	d.Set(1, 1, x[8])
	d.Mul(&d, s)
	var u mat.VecDense
	u.ReuseAsVec(2)
	u.SetVec(0, x[5])
	var y mat.SymDense
	y.ReuseAsSym(2)
	y.SetSym(0, 1, x[7])
	raw := m.RawMatrix()
	raw.Data[raw.Stride+1] += x[3]
	return m.At(1, 1)*m.At(0, 2) + mat.Norm(&stacked, 2) + beside.At(0, 3) + d.At(1, 0)*u.AtVec(0) + y.At(1, 0)*mat.Max(m)
}

// spans are grids between numbers.
func spans(x []float64) []float64 {
	g := floats.Span(make([]float64, 5), x[0], x[1])
	l := floats.LogSpan(make([]float64, 4), x[2]+1, x[5]*3)
	order := make([]int, len(x))
	y := append([]float64(nil), x...)
	floats.Argsort(y, order)
	n := floats.Count(func(v float64) bool { return v > x[1] }, x)
	k := floats.Within([]float64{-2, 0, 2, 10}, x[3]) + floats.NearestIdx(x, x[0]+0.01)
	if floats.HasNaN(x) || floats.Equal(x, y) && floats.EqualApprox(g, l, 1e-3*x[0]) {
		return nil
	}
	return []float64{g[3], g[4], l[1], l[3], y[1] * float64(n), x[floats.MaxIdx(x)] * x[floats.MinIdx(x)], floats.SumCompensated(g) * float64(k+order[0])}
}

func nabla_run_1() {
	known.Factorize(mat.NewSymDense(3, []float64{2, 0.5, 0.1, 0.5, 3, 0.2, 0.1, 0.2, 1}))
	lower.Factorize(fixed)
	tall.Factorize(mat.NewDense(3, 2, []float64{1, 2, 3, 4, 5, 7}))
	catalogue = []entry{
		{"likelihood", likelihood, six},
		{"choleskys", choleskys, six},
		{"triangles", triangles, nine},
		{"least squares", leastSquares, six},
		{"products", products, nine[:1]},
		{"views", views, nine},
		{"spans", spans, six},
	}
}
