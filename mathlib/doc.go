// Package mathlib differentiates plain Go functions and tells the nature of
// their critical points.
//
// There is no number type to learn and nothing to annotate: an operator takes
// a function and a point.
//
//	operator         input             output           shape     cost          method
//	Derivative       f: R→R            Number           1         1 gradient    reverse sweep
//	DerivativeFunc   f: R→R            func R→R         1         1 gradient    recorded reverse sweep
//	GradientFunc     f: Rⁿ→R           func Rⁿ→Rⁿ       n         1 gradient    recorded reverse sweep
//	Taylor           f: R→R, order     Series           order+1   order² sweep  truncated power series
//	TaylorAlong      f: Rⁿ→R, v, order Series           order+1   order² sweep  truncated power series
//	Directional      f: Rⁿ→R, v        Number           1         1 sweep       forward sweep
//	Gradient         f: Rⁿ→R           Vector           n         1 gradient    reverse sweep
//	Jacobian         f: Rⁿ→Rᵐ          Matrix           m×n       min(m, n)     reverse or forward sweeps
//	JacobianVec      f: Rⁿ→Rᵐ, v       Vector           m         1 sweep       forward sweep
//	VecJacobian      f: Rⁿ→Rᵐ, w       Vector           n         1 gradient    reverse sweep
//	Hessian          f: Rⁿ→R           Symmetric        n×n       sparsity, n²  edge pushing
//	HessianVec       f: Rⁿ→R, v        Vector           n         4 gradients   forward over reverse
//	HessianDiag      f: Rⁿ→R           Vector           n         sparsity      edge pushing
//	Laplacian        f: Rⁿ→R           Number           1         sparsity      edge pushing
//	SparseHessian    f: Rⁿ→R           Sparse           n×n       sparsity      edge pushing with structure
//	SparseJacobian   f: Rⁿ→Rᵐ          Sparse           m×n       sparsity      reverse sweep over parts
//	Linearize        f: Rⁿ→Rᵐ          LinearModel      m, m×n    1 Jacobian    Jacobian
//	Quadratic        f: Rⁿ→R           QuadraticModel   n, n×n    1 Hessian     Hessian
//	Formula          f: Rⁿ→Rᵐ, names   Symbolic         formulas  8 recordings  exact rational algebra on the operations
//	Check            f: Rⁿ→R, grad     Comparison       n         1 gradient    Gradient
//	Classify         f: Rⁿ→R           CriticalPoint    verdict   1 Hessian¹    eigenvalues with bounds, reduced Taylor terms
//	FindCritical     f: Rⁿ→R, start    CriticalPoint    verdict   10 Hessians   damped Newton on the gradient, Classify
//	FindAllCritical  f: Rⁿ→R, box      CriticalSet      verdicts  10⁴ Hessians  deflation from points that cover the box
//
// ¹ and, at a degenerate point, some hundred sweeps.
//
// A sweep goes once through the recorded operations of f; "sparsity" grows with
// the pairs of intermediate values that meet in a product or another nonlinear
// operation, and is a few sweeps where each meets few others.
//
// f takes one []float64, or one, two or three float64s ([Scalar], [Field]);
// points and directions are a []float64, a vector of gonum's package mat, or a
// number for a function of one variable ([Point]). Another type is a compile
// error; a wrong length is a panic that names both. No operator changes x, or
// lets f change it. Operators may be called from several goroutines at a time,
// if f may.
//
// Operators nest to any depth: a function that is differentiated may itself
// call those that return numbers, with functions that capture what depends on
// its arguments. [DerivativeFunc] and [GradientFunc] return derivatives as
// functions.
//
// ValueAnd… operators return f(x) as well, …To operators write to memory that
// is given, and [Prepare] and [PrepareField] keep the memory from point to
// point: for a loop.
//
// The results embed the types of gonum's package mat and say how they were
// obtained. In a notebook the kernel writes a twin for every function, from
// which package autodiff computes derivatives that are exact to rounding, with
// a proven bound of what rounding did: Method is [Recorded] and Error is 0
// where nothing was rounded at all. A function without a twin is
// differentiated by finite differences with an error estimate: Method is
// [Differences], and the reason is written to standard error, once for each
// function. Where f met an operation at a point where that is not
// differentiable, Kinks lists the place.
//
// [Classify] says no more than it knows. Signs of eigenvalues are proven from
// the bounds; where the Hessian leaves the kind of a critical point open, Taylor
// terms of higher order decide, along the curve to which the null direction
// belongs, each with a bound; and what can only be sampled, or followed for a
// while, is called evidence, with figures. The rest is "undecided".
//
// Results bring their own text, LaTeX or HTML along; the package must not know
// notebooks, the kernel or who writes the twins.
package mathlib
