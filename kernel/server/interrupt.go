package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) interrupt(context.Context, *request, jupyter.InterruptRequest) answer {
	s.Interrupt()
	return answer{reply: jupyter.InterruptReply{Status: jupyter.StatusOK}}
}

// Interrupt ends the running cell. Until the cell is in the interpreter's hands
// it ends its waiting; from then on the interpreter hears of every interrupt
// exactly once, since it may count them.
func (s *Server) Interrupt() {
	if s.endWaiting() {
		return
	}
	if interpreter := s.engine.ready(); interpreter != nil {
		interpreter.Interrupt()
	}
}

func (s *Server) endWaiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.unwait == nil {
		return false
	}
	s.unwait()
	return true
}

// interruptible makes r the request that an interrupt is meant for. The context
// returned ends if one comes before the cell starts.
func (s *Server) interruptible(ctx context.Context, r *request) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.running, s.unwait = r, cancel
	return ctx
}

// starts says that the cell now starts, unless it was interrupted before.
func (s *Server) starts(starting context.Context) (interrupted bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	interrupted = starting.Err() != nil
	s.unwait()
	s.unwait = nil
	return interrupted
}
