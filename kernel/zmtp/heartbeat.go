package zmtp

import "github.com/go-zeromq/zmq4"

// A heartbeat sends every message back. It answers as a ROUTER, so that REQ
// and DEALER peers may beat it.
type heartbeat struct{}

func (heartbeat) kind() zmq4.SocketType { return zmq4.Router }

func (heartbeat) join(*hub, *peer) {}

func (heartbeat) leave(*peer) {}

func (heartbeat) received(p *peer, frames [][]byte) [][]byte {
	p.enqueue(outgoing{frames: frames, echo: true})
	return nil
}

func (heartbeat) send(*hub, [][]byte) {}
