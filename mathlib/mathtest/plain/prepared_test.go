package plain_test

import (
	"math"
	"testing"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/mathtest/lifted"
	"github.com/gonabla/nabla/mathlib/mathtest/plain"
)

// TestPreparedWithoutBounds holds what is computed for many steps, with no
// bounds and in its own ways, against the oracle: two rounds over the points of
// each function, so that what is kept of one point serves the next.
func TestPreparedWithoutBounds(t *testing.T) {
	lifted.Only(t)
	points := map[string][]row{}
	for _, r := range oracle(t) {
		points[r.name] = append(points[r.name], r)
	}
	for _, f := range plain.Functions {
		prepared := map[int]*mathlib.Prepared{}
		for _, r := range append(points[f.Name], points[f.Name]...) {
			n := len(r.x)
			if prepared[n] == nil {
				prepared[n] = mathlib.Prepare(f.F, n)
				prepared[n].SkipBounds()
			}
			quickly(t, r, prepared[n], f.F)
		}
	}
}

// quickly compares the results of p at the point of r. They may be off by a few
// times the bounds of the results that have some, and by rounding.
func quickly(t *testing.T, r row, p *mathlib.Prepared, f func([]float64) float64) {
	n := len(r.x)
	g, h := mathlib.Gradient(f, r.x), mathlib.Hessian(f, r.x)
	check := func(what string, got, bound, want, largest float64) {
		t.Helper()
		if !(math.Abs(got-want) <= 4*bound+1e-14*largest*float64(n)) {
			t.Errorf("%s%v: %s is %v without bounds, want %v ± %g", r.name, r.x, what, got, want, bound)
		}
	}
	for i, v := range p.Gradient(r.x).RawVector().Data {
		want, _ := r.gradient[i].Float64()
		check("the gradient", v, g.ErrorAt(i), want, largest(r.gradient))
	}
	size := largest(r.hessian)
	whole := p.Hessian(r.x)
	k, trace, traceBound := 0, 0.0, 0.0
	for i := range n {
		for j := i; j < n; j++ {
			want, _ := r.hessian[k].Float64()
			k++
			check("the Hessian", whole.At(i, j), h.ErrorAt(i, j), want, size)
			if i == j {
				trace, traceBound = trace+want, traceBound+h.ErrorAt(i, i)
			}
		}
	}
	sparse := p.SparseHessian(r.x)
	for i := range n {
		for j := range n {
			check("the sparse Hessian", sparse.At(i, j), h.ErrorAt(i, j), h.At(i, j), size)
		}
	}
	for i, v := range p.HessianDiag(r.x).RawVector().Data {
		check("the diagonal", v, h.ErrorAt(i, i), h.At(i, i), size)
	}
	check("the trace", p.Laplacian(r.x).Value, traceBound, trace, size)
	check("the value", p.Value(r.x), 0, f(append([]float64(nil), r.x...)), 0)
}
