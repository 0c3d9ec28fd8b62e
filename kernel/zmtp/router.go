package zmtp

import (
	"encoding/binary"
	"errors"

	"github.com/go-zeromq/zmq4"
)

// A router sends each message to the peer that its first frame names.
type router struct {
	peers map[string]*peer
	names map[*peer]string
	count uint32
}

func (*router) kind() zmq4.SocketType { return zmq4.Router }

// join gives the peer its name. Of two peers with the same name the newer one
// is right: a front end that lost its connection has come back. It gets what
// the older one has not been sent.
func (r *router) join(_ *hub, p *peer) {
	name := p.link.identity()
	if name == "" {
		r.count++ // as libzmq does: a zero byte and a number
		name = string(binary.BigEndian.AppendUint32([]byte{0}, r.count))
	}
	if old := r.peers[name]; old != nil {
		if old.number > p.number { // its handshake was the faster one
			p.drop(errHandover)
			return
		}
		for _, m := range old.rest() {
			p.enqueue(m)
		}
		delete(r.names, old)
		old.drop(errHandover)
	}
	if r.names == nil {
		r.names = map[*peer]string{}
	}
	r.peers[name], r.names[p] = p, name
}

var errHandover = errors.New("zmtp: another connection has its identity")

// leave does nothing for a peer whose name another one has taken over.
func (r *router) leave(p *peer) {
	if name, ok := r.names[p]; ok {
		delete(r.peers, name)
		delete(r.names, p)
	}
}

func (r *router) received(p *peer, frames [][]byte) [][]byte {
	name, ok := r.names[p]
	if !ok {
		return nil
	}
	return append([][]byte{[]byte(name)}, frames...)
}

func (r *router) send(h *hub, frames [][]byte) {
	if len(frames) == 0 {
		return
	}
	if p := r.peers[string(frames[0])]; p != nil {
		p.last = h.sent
		p.enqueue(outgoing{frames: frames[1:]})
	}
}
