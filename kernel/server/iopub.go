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
	s.publishAs(topic, parent, c)
}

func (s *Server) publishAs(topic string, parent *jupyter.Message, c jupyter.Content) {
	m, err := s.session.Message(parent, c)
	if err != nil {
		s.log.Error("not published", "error", err)
		return
	}
	m.Identities = [][]byte{[]byte(topic)}
	s.sockets.IOPub.Send(s.session.Encode(m))
}

// welcome greets every subscription to iopub, so that a front end knows from
// when on it misses nothing. Its topic is the subscription.
func (s *Server) welcome() {
	for {
		frames, err := s.sockets.IOPub.Recv()
		if err != nil {
			return
		}
		if len(frames) != 1 || len(frames[0]) == 0 || frames[0][0] != 1 || !utf8.Valid(frames[0][1:]) {
			continue
		}
		topic := string(frames[0][1:])
		s.publishAs(topic, nil, jupyter.IOPubWelcome{Subscription: topic})
	}
}
