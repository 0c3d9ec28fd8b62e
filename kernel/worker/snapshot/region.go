package snapshot

import (
	"cmp"
	"errors"
	"slices"
)

// A region is memory that belongs together: n values of one type, of which no
// part belongs to another region.
type region struct {
	piece
	group  int
	number int // within its group
}

var errTwoTypes = errors.New("the same memory is seen under two types")

// regions joins the pieces that overlap, and the groups that share them.
func (s *saver) regions() []region {
	slices.SortStableFunc(s.pieces, func(a, b piece) int {
		switch {
		case a.box != b.box && a.box:
			return 1
		case a.box != b.box:
			return -1
		}
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	var list []region
	for _, p := range s.pieces {
		if len(list) > 0 && !p.box {
			if r := &list[len(list)-1]; p.start < r.end {
				s.groups.join(r.owner, p.owner)
				if !r.join(p) {
					s.lost[s.groups.of(p.owner)] = errTwoTypes
				}
				continue
			}
		}
		list = append(list, region{piece: p})
	}
	return list
}

// join makes a piece that begins in the region part of it.
func (r *region) join(p piece) bool {
	offset := p.start - r.start
	switch {
	case r.plan.holds(r.n, offset, p.plan, p.n):
	case r.plan == p.plan && offset%p.plan.size == 0: // goes on beyond it
		r.end = p.end
		r.n = (r.end - r.start) / p.plan.size
	case offset == 0 && p.end == r.end && p.plan.holds(p.n, 0, r.plan, r.n):
		r.plan, r.n = p.plan, p.n
	default:
		return false
	}
	return true
}

// groups are disjoint sets of variables, by number.
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

// of returns the number that stands for the group of a variable.
func (g groups) of(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

func (g groups) join(a, b int) { g[g.of(b)] = g.of(a) }

// A group is what is written together: variables, and what they reach.
type group struct {
	variables []int
	regions   []region
	maps      []uintptr
	size      int64
}

// gather sorts everything by groups, small groups first. Groups of which a
// variable met a contradiction are left out.
func (s *saver) gather() []*group {
	list := s.regions()
	broken := map[int]error{}
	for i, err := range s.lost {
		if err == errTwoTypes {
			broken[s.groups.of(i)] = err
		}
	}
	by := map[int]*group{}
	for i := range s.variables {
		of := s.groups.of(i)
		if s.lost[i] == nil {
			s.lost[i] = broken[of]
		}
		if s.lost[i] == nil {
			if by[of] == nil {
				by[of] = &group{}
			}
			by[of].variables = append(by[of].variables, i)
			by[of].size += s.sizes[i]
		}
	}
	for _, r := range list {
		if g := by[s.groups.of(r.owner)]; g != nil {
			r.number = len(g.regions)
			g.regions = append(g.regions, r)
		}
	}
	for _, m := range s.mapList {
		if g := by[s.groups.of(s.maps[m].owner)]; g != nil {
			g.maps = append(g.maps, m)
		}
	}
	groups := make([]*group, 0, len(by))
	for _, g := range by {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(a.size, b.size), cmp.Compare(a.variables[0], b.variables[0]))
	})
	return groups
}
