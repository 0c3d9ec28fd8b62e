// Package descent minimises plain Go functions and keeps what happened on the
// way.
//
// There is one call, [Minimize], for every method:
//
//	descent.Minimize(descent.Problem{F: f, Start: x}, descent.Newton{}, descent.Settings{})
//
// A [Problem] is the function and where to begin; its derivatives come from
// package mathlib, exactly, unless they are given. A [Method] is a struct whose
// zero value works:
//
//	first order           GradientDescent, SGD, Momentum, Adam
//	Newton                Newton, DampedNewton, NewtonCG, SaddleFreeNewton, TrustRegion
//	least squares         GaussNewton, LevenbergMarquardt
//	quasi-Newton          BFGS, LBFGS, SR1
//	samples of the sum    SubsampledNewton, StochasticNewton
//	gonum's               Gonum{Method: &optimize.BFGS{}}
//
// A run is, in this order: the problem is completed (what F is when only
// samples or residuals are given), then the method's loop, in which every point
// reached is recorded and judged, and the result is a [Trace] that ends with a
// [Reason]. Where the gradient vanishes the Hessian is looked at, whatever the
// method: to stop at a saddle is not reported as success.
//
// The package draws nothing: a trace offers its data in the form that gonum's
// plotter takes.
package descent
