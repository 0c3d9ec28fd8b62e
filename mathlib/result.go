package mathlib

import "gonum.org/v1/gonum/mat"

// A Vector is a gradient: a gonum vector that says how it was obtained.
type Vector struct {
	*mat.VecDense
	Method Method
	Error  float64 // the largest bound of an entry's error; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere
	bound  []float64
}

// ErrorAt returns the bound of the error of entry i.
func (v Vector) ErrorAt(i int) float64 { return v.bound[i] }

// String returns the numbers in a column, and below them how they were
// obtained when there is something to say.
func (v Vector) String() string { return text(v.VecDense, v.notes()) }

// LaTeX returns the vector as a displayed formula.
func (v Vector) LaTeX() string { return latex(v.VecDense, v.notes()) }

func (v Vector) notes() []string {
	return note(v.Method, v.Error, mat.Norm(v.VecDense, 2), v.Kinks)
}

// A Matrix is a Jacobian: a gonum matrix that says how it was obtained.
type Matrix struct {
	*mat.Dense
	Method Method
	Error  float64 // the largest bound of an entry's error; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere
	bound  []float64
}

// ErrorAt returns the bound of the error of the entry in row i and column j.
func (m Matrix) ErrorAt(i, j int) float64 {
	_, n := m.Dims()
	return m.bound[i*n+j]
}

// String returns the numbers in rows, and below them how they were obtained
// when there is something to say.
func (m Matrix) String() string { return text(m.Dense, m.notes()) }

// LaTeX returns the matrix as a displayed formula.
func (m Matrix) LaTeX() string { return latex(m.Dense, m.notes()) }

func (m Matrix) notes() []string {
	return note(m.Method, m.Error, mat.Norm(m.Dense, 2), m.Kinks)
}

// A Symmetric is a Hessian: a gonum matrix that says how it was obtained.
type Symmetric struct {
	*mat.SymDense
	Method Method
	Error  float64 // the largest bound of an entry's error; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere
	bound  []float64
}

// ErrorAt returns the bound of the error of the entry in row i and column j.
func (s Symmetric) ErrorAt(i, j int) float64 { return s.bound[i*s.SymmetricDim()+j] }

// String returns the numbers in rows, and below them how they were obtained
// when there is something to say.
func (s Symmetric) String() string { return text(s.SymDense, s.notes()) }

// LaTeX returns the matrix as a displayed formula.
func (s Symmetric) LaTeX() string { return latex(s.SymDense, s.notes()) }

func (s Symmetric) notes() []string {
	return note(s.Method, s.Error, mat.Norm(s.SymDense, 2), s.Kinks)
}
