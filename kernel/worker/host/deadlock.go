package host

import (
	"time"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// In a process of its own the runtime ends a program whose goroutines all wait for each
// other. Here there are always others, so the worker looks for that now and then.
const lookForDeadlock = 100 * time.Millisecond

// watch begins to look.
func (h *host) watch(c *cell) {
	time.AfterFunc(lookForDeadlock, func() {
		h.mu.Lock()
		over := h.cells[c.id] != c || c.program.left || c.program.ending != nil
		wakeable := c.program.talks
		h.mu.Unlock()
		switch {
		case over:
		case wakeable || signalsAwaited() || !asleep(c.id):
			h.watch(c) // not before: this timer would count as one of the program
		default:
			how := proto.Done{Cell: c.id, Outcome: proto.Panic, Message: "fatal error: all goroutines are asleep - deadlock!"}
			_, how.Stack = trace.Goroutine(allStacks(), c.goroutine)
			h.ends(how)
		}
	})
}

// corresponds notes that a program waits for the front end.
func (h *host) corresponds(cell uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.cells[cell]; c != nil && c.program != nil {
		c.program.talks = true
	}
}
