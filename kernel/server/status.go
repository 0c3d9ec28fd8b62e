package server

import (
	"slices"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) busy(r *request) {
	s.publish(r.Message, jupyter.Status{ExecutionState: jupyter.Busy})
}

// idle ends a request. Front ends show the last status that they saw, whatever
// it belongs to, so after the idle of a question that was answered while a
// cell runs, or of a cell of another subshell, the cell says again that it is busy.
func (s *Server) idle(r *request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running = slices.DeleteFunc(s.running, func(other *request) bool { return other == r })
	s.publish(r.Message, jupyter.Status{ExecutionState: jupyter.Idle})
	switch n := len(s.running); {
	case n == 0:
	case r.Header.MsgType == "debug_request":
		// JupyterLab asks for the variables whenever something belongs to a
		// cell: it would do so for ever.
		s.busy(r)
	default:
		s.busy(s.running[n-1])
	}
}
