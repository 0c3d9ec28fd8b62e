package host

import "github.com/gonabla/nabla/kernel/worker/interrupt"

// A catch is a computation that an interrupt ends alone: the goroutine goes on
// after it, with what the computation has found.
type catch struct {
	outer   *catch // around this one, nil if there is none
	cell    uint64
	stopped bool
}

// catch calls f, and reports whether an interrupt has ended it. Checks end f by a
// panic with the catch as its value. Code that recovers from every panic keeps f
// from ending there, but not from counting as stopped.
func (h *host) catch(f func()) (stopped bool) {
	g := goroutineID()
	c := &catch{cell: currentCell()}
	h.mu.Lock()
	c.outer = h.catches[g]
	h.catches[g] = c
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		if h.catches[g] = c.outer; c.outer == nil {
			delete(h.catches, g)
		}
		stopped = c.stopped
		h.mu.Unlock()
		if stopped {
			setEnded(false) // which held while deferred functions ran
			if v := recover(); v != nil && v != any(c) {
				panic(v)
			}
		}
	}()
	f()
	return
}

// checkpoint is a check that a computation makes itself. Other than loops it is
// ended by it again after code has recovered.
func (h *host) checkpoint() {
	if interrupt.Flag == 0 {
		return
	}
	h.mu.Lock()
	c := h.catches[goroutineID()]
	stop := c != nil && h.stopping[currentCell()] != nil
	if stop {
		c.stopped = true
	}
	h.mu.Unlock()
	if stop {
		setEnded(true)
		panic(c)
	}
	h.check()
}

// computes reports whether a goroutine of the cell computes something that an
// interrupt ends alone. The caller holds mu.
func (h *host) computes(cell uint64) bool {
	for _, c := range h.catches {
		if c.cell == cell && !c.stopped {
			return true
		}
	}
	return false
}
