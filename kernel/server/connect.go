package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// connect tells the ports of the connection file.
func (s *Server) connect(context.Context, *request, jupyter.ConnectRequest) answer {
	file := s.options.Connection
	return answer{reply: jupyter.ConnectReply{
		Status:      jupyter.StatusOK,
		ShellPort:   file.ShellPort,
		IOPubPort:   file.IOPubPort,
		StdinPort:   file.StdinPort,
		HBPort:      file.HBPort,
		ControlPort: file.ControlPort,
	}}
}
