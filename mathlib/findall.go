package mathlib

import (
	"fmt"
	"math"

	"github.com/gonabla/nabla/mathlib/stop"
)

// A Box is a product of closed intervals [lo, hi], one for each variable:
//
//	mathlib.Box{{-5, 5}, {0, 10}}
type Box [][2]float64

// SearchSettings say how long [FindAllCritical] looks for points. The zero
// value works.
type SearchSettings struct {
	// Starts is from how many starting points in a row nothing new has to be
	// found for the search to end. 0: 50 for each variable, and 50 more.
	Starts int
	// Iterations is the most steps of one search. 0: 400.
	Iterations int
	// Tolerance is the distance, in widths of the box, up to which two points
	// are the same. 0: 1e-6.
	Tolerance float64
	// Most is after how many points the search ends. 0: 1000.
	Most int
	// Seed shifts the starting points.
	Seed uint64
}

// FindAllCritical looks for all critical points of f in the box, with their
// verdicts. That there are no others than those found is not proven.
//
// Searches as in [FindCritical] start from points that cover the box evenly and
// are always the same. From each, one goes straight to a critical point, and
// others follow that are repelled from all that are known, by deflation
// (Farrell, Birkisson and Funke 2015), as long as they find more. Of a connected
// set of critical points, such as the bottom of a valley, one is kept.
//
// In one and two variables the indices of the points are compared with how often
// the gradient turns around on the border of the box: unless they agree, a point
// is missing, and the search goes on for a while.
//
// A search of more than a few seconds tells about itself on standard error. When
// the user of a notebook interrupts it, it returns what has been found.
//
// The settings may be left out or nil.
func FindAllCritical[F Scalar](f F, box Box, settings ...*SearchSettings) *CriticalSet {
	fn := newFunction("FindAllCritical", f)
	fn.checkBox(box)
	if len(settings) > 1 {
		fn.misuse(fmt.Sprintf("%d settings: give one", len(settings)))
	}
	var s SearchSettings
	if len(settings) == 1 && settings[0] != nil {
		s = *settings[0]
	}
	h := newHunt(fn, box, s.completed(len(box)))
	h.interrupted = stop.Catch(h.run)
	return h.result()
}

func (s SearchSettings) completed(n int) SearchSettings {
	if s.Starts == 0 {
		s.Starts = 50 * (n + 1)
	}
	if s.Iterations == 0 {
		s.Iterations = defaultIterations
	}
	if s.Tolerance == 0 {
		s.Tolerance = 1e-6
	}
	if s.Most == 0 {
		s.Most = 1000
	}
	return s
}

func (fn *function) checkBox(box Box) {
	switch {
	case len(box) == 0:
		fn.misuse("the box is empty: it needs an interval {lo, hi} for each variable")
	case fn.arity > 0 && fn.arity != len(box):
		fn.misuse(fmt.Sprintf("f takes %d numbers, the box has %d intervals", fn.arity, len(box)))
	}
	for i, interval := range box {
		lo, hi := interval[0], interval[1]
		if !finite(lo) || !finite(hi) {
			fn.misuse(fmt.Sprintf("interval %d of the box is [%v, %v]: its ends must be finite", i, lo, hi))
		}
		if !(lo < hi) {
			fn.misuse(fmt.Sprintf("interval %d of the box is [%v, %v]: its first end must be less than its second", i, lo, hi))
		}
	}
}

// widths returns hi - lo by variable.
func (b Box) widths() []float64 {
	w := make([]float64, len(b))
	for i, interval := range b {
		w[i] = interval[1] - interval[0]
	}
	return w
}

// contains reports whether x is in the box, or outside by no more than a part
// of its width.
func (b Box) contains(x []float64, part float64) bool {
	for i, interval := range b {
		slack := part * (interval[1] - interval[0])
		if !(interval[0]-slack <= x[i] && x[i] <= interval[1]+slack) {
			return false
		}
	}
	return true
}

// start returns starting point k: the middle of the box, then the points of
// Roberts's sequence, which fill it evenly however many are used. Coordinate i
// moves on by the power -i-1 of the number φ with φ^(n+1) = φ + 1.
func (b Box) start(k int, seed uint64) []float64 {
	n := len(b)
	phi := 2.0
	for range 64 {
		phi = math.Pow(1+phi, 1/float64(n+1))
	}
	x := make([]float64, n)
	shift := float64(seed%(1<<20)) * math.Sqrt2
	for i, interval := range b {
		at := 0.5 + float64(k)*math.Pow(phi, -float64(i+1)) + shift*float64(i+1)
		x[i] = interval[0] + (at-math.Floor(at))*(interval[1]-interval[0])
	}
	return x
}
