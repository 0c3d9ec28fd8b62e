package autodiff

import (
	"fmt"
	"sync"
)

// node is one recorded operation. It has four fields on purpose: Go keeps
// structs of up to four fields in registers, and appending a fifth costs three
// times as much.
type node struct {
	v   float64 // the value
	aux float64 // the constant operand, or what a partial derivative needs again
	a   uint32  // first operand; the op in the top byte. 0: the constant in aux
	b   uint32  // second operand; 0: none, or the constant in aux
}

const (
	opShift = 24
	operand = 1<<opShift - 1
	// MaxLen is the most nodes that a tape holds.
	MaxLen = 1<<opShift - 1
)

func (n *node) op() op { return op(n.a >> opShift) }

// A Tape is the recording of one evaluation. Its methods named like functions
// of package math compute what those compute, bit for bit, and record it.
//
// A Tape is used by one goroutine at a time; different tapes are independent.
// The zero value is ready to use.
type Tape struct {
	// Limit is the most nodes that may be recorded; 0: MaxLen. Beyond it
	// recording panics, since an endless loop would else fill the memory.
	Limit int

	nodes  []node // nodes[0] stands for "no operand"
	inputs int    // nodes 1 … inputs are the inputs
	kinks  kinkList
	work   workspace

	lineTape
}

// pool keeps tapes, and with them the memory of recording and sweeps.
var pool = sync.Pool{New: func() any { return new(Tape) }}

// NewTape returns an empty tape, reusing the memory of a released one.
func NewTape() *Tape {
	t := pool.Get().(*Tape)
	t.Limit = 0
	t.Reset()
	return t
}

// Release gives the tape's memory back. The tape, and the numbers recorded on
// it, must not be used afterwards.
func (t *Tape) Release() { pool.Put(t) }

// Reset empties the tape and keeps its memory.
func (t *Tape) Reset() {
	t.nodes = append(t.nodes[:0], node{})
	t.inputs = 0
	t.kinks.reset()
	t.work.linear = 0
	t.order, t.room = 0, 0
}

// Input records an independent variable. All inputs come before the first
// operation; the i-th one recorded is the i-th entry of gradients.
func (t *Tape) Input(v float64) Real {
	if len(t.nodes) == 0 && t.order == 0 {
		t.Reset()
	}
	if t.Len() != t.inputs {
		panic("autodiff: Input after an operation was recorded")
	}
	t.inputs++
	if t.order > 0 {
		return t.inputLine(v)
	}
	return t.record(opInput, v, 0, 0, 0)
}

// Inputs records the entries of x as independent variables.
func (t *Tape) Inputs(x []float64) []Real { return t.AppendInputs(make([]Real, 0, len(x)), x) }

// AppendInputs is [Tape.Inputs] with the numbers appended to r.
func (t *Tape) AppendInputs(r []Real, x []float64) []Real {
	if n := len(t.lines); n == 1 && t.inputs == 0 && n+len(x) <= t.room {
		t.inputs = len(x)
		t.lines = t.lines[:n+len(x)]
		for i, v := range x {
			t.lines[n+i].v = v
			r = append(r, Real{v, int32(n + i)})
		}
		return r
	}
	for _, v := range x {
		r = append(r, t.Input(v))
	}
	return r
}

// Len returns the number of recorded nodes, inputs included.
func (t *Tape) Len() int {
	if t.order > 0 {
		return len(t.lines) - 1
	}
	return max(0, len(t.nodes)-1)
}

func (t *Tape) record(o op, v, aux float64, a, b int32) Real {
	if t.order > 0 {
		return t.recordLine(o, v, aux, a, b)
	}
	i := len(t.nodes)
	if i > MaxLen || t.Limit > 0 && i > t.Limit {
		panic(t.full())
	}
	t.nodes = append(t.nodes, node{v, aux, uint32(a) | uint32(o)<<opShift, uint32(b)})
	return Real{v, int32(i)}
}

func (t *Tape) full() string {
	return fmt.Sprintf("autodiff: the function performs more than %d operations, too many to record; "+
		"shorten its loops, or differentiate a part of it", t.Len())
}

// unary records v = op(x).
func (t *Tape) unary(o op, v float64, x Real) Real {
	if x.I == 0 {
		return Real{V: v}
	}
	return t.record(o, v, 0, x.I, 0)
}

// unaryAux records v = op(x) with a number that the partial derivatives need.
func (t *Tape) unaryAux(o op, v, aux float64, x Real) Real {
	if x.I == 0 {
		return Real{V: v}
	}
	return t.record(o, v, aux, x.I, 0)
}

// binary records v = op(x, y); a constant operand goes into aux.
func (t *Tape) binary(o op, v float64, x, y Real) Real {
	switch {
	case x.I != 0 && y.I != 0:
		return t.record(o, v, 0, x.I, y.I)
	case x.I != 0:
		return t.record(o, v, y.V, x.I, 0)
	case y.I != 0:
		return t.record(o, v, x.V, 0, y.I)
	}
	return Real{V: v}
}
