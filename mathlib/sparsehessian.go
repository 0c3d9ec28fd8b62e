package mathlib

import (
	"math"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// SparseHessian returns the Hessian of f at x with its pattern: the entries
// that can differ from 0. Time and memory are those of the entries, not of n².
// By differences the pattern is full.
func SparseHessian[F Scalar, X Point](f F, x X) Sparse {
	fn := newFunction("SparseHessian", f)
	var m sparseMemory
	fn.sparseHessian(&m, fn.point(x))
	return m.matrix
}

// sparseMemory keeps a sparse Hessian for the next point, where it often has
// the same pattern.
type sparseMemory struct {
	matrix  Sparse
	pattern []mirrored // one for each entry on and below the diagonal
}

// A mirrored is an entry of a symmetric matrix and its places in the memory of a
// Sparse: below the diagonal and above.
type mirrored struct{ i, j, below, above int }

// sparseHessian fills m.
func (fn *function) sparseHessian(m *sparseMemory, x []float64) {
	n := len(x)
	t, y := fn.run(x)
	if t == nil {
		h := secondOrder(fn, x).hessian
		m.pattern = nil
		m.matrix = newSparse(n, n, fullEntries(n, n, h.RawSymmetric().Data, h.bound), false)
		m.matrix.Method = Differences
		return
	}
	entries, ok := []autodiff.Entry(nil), false
	if fn.quick {
		entries, ok = t.QuickSparseHessian(y[0])
	}
	if !ok {
		if fn.quick {
			fn.operations = true // this time, and from now on, with the operations
			t, y = fn.run(x)
		}
		entries = t.SparseHessian(y[0])
	}
	m.enter(n, entries)
	m.matrix.Method = Recorded
	m.matrix.Kinks, _ = t.Kinks()
	fn.done(t)
}

// enter makes entries the matrix: new numbers where its pattern is theirs, else
// a new matrix.
func (m *sparseMemory) enter(n int, entries []autodiff.Entry) {
	if !m.fits(entries) {
		m.matrix = newSparse(n, n, entries, true)
		m.pattern = m.pattern[:0]
		for _, e := range entries {
			below, _ := m.matrix.find(e.I, e.J)
			above, _ := m.matrix.find(e.J, e.I)
			m.pattern = append(m.pattern, mirrored{e.I, e.J, below, above})
		}
		return
	}
	s := &m.matrix
	s.Error = 0
	for k := range entries {
		e, p := &entries[k], &m.pattern[k]
		s.Value[p.below], s.Value[p.above] = e.V, e.V
		s.bound[p.below], s.bound[p.above] = e.Bound, e.Bound
		if e.Bound > s.Error || math.IsNaN(e.Bound) {
			s.Error = e.Bound
		}
	}
}

func (m *sparseMemory) fits(entries []autodiff.Entry) bool {
	if m.matrix.RowStart == nil || len(m.pattern) != len(entries) {
		return false
	}
	for k := range entries {
		if p := &m.pattern[k]; p.i != entries[k].I || p.j != entries[k].J {
			return false
		}
	}
	return true
}
