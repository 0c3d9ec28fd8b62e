package mat

import (
	"math"

	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// ReuseAs makes the empty m a matrix of r by c zeros.
func (m *Dense) ReuseAs(_ *tape, r, c int) {
	m.gonum().ReuseAs(r, c)
	*m = Dense{r, c, c, make([]real, r*c)}
}

// Slice returns the rows from i to k and the columns from j to l, which it
// shares.
func (m *Dense) Slice(_ *tape, i, k, j, l int) Matrix {
	m.gonum().Slice(i, k, j, l)
	return &Dense{k - i, l - j, m.stride, m.data[i*m.stride+j : (k-1)*m.stride+l]}
}

// Stack makes m the rows of a above those of b.
func (m *Dense) Stack(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Stack(a.plain(), b.plain())
	r, _ := a.Dims(t)
	m.store(t, g, func(i, j int) real {
		if i < r {
			return a.At(t, i, j)
		}
		return b.At(t, i-r, j)
	})
}

// Augment makes m the columns of a beside those of b.
func (m *Dense) Augment(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Augment(a.plain(), b.plain())
	_, c := a.Dims(t)
	m.store(t, g, func(i, j int) real {
		if j < c {
			return a.At(t, i, j)
		}
		return b.At(t, i, j-c)
	})
}

// RankOne makes m the sum a + alpha·x·yᵀ.
func (m *Dense) RankOne(t *tape, a Matrix, alpha real, x, y Vector) {
	g := m.gonum()
	g.RankOne(a.plain(), alpha.V, vector(x), vector(y))
	m.store(t, g, func(i, j int) real {
		return t.Add(a.At(t, i, j), t.Mul(t.Mul(alpha, x.AtVec(t, i)), y.AtVec(t, j)))
	})
}

// Kronecker makes m the Kronecker product of a and b.
func (m *Dense) Kronecker(t *tape, a, b Matrix) {
	g := m.gonum()
	g.Kronecker(a.plain(), b.plain())
	r, c := b.Dims(t)
	m.store(t, g, func(i, j int) real { return t.Mul(a.At(t, i/r, j/c), b.At(t, i%r, j%c)) })
}

// Product makes m the product of the factors.
func (m *Dense) Product(t *tape, factors ...Matrix) {
	g := m.gonum()
	var list []gonum.Matrix
	for _, f := range factors {
		list = append(list, f.plain())
	}
	g.Product(list...)
	var p [][]real
	for i, f := range factors {
		if i == 0 {
			p = rows(t, f)
			continue
		}
		p = multiply(t, p, rows(t, f))
	}
	m.storeRows(t, g, p)
}

// Pow makes m the n-th power of a.
func (m *Dense) Pow(t *tape, a Matrix, n int) {
	g := m.gonum()
	g.Pow(a.plain(), n)
	p, factor := identity(len(rows(t, a))), rows(t, a)
	for first := true; n > 0; n >>= 1 {
		if n&1 == 1 && first {
			p, first = factor, false
		} else if n&1 == 1 {
			p = multiply(t, p, factor)
		}
		if n > 1 {
			factor = multiply(t, factor, factor)
		}
	}
	m.storeRows(t, g, p)
}

// pade are the coefficients of the numerator of Padé's approximation of order
// 13 of the exponential, divided by the first; those of the denominator have
// alternating signs.
var pade = func() (b [14]float64) {
	b[0] = 1
	for k := 1; k < len(b); k++ {
		b[k] = b[k-1] * float64(14-k) / float64(k*(27-k))
	}
	return b
}()

// Exp makes m the exponential of the matrix a, recorded as the square of a
// quotient of polynomials, again and again.
func (m *Dense) Exp(t *tape, a Matrix) {
	g := m.gonum()
	g.Exp(a.plain())
	norm, squarings := gonum.Norm(a.plain(), 1), 0
	for ; norm > 5 && !math.IsInf(norm, 1); norm /= 2 {
		squarings++
	}
	x := scaled(t, rows(t, a), math.Ldexp(1, -squarings))
	even, odd := identity(len(x)), scaled(t, x, pade[1])
	power := x
	for k := 2; k < len(pade); k++ {
		power = multiply(t, power, x)
		if k%2 == 0 {
			even = sum(t, even, scaled(t, power, pade[k]))
		} else {
			odd = sum(t, odd, scaled(t, power, pade[k]))
		}
	}
	above, below := sum(t, even, odd), sum(t, even, scaled(t, odd, -1))
	p, ok := solve(t, dense(below), len(x), func(i, j int) real { return above[i][j] })
	for range squarings {
		p = multiply(t, p, p)
	}
	m.storeSolution(t, g, p, ok, a)
}

// storeRows stores rows that are computed.
func (m *Dense) storeRows(t *tape, g *gonum.Dense, p [][]real) {
	m.store(t, g, func(i, j int) real { return p[i][j] })
}

func identity(n int) [][]real {
	m := make([][]real, n)
	for i := range m {
		m[i] = make([]real, n)
		m[i][i] = autodiff.Constant(1)
	}
	return m
}

func scaled(t *tape, a [][]real, f float64) [][]real {
	m := make([][]real, len(a))
	for i := range a {
		for _, v := range a[i] {
			m[i] = append(m[i], t.Mul(v, autodiff.Constant(f)))
		}
	}
	return m
}

func sum(t *tape, a, b [][]real) [][]real {
	m := make([][]real, len(a))
	for i := range a {
		for j := range a[i] {
			m[i] = append(m[i], t.Add(a[i][j], b[i][j]))
		}
	}
	return m
}

// dense returns a matrix with a copy of the rows.
func dense(rows [][]real) *Dense {
	m := &Dense{r: len(rows), c: len(rows[0]), stride: len(rows[0])}
	for _, r := range rows {
		m.data = append(m.data, r...)
	}
	return m
}
