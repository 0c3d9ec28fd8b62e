// Package mathlib differentiates plain Go functions and tells the nature of
// their critical points.
//
// There is no number type to learn and nothing to annotate: an operator takes
// a function and a point.
//
//	operator   f                          result           shape        method
//	Gradient   number of n numbers        Vector           n            one reverse sweep
//	Jacobian   m numbers of n numbers     Matrix           m×n          min(m, n) sweeps
//	Hessian    number of n numbers        Symmetric        n×n          edge pushing
//	Classify   number of n numbers        Classification   a verdict    Hessian, eigenvalues, Weyl's bound
//
// f takes one []float64, or one, two or three float64s ([Scalar], [Field]); the
// point is a []float64, or a number for a function of one variable ([Point]).
// Another type is a compile error; a wrong length is a panic that names both.
// No operator changes x, or lets f change it.
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
package mathlib
