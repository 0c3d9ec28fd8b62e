package server

import (
	"context"

	"github.com/gonabla/nabla/kernel/jupyter"
)

func (s *Server) complete(ctx context.Context, _ *request, c jupyter.CompleteRequest) answer {
	reply := jupyter.CompleteReply{Status: jupyter.StatusOK, CursorStart: c.CursorPos, CursorEnd: c.CursorPos}
	interpreter := s.engine.ready()
	if interpreter == nil {
		return answer{reply: reply}
	}
	proposed := interpreter.Complete(ctx, c.Code, jupyter.ByteOffset(c.Code, c.CursorPos))
	if len(proposed.Items) == 0 {
		return answer{reply: reply}
	}
	reply.CursorStart = jupyter.CodePoints(c.Code, proposed.Start)
	reply.CursorEnd = jupyter.CodePoints(c.Code, proposed.End)
	for _, item := range proposed.Items {
		reply.Matches = append(reply.Matches, item.Text)
		reply.Metadata.Types = append(reply.Metadata.Types, jupyter.CompletionType{
			Text:      item.Text,
			Type:      item.Type,
			Start:     reply.CursorStart,
			End:       reply.CursorEnd,
			Signature: item.Signature,
		})
	}
	return answer{reply: reply}
}
