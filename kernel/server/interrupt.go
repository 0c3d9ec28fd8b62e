package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) interrupt(context.Context, *request, jupyter.InterruptRequest) answer {
	s.Interrupt()
	return answer{reply: jupyter.InterruptReply{Status: jupyter.StatusOK}}
}

// Interrupt ends the running cells, of all subshells. Those that the interpreter
// has not yet begun will not be. The interpreter hears of every interrupt exactly
// once, since it may count them, and may have something else to end.
func (s *Server) Interrupt() {
	s.endWaiting()
	if interpreter := s.engine.ready(); interpreter != nil {
		interpreter.Interrupt()
	}
}

func (s *Server) endWaiting() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.running {
		if r.unwait != nil {
			r.unwait()
		}
	}
}

// interruptible makes r one of the requests that interrupts are meant for. The
// context returned ends if one comes before the cell starts.
func (s *Server) interruptible(ctx context.Context, r *request) context.Context {
	ctx, cancel := context.WithCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	r.unwait = cancel
	s.running = append(s.running, r)
	return ctx
}

// begins says that the cell now begins, unless it was interrupted before. From
// then on it is the interpreter that ends it.
func (s *Server) begins(r *request, starting context.Context) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	interrupted := starting.Err() != nil
	if r.unwait != nil {
		r.unwait()
		r.unwait = nil
	}
	return !interrupted
}
