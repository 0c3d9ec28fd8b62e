package zmtp

import (
	"cmp"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/go-zeromq/zmq4"
)

// A router sends each message to the peer that its first two frames name: the
// identity, and the sender, which received made.
//
// Several connections may have one identity. A front end that lost its
// connection comes back while the old one still seems to be there; and a Jupyter
// server before a gateway leaves connections behind to which nobody listens.
// Which is which cannot be seen from here. To close the older one, as libzmq's
// handover does, makes its owner connect again and take the other's place, and
// so on for ever, and replies get lost. So all stay, and a reply goes to the
// connection that asked and to those that have come since with its identity.
type router struct {
	peers map[string][]*peer // by identity, oldest first
	count uint32             // of peers without an identity
}

func (*router) kind() zmq4.SocketType { return zmq4.Router }

// sharing is how many connections may have one identity; the oldest makes room.
const sharing = 8

// join makes the peer known. It gets, too, what those of its identity have not
// taken: one of them may be its own dead predecessor.
func (r *router) join(_ *hub, p *peer) {
	p.name = p.link.identity()
	if p.name == "" {
		r.count++ // as libzmq does: a zero byte and a number
		p.name = string(binary.BigEndian.AppendUint32([]byte{0}, r.count))
	}
	others := r.peers[p.name]
	for _, m := range untaken(others) {
		p.enqueue(m)
	}
	if len(others) == sharing {
		others[0].drop(errSharing)
		others = others[1:]
	}
	r.peers[p.name] = append(slices.Clone(others), p)
}

var errSharing = errors.New("zmtp: too many newer connections have its identity")

// untaken returns what has been sent to some of the peers and not all of them
// have taken, oldest first.
func untaken(peers []*peer) []outgoing {
	var rest []outgoing
	for _, p := range peers {
		rest = append(rest, p.rest()...)
	}
	slices.SortStableFunc(rest, func(a, b outgoing) int { return cmp.Compare(a.number, b.number) })
	return slices.CompactFunc(rest, func(a, b outgoing) bool { return a.number == b.number })
}

func (r *router) leave(p *peer) {
	left := slices.DeleteFunc(slices.Clone(r.peers[p.name]), func(other *peer) bool { return other == p })
	if len(left) == 0 {
		delete(r.peers, p.name)
		return
	}
	r.peers[p.name] = left
}

// A sender is the connection that a message came by, and the newest one of all
// at that moment.
type sender struct{ connection, newest uint64 }

func (s sender) frame() []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, s.connection), s.newest)
}

// parseSender gives nobody for a frame that is not a sender's.
func parseSender(frame []byte) (s sender) {
	if len(frame) == 16 {
		s = sender{binary.BigEndian.Uint64(frame), binary.BigEndian.Uint64(frame[8:])}
	}
	return s
}

func (r *router) received(p *peer, frames [][]byte) [][]byte {
	return append([][]byte{[]byte(p.name), sender{p.number, connections.Load()}.frame()}, frames...)
}

func (r *router) send(h *hub, frames [][]byte) {
	if len(frames) < 2 {
		return
	}
	for _, p := range meant(r.peers[string(frames[0])], parseSender(frames[1])) {
		p.last = h.sent
		p.enqueue(outgoing{frames: frames[2:], number: h.sent})
	}
}

// meant returns those of one identity to whom a message for the sender goes: it,
// and who has joined since. If it is not among them it has left, or asked by
// another socket: then all are meant.
func meant(peers []*peer, to sender) []*peer {
	if !slices.ContainsFunc(peers, func(p *peer) bool { return p.number == to.connection }) {
		return peers
	}
	var meant []*peer
	for _, p := range peers {
		if p.number == to.connection || p.number > to.newest {
			meant = append(meant, p)
		}
	}
	return meant
}
