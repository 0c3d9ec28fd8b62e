package host

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// goroutineEnded is called on a goroutine that is not that of a cell's statements, and
// ends. In a program that ends them, too.
func (h *host) goroutineEnded(how proto.Done) {
	if !h.ends(how) {
		h.events.Send(proto.GoroutinePanic{Cell: h.home(how.Cell), Message: how.Message, Stack: how.Stack})
	}
}

// goroutinePanicked is called by the overlay on a goroutine that is about to
// end because of a panic. That of a cell's statements recovers by itself and
// does not come here.
func (h *host) goroutinePanicked(v any, cell uint64) {
	hold(1)
	defer hold(-1)
	h.goroutineEnded(proto.Done{Cell: cell, Outcome: proto.Panic, Message: panicText(v), Stack: trace.Here()})
}

// exitCalled is called by the overlay when os.Exit or the like is called; the
// goroutine ends when it returns. On the goroutine of a cell's statements that
// ends the cell, elsewhere it only has to be told.
func (h *host) exitCalled(code int, id uint64) {
	hold(1)
	defer hold(-1)
	how := proto.Done{Cell: id, Outcome: proto.Exited, ExitCode: code, Stack: trace.Here()}
	if h.ends(how) {
		setEnded(true) // its deferred functions, which go on unseen, are given time
		return
	}
	if c := h.own(id); c != nil {
		c.done.Outcome, c.done.ExitCode, c.done.Stack = how.Outcome, how.ExitCode, how.Stack
		return
	}
	text := fmt.Sprintf("os.Exit(%d) was called; it ended this goroutine only", code)
	h.events.Send(proto.GoroutinePanic{Cell: h.home(id), Message: text, Stack: how.Stack})
}

// Reasons why the overlay ends a goroutine, as named there.
const (
	interrupted uint32 = 1 + iota
	stackOverflow
	outOfMemory
)

// stopped is called by the overlay on a goroutine that it ends: because of
// stopCell, or because a stack or the heap is full. The goroutine ends when it
// returns.
func (h *host) stopped(why uint32, id uint64) {
	hold(1)
	defer hold(-1)
	var text string
	switch why {
	case interrupted:
		h.end(id)
	case stackOverflow:
		text = "stack overflow: calls are nested too deeply; does a function call itself without end?"
	case outOfMemory:
		text = "out of memory: " + h.memory.String()
	}
	stack := trace.Here()
	stack = stack[:min(len(stack), innermost)]
	if c := h.own(id); c != nil {
		c.done.Outcome, c.done.Message, c.done.Stack = proto.Panic, text, stack
		return
	}
	h.goroutineEnded(proto.Done{Cell: id, Outcome: proto.Panic, Message: text, Stack: stack})
}

// innermost is how many calls are shown of a stack that may hold millions.
const innermost = 10

// own returns the cell whose statements the current goroutine runs, nil if it is
// another that the cell started.
func (h *host) own(id uint64) *cell {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.cells[id]; c != nil && c.goroutine == goroutineID() {
		return c
	}
	return nil
}

// panicText is what a panic has to say, in the form in which the runtime would
// print it. It calls the value's methods, which may panic in turn.
func panicText(v any) (text string) {
	defer func() {
		if again := recover(); again != nil {
			text = fmt.Sprintf("a %T, which panicked itself when it was printed", v)
		}
	}()
	switch v := v.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case string:
		return v
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64, uintptr,
		float32, float64, complex64, complex128:
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("%#v", v)
}
