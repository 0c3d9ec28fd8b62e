// Package sort has functions of Go's package sort on recording numbers: what
// the twins of functions that call them call instead.
package sort

import (
	"github.com/gonabla/nabla/mathlib/autodiff"
	"github.com/gonabla/nabla/mathlib/rules/slices"
)

// Float64s sorts x in ascending order; equal neighbours are a kink.
func Float64s(t *autodiff.Tape, x []autodiff.Real) { slices.Sort(t, x) }
