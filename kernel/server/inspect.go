package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) inspect(ctx context.Context, _ *request, c jupyter.InspectRequest) answer {
	reply := jupyter.InspectReply{Status: jupyter.StatusOK}
	interpreter := s.engine.ready()
	if interpreter == nil {
		return answer{reply: reply}
	}
	found := interpreter.Inspect(ctx, c.Code, jupyter.ByteOffset(c.Code, c.CursorPos), c.DetailLevel)
	if found.Bundle != nil {
		reply.Found = true
		reply.Data, reply.Metadata = jupyter.NewMIMEBundle(found.Bundle)
	}
	return answer{reply: reply}
}
