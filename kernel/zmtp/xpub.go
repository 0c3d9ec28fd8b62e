package zmtp

import (
	"errors"
	"strings"

	"github.com/go-zeromq/zmq4"
)

// A publisher sends each message to the peers that subscribe to a prefix of
// its first frame.
type publisher struct {
	// topics counts, for each peer, how often it has subscribed to a prefix.
	topics  map[*peer]map[string]int
	welcome func(topic string) [][]byte // nil if Recv gives the subscriptions
}

// A peer may not subscribe to more topics than this, nor to a longer one.
const (
	mostTopics   = 1000
	longestTopic = 1000
)

var errTopics = errors.New("zmtp: it subscribes to too much")

func (*publisher) kind() zmq4.SocketType { return zmq4.XPub }

func (x *publisher) join(_ *hub, p *peer) { x.topics[p] = map[string]int{} }

func (x *publisher) leave(p *peer) { delete(x.topics, p) }

// received keeps a subscription and answers it or passes it on. Other messages,
// which an XSUB peer may send, mean nothing to a kernel.
func (x *publisher) received(p *peer, frames [][]byte) [][]byte {
	topics := x.topics[p]
	if len(frames) != 1 || len(frames[0]) == 0 || topics == nil {
		return nil
	}
	topic := string(frames[0][1:])
	switch frames[0][0] {
	case 1:
		if len(topics) == mostTopics || len(topic) > longestTopic {
			p.drop(errTopics)
			return nil
		}
		topics[topic]++
		x.greet(p, topic)
	case 0:
		if topics[topic]--; topics[topic] <= 0 {
			delete(topics, topic)
		}
	default:
		return nil
	}
	if x.welcome != nil {
		return nil
	}
	return frames
}

// greet tells a peer that its subscription has been seen.
func (x *publisher) greet(p *peer, topic string) {
	if x.welcome == nil {
		return
	}
	if frames := x.welcome(topic); frames != nil {
		p.enqueue(outgoing{frames: frames, echo: true})
	}
}

func (x *publisher) send(h *hub, frames [][]byte) {
	if len(frames) == 0 {
		return
	}
	for p, topics := range x.topics {
		if subscribed(topics, string(frames[0])) {
			p.last = h.sent
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
