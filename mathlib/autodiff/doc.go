// Package autodiff records the evaluation of a function on a [Tape] and
// differentiates the recording exactly.
//
// A function f of float64s has a twin: the same statements written on [Real]
// numbers, with the tape as first parameter. Package lift writes twins from
// source; [Register] and [Pair] tell the function and its twin apart and
// together; [Lookup] finds the twin of a function value.
//
// An evaluation runs in three phases:
//
//  1. The twin is called. Every operation with an operand that depends on an
//     input appends one node to the tape; operations among constants are only
//     computed. The recording is made anew at every point, so a branch taken
//     the other way is no concern.
//  2. A forward pass computes, for every node, a bound of its rounding error
//     and the first (and second) partial derivatives of its operation, each
//     with a bound of its own error.
//  3. Further passes, again with bounds: backwards for the gradient
//     ([Tape.Gradient]), a product of a row with the Jacobian
//     ([Tape.VecJacobian]) or gradient and Hessian ([Tape.Hessian]), forwards
//     for a product of the Jacobian with a direction ([Tape.JacobianVec]) or
//     Taylor coefficients along a curve ([Tape.Taylor]), both ways for a
//     product of the Hessian ([Tape.HessianVec]). [Tape.SparseHessian] and
//     [Tape.SparseJacobian] keep the pattern. The second phase is done once for
//     all passes over a recording.
//
// [Tape.GradientOn] records the reverse pass itself, so that gradients can be
// computed with and differentiated again.
//
// The sweeps whose names begin with Quick leave out the bounds, and with them
// the second phase. A tape on which nothing else will be asked for can record
// partial derivatives in place of operations ([Tape.Partials]), those of whole
// expressions at a time too ([Tape.Fused]).
//
// The bounds are running error analysis: they hold for the operations that
// were recorded, in the branches that were taken, with the constants as
// stored. An operation that happened to be exact adds nothing, so a bound of 0
// means that the result is exact.
//
// Where a function is not differentiable, a documented convention supplies a
// value and the tape remembers the place as a [Kink].
//
// The package imports only the standard library, and must not know go/ast,
// go/types, operators or notebooks: everything a cell links is loaded with it.
package autodiff
