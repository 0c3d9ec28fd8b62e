package zmtp

import (
	"strings"

	"github.com/go-zeromq/zmq4"
)

// A publisher sends each message to the peers that subscribe to a prefix of
// its first frame.
type publisher struct {
	// topics counts, for each peer, how often it has subscribed to a prefix.
	topics map[*peer]map[string]int
}

func (*publisher) kind() zmq4.SocketType { return zmq4.XPub }

func (x *publisher) join(_ *hub, p *peer) { x.topics[p] = map[string]int{} }

func (x *publisher) leave(p *peer) { delete(x.topics, p) }

// received keeps a subscription and passes it on. Other messages, which an
// XSUB peer may send, mean nothing to a kernel.
func (x *publisher) received(p *peer, frames [][]byte) [][]byte {
	topics := x.topics[p]
	if len(frames) != 1 || len(frames[0]) == 0 || topics == nil {
		return nil
	}
	topic := string(frames[0][1:])
	switch frames[0][0] {
	case 1:
		topics[topic]++
	case 0:
		if topics[topic]--; topics[topic] <= 0 {
			delete(topics, topic)
		}
	default:
		return nil
	}
	return frames
}

func (x *publisher) send(_ *hub, frames [][]byte) {
	if len(frames) == 0 {
		return
	}
	for p, topics := range x.topics {
		if subscribed(topics, string(frames[0])) {
			p.enqueue(outgoing{frames: frames})
		}
	}
}

func subscribed(topics map[string]int, topic string) bool {
	for prefix := range topics {
		if strings.HasPrefix(topic, prefix) {
			return true
		}
	}
	return false
}
