package server

import (
	"context"
	"encoding/json"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// comms are those that are open, whoever has opened them: their targets by ID.
type comms struct {
	mu   sync.Mutex
	open map[string]string
}

func (c *comms) set(id, target string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil {
		c.open = map[string]string{}
	}
	c.open[id] = target
}

func (c *comms) remove(id string) (known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, known = c.open[id]
	delete(c.open, id)
	return known
}

func (c *comms) has(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, known := c.open[id]
	return known
}

// correspondent is the interpreter, if it has started and takes comms.
func (s *Server) correspondent() (interp.Correspondent, bool) {
	c, ok := s.engine.ready().(interp.Correspondent)
	return c, ok
}

// commOpen opens a comm, or closes it at once if the interpreter does not know
// its target, so that the front end does not wait.
func (s *Server) commOpen(_ context.Context, r *request, c jupyter.CommOpen) answer {
	send := func(data map[string]any) { s.publish(nil, jupyter.CommMsg{CommID: c.CommID, Data: data}) }
	s.comms.set(c.CommID, c.TargetName)
	if to, ok := s.correspondent(); ok && to.Opened(c.TargetName, c.CommID, send) {
		return answer{}
	}
	s.comms.remove(c.CommID)
	s.log.Info("closed a comm of an unknown target", "target", c.TargetName)
	s.publish(r.Message, jupyter.CommClose{CommID: c.CommID})
	return answer{}
}

func (s *Server) commMsg(_ context.Context, r *request, c jupyter.CommMsg) answer {
	if to, ok := s.correspondent(); ok && s.comms.has(c.CommID) {
		to.Received(c.CommID, c.Data, r.Buffers, func(data map[string]any) {
			s.publish(r.Message, jupyter.CommMsg{CommID: c.CommID, Data: data})
		})
	} else {
		s.ignored.note(errNoComm, c.CommID)
	}
	return answer{}
}

func (s *Server) commClose(_ context.Context, _ *request, c jupyter.CommClose) answer {
	if to, ok := s.correspondent(); s.comms.remove(c.CommID) && ok {
		to.Closed(c.CommID)
	}
	return answer{}
}

func (s *Server) commInfo(_ context.Context, _ *request, c jupyter.CommInfoRequest) answer {
	s.comms.mu.Lock()
	defer s.comms.mu.Unlock()
	open := jupyter.Object{}
	for id, target := range s.comms.open {
		if c.TargetName == "" || c.TargetName == target {
			open[id] = jupyter.Object{"target_name": target}
		}
	}
	return answer{reply: jupyter.CommInfoReply{Status: jupyter.StatusOK, Comms: open}}
}

var commTypes = map[wire.CommKind]string{wire.CommOpen: "comm_open", wire.CommMessage: "comm_msg", wire.CommClose: "comm_close"}

// correspond publishes what an object in the interpreter has to say.
func (s *Server) correspond(parent *jupyter.Message, c *wire.Comm) {
	switch c.Kind {
	case wire.CommOpen:
		s.comms.set(c.ID, c.Target)
	case wire.CommClose:
		s.comms.remove(c.ID)
	}
	content := jupyter.CommText{Kind: commTypes[c.Kind], CommID: c.ID, TargetName: c.Target, Data: object(c.Data)}
	m, err := s.session.Message(parent, content)
	if err != nil {
		s.log.Error("not published", "error", err)
		return
	}
	m.Metadata, m.Buffers = object(c.Metadata), c.Buffers
	m.Identities = [][]byte{[]byte("kernel." + s.session.ID + "." + content.Kind)}
	s.sockets.IOPub.Send(s.session.Encode(m))
}

// object makes the text of a JSON object of what should be one.
func object(text []byte) json.RawMessage {
	if len(text) == 0 || text[0] != '{' || !json.Valid(text) {
		return json.RawMessage("{}")
	}
	return text
}
