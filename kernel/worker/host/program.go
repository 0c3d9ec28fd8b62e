package host

import (
	"slices"
	"time"

	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// A program is a cell that runs as if it had a process of its own. It is over when
// main returns or panics, when another of its goroutines panics or any calls os.Exit,
// and when it is interrupted. What then still goes on of it shows nothing any more, is
// ended if that can be done, and named if not.
type program struct {
	restore []func()    // make the process what it was before, the last one first. Guarded by host.mu
	ending  *proto.Done // how os.Exit or another goroutine than that of main has ended it; nil if none has. Guarded by host.mu
	talks   bool        // it corresponds with the front end, which may wake it. Guarded by host.mu
	left    bool        // somebody clears up after it. Guarded by host.mu
}

// How long the goroutines of a program that is over have to come to an end: those that
// package std runs, which do so by themselves when their files and connections are
// closed, all, those of an interrupted program, for which somebody waits, and those that
// wait for what cannot be cut short.
const (
	library             = 50 * time.Millisecond
	lastPatience        = 2 * time.Second
	interruptedPatience = 300 * time.Millisecond
	stuckPatience       = 150 * time.Millisecond
)

// enter makes the process a new one, as far as the program can see.
func (h *host) enter(c *cell) {
	disown(c.id) // what packages run since they were initialized is not the program's
	noteOpened(c.id)
	h.mu.Lock()
	defer h.mu.Unlock()
	c.program = &program{restore: []func(){h.registerAnew(), surroundings(), putSignalsAside()}}
	h.watch(c)
}

// atEnd has f called when the program that the current goroutine belongs to is over.
func (h *host) atEnd(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c := h.cells[currentCell()]; c != nil && c.program != nil {
		c.program.restore = append(c.program.restore, f)
	}
}

// outside runs f on a goroutine that belongs to no cell. The channel is closed when f
// has returned.
func outside(f func()) <-chan struct{} {
	done := make(chan struct{})
	cell := currentCell()
	setCell(0)
	go func() {
		f()
		close(done)
	}()
	setCell(cell)
	return done
}

// leave is called when main has come to its end.
func (h *host) leave(c *cell) {
	h.mu.Lock()
	mine := c.program != nil && !c.program.left
	if mine {
		c.program.left = true
	}
	h.mu.Unlock()
	if mine {
		h.clear(c, &c.done)
	}
}

// clear ends what is left of a program that is over, and makes the process what it
// was before.
func (h *host) clear(c *cell, done *proto.Done) {
	h.over.Store(c.id, true)
	closed := outside(closeOpened)
	h.endGoroutines(c, func() bool { return false })
	await(closed, stuckPatience)                                  // a system call may use one of them
	await(outside(func() { h.putBack(c.program) }), lastPatience) // a goroutine that could not be ended may hold a lock
	done.Left = h.left(c)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stop(c, false)
}

func await(done <-chan struct{}, patience time.Duration) {
	select {
	case <-done:
	case <-time.After(patience):
	}
}

// putBack makes the process what it was before a program.
func (h *host) putBack(p *program) {
	h.mu.Lock()
	list := p.restore
	h.mu.Unlock()
	for _, f := range slices.Backward(list) {
		f()
	}
}

// isOver reports whether a cell was a program that is over.
func (h *host) isOver(cell uint64) bool {
	_, over := h.over.Load(cell)
	return over
}

// ends has a program be over, because one of its goroutines has called os.Exit or
// panicked. It reports whether the cell is a program.
func (h *host) ends(how proto.Done) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.cells[how.Cell]
	if c == nil || c.program == nil {
		return h.isOver(how.Cell)
	}
	if c.program.ending == nil && !c.program.left {
		c.program.ending = &how
		h.over.Store(how.Cell, true)
		outside(func() { h.endMain(c, how) })
	}
	return true
}

// ending is how something else than the end of main has ended a program; nil if
// nothing has.
func (h *host) ending(c *cell) *proto.Done {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c.program == nil {
		return nil
	}
	return c.program.ending
}

// awaitOthers lets the other goroutines of a program go on, whose main has called
// runtime.Goexit, until all have ended.
func (h *host) awaitOthers(c *cell) {
	over := c.program == nil || c.done.Outcome != proto.OK
	for ; !over; time.Sleep(pace) {
		n, _ := goroutinesLeft(c.id, nil)
		h.mu.Lock()
		over = n == 0 || c.program.ending != nil || c.interrupted
		h.mu.Unlock()
	}
}

// endMain ends the goroutine of main. If it cannot be ended, the program is reported
// without it.
func (h *host) endMain(c *cell, done proto.Done) {
	h.endGoroutines(c, func() bool { return c.program.left })
	h.mu.Lock()
	mine := !c.program.left && !c.reported
	if mine {
		c.program.left, c.reported = true, true
	}
	h.mu.Unlock()
	if mine {
		h.clear(c, &done)
		settle()
		h.events.Send(done)
	}
}

// endGoroutines has the goroutines of a program end, but for the current one. It
// returns when none is left, when nothing more can be done about the others, or when
// over, which is called with mu held, says so.
func (h *host) endGoroutines(c *cell, over func() bool) {
	defer withdraw(c.id)
	for begin := time.Now(); ; time.Sleep(pace) {
		n, stuck := goroutinesLeft(c.id, nil)
		waited := time.Since(begin)
		h.mu.Lock()
		done := n == 0 || over() || n == stuck && waited > stuckPatience || waited > lastPatience || c.interrupted && waited > interruptedPatience
		if !done {
			h.stop(c, true)
		}
		h.mu.Unlock()
		switch {
		case done:
			return
		case waited < library:
			stopCell(c.id, atLibraryCalls, interrupted)
		case waited < stuckPatience:
			stopCell(c.id, atProgramsEnd, interrupted)
		default:
			stopCell(c.id, atAnyCost, interrupted)
		}
	}
}

// named is how many goroutines are described that a program has left.
const named = 3

// left describes the goroutines that a program has left, and that could not be ended.
func (h *host) left(c *cell) (list []proto.Left) {
	n, _ := goroutinesLeft(c.id, nil)
	if n == 0 {
		return nil
	}
	ids := make([]uint64, n)
	n, _ = goroutinesLeft(c.id, ids)
	dump := allStacks()
	for i, id := range ids[:min(n, len(ids))] {
		var l proto.Left
		if i < named {
			l.State, l.Stack = trace.Goroutine(dump, id)
		}
		list = append(list, l)
	}
	return list
}
