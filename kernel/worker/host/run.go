package host

import (
	"fmt"
	"time"

	"github.com/gonabla/nabla/kernel/link"
	"github.com/gonabla/nabla/kernel/worker/host/trace"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// A cell is one Run. Its fields are written by its own goroutine, except for
// those marked otherwise.
type cell struct {
	id       uint64
	done     proto.Done
	returned bool // the statements have come to their end

	// Guarded by host.mu.
	goroutine   uint64 // its ID, 0 until it runs
	reported    bool   // Done has been sent
	interrupted bool
	interrupt   chan struct{}   // closed when interrupted becomes true
	stopped     map[uint64]bool // goroutines that the interrupt has ended
	where       []proto.Frame   // where the first of them was
	computed    bool            // the interrupt has ended a computation
	began       uint64          // see ticks
	signalled   bool            // the interrupt has ended processes that the cell had started
	program     *program        // nil unless the cell is a whole program
}

// run starts a cell on a goroutine of its own.
func (h *host) run(m proto.Run) {
	c := &cell{id: m.Cell, done: proto.Done{Cell: m.Cell}, stopped: map[uint64]bool{}, interrupt: make(chan struct{}), began: ticks()}
	h.mu.Lock()
	h.cells[c.id] = c
	h.mu.Unlock()
	go h.runCell(c, m)
}

// runCell links and runs a cell. However its goroutine ends (by return, panic,
// os.Exit, interrupt or runtime.Goexit), the deferred calls report it: first
// conclude finds out why, then report sends it, even if user code that conclude
// calls ends the goroutine once more.
func (h *host) runCell(c *cell, m proto.Run) {
	hold(1)
	setCell(c.id)
	h.mu.Lock()
	c.goroutine = goroutineID()
	h.mu.Unlock()
	defer h.report(c)
	defer h.leave(c)
	defer h.conclude(c)
	h.saving.end()
	loaded, err := h.link(m)
	if err != nil {
		c.done.Outcome, c.done.Message = proto.LinkError, err.Error()
		c.returned = true
		return
	}
	c.done.ChangedTypes, c.done.NewVariables = loaded.ChangedTypes, loaded.NewVariables
	c.took("read", loaded.Timings.Read)
	c.took("link", loaded.Timings.Link)
	c.took("register", loaded.Timings.Register)
	begin := time.Now()
	for _, initialize := range loaded.Inits { // which no later cell would make up for
		initialize()
	}
	c.took("initialize", time.Since(begin))
	h.carry(c, loaded)
	if m.Alone {
		h.enter(c)
	}
	h.events.Send(proto.Loaded{Cell: c.id})
	h.check() // for an interrupt that came meanwhile
	begin = time.Now()
	defer func() { c.took("run", time.Since(begin)) }()
	released(loaded.Run)
	c.returned = true
}

// released calls user code, which may be ended, from code of ours, which may not.
func released(f func()) {
	hold(-1)
	defer hold(1)
	f()
}

// took notes the time of a phase.
func (c *cell) took(phase string, d time.Duration) {
	c.done.Timings = append(c.done.Timings, proto.Timing{Phase: phase, Took: d})
}

// link loads the cell's object. A panic of the linker is our mistake and must
// not look like one of the user.
func (h *host) link(m proto.Run) (loaded *link.Loaded, err error) {
	h.linking.Lock()
	defer h.linking.Unlock()
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("internal error of the linker: %v", v)
		}
	}()
	if len(m.Archives) > 0 {
		h.linker.AddArchives(m.Archives)
	}
	return h.linker.Load(link.Request{Object: m.Object, Run: m.Entry, Alias: m.Alias, Carry: m.Carry, Called: m.Called, Alone: m.Alone})
}

// conclude is deferred by runCell and finds out how the cell ended. The stack
// of a panic is still there when deferred functions run.
func (h *host) conclude(c *cell) {
	v := recover()
	if v == nil && !c.returned {
		h.awaitOthers(c)
	}
	if how := h.ending(c); how != nil {
		c.done.Outcome, c.done.Message, c.done.ExitCode, c.done.Stack = how.Outcome, how.Message, how.ExitCode, how.Stack
		return
	}
	if v != nil {
		c.done.Outcome, c.done.Stack = proto.Panic, trace.Here()
		c.done.Message = "a panic whose value could not be printed"
		c.done.Message = panicText(v)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case c.done.Outcome != proto.OK: // exitCalled or runCell has said it
	case len(c.stopped) > 0 || c.signalled:
		c.done.Outcome, c.done.Stack = proto.Interrupted, c.where
	case !c.returned && c.program != nil:
		c.done.Outcome, c.done.Message = proto.Panic, "fatal error: no goroutines (main called runtime.Goexit) - deadlock!"
	case !c.returned:
		c.done.Outcome, c.done.Message = proto.Panic, "runtime.Goexit was called"
	}
}

// report is deferred by runCell and sends Done, unless the cell was abandoned.
func (h *host) report(c *cell) {
	h.mu.Lock()
	h.ended(c)
	reported := c.reported
	c.reported = true
	h.mu.Unlock()
	h.input.forget(c.id)
	if !reported {
		settle()
		h.events.Send(c.done)
	}
}
