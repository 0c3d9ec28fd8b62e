// Package operators has mathlib's operators on recording numbers: what the
// twins of functions that take derivatives themselves call instead.
//
// Functions, types and methods have the names and the arguments of mathlib's,
// with the tape first and twins for functions; their results can be
// differentiated in turn, to any depth. A call has three phases:
//
//  1. The inner function's twin runs on the tape of the outer one, on variables
//     of its own: no use of an outer variable is taken for one of them.
//  2. The sweeps that the operator needs are recorded on the same tape.
//  3. The operator's own sweep runs on the recording of the inner function
//     alone. Its results are the values, to the last bit those that the
//     operator returns outside of a twin; what is recorded differs in rounding.
//
// Every order of an inner derivative multiplies the length of the recording by
// two or three. What an operator says beside the numbers, such as bounds of
// their errors, is no function of the point that could be differentiated; it
// has no counterpart here.
package operators
