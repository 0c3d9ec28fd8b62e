// Package approx builds the usual approximations of a Hessian and says how far
// they are from it.
//
//	function                   approximation                           from
//	Exact                      H itself, by Hessian-vector products    f
//	GaussNewton                c·JᵀJ                                   residuals
//	EmpiricalFisher            the mean of gᵢgᵢᵀ                       samples
//	RankOne                    ggᵀ, often mistaken for the Hessian     f
//	BFGS, SR1, LBFGS           secant updates along a path             f and points
//	Diagonal                   the diagonal of H                       f
//	HutchinsonDiagonal         an estimate of it from products         any
//	Subsampled                 the Hessian of a batch                  samples
//	PerturbationAveraged       the mean of H near the point            f
//	KroneckerFactored, KroneckerFisher   G ⊗ A for a dense layer       losses and inputs
//
// Each is an [Approximation]: a product with vectors, a dense matrix, and a
// [Comparison] with the exact Hessian; [Compare] makes a table of several. Of
// any of them the spectrum can be asked for by products alone:
// [Approximation.Extremes] (Lanczos), [Approximation.Trace] (Hutchinson) and
// [Approximation.Density] (stochastic Lanczos quadrature).
//
// Derivatives come from package mathlib.
package approx
