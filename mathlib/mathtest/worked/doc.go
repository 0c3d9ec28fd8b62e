// Package worked holds the worked examples of the tutorials as tests: a linear
// layer, a quadratic, a line fitted by many methods and its Hessian's
// stand-ins, matrix calculus from scalar rules to the loss of a neuron, a
// singular Jacobian, and an error surface with a saddle and a valley.
//
// Functions stand beside their numbers, in the test files. Numbers that are
// exact are asserted to 1e-14; those with endless digits against testdata/
// digits.txt, 30 digits computed by testdata/digits.py. What else minimisers do
// step by step is asserted beside them, in package descent.
package worked
