package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// viewer is the interpreter, if it has started and lets its variables be seen.
func (s *Server) viewer() interp.Viewer {
	v, _ := s.engine.ready().(interp.Viewer)
	return v
}

func (s *Server) debug(ctx context.Context, _ *request, c jupyter.DebugRequest) answer {
	return answer{reply: s.debugger.Answer(ctx, c)}
}
