package mathlib

import (
	"math"

	"github.com/gonabla/nabla/mathlib/stop"
)

const (
	defaultIterations = 400  // of a search
	slow              = 20   // steps, after which a search tries whether it is near a simple point
	sufficient        = 1e-6 // by which a step has to shorten the gradient, relatively
)

// An ending says how a search came to its end, before it is judged.
type ending int

const (
	settled   ending = iota // no step makes the gradient shorter
	exhausted               // as many steps as allowed
	undefined               // the Hessian is not finite
)

// A site is a point and the derivatives there.
type site struct {
	x []float64
	d order2
}

// A search goes from a point to a zero of the gradient g, of whatever index:
// by Newton's method on g, not on f.
//
//  1. A step is the damped minimum-norm Newton step of [newtonModel]; where a
//     [deflation] repels from known zeros, it is stretched as that says.
//  2. It is taken when it shortens the gradient, else the damping grows. The
//     damping falls with the square of the gradient's length, so that it does
//     not slow down the quadratic convergence at the end, also to a valley.
//  3. Where steps shrink by a constant ratio, which they do towards a zero of
//     higher order, the limit is tried at once; so is a simple point nearby
//     when the search takes long.
//  4. Where no step shortens the gradient, and H hardly acts on it, a shift
//     along it may.
//
// The search goes on as long as the gradient gets shorter, so that it ends at
// the best float64s there are.
type search struct {
	fn      *function
	start   []float64
	span    []float64            // lengths that matter, by coordinate; nil: the way from the start
	limit   int                  // of steps
	known   *deflation           // nil: nothing is known
	allowed func([]float64) bool // whether to go to a point; nil: always

	here, next site
	value      float64      // of f at the start
	first      float64      // the largest component of the gradient there
	model      *newtonModel // of here
	damping    float64
	steps      int
	shifts     int
	strayed    bool      // a point was not allowed in the last step
	bold       int       // how many steps are taken though the gradient gets longer
	arrival    []float64 // the step to here; nil at the start
	last       []float64 // the same, nil where it tells nothing about convergence
}

func newSearch(fn *function, start []float64, limit int) *search {
	s := &search{fn: fn, start: start, limit: limit}
	for _, at := range []*site{&s.here, &s.next} {
		at.x, at.d = make([]float64, len(start)), newOrder2(len(start))
	}
	copy(s.here.x, start)
	return s
}

// run searches from here.
func (s *search) run() ending {
	s.fn.secondOrder(&s.here.d, s.here.x)
	s.value, s.first = s.here.d.value, largest(s.gradient(&s.here))
	s.damping, s.last = 0, nil
	for ; s.steps < s.limit; s.steps++ {
		stop.Check()
		if largest(s.gradient(&s.here)) == 0 {
			return settled
		}
		model, ok := newNewtonModel(&s.here.d)
		if !ok {
			return undefined
		}
		s.model = model
		if s.known != nil && s.known.leaves(s.model.step(0), s.here.x) {
			s.known, s.damping = nil, 0 // near a zero that is not known
		}
		if !s.advance() && !s.shift() {
			return settled
		}
		if s.steps%slow == slow-1 && s.known == nil {
			s.snap()
		}
	}
	return exhausted
}

func (s *search) gradient(at *site) []float64 { return at.d.gradient.RawVector().Data }

// merit is the length of the gradient that is to become shorter.
func (s *search) merit(at *site) float64 {
	m := s.model.norm(s.gradient(at)) * s.known.factor(at.x)
	if math.IsNaN(m) || !finite(at.d.value) {
		return math.Inf(1)
	}
	return m
}

// try evaluates the point here+p and returns the merit there.
func (s *search) try(p []float64) float64 {
	for i, v := range s.here.x {
		s.next.x[i] = v + p[i]
	}
	if !finite(largest(s.next.x)) {
		return math.Inf(1)
	}
	if s.allowed != nil && !s.allowed(s.next.x) {
		s.strayed = true
		return math.Inf(1)
	}
	s.fn.secondOrder(&s.next.d, s.next.x)
	return s.merit(&s.next)
}

