package mathlib

import (
	"cmp"
	"math"
	"slices"
)

// A member is a critical point with a singular Hessian, which may be one of
// many.
type member struct {
	x                  []float64
	value              float64
	positive, negative int         // eigenvalues
	null               [][]float64 // directions of the others
	off                float64     // how far from the exact point it may be, in widths of the box
}

// A manifold is a set of critical points that are connected, as far as it is
// known. The signs of the eigenvalues are the same all over it.
type manifold struct {
	members  []*member
	first    *CriticalPoint // the verdict on the first of them
	searches int            // that have ended on it
}

// kept is how many members of a manifold are remembered.
const kept = 100

// memberAt returns the point where the search ended, nil if its Hessian is
// regular: if every eigenvalue says accurately enough where the gradient is 0.
func (h *hunt) memberAt(s *search, x []float64) *member {
	m := &member{x: x, value: s.here.d.value}
	model, ok := newNewtonModel(&s.here.d)
	if !ok {
		return nil
	}
	origin := make([]float64, len(x))
	for k, l := range model.values {
		u := make([]float64, len(x))
		for i, a := range model.scale {
			u[i] = a * model.v.At(i, k)
		}
		off := model.size(k, s.here.d.gradient) / math.Abs(l) * h.known.distance(u, origin)
		switch {
		case math.Abs(l) <= model.zero:
			m.null = append(m.null, u)
		case off > h.settings.Tolerance/10:
			m.null, m.off = append(m.null, u), math.Max(m.off, math.Min(off, 1e-3))
		case l > 0:
			m.positive++
		default:
			m.negative++
		}
	}
	if m.positive+m.negative == len(x) {
		return nil
	}
	return m
}

// join puts the point m where a search ended into the sets that it is connected
// with, which become one, and reports whether there is none.
func (h *hunt) join(m *member, s *search) bool {
	var home *manifold
	for _, set := range h.neighbours(m) {
		if home == nil {
			home = set
			continue
		}
		home.members = append(home.members, set.members...)
		home.searches += set.searches
		h.sets = slices.DeleteFunc(h.sets, func(o *manifold) bool { return o == set })
	}
	if home != nil {
		home.searches++
		if len(home.members) < kept {
			home.members = append(home.members, m)
		}
		return false
	}
	c := s.judge()
	if c.Kind == NotCritical {
		h.failures[NoShorterGradient]++
		return false
	}
	h.sets = append(h.sets, &manifold{members: []*member{m}, first: c, searches: 1})
	h.repelFrom(m.x)
	h.checkMost()
	h.probe(m)
	return true
}

// neighbours returns the sets that m is connected with, as far as paths to the
// nearest members of their kind tell.
func (h *hunt) neighbours(m *member) []*manifold {
	const tries = 8
	type candidate struct {
		*member
		set *manifold
	}
	var near []candidate
	for _, set := range h.sets {
		for _, o := range set.members {
			if h.level(m.value, o.value) && (m.alike(o) || h.same(m, o)) {
				near = append(near, candidate{o, set})
			}
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int {
		return cmp.Compare(h.known.distance(a.x, m.x), h.known.distance(b.x, m.x))
	})
	var list []*manifold
	for _, o := range near[:min(tries, len(near))] {
		if !slices.Contains(list, o.set) && h.connected(m, o.member) {
			list = append(list, o.set)
		}
	}
	return list
}

// alike reports whether the Hessians at two points have as many eigenvalues of
// each sign.
func (m *member) alike(o *member) bool { return m.positive == o.positive && m.negative == o.negative }

// probe searches from points beside a new one, along the directions in which
// its Hessian is singular: where several sets of critical points meet, Newton's
// method is drawn to the point that they have in common.
func (h *hunt) probe(m *member) {
	const beside = 0.05 // in widths of the box
	origin := make([]float64, len(m.x))
	for _, u := range m.null {
		length := h.known.distance(u, origin)
		for _, side := range []float64{-beside, beside} {
			x := slices.Clone(m.x)
			for i, v := range u {
				x[i] += side * v / length
			}
			if !h.full {
				h.search(x, nil)
			}
		}
	}
}

// connected reports whether a path of critical points of the same kind leads
// from a to b: the middle between them has one nearby, which is connected with
// both, and so on until the points are close.
func (h *hunt) connected(a, b *member) bool {
	budget := 200
	return h.same(a, b) || h.linked(a, b, &budget)
}

// same reports whether two points may be one, for what their errors are.
func (h *hunt) same(a, b *member) bool {
	return h.known.distance(a.x, b.x) <= math.Max(h.settings.Tolerance, 4*math.Max(a.off, b.off))
}

func (h *hunt) linked(a, b *member, budget *int) bool {
	const close = 0.02 // in widths of the box
	if *budget--; *budget < 0 {
		return false
	}
	m := h.between(a, b)
	if m == nil || !m.alike(a) || !h.level(a.value, m.value) {
		return false
	}
	whole, left, right := h.known.distance(a.x, b.x), h.known.distance(a.x, m.x), h.known.distance(m.x, b.x)
	if math.Max(left, right) > 0.95*whole {
		return false
	}
	return whole <= close || h.linked(a, m, budget) && h.linked(m, b, budget)
}

// level reports whether two values of f are equal up to rounding, as they are
// on all of a connected set of critical points.
func (h *hunt) level(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*(math.Abs(a)+math.Abs(b))+1e-12*h.size
}

// between returns a critical point near the middle of two; nil if there is none.
func (h *hunt) between(a, b *member) *member {
	middle := make([]float64, len(a.x))
	for i := range middle {
		middle[i] = a.x[i]/2 + b.x[i]/2
	}
	s := newSearch(h.fn, middle, h.settings.Iterations)
	s.span = h.width
	if s.locate() != "" {
		return nil
	}
	return h.memberAt(s, append([]float64(nil), s.here.x...))
}

// representative returns the member nearest to the middle of the box.
func (h *hunt) representative(set *manifold) *member {
	middle := h.box.start(0, 0)
	return slices.MinFunc(set.members, func(a, b *member) int {
		return cmp.Or(cmp.Compare(h.known.distance(a.x, middle), h.known.distance(b.x, middle)), slices.Compare(a.x, b.x))
	})
}

// located returns the verdict on a set of critical points: that on its
// representative, or on its first member when the hunt must come to an end.
func (h *hunt) located(set *manifold) *Located {
	l := &Located{CriticalPoint: set.first, Searches: set.searches}
	if m := h.representative(set); !h.interrupted && !slices.Equal(m.x, set.first.X) {
		x := slices.Clone(m.x)
		l.CriticalPoint = classify(h.fn, x, secondOrder(h.fn, x))
	}
	for _, m := range set.members {
		if h.known.distance(m.x, l.X) > math.Max(1e-3, h.settings.Tolerance) {
			l.Connected = true
		}
	}
	return l
}
