package server

import (
	"unicode/utf8"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// publish sends a message to every front end. parent is the request it belongs
// to, or nil.
func (s *Server) publish(parent *jupyter.Message, c jupyter.Content) {
	topic := "kernel." + s.session.ID + "." + c.Type()
	if stream, ok := c.(jupyter.Stream); ok {
		topic += "." + stream.Name
	}
	m, err := s.session.Message(parent, c)
	if err != nil {
		s.log.Error("not published", "error", err)
		return
	}
	m.Identities = [][]byte{[]byte(topic)}
	frames := s.session.Encode(m)
	s.output.pace.note(c, frames)
	s.sockets.IOPub.Send(frames)
}

// greeting makes the message that answers a subscription to iopub, so that a
// front end knows from when on it misses nothing. Its topic is the
// subscription; one that is no text gets none.
func greeting(session *jupyter.Session) func(topic string) [][]byte {
	return func(topic string) [][]byte {
		if !utf8.ValidString(topic) {
			return nil
		}
		m, err := session.Message(nil, jupyter.IOPubWelcome{Subscription: topic})
		if err != nil {
			return nil
		}
		m.Identities = [][]byte{[]byte(topic)}
		return session.Encode(m)
	}
}
