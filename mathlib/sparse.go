package mathlib

import (
	"fmt"
	"slices"

	"github.com/gonabla/nabla/mathlib/autodiff"

	"gonum.org/v1/gonum/mat"
)

// A Sparse is a matrix of derivatives of which only the entries are kept that
// can differ from 0: by what f computed with what at x, whatever the numbers
// were. It is a matrix for gonum's package mat, in compressed rows: row i has
// the columns Column[RowStart[i]:RowStart[i+1]], ascending, with the numbers at
// the same places of Value.
type Sparse struct {
	RowStart, Column []int
	Value            []float64

	// Colours is how many colours the columns need so that columns of one
	// colour have no row in common, and Colour the one of each column: so many
	// products with directions would tell the whole matrix.
	Colours int
	Colour  []int

	Method Method
	Error  float64 // the largest bound of an entry's error; 0: exact
	Kinks  []Kink  // where f was evaluated at a kink; nil: nowhere

	rows, columns int
	bound         []float64
}

// newSparse makes an m×n matrix of entries that are sorted by rows and columns.
// In a symmetric one those below the diagonal also stand above it.
func newSparse(m, n int, entries []autodiff.Entry, symmetric bool) Sparse {
	s := Sparse{rows: m, columns: n, RowStart: make([]int, m+1)}
	for _, e := range entries {
		s.RowStart[e.I+1]++
		if symmetric && e.I != e.J {
			s.RowStart[e.J+1]++
		}
	}
	for i := range m {
		s.RowStart[i+1] += s.RowStart[i]
	}
	size := s.RowStart[m]
	s.Column, s.Value, s.bound = make([]int, size), make([]float64, size), make([]float64, size)
	next := slices.Clone(s.RowStart[:m])
	put := func(i, j int, e autodiff.Entry) {
		k := next[i]
		next[i]++
		s.Column[k], s.Value[k], s.bound[k] = j, e.V, e.Bound
	}
	for _, e := range entries {
		put(e.I, e.J, e)
	}
	if symmetric {
		for _, e := range entries {
			if e.I != e.J {
				put(e.J, e.I, e)
			}
		}
	}
	s.Error = largest(s.bound)
	s.paint()
	return s
}

// paint gives each column in turn the first colour that no column has with
// which it shares a row.
func (s *Sparse) paint() {
	byColumn := make([][]int, s.columns)
	for i := range s.rows {
		for _, j := range s.Column[s.RowStart[i]:s.RowStart[i+1]] {
			byColumn[j] = append(byColumn[j], i)
		}
	}
	used := make([][]int, s.rows) // the colours in each row
	taken := make([]int, 0)       // taken[c] == j+1: column j cannot have colour c
	s.Colour = make([]int, s.columns)
	for j, rows := range byColumn {
		for _, i := range rows {
			for _, c := range used[i] {
				taken[c] = j + 1
			}
		}
		c := slices.IndexFunc(taken, func(by int) bool { return by != j+1 })
		if c < 0 {
			c = len(taken)
			taken = append(taken, 0)
		}
		s.Colour[j] = c
		for _, i := range rows {
			used[i] = append(used[i], c)
		}
	}
	s.Colours = len(taken)
}

// Dims returns the numbers of rows and columns.
func (s Sparse) Dims() (rows, columns int) { return s.rows, s.columns }

// T returns the transposed matrix.
func (s Sparse) T() mat.Matrix { return mat.Transpose{Matrix: s} }

// At returns the entry in row i and column j.
func (s Sparse) At(i, j int) float64 {
	if k, ok := s.find(i, j); ok {
		return s.Value[k]
	}
	return 0
}

// ErrorAt returns the bound of the error of the entry in row i and column j.
func (s Sparse) ErrorAt(i, j int) float64 {
	if k, ok := s.find(i, j); ok {
		return s.bound[k]
	}
	return 0
}

// find returns where the entry in row i and column j is, if it is kept.
func (s Sparse) find(i, j int) (k int, ok bool) {
	if i < 0 || i >= s.rows || j < 0 || j >= s.columns {
		panic(fmt.Sprintf("mathlib: entry (%d, %d) of a %d×%d matrix", i, j, s.rows, s.columns))
	}
	start := s.RowStart[i]
	k, ok = slices.BinarySearch(s.Column[start:s.RowStart[i+1]], j)
	return start + k, ok
}

// DoNonZero calls fn for every entry that is kept.
func (s Sparse) DoNonZero(fn func(i, j int, v float64)) {
	for i := range s.rows {
		for k := s.RowStart[i]; k < s.RowStart[i+1]; k++ {
			fn(i, s.Column[k], s.Value[k])
		}
	}
}

// MulVecTo writes the product of the matrix and v to dst, and returns dst.
func (s Sparse) MulVecTo(dst, v []float64) []float64 {
	if len(v) != s.columns || len(dst) != s.rows {
		panic(fmt.Sprintf("mathlib: MulVecTo: dst has length %d and v %d, the matrix is %d×%d",
			len(dst), len(v), s.rows, s.columns))
	}
	for i := range dst {
		sum := 0.0
		for k := s.RowStart[i]; k < s.RowStart[i+1]; k++ {
			sum += s.Value[k] * v[s.Column[k]]
		}
		dst[i] = sum
	}
	return dst
}

// String returns the numbers in rows, and below them the size of the pattern
// and how they were obtained.
func (s Sparse) String() string { return text(s, s.notes()) }

// LaTeX returns the matrix as a displayed formula.
func (s Sparse) LaTeX() string { return latex(s, s.notes()) }

func (s Sparse) notes() []string {
	pattern := fmt.Sprintf("%d of %d entries, colours of the columns: %d", len(s.Value), s.rows*s.columns, s.Colours)
	return append([]string{pattern}, note(s.Method, s.Error, largest(s.Value), s.Kinks)...)
}

// fullEntries returns all entries of a matrix made of differences, which tell
// no pattern.
func fullEntries(m, n int, v, bound []float64) []autodiff.Entry {
	entries := make([]autodiff.Entry, 0, m*n)
	for i := range m {
		for j := range n {
			entries = append(entries, autodiff.Entry{I: i, J: j, V: v[i*n+j], Bound: bound[i*n+j]})
		}
	}
	return entries
}
