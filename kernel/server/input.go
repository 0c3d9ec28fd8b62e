package server

import (
	"context"
	"errors"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// An input is what the user enters when a cell asks.
type input struct {
	asking  chan struct{}           // holds a token while a question is open: one at a time
	replies chan jupyter.InputReply // the answer to it
}

func newInput() *input {
	return &input{asking: make(chan struct{}, 1), replies: make(chan jupyter.InputReply, 1)}
}

// asker returns the function with which a cell asks the front end that sent r,
// or nil if that cannot be asked.
func (s *Server) asker(r *request, c jupyter.ExecuteRequest) func(context.Context, wire.Question) (string, error) {
	if !c.AllowStdin || c.Silent {
		return nil
	}
	return func(ctx context.Context, q wire.Question) (string, error) { return s.ask(ctx, r, q) }
}

// ask sends the question to the socket of the same identity as that of the
// execute_request, and waits.
func (s *Server) ask(ctx context.Context, r *request, q wire.Question) (string, error) {
	select {
	case s.input.asking <- struct{}{}:
	case <-ctx.Done():
		return "", errWithdrawn
	}
	defer func() { <-s.input.asking }()
	select {
	case <-s.input.replies: // to a question that was withdrawn
	default:
	}
	s.output.flush()
	m, err := s.session.Message(r.Message, jupyter.InputRequest{Prompt: q.Prompt, Password: q.Password})
	if err != nil {
		return "", err
	}
	s.sockets.Stdin.Send(s.session.Encode(m))
	select {
	case reply := <-s.input.replies:
		return reply.Value, nil
	case <-ctx.Done():
		return "", errWithdrawn
	}
}

var errWithdrawn = errors.New("the question was withdrawn: the cell has ended")

// receiveInput takes answers until the socket is closed. One that nobody waits
// for is dropped by the next question, a second one to the same question at
// once.
func (s *Server) receiveInput() {
	for m := range s.messages(s.sockets.Stdin) {
		var reply jupyter.InputReply
		if m.Header.MsgType != reply.Type() || m.Unmarshal(&reply) != nil {
			s.log.Warn("ignored a message on stdin", "type", m.Header.MsgType)
			continue
		}
		select {
		case s.input.replies <- reply:
		default:
		}
	}
}
