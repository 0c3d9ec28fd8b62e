package server

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// A request is a message that is to be answered on the socket it came from.
type request struct {
	*jupyter.Message
	socket   zmtp.Socket
	handler  handler
	subshell *subshell // the main one for requests on control

	unwait context.CancelFunc // of a cell that waits to begin; guarded by the server's mu
}

// An answer is what a handler wants to be done when it has returned.
type answer struct {
	reply    jupyter.Content // nil for messages that have no reply
	metadata any             // of the reply; nil means none
	after    func()          // called when idle has been published
}

// A handler answers one kind of request.
type handler func(*Server, context.Context, *request) answer

// An entry says who answers a kind of request; cell, that it waits for the
// cells before it; slow, that it takes its time (it may run code of the user, or
// look through large memory), so that nothing else on control waits for it.
type entry struct {
	handler    handler
	cell, slow bool
}

var shellHandlers = map[string]entry{
	"kernel_info_request": {handler: handle((*Server).kernelInfo)},
	"execute_request":     {handler: handle((*Server).execute), cell: true},
	"is_complete_request": {handler: handle((*Server).isComplete)},
	"complete_request":    {handler: handle((*Server).complete)},
	"inspect_request":     {handler: handle((*Server).inspect)},
	"history_request":     {handler: handle((*Server).answerHistory)},
	"comm_info_request":   {handler: handle((*Server).commInfo)},
	"connect_request":     {handler: handle((*Server).connect)},
	"comm_open":           {handler: handle((*Server).commOpen)},
	"comm_msg":            {handler: handle((*Server).commMsg)},
	"comm_close":          {handler: handle((*Server).commClose)},
	"interrupt_request":   {handler: handle((*Server).interrupt)},
	"shutdown_request":    {handler: handle((*Server).shutdown)},
}

var controlHandlers = map[string]entry{
	"kernel_info_request": {handler: handle((*Server).kernelInfo)},
	"interrupt_request":   {handler: handle((*Server).interrupt)},
	"shutdown_request":    {handler: handle((*Server).shutdown)},
	"debug_request":       {handler: handle((*Server).debug), slow: true},
	"usage_request":       {handler: handle((*Server).usage), slow: true},

	"create_subshell_request": {handler: handle((*Server).createSubshell)},
	"delete_subshell_request": {handler: handle((*Server).deleteSubshell)},
	"list_subshell_request":   {handler: handle((*Server).listSubshell)},
}

// handle makes a handler of a method that takes the content of its requests.
func handle[C any](f func(*Server, context.Context, *request, C) answer) handler {
	return func(s *Server, ctx context.Context, r *request) answer {
		var content C
		if err := r.Unmarshal(&content); err != nil {
			s.ignored.note(errContent, err.Error())
			return r.failure("BadRequest", err.Error())
		}
		return f(s, ctx, r, content)
	}
}

// quiet are the requests whose answers write nothing: they do not wait for what
// is being published, such as a large picture.
var quiet = map[string]bool{
	"kernel_info_request": true, "complete_request": true, "is_complete_request": true, "history_request": true,
	"connect_request": true, "usage_request": true,
}

// serve is the life of every request: busy, handler, what was written, reply,
// idle.
func (s *Server) serve(ctx context.Context, r *request) {
	s.busy(r)
	a := s.call(ctx, r)
	if !quiet[r.Header.MsgType] {
		s.output.flush()
	}
	if a.reply != nil {
		s.reply(r, a)
	}
	s.idle(r)
	if a.after != nil {
		a.after()
	}
}

// call keeps the kernel alive if a handler panics: one answer is worth less
// than the session.
func (s *Server) call(ctx context.Context, r *request) (a answer) {
	defer func() {
		if v := recover(); v != nil {
			s.log.Error("panic while answering", "type", r.Header.MsgType, "panic", v, "stack", string(debug.Stack()))
			a = r.failure("InternalError", fmt.Sprintf("the kernel failed on this request: %v. Please report it; the session goes on.", v))
		}
	}()
	return r.handler(s, ctx, r)
}

func (s *Server) reply(r *request, a answer) {
	m, err := s.session.Message(r.Message, a.reply)
	if err != nil {
		s.log.Error("reply not sent", "error", err)
		return
	}
	if a.metadata != nil {
		if m.Metadata, err = json.Marshal(a.metadata); err != nil {
			s.log.Error("metadata not sent", "error", err)
			m.Metadata = json.RawMessage("{}")
		}
	}
	r.socket.Send(s.session.Encode(m))
}

// failure is the answer for a request that could not be carried out. Comm
// messages have no reply.
func (r *request) failure(name, message string) answer {
	kind, ok := strings.CutSuffix(r.Header.MsgType, "_request")
	if !ok {
		return answer{}
	}
	if reply := (jupyter.DebugReply{}); reply.Type() == kind+"_reply" { // which has a form of its own
		reply.Kind, reply.Message = "response", name+": "+message
		return answer{reply: reply}
	}
	return answer{reply: jupyter.Failure{
		Reply:     kind + "_reply",
		Status:    jupyter.StatusError,
		EName:     name,
		EValue:    message,
		Traceback: jupyter.List[string]{name + ": " + message},
	}}
}
