// Package mathtest is a catalogue of plain Go functions with exact derivatives
// and known critical points, for tests, benchmarks and notebooks.
//
// The functions are written as a user would write them; nothing here knows how
// they are differentiated. Numbers are exact in rational arithmetic unless a
// comment says how they were rounded.
//
// Below it are the other oracles of mathlib's tests: mathtest/exact computes in
// 400-bit arithmetic, mathtest/plain has functions of many fields with 30-digit
// derivatives, mathtest/worked the tutorials' examples. mathtest/lifted runs
// tests with the twins of a package, mathtest/twins has some by hand.
package mathtest
