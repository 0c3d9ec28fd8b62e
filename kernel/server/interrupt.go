package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) interrupt(context.Context, *request, jupyter.InterruptRequest) answer {
	s.Interrupt()
	return answer{reply: jupyter.InterruptReply{Status: jupyter.StatusOK}}
}

// Interrupt ends the running cell, or its waiting for the interpreter. The
// interpreter hears of every interrupt exactly once: it may count them.
func (s *Server) Interrupt() {
	if interpreter := s.engine.ready(); interpreter != nil {
		interpreter.Interrupt()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running != nil {
		s.unwait()
	}
}
