package mathlib

import (
	"fmt"
	"math"
	"os"
	"strings"
	"sync"

	"github.com/gonabla/nabla/mathlib/autodiff"
)

// A Method says how a derivative was obtained.
type Method string

const (
	// Recorded: by differentiating a recording of the evaluation; exact to
	// rounding, which Error bounds.
	Recorded Method = "exact (recording)"
	// Differences: by central differences, extrapolated; Error is an estimate.
	Differences Method = "finite differences (Richardson)"
)

// A Kink is a place where f met an operation at a point at which that is not
// differentiable; a convention supplied the derivative.
type Kink = autodiff.Kink

// told remembers the functions whose want of a twin has been reported.
var told sync.Map

// tellDifferences says, once for each function, that and why it is
// differentiated by differences.
func (fn *function) tellDifferences() {
	// Not the function's address: every cell that uses a function has its own.
	if _, before := told.LoadOrStore(fn.shortName()+" "+fn.reason, true); before {
		return
	}
	fmt.Fprintf(os.Stderr, "mathlib: %s of %s by finite differences, not exactly: %s\n",
		fn.operator, fn.shortName(), fn.reason)
}

// note is what a result says below its numbers: nothing when they are as good
// as float64 can hold.
func note(m Method, err, scale float64, kinks []Kink) []string {
	var lines []string
	if m != Recorded {
		lines = append(lines, fmt.Sprintf("%s, error about %.1g", m, err))
	} else if err > max(1e-12*scale, 1e-300) {
		lines = append(lines, fmt.Sprintf("rounding error up to %.1g", err))
	}
	for _, k := range kinks {
		lines = append(lines, "not differentiable here: "+kinkText(k))
	}
	return lines
}

func kinkText(k Kink) string {
	s := k.Func
	if k.File != "" {
		s += " at " + place(k.File, k.Line)
	}
	if k.Count > 1 {
		s += fmt.Sprintf(" (%d times)", k.Count)
	}
	return s
}

// place names a line of a file, or of a notebook's cell: their texts are called
// cell-1 and so on.
func place(file string, line int) string {
	if number, ok := strings.CutPrefix(file, "cell-"); ok {
		return fmt.Sprintf("cell %s, line %d", number, line)
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// largest returns the largest absolute value, NaN if there is one.
func largest(s []float64) float64 {
	m := 0.0
	for _, v := range s {
		if v = math.Abs(v); v > m || v != v {
			m = v
		}
	}
	return m
}