// accept moves to the point here+p that was tried.
func (s *search) accept(p []float64) { s.here, s.next, s.arrival = s.next, s.here, p }

// advance takes a step, and reports whether one was found.
func (s *search) advance() bool {
	const attempts = 40
	s.strayed = false
	before := s.merit(&s.here)
	critical := critical(&s.here)
	for attempt := range attempts {
		p := s.known.stretched(s.model.step(s.damping), s.here.x)
		if s.negligible(p) || critical && attempt > 2 {
			return false
		}
		after := s.try(p)
		if s.bold--; after < before*(1-sufficient) || s.bold >= 0 && finite(after) {
			s.accept(p)
			shrinking := math.Min(after/before, 1)
			s.damping = math.Min(s.damping*math.Min(shrinking*shrinking, 1./3), 0.01)
			s.accelerate(p)
			return true
		}
		s.last = nil
		s.damping = math.Max(10*s.damping, 1e-6)
	}
	return false
}

// accelerate tries the limit of steps that shrink by a ratio q = (m-1)/m, as
// they do near a zero of order m: m-1 steps more are left.
func (s *search) accelerate(p []float64) {
	before := s.last
	s.last = p
	if before == nil || s.known != nil {
		return
	}
	q := s.length(p) / s.length(before)
	m := math.Round(1 / (1 - q))
	if !(m >= 2 && m <= 50) || math.Abs(q-(m-1)/m) > 0.1/m {
		return
	}
	rest := make([]float64, len(p))
	for i, v := range p {
		rest[i] = (m - 1) * v
	}
	if s.try(rest) < s.merit(&s.here)/4 {
		s.accept(rest)
		s.last = nil
	}
}

// shift leaves a point where H hardly acts on the gradient, so that no Newton
// step shortens it: along the gradient, to a point where it is shorter. That fails at a local minimum of the gradient's length.
func (s *search) shift() bool {
	const shifts = 5
	if s.shifts == shifts || critical(&s.here) || !s.flat() {
		return false
	}
	s.shifts++
	g, unit := s.gradient(&s.here), 0.0
	for i, v := range g {
		unit = math.Max(unit, math.Abs(v)*s.reach(i))
	}
	before := s.merit(&s.here)
	for _, t := range []float64{1e-3, -1e-3, 1e-2, -1e-2, 0.1, -0.1, 1, -1} {
		p := make([]float64, len(g))
		for i, v := range g {
			p[i] = t * s.reach(i) * (s.reach(i) * v / unit)
		}
		if s.try(p) < before*(1-sufficient) {
			s.accept(p)
			s.last, s.damping = nil, 0
			return true
		}
	}
	return false
}

// critical reports whether the gradient is within what [Classify] tolerates.
// Where its error is not known, at a kink for instance, it has to be 0.
func critical(at *site) bool {
	size := largest(at.d.gradient.RawVector().Data)
	tolerance := at.d.gradient.Error + 4*epsilon*reach(at.d.hessian, at.x)
	return size == 0 || size <= tolerance && finite(tolerance)
}

// negligible reports whether no coordinate changes by more than rounding.
func (s *search) negligible(p []float64) bool {
	for i, v := range p {
		if math.Abs(v) > 0x1p-60*s.reach(i) && s.here.x[i]+v != s.here.x[i] {
			return false
		}
	}
	return true
}

// length returns the length of a step, coordinates measured by their reach:
// the slowest of them counts in the end.
func (s *search) length(p []float64) float64 {
	sum := 0.0
	for i, v := range p {
		sum = math.Hypot(sum, v/s.reach(i))
	}
	return sum
}

// reach returns a length beside which a change of coordinate i is large or
// small.
func (s *search) reach(i int) float64 {
	r := math.Max(math.Abs(s.here.x[i]), math.Abs(s.here.x[i]-s.start[i]))
	if s.span != nil {
		r = math.Max(r, s.span[i])
	}
	if r == 0 {
		return 1
	}
	return r
}
