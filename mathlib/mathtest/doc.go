// Package mathtest is a catalogue of plain Go functions with exact derivatives
// and known critical points, for tests, benchmarks and notebooks.
//
// The functions are written as a user would write them; nothing here knows how
// they are differentiated. Numbers are exact in rational arithmetic unless a
// comment says how they were rounded. The package's oracle for everything else
// is mathtest/exact.
package mathtest
