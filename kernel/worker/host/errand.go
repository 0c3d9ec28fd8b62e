package host

import (
	"fmt"
	"strings"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// Errands have numbers as cells have, from firstErrand on.
const firstErrand = 1 << 62

// rememberedErrands is how many of the last errands still have what they show, and
// what their goroutines show, shown where it belongs.
const rememberedErrands = 10_000

// errands are those that were begun.
type errands struct {
	last uint64
	by   map[uint64]wire.Errand // guarded by host.mu
}

// errand does something for an object of a cell, on a goroutine of its own: what a
// widget calls, or the methods of a value that is shown in the variables panel. To
// the rest of the worker it is a cell of which the kernel does not know.
func (h *host) errand(e wire.Errand) (id uint64, ended <-chan string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.errands.last++
	id = firstErrand + h.errands.last
	c := &cell{id: id, done: proto.Done{Cell: id}, stopped: map[uint64]bool{}, interrupt: make(chan struct{}), began: ticks()}
	h.cells[id] = c
	if h.errands.by == nil {
		h.errands.by = map[uint64]wire.Errand{}
	}
	h.errands.by[id] = e
	delete(h.errands.by, id-rememberedErrands)
	done := make(chan string, 1)
	go h.runErrand(c, e, done)
	return id, done
}

// runErrand is to errands what runCell is to cells.
func (h *host) runErrand(c *cell, e wire.Errand, done chan<- string) {
	hold(1)
	setCell(c.id)
	h.mu.Lock()
	c.goroutine = goroutineID()
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		h.ended(c)
		c.reported = true
		h.mu.Unlock()
		done <- ending(c.done)
		close(done)
	}()
	defer h.conclude(c)
	released(e.Do)
	c.returned = true
}

// ending says in a line how an errand ended; empty if well.
func ending(d proto.Done) string {
	text := d.Message
	switch d.Outcome {
	case proto.OK:
		return ""
	case proto.Panic:
		text = "panic: " + text
	case proto.Exited:
		text = fmt.Sprintf("os.Exit(%d) was called", d.ExitCode)
	case proto.Interrupted:
		text = "interrupted"
	}
	if len(d.Stack) > 0 {
		text += fmt.Sprintf(" (%s, line %d)", strings.Replace(d.Stack[0].File, "cell-", "cell ", 1), d.Stack[0].Line)
	}
	return text
}

// interrupt ends a cell, and the errands that run: those later than the cell, which
// may wait for one, and would go on when that ends.
func (h *host) interrupt(cell uint64) {
	h.interruptCell(cell)
	h.mu.Lock()
	waits := h.cells[cell] != nil
	var errands []uint64
	for id := range h.cells {
		if id >= firstErrand {
			errands = append(errands, id)
		}
	}
	h.mu.Unlock()
	end := func() {
		for _, id := range errands {
			h.interruptCell(id)
		}
	}
	if !waits {
		end()
		return
	}
	time.AfterFunc(toChecks+toLibrary, end)
}

// forErrand gives what an errand shows to who has ordered it. It reports false
// for a frame of a cell, and fills in the cell of one that belongs to such.
func (h *host) forErrand(f *wire.Frame) bool {
	if f.Cell < firstErrand {
		return false
	}
	h.mu.Lock()
	e := h.errands.by[f.Cell]
	h.mu.Unlock()
	f.Cell = e.Cell
	if e.Show == nil || f.Kind == wire.Message {
		return false
	}
	e.Show(*f)
	return true
}

// home is the cell to which an errand belongs, or which a cell is.
func (h *host) home(id uint64) uint64 {
	if id < firstErrand {
		return id
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.errands.by[id].Cell
}
