package server

import "github.com/gonabla/nabla/kernel/jupyter"

func (s *Server) busy(r *request) {
	s.publish(r.Message, jupyter.Status{ExecutionState: jupyter.Busy})
}

// idle ends a request. Front ends show the last status that they saw, whatever
// it belongs to, so after the idle of a question that was answered while a
// cell runs, the cell says again that it is busy.
func (s *Server) idle(r *request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == r {
		s.running = nil
	}
	s.publish(r.Message, jupyter.Status{ExecutionState: jupyter.Idle})
	switch {
	case s.running == nil:
	case r.Header.MsgType == "debug_request":
		// JupyterLab asks for the variables whenever something belongs to a
		// cell: it would do so for ever.
		s.busy(r)
	default:
		s.busy(s.running)
	}
}
