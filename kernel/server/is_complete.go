package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) isComplete(_ context.Context, _ *request, c jupyter.IsCompleteRequest) answer {
	interpreter := s.engine.ready()
	if interpreter == nil {
		return answer{reply: jupyter.IsCompleteReply{Status: "unknown"}}
	}
	complete := interpreter.IsComplete(c.Code)
	return answer{reply: jupyter.IsCompleteReply{Status: complete.Status, Indent: complete.Indent}}
}
