package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// debug says that there is no debugger. The question whether one runs has a
// proper answer; everything else is refused.
func (s *Server) debug(_ context.Context, _ *request, c jupyter.DebugRequest) answer {
	reply := jupyter.DebugReply{Kind: "response", Seq: c.Seq + 1, RequestSeq: c.Seq, Command: c.Command}
	if c.Command != "debugInfo" {
		reply.Message = "this kernel has no debugger"
		return answer{reply: reply}
	}
	reply.Success = true
	reply.Body = jupyter.Object{
		"isStarted":      false,
		"hashMethod":     "Murmur2", // the only one that JupyterLab accepts
		"hashSeed":       0,
		"tmpFilePrefix":  "",
		"tmpFileSuffix":  ".go",
		"breakpoints":    []any{},
		"stoppedThreads": []any{},
		"richRendering":  false,
		"exceptionPaths": []any{},
		"copyToGlobals":  false,
	}
	return answer{reply: reply}
}
