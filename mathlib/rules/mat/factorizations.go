package mat

import (
	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A factorization here keeps the matrix that it was made of, and gonum's
// factorization of its values. Its results have gonum's values; they are
// recorded as those of the matrix.

// A Cholesky is the factorization of a positive definite matrix.
type Cholesky struct {
	a Matrix
	g gonum.Cholesky
}

// An LU is the factorization of a square matrix.
type LU struct {
	a Matrix
	g gonum.LU
}

// A QR is the factorization of a matrix that is not wide.
type QR struct {
	a Matrix
	g gonum.QR
}

// Factorize factorizes a and reports whether it is positive definite.
func (c *Cholesky) Factorize(t *tape, a Symmetric) bool {
	c.a = DenseCopyOf(t, a)
	return c.g.Factorize(symmetric(a))
}

// Factorize factorizes a.
func (f *LU) Factorize(t *tape, a Matrix) {
	f.g.Factorize(a.plain())
	f.a = DenseCopyOf(t, a)
}

// Factorize factorizes a.
func (q *QR) Factorize(t *tape, a Matrix) {
	q.g.Factorize(a.plain())
	q.a = DenseCopyOf(t, a)
}

// Dims returns the size of the matrix.
func (f *LU) Dims(*tape) (r, c int) { return f.g.Dims() }

// Dims returns the size of the matrix.
func (q *QR) Dims(*tape) (r, c int) { return q.g.Dims() }

// SymmetricDim returns the number of rows, and of columns.
func (c *Cholesky) SymmetricDim(*tape) int { return c.g.SymmetricDim() }

// IsEmpty reports whether nothing was factorized.
func (c *Cholesky) IsEmpty(*tape) bool { return c.g.IsEmpty() }

// Det returns the determinant.
func (c *Cholesky) Det(t *tape) real {
	v := c.g.Det()
	return t.Exactly(Det(t, c.a), v)
}

// Det returns the determinant.
func (f *LU) Det(t *tape) real {
	v := f.g.Det()
	return t.Exactly(Det(t, f.a), v)
}

// LogDet returns the logarithm of the determinant.
func (c *Cholesky) LogDet(t *tape) real {
	v := c.g.LogDet()
	d, _ := LogDet(t, c.a)
	return t.Exactly(d, v)
}

// LogDet returns the logarithm of the determinant's absolute value, and its
// sign.
func (f *LU) LogDet(t *tape) (det, sign real) {
	v, s := f.g.LogDet()
	d, _ := LogDet(t, f.a)
	return t.Exactly(d, v), autodiff.Constant(s)
}

// SolveTo makes dst the solution of the system with the right side b.
func (c *Cholesky) SolveTo(t *tape, dst *Dense, b Matrix) error {
	g := dst.gonum()
	err := c.g.SolveTo(g, b.plain())
	dst.solution(t, g, c.a, b)
	return err
}

// SolveTo makes dst the solution of the system, or of that with the transposed
// matrix, with the right side b.
func (f *LU) SolveTo(t *tape, dst *Dense, trans bool, b Matrix) error {
	g := dst.gonum()
	err := f.g.SolveTo(g, trans, b.plain())
	dst.solution(t, g, transposed(t, f.a, trans), b)
	return err
}

// SolveTo makes dst the solution of least squares, or the shortest one of the
// transposed system, with the right side b.
func (q *QR) SolveTo(t *tape, dst *Dense, trans bool, b Matrix) error {
	g := dst.gonum()
	err := q.g.SolveTo(g, trans, b.plain())
	dst.solution(t, g, transposed(t, q.a, trans), b)
	return err
}

// SolveVecTo is [Cholesky.SolveTo] for one right side.
func (c *Cholesky) SolveVecTo(t *tape, dst *VecDense, b Vector) error {
	g := dst.gonum()
	err := c.g.SolveVecTo(g, vector(b))
	dst.solution(t, g, c.a, b)
	return err
}

// SolveVecTo is [LU.SolveTo] for one right side.
func (f *LU) SolveVecTo(t *tape, dst *VecDense, trans bool, b Vector) error {
	g := dst.gonum()
	err := f.g.SolveVecTo(g, trans, vector(b))
	dst.solution(t, g, transposed(t, f.a, trans), b)
	return err
}

// SolveVecTo is [QR.SolveTo] for one right side.
func (q *QR) SolveVecTo(t *tape, dst *VecDense, trans bool, b Vector) error {
	g := dst.gonum()
	err := q.g.SolveVecTo(g, trans, vector(b))
	dst.solution(t, g, transposed(t, q.a, trans), b)
	return err
}

// InverseTo makes dst the inverse.
func (c *Cholesky) InverseTo(t *tape, dst *SymDense) error {
	g := dst.gonum()
	err := c.g.InverseTo(g)
	var inverse Dense
	inverse.Inverse(t, c.a)
	dst.store(t, g, func(i, j int) real { return inverse.At(t, i, j) })
	return err
}

func transposed(t *tape, a Matrix, trans bool) Matrix {
	if trans {
		return a.T(t)
	}
	return a
}

// ConstantCholesky returns c with constant elements.
func ConstantCholesky(c *gonum.Cholesky) *Cholesky {
	r := new(Cholesky)
	if c == nil || c.IsEmpty() {
		return r
	}
	r.g.Clone(c)
	r.a = ConstantDense(gonum.DenseCopyOf(c))
	return r
}

// ConstantLU returns f with constant elements.
func ConstantLU(f *gonum.LU) *LU { return &LU{constantFactors(f), *f} }

// ConstantQR returns q with constant elements.
func ConstantQR(q *gonum.QR) *QR { return &QR{constantFactors(q), *q} }

// constantFactors returns the matrix that was factorized, nil if there is none.
func constantFactors(f gonum.Matrix) Matrix {
	if n, _ := f.Dims(); n == 0 {
		return nil
	}
	return ConstantDense(gonum.DenseCopyOf(f))
}
