package host

import (
	"math"
	"runtime"
	"slices"
	"time"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/interrupt"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// grace is how long goroutines that an interrupted cell started are still
// stopped after the cell has ended.
const grace = 200 * time.Millisecond

// A cell that was abandoned is stopped when it comes to a check or a call at last.
// The flag is not raised for that all the time, which would slow down the loops of
// other cells, but for lookout once in every round.
const (
	round   = time.Second
	lookout = 2 * time.Millisecond
)

// How an interrupt goes on: loops and computations are left to come to a check,
// then processes that the cell started are interrupted, and calls and waits of cells and modules are ended, then those of the standard
// library as well. Whoever computes has longer to come to an end, so that its result
// so far is kept.
const (
	pace      = 2 * time.Millisecond
	toChecks  = 30 * time.Millisecond
	computing = 500 * time.Millisecond
	toLibrary = 70 * time.Millisecond

	toProcesses = 50 * time.Millisecond // from one look for them to the next
)

// interruptCell has a cell stopped, at its next check or by the overlay.
func (h *host) interruptCell(id uint64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.cells[id]
	if c == nil || c.interrupted || c.reported {
		return
	}
	c.interrupted = true
	close(c.interrupt)
	h.stop(c, true)
	go h.pursue(c)
}

// pursue has the goroutines of an interrupted cell end, those that it started
// included, until nobody looks out for them any more.
func (h *host) pursue(c *cell) {
	defer withdraw(c.id)
	begin := time.Now()
	told, look := map[int]bool{}, time.Duration(0) // processes, and when to look for more
	for {
		time.Sleep(pace)
		h.mu.Lock()
		over, wait := h.stopping[c.id] != c, toChecks
		if c.computed || h.computes(c.id) {
			wait = computing
		}
		h.mu.Unlock()
		if over {
			return
		}
		d := time.Since(begin)
		if d >= max(wait, look) {
			look = d + toProcesses
			if !h.signal(c, told) {
				look = math.MaxInt64
			}
		}
		switch {
		case d < wait:
		case d < wait+toLibrary:
			stopCell(c.id, atUsersCalls, interrupted)
		default:
			stopCell(c.id, atLibraryCalls, interrupted)
		}
	}
}

// signal interrupts the processes that a cell has started and that were not told yet.
// The cell counts as interrupted even if it ends because of that, where it waits now.
// It may be about to start a process and to wait for that; again says so. When its
// goroutine is being ended, processes are those of deferred functions, which tidy up.
func (h *host) signal(c *cell, told map[int]bool) (again bool) {
	h.mu.Lock()
	goroutine := c.goroutine
	again = !c.stopped[goroutine]
	h.mu.Unlock()
	pids := slices.DeleteFunc(children(c.began), func(pid int) bool { return told[pid] })
	if len(pids) == 0 {
		return again
	}
	for _, pid := range pids {
		told[pid] = true
	}
	_, stack := trace.Goroutine(allStacks(), goroutine)
	h.mu.Lock() // the cell ends later than it is known why
	defer h.mu.Unlock()
	if interruptProcesses(pids) && !c.signalled {
		if c.signalled = true; len(c.stopped) == 0 {
			c.where = stack
		}
	}
	return again
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
// goroutine if it belongs to a cell that is to be stopped.
func (h *host) check() {
	id := currentCell()
	h.mu.Lock()
	c := h.stopping[id]
	h.mu.Unlock()
	if c != nil {
		h.end(id)
	}
}

// end ends the current goroutine because of an interrupt, or the innermost catch of
// the goroutine. It does so once for each: deferred functions then run as they are,
// and end returns when they come here.
func (h *host) end(id uint64) {
	h.mu.Lock()
	c, g := h.cells[id], goroutineID()
	if c == nil {
		c = h.stopping[id] // its own goroutine has ended
	}
	caught := h.catches[g]
	if c == nil || c.stopped[g] || caught != nil && caught.stopped {
		h.mu.Unlock()
		return
	}
	setEnded(true)
	if caught != nil {
		caught.stopped, c.computed = true, true
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
		stopCell(c.id, atLibraryCalls, interrupted)
		time.Sleep(lookout)
		withdraw(c.id)
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
