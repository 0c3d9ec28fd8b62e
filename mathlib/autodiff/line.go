package autodiff

import "math"

// A line is one operation as sweeps without bounds need it: with the partial
// derivatives by its operands. A line fills one cache line.
type line struct {
	v float64 // the value
	shape
	da, db        float64 // first partial derivatives by a and b; that by c is 1
	daa, dab, dbb float64
}

// carry adds to the adjoints of the operands what the adjoint d of the line
// gives them.
func (l *line) carry(d float64, adj []float64) {
	if l.da != 0 {
		adj[l.a] += d * l.da
	}
	if l.db != 0 {
		adj[l.b] += d * l.db
	}
	if l.c != 0 {
		adj[l.c] += d
	}
}

// A shape is what the partial derivatives of a line are: by which operands, and
// which of them can differ from 0. It does not depend on values.
type shape struct {
	bends   uint32 // which second partial derivatives can differ from 0
	a, b, c uint32 // the operands; 0: none
}

// The second partial derivatives, as bits of bends.
const (
	bendsAA = 1 << iota
	bendsAB
	bendsBB
)

// lineTape is the part of a tape that holds lines.
type lineTape struct {
	order int // up to which order lines have partial derivatives; 0: operations are recorded, no lines
	lines []line
	room  int // how many lines there may be before the next needs a closer look; 0: operations are recorded
}

// Partials empties the tape and makes it record the partial derivatives of
// operations, up to order 1 or 2, in place of the operations: all that sweeps
// without bounds need. Other sweeps, and nested derivatives, cannot do with
// that. [Tape.Reset] ends it.
func (t *Tape) Partials(order int) {
	t.inputs = 0
	t.kinks.reset()
	t.order = order
	if len(t.lines) == 0 {
		t.startLines(0)
	}
	t.lines = t.lines[:1]
	t.room = t.roomFor(cap(t.lines))
}

// startLines makes n lines, and the one that stands for no operand.
func (t *Tape) startLines(n int) {
	t.lines = grown(t.lines, n+1)
	t.lines[0] = line{}
	t.room = t.roomFor(cap(t.lines))
}

// roomFor returns how many of c lines may be used.
func (t *Tape) roomFor(c int) int {
	most := MaxLen
	if t.Limit > 0 {
		most = min(most, t.Limit)
	}
	return min(c, most+1)
}

// more makes room for a line beyond t.room, or panics.
func (t *Tape) more() {
	if t.order == 0 {
		panic("autodiff: Fused on a tape that records operations")
	}
	n := len(t.lines)
	if t.roomFor(n+1) <= n {
		panic(t.full())
	}
	t.lines = append(t.lines, line{})[:n]
	t.room = t.roomFor(cap(t.lines))
}

// Fused records v, a function of x, y and z, with its partial derivatives: dx
// and dy, and if the tape was told so by [Tape.Partials], the second ones. That
// by z is 1: v is z plus or minus a function of the others. bends has a bit for
// each of dxx, dxy and dyy in this order, set if it can differ from 0 at all.
// Lifted code calls it for whole expressions at a time.
func (t *Tape) Fused(bends uint32, v float64, x, y, z int32, dx, dy, dxx, dxy, dyy float64) Real {
	if x|y|z == 0 {
		return Real{V: v}
	}
	i := len(t.lines)
	if i >= t.room {
		t.more()
	}
	t.lines = t.lines[:i+1]
	l := &t.lines[i]
	l.v = v
	l.bends, l.a, l.b, l.c = bends, uint32(x), uint32(y), uint32(z)
	l.da, l.db, l.daa, l.dab, l.dbb = dx, dy, dxx, dxy, dyy
	if x == y || x == 0 || y == 0 || x == z || y == z {
		l.tidy()
	}
	return Real{v, int32(i)}
}

// tidy makes one operand of operands that are the same node, and drops the
// partial derivatives by constants.
func (l *line) tidy() {
	if l.a == l.b {
		l.da, l.daa = l.da+l.db, l.daa+2*l.dab+l.dbb
		if l.bends != 0 {
			l.bends = bendsAA
		}
		l.b = 0
	}
	if l.a == 0 {
		l.da, l.daa, l.dab = 0, 0, 0
		l.bends &= bendsBB
	}
	if l.b == 0 {
		l.db, l.dab, l.dbb = 0, 0, 0
		l.bends &= bendsAA
	}
	switch {
	case l.c == 0:
	case l.c == l.a:
		l.da++
		l.c = 0
	case l.c == l.b:
		l.db++
		l.c = 0
	}
}

