package mathlib

import (
	"math"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// A Number is a derivative that is one number, and says how it was obtained.
type Number struct {
	Value  float64
	Method Method
	Error  float64 // bound of the error of Value; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere
}

// String returns the number, and below it how it was obtained when there is
// something to say.
func (n Number) String() string {
	return strings.Join(append([]string{number(n.Value)}, n.notes()...), "\n")
}

// LaTeX returns the number as a displayed formula.
func (n Number) LaTeX() string { return displayed(latexNumber(n.Value), n.notes()) }

func (n Number) notes() []string {
	return note(n.Method, n.Error, math.Abs(n.Value), n.Kinks)
}

// A Vector is a gradient or another vector of derivatives: a gonum vector that
// says how it was obtained.
type Vector struct {
	*mat.VecDense
	Method Method
	Error  float64 // the largest bound of an entry's error; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere
	bound  []float64
}

// newVector returns a vector on the memory of v.
func newVector(v []float64) Vector {
	return Vector{VecDense: mat.NewVecDense(len(v), v), Method: Recorded, bound: make([]float64, len(v))}
}

// found enters how the numbers were obtained.
func (v *Vector) found(m Method, kinks []Kink) {
	v.Method, v.Error, v.Kinks = m, largest(v.bound), kinks
}

// foundQuickly enters that the numbers were recorded and no bounds computed.
func (v *Vector) foundQuickly(kinks []Kink) {
	unbound(v.bound)
	v.Method, v.Error, v.Kinks = Recorded, math.NaN(), kinks
}

// unbound makes all bounds NaN. They are so already when the first is.
func unbound(bounds []float64) {
	if len(bounds) > 0 && !math.IsNaN(bounds[0]) {
		for i := range bounds {
			bounds[i] = math.NaN()
		}
	}
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

// found enters how the numbers were obtained.
func (m *Matrix) found(how Method, kinks []Kink) {
	m.Method, m.Error, m.Kinks = how, largest(m.bound), kinks
}

// foundQuickly enters that the numbers were recorded and no bounds computed.
func (m *Matrix) foundQuickly(kinks []Kink) {
	unbound(m.bound)
	m.Method, m.Error, m.Kinks = Recorded, math.NaN(), kinks
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

// foundQuickly enters that the numbers were recorded and no bounds computed.
func (s *Symmetric) foundQuickly(kinks []Kink) {
	unbound(s.bound)
	s.Method, s.Error, s.Kinks = Recorded, math.NaN(), kinks
}

// newSymmetric returns a matrix on the memory of h.
func newSymmetric(n int, h []float64) Symmetric {
	return Symmetric{SymDense: mat.NewSymDense(n, h), Method: Recorded, bound: make([]float64, n*n)}
}

// found enters how the numbers were obtained.
func (s *Symmetric) found(m Method, kinks []Kink) {
	s.Method, s.Error, s.Kinks = m, largest(s.bound), kinks
}
