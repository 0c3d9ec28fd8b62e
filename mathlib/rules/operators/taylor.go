package operators

import (
	"fmt"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// Taylor returns the Taylor coefficients of f at x up to the order.
func Taylor(t *tape, f func(*tape, real) real, x real, order int) Series {
	return taylor(t, "Taylor", f, x, autodiff.Constant(1), order)
}

// TaylorAlong returns the Taylor coefficients of s ↦ f(x + s·v) at 0.
func TaylorAlong[F Scalar, X, V Point](t *tape, f F, x X, v V, order int) Series {
	return taylor(t, "TaylorAlong", f, x, v, order)
}

// taylor records derivatives by the parameter of the line again and again. The
// points on the line are variables too, so that the sweep for the values has
// them as inputs.
func taylor(t *tape, operator string, f, x, v any, order int) Series {
	r := &recording{t: t, operator: operator}
	if order < 0 {
		r.misuse(fmt.Sprintf("the order is %d", order))
	}
	arity, run := form(f)
	p, number := numbers(t, x)
	if arity == 0 && number || arity != 0 && len(p) != arity || len(p) == 0 {
		record(t, operator, f, x) // which says what is wrong
	}
	r.checkNumbers("x", p)
	along := r.direction("v", v, len(p), "x")
	s := []real{t.Variable(real{})}
	for i := range p {
		p[i] = t.Exactly(t.Add(p[i], t.Mul(s[0], along[i])), p[i].V) // -0 stays
	}
	r.evaluate(run, p)
	d, factorial := r.ys[0], 1.0
	list := []real{d}
	for k := 1; k <= order; k++ {
		d = t.GradientOn(d, s)[0]
		factorial *= float64(k)
		list = append(list, t.Div(d, autodiff.Constant(factorial)))
	}
	list = r.alone(list, func(t *tape, ys []real, c, bound []float64) {
		t.Taylor(ys[0], [][]float64{values(along)}, c, bound)
	})
	return Series{list, mathlib.Recorded}
}
