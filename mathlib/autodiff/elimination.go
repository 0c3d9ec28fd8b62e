package autodiff

import "slices"

// This file has edge pushing (Gower and Mello 2012) without bounds: the nodes
// are eliminated from last to first, and the second derivatives by pairs of the
// remaining ones are kept. Which pairs those are follows from the shapes of the
// lines alone. So the elimination is done once on shapes and leaves a program,
// a list of products to be added up, which runs at every point where the
// recording has the same shapes.

// maxMoves is how long a program may become; a variable for tests.
var maxMoves = 1 << 23

// An elimination is a program for the Hessian, and what it was made of.
type elimination struct {
	made   bool
	shapes []shape // of the lines that are not inputs
	inputs int
	result uint32

	rounds  []round
	moves   []move
	corner  []pair    // what is left in the end, row by row
	weights []float64 // the second derivatives, by slot

	slots map[uint64]int32 // the slot of a pair of nodes
	links []link           // all links; 0 is no link
	first []int32          // each node's list of links to earlier nodes
	live  []bool           // the result depends on the node
}

// A round eliminates a line.
type round struct {
	line       int32
	aa, ab, bb int32 // where its second partial derivatives go; 0: nowhere
	last       int32 // its moves end here
}

// A move adds a multiple of one slot to another.
type move struct {
	to, from int32
	by       int32 // which of the line's factors
}

// A pair is a pair of inputs, counted from 0, i ≥ j, and its slot.
type pair struct{ i, j, slot int32 }

// A link leads from a node to an earlier one with which it has a slot.
type link struct {
	to         uint32
	next, slot int32
}

// The factors of a line, by number: the operands' partial derivatives p, q and
// 1, the doubles and the products of two.
const (
	factorTwice   = 3 // plus that of the operand
	factorProduct = 6 // plus the place of the pair of operands in products
	factors       = 12
)

// products has the place of a product by its two operands.
var products = [3][3]int32{{0, 1, 3}, {1, 2, 4}, {3, 4, 5}}

// matches reports whether the program is for this recording.
func (e *elimination) matches(lines []line, result uint32, inputs int) bool {
	if !e.made || e.inputs != inputs || e.result != result || len(lines) < inputs+1+len(e.shapes) {
		return false
	}
	lines = lines[inputs+1:][:len(e.shapes)]
	for i := range e.shapes {
		if lines[i].shape != e.shapes[i] {
			return false
		}
	}
	return true
}

// compile makes the program. It reports whether that did not get too long.
func (e *elimination) compile(lines []line, result uint32, inputs int) bool {
	e.reset(lines, result, inputs)
	for i := result; i > uint32(inputs); i-- {
		if !e.live[i] {
			continue
		}
		e.eliminate(i, &lines[i].shape)
		if len(e.moves) > maxMoves {
			return false
		}
	}
	e.collect()
	e.weights = resized(e.weights, len(e.slots)+1)
	e.made = true
	return true
}

func (e *elimination) reset(lines []line, result uint32, inputs int) {
	n := int(result) + 1
	e.made = false
	e.inputs, e.result = inputs, result
	e.shapes = e.shapes[:0]
	for i := inputs + 1; i < n; i++ {
		e.shapes = append(e.shapes, lines[i].shape)
	}
	e.rounds, e.moves, e.corner = e.rounds[:0], e.moves[:0], e.corner[:0]
	if e.slots == nil {
		e.slots = map[uint64]int32{}
	}
	clear(e.slots)
	e.links = append(e.links[:0], link{})
	e.first, e.live = resized(e.first, n), resized(e.live, n)
	clear(e.first)
	clear(e.live)
	e.live[result] = true
}

// slot returns the slot of the pair of nodes, a new one if need be.
func (e *elimination) slot(i, k uint32) int32 {
	if i < k {
		i, k = k, i
	}
	key := uint64(i)<<32 | uint64(k)
	s := e.slots[key]
	if s == 0 {
		s = int32(len(e.slots) + 1)
		e.slots[key] = s
		e.links = append(e.links, link{k, e.first[i], s})
		e.first[i] = int32(len(e.links) - 1)
	}
	return s
}

// eliminate adds the round for line i: second derivatives by it become such by
// its operands.
func (e *elimination) eliminate(i uint32, s *shape) {
	operands := [3]uint32{s.a, s.b, s.c}
	for _, o := range operands {
		e.live[o] = true
	}
	r := round{line: int32(i)}
	for l := e.first[i]; l != 0; l = e.links[l].next {
		to, from := e.links[l].to, e.links[l].slot
		if to == i {
			e.spread(operands, from)
			continue
		}
		for p, o := range operands {
			by := int32(p)
			if o == to {
				by += factorTwice
			}
			if o != 0 {
				e.moves = append(e.moves, move{e.slot(o, to), from, by})
			}
		}
	}
	if s.bends&bendsAA != 0 {
		r.aa = e.slot(s.a, s.a)
	}
	if s.bends&bendsAB != 0 {
		r.ab = e.slot(s.a, s.b)
	}
	if s.bends&bendsBB != 0 {
		r.bb = e.slot(s.b, s.b)
	}
	r.last = int32(len(e.moves))
	e.rounds = append(e.rounds, r)
}

// spread adds the moves of the second derivative by one line twice.
func (e *elimination) spread(operands [3]uint32, from int32) {
	for p, o := range operands {
		for q, k := range operands[:p+1] {
			if o != 0 && k != 0 {
				e.moves = append(e.moves, move{e.slot(o, k), from, factorProduct + products[p][q]})
			}
		}
	}
}

// collect finds the slots of the pairs of inputs.
func (e *elimination) collect() {
	for i := 1; i <= e.inputs && i < len(e.first); i++ {
		row := len(e.corner)
		for l := e.first[i]; l != 0; l = e.links[l].next {
			e.corner = append(e.corner, pair{int32(i - 1), int32(e.links[l].to) - 1, e.links[l].slot})
		}
		slices.SortFunc(e.corner[row:], func(a, b pair) int { return int(a.j - b.j) })
	}
}

// run runs the program: it fills the weights, and adj, which has 1 for the
// result and 0 else, with the adjoints.
func (e *elimination) run(lines []line, adj []float64) {
	weights := e.weights
	clear(weights)
	at := int32(0)
	for i := range e.rounds {
		r := &e.rounds[i]
		l := &lines[r.line]
		if at < r.last {
			e.move(l, at, r.last)
			at = r.last
		}
		d := adj[r.line]
		if d == 0 {
			continue
		}
		if r.aa != 0 {
			weights[r.aa] += annihilated(d, l.daa)
		}
		if r.ab != 0 {
			weights[r.ab] += annihilated(d, l.dab)
		}
		if r.bb != 0 {
			weights[r.bb] += annihilated(d, l.dbb)
		}
		l.carry(d, adj)
	}
}

// move makes the moves of a line.
func (e *elimination) move(l *line, first, last int32) {
	p, q := l.da, l.db
	by := [...]float64{p, q, 1, 2 * p, 2 * q, 2, p * p, p * q, q * q, p, q, 1, 0, 0, 0, 0}
	weights := e.weights
	for _, m := range e.moves[first:last] {
		weights[m.to] += annihilated(weights[m.from], by[m.by&15])
	}
}
