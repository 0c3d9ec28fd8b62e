package descent

import (
	"math"

	"gonum.org/v1/gonum/mat"

	"github.com/gonabla/nabla/mathlib"
	"github.com/gonabla/nabla/mathlib/autodiff"
)

// Evaluations counts what a run asked of its problem.
type Evaluations struct {
	Values, Gradients, Hessians int
	Products                    int // Hessian times vector
	SampleGradients             int // gradients of single samples
	SampleHessians              int
	Jacobians                   int // of the residuals
}

// objective evaluates a completed problem, whoever supplies the derivatives,
// and counts.
type objective struct {
	Problem
	counts Evaluations
	// estimated is set when a derivative came from finite differences, kinked
	// while the last gradient is at a point where F is not differentiable.
	estimated, kinked bool
	// checkpoint is called before every evaluation and may panic to end the
	// run in the middle of a step.
	checkpoint func()
}

// second is a Hessian and how far it may be off.
type second struct {
	*mat.SymDense
	bound float64 // of the 2-norm of the error
	exact bool    // bound is proven, not estimated
}

func clone(x []float64) []float64 { return append([]float64(nil), x...) }

func (o *objective) value(x []float64) float64 {
	o.checkpoint()
	o.counts.Values++
	return o.F(clone(x))
}

func (o *objective) gradient(x []float64) []float64 {
	o.checkpoint()
	o.counts.Gradients++
	if o.Gradient != nil {
		return clone(o.Gradient(clone(x)))
	}
	g := mathlib.Gradient(o.F, x)
	o.estimated = o.estimated || g.Method != mathlib.Recorded
	o.kinked = len(g.Kinks) > 0
	return g.RawVector().Data
}

func (o *objective) hessian(x []float64) *second {
	if o.Hessian == nil {
		return o.derived(x)
	}
	o.checkpoint()
	o.counts.Hessians++
	return &second{SymDense: symmetricCopy(o.Hessian(clone(x))), exact: true}
}

// derived returns the Hessian from F itself, with the bound of its error.
func (o *objective) derived(x []float64) *second {
	o.checkpoint()
	o.counts.Hessians++
	h := mathlib.Hessian(o.F, x)
	return &second{SymDense: h.SymDense, bound: errorNorm(h), exact: h.Method == mathlib.Recorded}
}

// proven returns the Hessian to judge a point by: from F itself where its
// recording gives one with proven bounds. Without that a Hessian written by hand
// is taken at its word.
func (o *objective) proven(x []float64) *second {
	if lifted(o.F) {
		return o.derived(x)
	}
	return o.hessian(x)
}

// lifted reports whether f has a twin, and with it derivatives with proven
// bounds.
func lifted(f func([]float64) float64) bool {
	twin, _, ok := autodiff.Lookup(f)
	return ok && twin != nil
}

// errorNorm bounds the 2-norm of the error by the Frobenius norm of its bounds.
func errorNorm(h mathlib.Symmetric) float64 {
	sum := 0.0
	n := h.SymmetricDim()
	for i := range n {
		for j := range n {
			sum = math.Hypot(sum, h.ErrorAt(i, j))
		}
	}
	return sum * (1 + 1e-9)
}

func symmetricCopy(h *mat.SymDense) *mat.SymDense {
	c := mat.NewSymDense(h.SymmetricDim(), nil)
	c.CopySym(h)
	return c
}

// residuals returns r, its Jacobian J, and the factor c for which F = c·½Σr²
// and the gradient of F is c·Jᵀr.
func (o *objective) residuals(x []float64, f float64) (r []float64, j *mat.Dense, c float64) {
	o.checkpoint()
	o.counts.Jacobians++
	r = clone(o.Residuals(clone(x)))
	if o.Jacobian != nil {
		j = mat.DenseCopyOf(o.Jacobian(clone(x)))
	} else {
		j = mathlib.Jacobian(o.Residuals, x).Dense
	}
	if squares := dot(r, r) / 2; squares > 0 && f > 0 {
		return r, j, f / squares
	}
	return r, j, 1
}

// sampleGradient returns the mean gradient of some samples.
func (o *objective) sampleGradient(batch []int, x []float64) []float64 {
	o.counts.SampleGradients += len(batch)
	mean := make([]float64, len(x))
	for _, i := range batch {
		o.checkpoint()
		g := o.gradientOf(i, x)
		for k, v := range g {
			mean[k] += v / float64(len(batch))
		}
	}
	return mean
}

func (o *objective) gradientOf(i int, x []float64) []float64 {
	if o.SampleGradient != nil {
		return o.SampleGradient(i, clone(x))
	}
	g := mathlib.Gradient(o.Samples[i], x)
	o.estimated = o.estimated || g.Method != mathlib.Recorded
	return g.RawVector().Data
}

// sampleHessian returns the mean Hessian of some samples.
func (o *objective) sampleHessian(batch []int, x []float64) *mat.SymDense {
	o.counts.SampleHessians += len(batch)
	mean := mat.NewSymDense(len(x), nil)
	for _, i := range batch {
		o.checkpoint()
		if o.SampleHessian != nil {
			mean.AddSym(mean, o.SampleHessian(i, clone(x)))
		} else {
			mean.AddSym(mean, mathlib.Hessian(o.Samples[i], x).SymDense)
		}
	}
	mean.ScaleSym(1/float64(len(batch)), mean)
	return mean
}

// samples returns how many samples there are.
func (o *objective) samples() int { return len(o.Samples) }
