package plain

import "math"

// square makes a matrix of numbers row by row.
func square(x []float64, n int) [][]float64 {
	a := make([][]float64, n)
	for i := range a {
		a[i] = append([]float64(nil), x[i*n:(i+1)*n]...)
	}
	return a
}

// cofactors is a determinant of order 3 by its definition.
func cofactors(x []float64) float64 {
	return x[0]*(x[4]*x[8]-x[5]*x[7]) - x[1]*(x[3]*x[8]-x[5]*x[6]) + x[2]*(x[3]*x[7]-x[4]*x[6])
}

// eliminate brings a to triangular form with pivoting, doing the same to b, and
// returns the sign of the permutation.
func eliminate(a [][]float64, b []float64) (sign float64) {
	sign = 1
	for k := range a {
		pivot := k
		for i := k + 1; i < len(a); i++ {
			if math.Abs(a[i][k]) > math.Abs(a[pivot][k]) {
				pivot = i
			}
		}
		if pivot != k {
			a[k], a[pivot] = a[pivot], a[k]
			b[k], b[pivot] = b[pivot], b[k]
			sign = -sign
		}
		for i := k + 1; i < len(a); i++ {
			m := a[i][k] / a[k][k]
			for j := k; j < len(a); j++ {
				a[i][j] -= m * a[k][j]
			}
			b[i] -= m * b[k]
		}
	}
	return sign
}

// determinant is a determinant of order 3 by elimination.
func determinant(x []float64) float64 {
	a := square(x, 3)
	det := eliminate(a, make([]float64, 3))
	for i := range a {
		det *= a[i][i]
	}
	return det
}

// hilbertSolution is the last unknown of the system of order 4 with Hilbert's
// matrix, of condition 15514, for a right side x.
func hilbertSolution(x []float64) float64 {
	a := make([][]float64, 4)
	for i := range a {
		a[i] = make([]float64, 4)
		for j := range a[i] {
			a[i][j] = 1 / float64(i+j+1)
		}
		a[i][i] += x[i] * x[i] * 1e-3
	}
	b := append([]float64(nil), x...)
	eliminate(a, b)
	for i := 3; i >= 0; i-- {
		for j := i + 1; j < 4; j++ {
			b[i] -= a[i][j] * b[j]
		}
		b[i] /= a[i][i]
	}
	return b[3]
}

// choleskyLogarithm is log det of the symmetric matrix LLᵀ + 1 of order 3, where
// x holds L, by Cholesky's factors.
func choleskyLogarithm(x []float64) float64 {
	lower := [3][3]float64{{x[0]}, {x[1], x[2]}, {x[3], x[4], x[5]}}
	var a, c [3][3]float64
	for i := range a {
		a[i][i] = 1
		for j := range a {
			for k := range a {
				a[i][j] += lower[i][k] * lower[j][k]
			}
		}
	}
	sum := 0.0
	for i := range c {
		for j := 0; j <= i; j++ {
			s := a[i][j]
			for k := range j {
				s -= c[i][k] * c[j][k]
			}
			if i == j {
				c[i][i] = math.Sqrt(s)
				sum += 2 * math.Log(c[i][i])
			} else {
				c[i][j] = s / c[j][j]
			}
		}
	}
	return sum
}

// tridiagonal is the middle unknown of a tridiagonal system with x on its
// diagonal, by forward and backward sweeps.
func tridiagonal(x []float64) float64 {
	n := len(x)
	upper, right := make([]float64, n), make([]float64, n)
	upper[0], right[0] = -1/x[0], 1/x[0]
	for i := 1; i < n; i++ {
		d := x[i] + upper[i-1]
		upper[i] = -1 / d
		right[i] = (1 + right[i-1]) / d
	}
	for i := n - 2; i >= 0; i-- {
		right[i] -= upper[i] * right[i+1]
	}
	return right[n/2]
}

// powerTrace is the trace of the fifth power of a matrix of order 2.
func powerTrace(x []float64) float64 {
	a := [2][2]float64{{x[0], x[1]}, {x[2], x[3]}}
	p := a
	for range 4 {
		var next [2][2]float64
		for i := range p {
			for j := range p {
				next[i][j] = p[i][0]*a[0][j] + p[i][1]*a[1][j]
			}
		}
		p = next
	}
	return p[0][0] + p[1][1]
}

// rayleigh is Rayleigh's quotient of the matrix 1/(i+j+1).
func rayleigh(x []float64) float64 {
	above, below := 0.0, 0.0
	for i, v := range x {
		below += v * v
		for j, w := range x {
			above += v * w / float64(i+j+1)
		}
	}
	return above / below
}

// matrixExponential is an entry of exp of [[0, x], [y, z]] by its series.
func matrixExponential(x []float64) float64 {
	a := []float64{0, x[0], x[1], x[2]}
	sum, term := []float64{1, 0, 0, 1}, []float64{1, 0, 0, 1}
	for n := 1.0; n <= 18; n++ {
		term = []float64{
			(term[0]*a[0] + term[1]*a[2]) / n, (term[0]*a[1] + term[1]*a[3]) / n,
			(term[2]*a[0] + term[3]*a[2]) / n, (term[2]*a[1] + term[3]*a[3]) / n,
		}
		for i := range sum {
			sum[i] += term[i]
		}
	}
	return sum[1]
}
