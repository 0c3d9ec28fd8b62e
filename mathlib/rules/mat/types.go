package mat

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	gonum "gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

type (
	real = autodiff.Real
	tape = autodiff.Tape
)

// A Matrix is what gonum's is, with recording numbers. Only the types of this
// package implement it.
type Matrix interface {
	Dims(*tape) (r, c int)
	At(t *tape, i, j int) real
	T(*tape) Matrix
	plain() gonum.Matrix // with the same values, of gonum's type
}

// A Vector is a Matrix of one column, or the transpose of one.
type Vector interface {
	Matrix
	AtVec(t *tape, i int) real
	Len(*tape) int
}

// A Symmetric is a symmetric Matrix.
type Symmetric interface {
	Matrix
	SymmetricDim(*tape) int
}

// A Dense is a matrix, stored by rows. The zero value is empty and takes the
// size of the first result stored in it.
type Dense struct {
	r, c, stride int
	data         []real
}

// A VecDense is a column vector. The zero value is empty and takes the size of
// the first result stored in it.
type VecDense struct {
	n, inc int
	data   []real
}

// A SymDense is a symmetric matrix; what is above the diagonal counts. The
// zero value is empty and takes the size of the first result stored in it.
type SymDense struct {
	n    int
	data []real
}

// transpose is a matrix seen with rows for columns.
type transpose struct{ m Matrix }

// transposeVec is a vector seen as a row.
type transposeVec struct{ v Vector }

func values(s []real) []float64 {
	v := make([]float64, len(s))
	for i := range s {
		v[i] = s[i].V
	}
	return v
}

func constants(v []float64) []real {
	s := make([]real, len(v))
	for i := range v {
		s[i].V = v[i]
	}
	return s
}

func (m *Dense) plain() gonum.Matrix { return m.gonum() }

func (m *Dense) gonum() *gonum.Dense {
	d := new(gonum.Dense)
	if m.r > 0 {
		d.SetRawMatrix(blas64.General{Rows: m.r, Cols: m.c, Stride: m.stride, Data: values(m.data)})
	}
	return d
}

func (v *VecDense) plain() gonum.Matrix { return v.gonum() }

func (v *VecDense) gonum() *gonum.VecDense {
	d := new(gonum.VecDense)
	if v.n > 0 {
		d.SetRawVector(blas64.Vector{N: v.n, Inc: v.inc, Data: values(v.data)})
	}
	return d
}

func (s *SymDense) plain() gonum.Matrix { return s.gonum() }

func (s *SymDense) gonum() *gonum.SymDense {
	d := new(gonum.SymDense)
	if s.n > 0 {
		d.SetRawSymmetric(blas64.Symmetric{Uplo: blas.Upper, N: s.n, Stride: s.n, Data: values(s.data)})
	}
	return d
}

func (m transpose) plain() gonum.Matrix    { return m.m.plain().T() }
func (m transposeVec) plain() gonum.Matrix { return m.v.plain().(gonum.Vector).T() }

// Dims returns the number of rows and columns.
func (m *Dense) Dims(*tape) (r, c int) { return m.r, m.c }

// Dims returns the length and 1.
func (v *VecDense) Dims(*tape) (r, c int) { return v.n, 1 }

// Dims returns the size twice.
func (s *SymDense) Dims(*tape) (r, c int) { return s.n, s.n }

func (m transpose) Dims(t *tape) (r, c int) {
	c, r = m.m.Dims(t)
	return r, c
}

func (m transposeVec) Dims(t *tape) (r, c int) { return 1, m.v.Len(t) }

// Len returns the length.
func (v *VecDense) Len(*tape) int { return v.n }

func (m transposeVec) Len(t *tape) int { return m.v.Len(t) }

// SymmetricDim returns the number of rows, and of columns.
func (s *SymDense) SymmetricDim(*tape) int { return s.n }

// At returns the element in row i and column j.
func (m *Dense) At(_ *tape, i, j int) real { return *m.at(i, j) }

// at returns the place of an element, with gonum's panics.
func (m *Dense) at(i, j int) *real {
	switch {
	case uint(i) >= uint(m.r):
		panic(gonum.ErrRowAccess)
	case uint(j) >= uint(m.c):
		panic(gonum.ErrColAccess)
	}
	return &m.data[i*m.stride+j]
}

// At returns the i-th element; j must be 0.
func (v *VecDense) At(t *tape, i, j int) real {
	if j != 0 {
		panic(gonum.ErrColAccess)
	}
	return *v.at(i)
}

// AtVec returns the i-th element.
func (v *VecDense) AtVec(_ *tape, i int) real { return *v.at(i) }

