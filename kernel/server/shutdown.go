package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// shutdown replies before anything ends: the front end waits for the process
// after the reply.
func (s *Server) shutdown(_ context.Context, _ *request, c jupyter.ShutdownRequest) answer {
	return answer{
		reply: jupyter.ShutdownReply{Status: jupyter.StatusOK, Restart: c.Restart},
		after: s.Stop,
	}
}
