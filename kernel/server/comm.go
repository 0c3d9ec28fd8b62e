package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// There are no comm targets yet, so nothing can be opened.

// commOpen closes what the front end opened, so that it does not wait.
func (s *Server) commOpen(_ context.Context, r *request, c jupyter.CommOpen) answer {
	s.log.Info("closed a comm of an unknown target", "target", c.TargetName)
	s.publish(r.Message, jupyter.CommClose{CommID: c.CommID})
	return answer{}
}

func (s *Server) commMsg(_ context.Context, _ *request, c jupyter.CommMsg) answer {
	s.log.Warn("message on a comm that is not open", "comm", c.CommID)
	return answer{}
}

func (s *Server) commClose(context.Context, *request, jupyter.CommClose) answer {
	return answer{}
}

func (s *Server) commInfo(context.Context, *request, jupyter.CommInfoRequest) answer {
	return answer{reply: jupyter.CommInfoReply{Status: jupyter.StatusOK}}
}
