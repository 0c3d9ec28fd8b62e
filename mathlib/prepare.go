package mathlib

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// prepared is a function with the memory for evaluations at points with n
// coordinates.
type prepared struct {
	fn   *function
	x, v []float64
	out  []float64
	kept *autodiff.Tape
}

func prepare(operator string, f any, n int) prepared {
	p := prepared{fn: newFunction(operator, f)}
	if n <= 0 {
		p.fn.misuse("n must be positive")
	}
	if p.fn.arity > 0 && p.fn.arity != n {
		p.fn.misuse(fmt.Sprintf("f takes %d numbers, n is %d", p.fn.arity, n))
	}
	p.x, p.v = make([]float64, n), make([]float64, n)
	p.kept = new(autodiff.Tape)
	p.fn.kept = p.kept
	return p
}

// at checks and copies the point, for the method named operator.
func (p *prepared) at(operator string, x []float64) []float64 {
	p.fn.operator = operator
	if len(x) != len(p.x) {
		p.fn.wrongLength("x", len(x), len(p.x), "the prepared point")
	}
	p.copyNumbers(p.x, "x", x)
	return p.x
}

// along checks and copies the direction.
func (p *prepared) along(v []float64) []float64 {
	if len(v) != len(p.v) {
		p.fn.wrongLength("v", len(v), len(p.v), "x")
	}
	p.copyNumbers(p.v, "v", v)
	return p.v
}

// copyNumbers copies src, which must have no NaN, to dst of the same length.
func (p *prepared) copyNumbers(dst []float64, name string, src []float64) {
	dst = dst[:len(src)]
	for i, v := range src {
		if v != v {
			p.fn.checkNumbers(name, src)
		}
		dst[i] = v
	}
}

// SetLimit sets how many operations an evaluation may record before it panics;
// 0 is the most that a recording holds ([autodiff.MaxLen]).
func (p *prepared) SetLimit(operations int) { p.kept.Limit = operations }

// SkipBounds makes all methods several times as fast and leaves out the bounds:
// Error is NaN. It is for methods that take many steps and need no certainty in
// each. Differences keep their estimates.
//
// Without bounds, a Hessian whose operations are those of the point before is
// computed by a program that was put together there: the second call is faster
// than the first.
func (p *prepared) SkipBounds() { p.fn.quick = true }

// A Prepared is a function with one result, prepared for being differentiated
// at many points: from the second call on, its methods allocate nothing unless
// f does or meets a kink.
//
// Results share the memory of the Prepared: they are valid until its next call.
// One goroutine uses a Prepared at a time.
type Prepared struct {
	prepared
	first       order2 // its gradient alone
	second      order2
	hessianVec  Vector
	diagonal    Vector
	directional Vector
	sparse      sparseMemory
}

// Prepare prepares f for being differentiated at points with n coordinates.
func Prepare[F Scalar](f F, n int) *Prepared {
	p := &Prepared{prepared: prepare("Prepare", f, n)}
	p.first.gradient = newVector(make([]float64, n))
	p.hessianVec = newVector(make([]float64, n))
	p.diagonal = newVector(make([]float64, n))
	p.directional = newVector(make([]float64, 1))
	return p
}

// Value returns f(x).
func (p *Prepared) Value(x []float64) float64 {
	p.out = p.fn.plain(p.at("Prepared.Value", x), p.out[:0])
	return p.out[0]
}

// Gradient is [Gradient].
func (p *Prepared) Gradient(x []float64) Vector {
	p.fn.gradient(&p.first.gradient, p.at("Prepared.Gradient", x))
	return p.first.gradient
}

// ValueAndGradient is [ValueAndGradient].
func (p *Prepared) ValueAndGradient(x []float64) (float64, Vector) {
	value := p.fn.gradient(&p.first.gradient, p.at("Prepared.ValueAndGradient", x))
	return value, p.first.gradient
}

// Hessian is [Hessian].
func (p *Prepared) Hessian(x []float64) Symmetric {
	p.order2("Prepared.Hessian", x)
	return p.second.hessian
}

// ValueAndHessian is [ValueAndHessian].
func (p *Prepared) ValueAndHessian(x []float64) (float64, Vector, Symmetric) {
	p.order2("Prepared.ValueAndHessian", x)
	return p.second.value, p.second.gradient, p.second.hessian
}

func (p *Prepared) order2(operator string, x []float64) {
	if p.second.hessian.SymDense == nil { // n² numbers, only when wanted
		p.second = newOrder2(len(p.x))
	}
	p.fn.secondOrder(&p.second, p.at(operator, x))
}

// SparseHessian is [SparseHessian].
func (p *Prepared) SparseHessian(x []float64) Sparse {
	p.fn.sparseHessian(&p.sparse, p.at("Prepared.SparseHessian", x))
	return p.sparse.matrix
}

// HessianVec is [HessianVec].
func (p *Prepared) HessianVec(x, v []float64) Vector {
	p.fn.hessianVec(&p.hessianVec, p.at("Prepared.HessianVec", x), p.along(v))
	return p.hessianVec
}

// HessianDiag is [HessianDiag].
func (p *Prepared) HessianDiag(x []float64) Vector {
	p.fn.hessianDiag(&p.diagonal, p.at("Prepared.HessianDiag", x))
	return p.diagonal
}

// Laplacian is [Laplacian].
func (p *Prepared) Laplacian(x []float64) Number {
	_, l := p.fn.laplacian(p.at("Prepared.Laplacian", x))
	return l
}

// Directional is [Directional].
func (p *Prepared) Directional(x, v []float64) Number {
	d := &p.directional
	p.out = p.fn.jacobianVec(p.out, d, p.at("Prepared.Directional", x), p.along(v))
	return Number{Value: d.AtVec(0), Method: d.Method, Error: d.Error, Kinks: d.Kinks}
}
