package server

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/jupyter"
)

// An input holds the questions to users that are open. Each subshell asks for
// itself, one question at a time.
type input struct {
	mu   sync.Mutex
	open []*question // in the order in which they were asked
}

// A question is one input_request.
type question struct {
	id       string // of the message; empty while another of the subshell is open
	subshell string
	turn     chan struct{}           // closed when it may be asked
	answer   chan jupyter.InputReply // has room for the one
}

// begin puts a question behind those of its subshell.
func (i *input) begin(subshell string) *question {
	q := &question{subshell: subshell, turn: make(chan struct{}), answer: make(chan jupyter.InputReply, 1)}
	i.mu.Lock()
	defer i.mu.Unlock()
	if !slices.ContainsFunc(i.open, func(other *question) bool { return other.subshell == subshell }) {
		close(q.turn)
	}
	i.open = append(i.open, q)
	return q
}

// end forgets a question, so that the next of its subshell can be asked.
func (i *input) end(q *question) {
	i.mu.Lock()
	defer i.mu.Unlock()
	at := slices.Index(i.open, q)
	first := !slices.ContainsFunc(i.open[:at], func(other *question) bool { return other.subshell == q.subshell })
	i.open = slices.Delete(i.open, at, at+1)
	next := slices.IndexFunc(i.open, func(other *question) bool { return other.subshell == q.subshell })
	if first && next >= 0 {
		close(i.open[next].turn)
	}
}

// asked writes down by which message a question was asked.
func (i *input) asked(q *question, id string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	q.id = id
}

// answered hands an answer to its question: the one that the answer names as its
// parent, or else the one of the answer's subshell. One that nobody waits for is
// dropped, as is a second one.
func (i *input) answered(parent, subshell string, reply jupyter.InputReply) {
	i.mu.Lock()
	defer i.mu.Unlock()
	at := slices.IndexFunc(i.open, func(q *question) bool { return q.id != "" && q.id == parent })
	if at < 0 {
		at = slices.IndexFunc(i.open, func(q *question) bool { return q.id != "" && q.subshell == subshell })
	}
	if at < 0 {
		return
	}
	select {
	case i.open[at].answer <- reply:
	default:
	}
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
func (s *Server) ask(ctx context.Context, r *request, text wire.Question) (string, error) {
	q := s.input.begin(r.subshell.id)
	defer s.input.end(q)
	select {
	case <-q.turn:
	case <-ctx.Done():
		return "", errWithdrawn
	}
	s.output.flush()
	m, err := s.session.Message(r.Message, jupyter.InputRequest{Prompt: text.Prompt, Password: text.Password})
	if err != nil {
		return "", err
	}
	s.input.asked(q, m.Header.MsgID)
	s.sockets.Stdin.Send(s.session.Encode(m))
	select {
	case reply := <-q.answer:
		return reply.Value, nil
	case <-ctx.Done():
		return "", errWithdrawn
	}
}

var errWithdrawn = errors.New("the question was withdrawn: the cell has ended")

// receiveInput takes answers until the socket is closed.
func (s *Server) receiveInput() {
	for m := range s.messages(s.sockets.Stdin) {
		var reply jupyter.InputReply
		if m.Header.MsgType != reply.Type() || m.Unmarshal(&reply) != nil {
			s.ignored.note(errUnknownType, m.Header.MsgType+" on stdin")
			continue
		}
		var parent jupyter.Header
		json.Unmarshal(m.Parent, &parent) // most front ends name none
		s.input.answered(parent.MsgID, m.Header.SubshellID, reply)
	}
}
