package mat

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// rows returns a copy of a square matrix.
func rows(t *tape, a Matrix) [][]real {
	n, c := a.Dims(t)
	if n != c {
		panic(&autodiff.Record{Refusal: "a linear system that is not square: its solution of least squares has no rule"})
	}
	list := make([][]real, n)
	for i := range list {
		for j := range n {
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

// solve returns the solution x of a·x = b, with as many columns as b; ok is
// false when a is singular.
func solve(t *tape, a Matrix, columns int, b func(i, j int) real) (x [][]real, ok bool) {
	u := rows(t, a)
	n := len(u)
	for i := range u {
		for j := range columns {
			u[i] = append(u[i], b(i, j))
		}
	}
	if u, _, ok = eliminate(t, u); !ok {
		return nil, false
	}
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
	return x, true
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

// multiply returns the product of two square matrices.
func multiply(t *tape, a, b [][]real) [][]real {
	m := make([][]real, len(a))
	for i := range m {
		for j := range b {
			m[i] = append(m[i], dot(t, len(b), func(k int) real { return a[i][k] }, func(k int) real { return b[k][j] }))
		}
	}
	return m
}