// recordLine records the partial derivatives of an operation.
func (t *Tape) recordLine(o op, v, aux float64, a, b int32) Real {
	i := len(t.lines)
	if i >= t.room {
		t.more()
	}
	t.lines = t.lines[:i+1]
	t.fill(&t.lines[i], o, v, aux, uint32(a), uint32(b), t.order)
	return Real{v, int32(i)}
}

// inputLine records an independent variable.
func (t *Tape) inputLine(v float64) Real {
	i := len(t.lines)
	if i >= t.room {
		t.more()
	}
	t.lines = t.lines[:i+1]
	t.lines[i] = line{v: v}
	return Real{v, int32(i)}
}

// drawn returns the lines of the recording with partial derivatives up to
// order, made of the operations if those were recorded.
func (t *Tape) drawn(order int) []line {
	if t.order > 0 {
		if t.order < order {
			panic("autodiff: a sweep of second order on first partial derivatives")
		}
		return t.lines
	}
	t.startLines(len(t.nodes) - 1)
	for i := 1; i < len(t.nodes); i++ {
		nd := &t.nodes[i]
		if i <= t.inputs {
			t.lines[i] = line{v: nd.v}
			continue
		}
		t.fill(&t.lines[i], nd.op(), nd.v, nd.aux, nd.a&operand, nd.b, order)
	}
	t.room = 0
	return t.lines
}

// fill makes the line l of an operation. The frequent ones are here, the others
// go by the rules with bounds.
func (t *Tape) fill(l *line, o op, v, aux float64, a, b uint32, order int) {
	x, y := aux, aux
	if a != 0 {
		x = t.lines[a].v
	}
	if b != 0 {
		y = t.lines[b].v
	}
	l.v = v
	l.bends, l.a, l.b, l.c = 0, a, b, 0
	l.da, l.db, l.daa, l.dab, l.dbb = 1, 0, 0, 0, 0
	switch o {
	case opAdd:
		l.db = 1
	case opSub:
		l.db = -1
	case opMul:
		l.da, l.db, l.dab, l.bends = y, x, 1, bendsAB
	case opNeg:
		l.da = -1
	case opDiv:
		i := 1 / y
		l.da, l.db = i, -v/y
		l.dab, l.dbb, l.bends = -i*i, -2*l.db*i, bendsAB|bendsBB
	case opExp:
		l.da, l.daa, l.bends = v, v, bendsAA
	case opSin:
		l.da, l.daa, l.bends = aux, -v, bendsAA
	case opCos:
		l.da, l.daa, l.bends = -aux, -v, bendsAA
	case opTanh:
		l.da = TanhSlope(x, v)
		l.daa, l.bends = -2*v*l.da, bendsAA
	default:
		nd := node{v, aux, a | uint32(o)<<opShift, b}
		t.work.derive(l, &nd, x, y, order)
	}
	if l.a == l.b || l.a == 0 || l.b == 0 {
		l.tidy()
	}
}

// derive fills in the partial derivatives by the rules with bounds.
func (w *workspace) derive(l *line, nd *node, x, y float64, order int) {
	if nd.op() == opPow && nd.b == 0 && nd.aux == 2 {
		l.da, l.daa, l.bends = 2*x, 2, bendsAA
		return
	}
	da, db, _ := w.first(nd, exact(x), exact(y))
	l.da, l.db = da.v, db.v
	toA, toB := nd.passes()
	if !toA {
		l.a = 0
	}
	if !toB {
		l.b = 0
	}
	aa, ab, bb := nd.bends()
	for i, bends := range [...]bool{aa, ab, bb} {
		if bends {
			l.bends |= 1 << i
		}
	}
	if order < 2 || l.bends == 0 {
		return
	}
	daa, dab, dbb := second(nd, exact(nd.v), exact(x), exact(y), exact(da.v), exact(db.v))
	l.daa, l.dab, l.dbb = daa.v, dab.v, dbb.v
}

// annihilated returns x·y, 0 where a factor is, even if the other is infinite.
func annihilated(x, y float64) float64 {
	p := x * y
	if math.IsNaN(p) && (x == 0 || y == 0) {
		return 0
	}
	return p
}

// partialsOnly is what sweeps panic with that need the operations, on a tape
// that has their partial derivatives only.
var partialsOnly = &Record{Name: "the function", Refusal: "its operations were not recorded"}

// NeedsOperations reports whether a recovered panic says that a function, while
// partial derivatives were recorded, asked for a derivative itself.
func NeedsOperations(r *Record) bool { return r == partialsOnly }

// needOperations panics when the tape has partial derivatives only.
func (t *Tape) needOperations() {
	if t.order > 0 {
		panic(partialsOnly)
	}
}
