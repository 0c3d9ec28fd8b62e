package session

import (
	"encoding/json"
	"sync"

	"github.com/gonabla/nabla/display/wire"
)

// Front ends open a comm of this target to ask for the states of all widgets.
const widgetControl = "jupyter.widget.control"

// comms are those between objects in the worker, such as widgets, and the front end.
type comms struct {
	mu   sync.Mutex
	open map[string]bool // by ID; true for those that the worker has opened
}

// sent is told what an object in the worker sends.
func (c *comms) sent(m *wire.Comm) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case m.Kind == wire.CommClose:
		delete(c.open, m.ID)
	case m.Kind == wire.CommOpen && c.open == nil:
		c.open = map[string]bool{m.ID: true}
	case m.Kind == wire.CommOpen:
		c.open[m.ID] = true
	}
}

// asked opens a comm to ask for states, if there are objects to ask for.
func (c *comms) asked(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.open) == 0 {
		return false
	}
	c.open[id] = false
	return true
}

func (c *comms) has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.open[id]
	return ok
}

func (c *comms) remove(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.open, id)
}

// takeAll removes all, and gives those that the worker had opened.
func (c *comms) takeAll() (ids []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, ours := range c.open {
		if ours {
			ids = append(ids, id)
		}
	}
	c.open = nil
	return ids
}

// loseWidgets tells front ends that the objects of a worker that has ended are gone.
func (s *Session) loseWidgets() {
	for _, id := range s.comms.takeAll() {
		s.publish(wire.Frame{Kind: wire.Message, Comm: &wire.Comm{Kind: wire.CommClose, ID: id}})
	}
}

// toWidget hands over what the front end has sent to an object in the worker.
func (s *Session) toWidget(c wire.Comm) {
	s.mu.Lock()
	w := s.worker
	s.mu.Unlock()
	if w != nil {
		w.Comm(c)
	}
}

// Opened implements [interp.Correspondent].
func (s *Session) Opened(target, id string, send func(map[string]any)) bool {
	if target == widgetControl {
		return s.comms.asked(id)
	}
	return s.gonb.Opened(target, id, send)
}

// Received implements [interp.Correspondent].
func (s *Session) Received(id string, data map[string]any, buffers [][]byte, answer func(map[string]any)) {
	if !s.comms.has(id) {
		s.gonb.Received(id, data)
		return
	}
	if data["method"] == "update" && len(buffers) == 0 {
		// So that other pages of the notebook show what this one has changed, before
		// anything that the program makes of it.
		answer(map[string]any{"method": "echo_update", "state": data["state"], "buffer_paths": []any{}})
	}
	if text, err := json.Marshal(data); err == nil {
		s.toWidget(wire.Comm{Kind: wire.CommMessage, ID: id, Data: text, Buffers: buffers})
	}
}

// Closed implements [interp.Correspondent].
func (s *Session) Closed(id string) {
	if !s.comms.has(id) {
		s.gonb.Closed(id)
		return
	}
	s.comms.remove(id)
	s.toWidget(wire.Comm{Kind: wire.CommClose, ID: id})
}
