// Package plain is a catalogue of ordinary Go functions of many kinds: what
// users differentiate. Every function is written as its field would write it,
// with loops, branches, slices, structs and closures, and nothing here knows of
// derivatives.
//
// The tests lift the package as it stands, as nabla lift does, and compare
// gradients and Hessians with testdata/oracle.txt: numbers of 30 digits, which
// testdata/oracle.py computes from its own versions of the same functions by
// central differences in arithmetic of 150 digits. It knows no rule of
// differentiation either.
package plain
