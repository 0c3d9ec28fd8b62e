package mathlib

import (
	"fmt"
	"math"
	"os"
	"slices"
	"time"
)

// A hunt looks for the critical points in a box.
type hunt struct {
	fn       *function
	box      Box
	width    []float64
	settings SearchSettings

	known    *deflation  // what searches are repelled from, points outside of the box among it
	isolated []*Located  // with a nonsingular Hessian
	sets     []*manifold // of points with a singular Hessian
	size     float64     // the largest absolute value of f at a start

	starts, searches int
	failures         map[SearchFailure]int
	degree           IndexSum
	full             bool // there are as many points as wanted
	interrupted      bool
	told             time.Time // when it has last told about itself
}

func newHunt(fn *function, box Box, settings SearchSettings) *hunt {
	w := box.widths()
	return &hunt{
		fn: fn, box: box, width: w, settings: settings,
		known: &deflation{width: w}, failures: map[SearchFailure]int{}, told: time.Now(),
	}
}

// rounds is how many times the search goes on when a point is missing.
const rounds = 3

func (h *hunt) run() {
	patience := h.settings.Starts
	for range rounds {
		h.exhaust(patience)
		h.degree = h.indexSum()
		if h.full || !h.degree.Applies || h.degree.Points == h.degree.Border {
			return
		}
		patience *= 2
	}
}

// exhaust searches until nothing new has been found from a number of starting
// points.
func (h *hunt) exhaust(patience int) {
	for idle := 0; idle < patience && !h.full; idle++ {
		h.tell()
		start := h.box.start(h.starts, h.settings.Seed)
		h.starts++
		found := h.search(start, nil)
		for h.search(start, h.known) && !h.full {
			found = true
		}
		if found {
			idle = -1
		}
	}
}

// tell says how far a long hunt has come.
func (h *hunt) tell() {
	const silence = 4 * time.Second
	if now := time.Now(); now.Sub(h.told) > silence {
		h.told = now
		fmt.Fprintf(os.Stderr, "FindAllCritical: %s, %s\n",
			count(h.searches, "search"), count(len(h.isolated)+len(h.sets), "critical point"))
	}
}

// search makes one search and reports whether it has found something new in the
// box. One that is repelled goes on freely once it is near something new.
func (h *hunt) search(start []float64, known *deflation) bool {
	if known != nil && len(known.points) == 0 {
		return false
	}
	const far = 2 // widths of the box that a search may go away from it
	s := newSearch(h.fn, start, h.settings.Iterations)
	s.known, s.span = known, h.width
	s.allowed = func(x []float64) bool { return h.box.contains(x, far) }
	h.searches++
	failure := s.locate()
	if failure == "" && s.known != nil { // maybe near a known zero of higher order
		again := newSearch(h.fn, s.here.x, h.settings.Iterations)
		again.span = h.width
		s, failure = again, again.locate()
	}
	if v := math.Abs(s.value); finite(v) {
		h.size = math.Max(h.size, v)
	}
	if failure == "" {
		return h.take(s)
	}
	if known == nil { // the others end so because there is nothing more to be found
		h.failures[failure]++
	}
	return false
}

// take files the point where a search ended, and reports whether it is new and
// in the box.
func (h *hunt) take(s *search) bool {
	for i, v := range s.here.x {
		s.here.x[i] = v + 0 // not -0
	}
	x := append([]float64(nil), s.here.x...)
	if !h.box.contains(x, 1e-12) {
		h.repelFrom(x)
		return false
	}
	m := h.memberAt(s, x)
	if l := h.isolatedAt(x); l != nil {
		if l.Searches++; m == nil {
			return false
		}
		h.isolated = slices.DeleteFunc(h.isolated, func(o *Located) bool { return o == l })
		h.join(m, s)
		return false
	}
	if m == nil && h.onManifold(x) {
		return false
	}
	if m != nil {
		return h.join(m, s)
	}
	return h.file(s.judge())
}

// file adds an isolated point.
func (h *hunt) file(c *CriticalPoint) bool {
	if c.Kind == NotCritical {
		h.failures[NoShorterGradient]++
		return false
	}
	h.isolated = append(h.isolated, &Located{CriticalPoint: c, Searches: 1})
	h.repelFrom(c.X)
	h.checkMost()
	return true
}

// checkMost ends the search when there are as many points as wanted.
func (h *hunt) checkMost() { h.full = len(h.isolated)+len(h.sets) >= h.settings.Most }

// isolatedAt returns the isolated point at x, nil if there is none.
func (h *hunt) isolatedAt(x []float64) *Located {
	for _, l := range h.isolated {
		if h.known.distance(l.X, x) <= h.settings.Tolerance {
			return l
		}
	}
	return nil
}

// onManifold reports whether x is one of the points known to have a singular
// Hessian, and counts it there.
func (h *hunt) onManifold(x []float64) bool {
	for _, set := range h.sets {
		for _, m := range set.members {
			if h.known.distance(m.x, x) <= h.settings.Tolerance {
				set.searches++
				return true
			}
		}
	}
	return false
}

// repelFrom makes the searches to come avoid x, unless something is known there.
func (h *hunt) repelFrom(x []float64) {
	for _, y := range h.known.points {
		if h.known.distance(x, y) <= h.settings.Tolerance {
			return
		}
	}
	h.known.add(x)
}
