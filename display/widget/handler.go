package widget

import (
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// A handler calls what somebody has asked to be called, one after the other, on
// goroutines that it starts as long as there is something to call.
type handler struct {
	home uint64
	// show receives what is shown meanwhile; nil means that it is output of the
	// cell that made the widget.
	show func(wire.Frame)
	// failed is told how a call ended that did not end well; nil means that it is
	// said in the output of that cell.
	failed func(string)

	mu      sync.Mutex
	waiting []func()
	running bool
}

// last has f called, in place of what waits.
func (h *handler) last(f func()) { h.call(f, true) }

// next has f called after what waits.
func (h *handler) next(f func()) { h.call(f, false) }

func (h *handler) call(f func(), alone bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if alone {
		h.waiting = nil
	}
	h.waiting = append(h.waiting, f)
	if !h.running {
		h.running = true
		h.start()
	}
}

// take gives what is to be called next, or nil, and then nothing runs.
func (h *handler) take() func() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.waiting) == 0 {
		h.running = false
		return nil
	}
	f := h.waiting[0]
	h.waiting = h.waiting[1:]
	return f
}

// start begins to call what waits. The caller holds mu.
func (h *handler) start() {
	done := wire.Run(wire.Errand{Cell: h.home, Show: h.show, Do: func() {
		for f := h.take(); f != nil; f = h.take() {
			f()
		}
	}})
	go func() {
		if text := <-done; text != "" {
			h.fail(text)
			h.mu.Lock()
			defer h.mu.Unlock()
			h.start() // for what waits
		}
	}()
}

func (h *handler) fail(text string) {
	if h.failed != nil {
		h.failed(text)
		return
	}
	wire.Run(wire.Errand{Cell: h.home, Do: func() {
		wire.Publish(wire.Frame{Kind: wire.Stderr, Text: []byte("a function that a widget called ended: " + text + "\n")})
	}})
}
