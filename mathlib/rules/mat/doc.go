// Package mat has the matrices and vectors of gonum's mat on recording
// numbers: what the twins of functions that use them use instead.
//
// Types, functions and methods have the names, the arguments, the panics and
// the errors of gonum's; functions and methods take the tape first. Values are
// those of gonum's to the last bit: every result is computed by gonum too, and
// where its routines round in another order than the recorded operations, the
// difference is recorded as a rounding. Derivatives come from the operations:
// sums of products, and elimination with partial pivoting for determinants,
// inverses and linear systems.
//
// Systems of full rank that are tall are solved by reflections, wide ones by
// way of the square of the matrix. A singular system has the result that gonum
// leaves beside the error, with NaN for its derivatives.
package mat