func (v *VecDense) at(i int) *real {
	if uint(i) >= uint(v.n) {
		panic(gonum.ErrRowAccess)
	}
	return &v.data[i*v.inc]
}

// At returns the element in row i and column j.
func (s *SymDense) At(_ *tape, i, j int) real { return *s.at(i, j) }

func (s *SymDense) at(i, j int) *real {
	switch {
	case uint(i) >= uint(s.n):
		panic(gonum.ErrRowAccess)
	case uint(j) >= uint(s.n):
		panic(gonum.ErrColAccess)
	}
	return &s.data[min(i, j)*s.n+max(i, j)]
}

func (m transpose) At(t *tape, i, j int) real    { return m.m.At(t, j, i) }
func (m transposeVec) At(t *tape, i, j int) real { return m.v.At(t, j, i) }
func (m transposeVec) AtVec(t *tape, i int) real { return m.v.AtVec(t, i) }

// T returns the transpose, which shares its elements.
func (m *Dense) T(*tape) Matrix { return transpose{m} }

// T returns the row with these elements, which it shares.
func (v *VecDense) T(*tape) Matrix { return transpose{v} }

// TVec returns the row with these elements, which it shares.
func (v *VecDense) TVec(*tape) Vector { return transposeVec{v} }

// T returns s.
func (s *SymDense) T(*tape) Matrix { return s }

func (m transpose) T(*tape) Matrix    { return m.m }
func (m transposeVec) T(*tape) Matrix { return m.v }

// NewDense returns a matrix that uses data, or zeros if that is nil.
func NewDense(_ *tape, r, c int, data []real) *Dense {
	if data == nil {
		gonum.NewDense(r, c, nil) // for its panics
		return &Dense{r, c, c, make([]real, r*c)}
	}
	gonum.NewDense(r, c, values(data))
	return &Dense{r, c, c, data}
}

// NewVecDense returns a vector that uses data, or zeros if that is nil.
func NewVecDense(_ *tape, n int, data []real) *VecDense {
	if data == nil {
		gonum.NewVecDense(n, nil)
		return &VecDense{n, 1, make([]real, n)}
	}
	gonum.NewVecDense(n, values(data))
	return &VecDense{n, 1, data}
}

// NewSymDense returns a matrix that uses data, or zeros if that is nil.
func NewSymDense(_ *tape, n int, data []real) *SymDense {
	if data == nil {
		gonum.NewSymDense(n, nil)
		return &SymDense{n, make([]real, n*n)}
	}
	gonum.NewSymDense(n, values(data))
	return &SymDense{n, data}
}

// ConstantDense returns a copy of m whose elements are constants.
func ConstantDense(m *gonum.Dense) *Dense {
	if m == nil {
		return nil
	}
	raw := m.RawMatrix()
	return &Dense{raw.Rows, raw.Cols, raw.Stride, constants(raw.Data)}
}

// ConstantVecDense returns a copy of v whose elements are constants.
func ConstantVecDense(v *gonum.VecDense) *VecDense {
	if v == nil {
		return nil
	}
	raw := v.RawVector()
	return &VecDense{raw.N, raw.Inc, constants(raw.Data)}
}

// ConstantSymDense returns a copy of s whose elements are constants.
func ConstantSymDense(s *gonum.SymDense) *SymDense {
	if s == nil {
		return nil
	}
	raw, c := s.RawSymmetric(), &SymDense{n: s.SymmetricDim()}
	for i := range c.n {
		c.data = append(c.data, constants(raw.Data[i*raw.Stride:i*raw.Stride+c.n])...)
	}
	return c
}

// ConstantMatrix returns a copy of m whose elements are constants. A type that
// has no counterpart here ends the recording.
func ConstantMatrix(m gonum.Matrix) Matrix {
	switch m := m.(type) {
	case nil:
		return nil
	case *gonum.Dense:
		return ConstantDense(m)
	case *gonum.VecDense:
		return ConstantVecDense(m)
	case *gonum.SymDense:
		return ConstantSymDense(m)
	case gonum.Transpose:
		return transpose{ConstantMatrix(m.Matrix)}
	case gonum.TransposeVec:
		return transposeVec{ConstantVector(m.Vector)}
	}
	panic(&autodiff.Record{Refusal: "a captured matrix of a type that has no rule"})
}

// ConstantVector returns a copy of v whose elements are constants.
func ConstantVector(v gonum.Vector) Vector {
	if v == nil {
		return nil
	}
	return ConstantMatrix(v).(Vector)
}

// ConstantSymmetric returns a copy of s whose elements are constants.
func ConstantSymmetric(s gonum.Symmetric) Symmetric {
	if s == nil {
		return nil
	}
	return ConstantMatrix(s).(Symmetric)
}
