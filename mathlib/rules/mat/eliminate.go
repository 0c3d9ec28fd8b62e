package mat

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/floats"
)

// rows returns a copy of a matrix.
func rows(t *tape, a Matrix) [][]real {
	r, c := a.Dims(t)
	list := make([][]real, r)
	for i := range list {
		for j := range c {
			list[i] = append(list[i], a.At(t, i, j))
		}
	}
	return list
}

// eliminate brings the first len(a) columns of a to triangular form by rows,
// with partial pivoting. sign is that of the permutation; ok is false when a
// pivot is 0.
func eliminate(t *tape, a [][]real) (u [][]real, sign float64, ok bool) {
	sign = 1
	for k := range a {
		p := k
		for i := k + 1; i < len(a); i++ {
			if math.Abs(a[i][k].V) > math.Abs(a[p][k].V) {
				p = i
			}
		}
		if a[p][k].V == 0 {
			return a, sign, false
		}
		if p != k {
			a[p], a[k], sign = a[k], a[p], -sign
		}
		for i := k + 1; i < len(a); i++ {
			if a[i][k].V == 0 && a[i][k].I == 0 {
				continue
			}
			f := t.Div(a[i][k], a[k][k])
			for j := k + 1; j < len(a[i]); j++ {
				a[i][j] = t.Sub(a[i][j], t.Mul(f, a[k][j]))
			}
		}
	}
	return a, sign, true
}

// solve returns the solution x of a·x = b, with as many columns as b: of least
// squares if a is tall, the shortest one if it is wide. ok is false when a has
// not full rank.
func solve(t *tape, a Matrix, columns int, b func(i, j int) real) (x [][]real, ok bool) {
	r, c := a.Dims(t)
	if r < c {
		return solveWide(t, a, columns, b)
	}
	u := rows(t, a)
	for i := range u {
		for j := range columns {
			u[i] = append(u[i], b(i, j))
		}
	}
	if r > c {
		ok = reflect(t, u, c)
	} else {
		u, _, ok = eliminate(t, u)
	}
	if !ok {
		return nil, false
	}
	return substitute(t, u, c, columns), true
}

// solveWide returns aᵀ·y with a·aᵀ·y = b.
func solveWide(t *tape, a Matrix, columns int, b func(i, j int) real) (x [][]real, ok bool) {
	var product Dense
	product.Mul(t, a, a.T(t))
	y, ok := solve(t, &product, columns, b)
	if !ok {
		return nil, false
	}
	r, c := a.Dims(t)
	x = make([][]real, c)
	for i := range x {
		for j := range columns {
			x[i] = append(x[i], dot(t, r, func(k int) real { return a.At(t, k, i) }, func(k int) real { return y[k][j] }))
		}
	}
	return x, true
}

// reflect brings the first n columns of u, which has more rows, to triangular
// form by Householder's reflections; it reports whether they have full rank.
func reflect(t *tape, u [][]real, n int) bool {
	for k := range n {
		v := make([]real, len(u)-k)
		for i := range v {
			v[i] = u[k+i][k]
		}
		length := floats.Norm(t, v, autodiff.Constant(2))
		if length.V == 0 {
			return false
		}
		if v[0].V < 0 {
			length = t.Neg(length)
		}
		v[0] = t.Add(v[0], length)
		half := t.Mul(length, v[0]) // of v·v
		for j := k; j < len(u[0]); j++ {
			f := t.Div(dot(t, len(v), func(i int) real { return v[i] }, func(i int) real { return u[k+i][j] }), half)
			for i := range v {
				u[k+i][j] = t.Sub(u[k+i][j], t.Mul(f, v[i]))
			}
		}
	}
	return true
}

// substitute solves the triangular system in the first n rows and columns of u;
// the right sides are the columns after them.
func substitute(t *tape, u [][]real, n, columns int) (x [][]real) {
	x = make([][]real, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = make([]real, columns)
		for j := range columns {
			r := u[i][n+j]
			for k := i + 1; k < n; k++ {
				r = t.Sub(r, t.Mul(u[i][k], x[k][j]))
			}
			x[i][j] = t.Div(r, u[i][i])
		}
	}
	return x
}

// divisionFree returns the determinant of a by Bird's algorithm, which never
// divides, so that its derivatives are exact for a singular matrix too.
func divisionFree(t *tape, a [][]real) real {
	n := len(a)
	f := a
	for range n - 1 {
		f = multiply(t, upper(t, f), a)
	}
	if n%2 == 0 {
		return t.Neg(f[0][0])
	}
	return f[0][0]
}

// upper returns what is above the diagonal of f, and in the diagonal minus the
// sum of what follows in it.
func upper(t *tape, f [][]real) [][]real {
	n := len(f)
	m := make([][]real, n)
	var sum real
	for i := n - 1; i >= 0; i-- {
		m[i] = make([]real, n)
		m[i][i] = t.Neg(sum)
		copy(m[i][i+1:], f[i][i+1:])
		sum = t.Add(sum, f[i][i])
	}
	return m
}

// multiply returns the product of two matrices.
func multiply(t *tape, a, b [][]real) [][]real {
	m := make([][]real, len(a))
	for i := range m {
		for j := range b[0] {
			m[i] = append(m[i], dot(t, len(b), func(k int) real { return a[i][k] }, func(k int) real { return b[k][j] }))
		}
	}
	return m
}
