package host

import (
	"runtime"
	"time"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/interrupt"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// grace is how long goroutines that an interrupted cell started are still
// stopped after the cell has ended.
const grace = 200 * time.Millisecond

// A cell that was abandoned is stopped when it comes to a check at last. The
// flag is not raised for that all the time, which would slow down the loops of
// other cells, but for lookout once in every round.
const (
	round   = time.Second
	lookout = 2 * time.Millisecond
)

// interrupt has a cell stopped at its next check.
func (h *host) interrupt(id uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.cells[id]; c != nil {
		if !c.interrupted {
			c.interrupted = true
			close(c.interrupt)
		}
		h.stop(c, true)
	}
}

// stop begins or ends to look out for a cell's goroutines. The caller holds mu.
func (h *host) stop(c *cell, on bool) {
	if on {
		h.stopping[c.id] = c
	} else {
		delete(h.stopping, c.id)
	}
	interrupt.Raise(len(h.stopping) > 0)
}

// check is called by loops of cells while the flag is raised, and ends the
// goroutine if it belongs to a cell that is to be stopped, or the innermost catch
// of the goroutine. It does so once for each: the loops of deferred functions then
// run as they are.
func (h *host) check() {
	h.mu.Lock()
	c, g := h.stopping[currentCell()], goroutineID()
	caught := h.catches[g]
	if c == nil || c.stopped[g] || caught != nil && caught.stopped {
		h.mu.Unlock()
		return
	}
	if caught != nil {
		caught.stopped = true
		h.mu.Unlock()
		panic(caught)
	}
	if len(c.stopped) == 0 || g == c.goroutine {
		c.where = trace.Here()
	}
	c.stopped[g] = true
	h.mu.Unlock()
	runtime.Goexit()
}

// ended is told that a cell's goroutine has ended. The caller holds mu.
func (h *host) ended(c *cell) {
	delete(h.cells, c.id)
	if c.interrupted && !c.reported {
		time.AfterFunc(grace, func() {
			h.mu.Lock()
			defer h.mu.Unlock()
			h.stop(c, false)
		})
	}
}

// abandon reports a cell as done, though it goes on, and says where it hangs.
func (h *host) abandon(id uint64) {
	h.mu.Lock()
	c := h.cells[id]
	if c == nil || c.reported {
		h.mu.Unlock()
		return
	}
	c.reported = true
	h.stop(c, false)
	goroutine := c.goroutine
	h.mu.Unlock()
	done := proto.Done{Cell: id, Outcome: proto.Abandoned}
	done.Message, done.Stack = trace.Goroutine(allStacks(), goroutine)
	h.events.Send(done)
	go h.lookOut(c)
}

// lookOut stops an abandoned cell whenever it comes to a check.
func (h *host) lookOut(c *cell) {
	for {
		time.Sleep(round)
		h.mu.Lock()
		if h.cells[c.id] != c {
			h.mu.Unlock()
			return
		}
		h.stop(c, true)
		h.mu.Unlock()
		time.Sleep(lookout)
		h.mu.Lock()
		h.stop(c, false)
		h.mu.Unlock()
	}
}

// allStacks is the text of all goroutines' stacks, or of the first ones if
// there are very many.
func allStacks() []byte {
	for size := 1 << 16; ; size *= 4 {
		b := make([]byte, size)
		if n := runtime.Stack(b, true); n < size || size >= 1<<24 {
			return b[:n]
		}
	}
}
