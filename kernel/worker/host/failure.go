package host

import (
	"fmt"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// goroutinePanicked is called by the overlay on a goroutine that is about to
// end because of a panic. That of a cell's statements recovers by itself and
// does not come here.
func (h *host) goroutinePanicked(v any, cell uint64) {
	stack := trace.Here()
	h.events.Send(proto.GoroutinePanic{Cell: cell, Message: panicText(v), Stack: stack})
}

// exitCalled is called by the overlay when os.Exit or the like is called; the
// goroutine ends when it returns. On the goroutine of a cell's statements that
// ends the cell, elsewhere it only has to be told.
func (h *host) exitCalled(code int, id uint64) {
	stack := trace.Here()
	h.mu.Lock()
	c := h.cells[id]
	own := c != nil && c.goroutine == goroutineID()
	h.mu.Unlock()
	if own {
		c.done.Outcome, c.done.ExitCode, c.done.Stack = proto.Exited, code, stack
		return
	}
	text := fmt.Sprintf("os.Exit(%d) was called; it ended this goroutine only", code)
	h.events.Send(proto.GoroutinePanic{Cell: id, Message: text, Stack: stack})
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
