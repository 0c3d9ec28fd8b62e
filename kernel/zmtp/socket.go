package zmtp

import (
	"log/slog"
	"net"
	"time"
)

// A Socket exchanges messages of several frames. Its methods are safe for
// concurrent use.
type Socket interface {
	// Recv waits for the next message. Once the socket is closed it returns
	// net.ErrClosed.
	Recv() ([][]byte, error)
	// Send queues a message and never waits for a peer. A message that nobody
	// is there to take is dropped, as ZeroMQ does. The socket keeps the frames.
	Send(frames [][]byte)
	// Throttle waits, for some seconds at most, while everybody to whom the last
	// message went is far behind, and somebody catches up. Who sends in bulk
	// calls it now and then, so that memory does not fill up.
	Throttle()
	// Close sends what is queued, giving up after a while, and closes.
	Close() error
}

// Options adjust a socket. The zero value is right for a kernel.
type Options struct {
	// Handshake is how long a peer may take to say who it is. 0 means 10 s.
	Handshake time.Duration
	// Stall is how long a peer may take nothing before it is dropped, and how
	// long Close waits for one. 0 means 30 s and 2 s.
	Stall, Linger time.Duration
	// Backlog is how many bytes may be queued for a peer before Throttle
	// waits, Limit how many before the peer is dropped. 0 means 16 MB and
	// 512 MB.
	Backlog, Limit int
	// Longest is how many bytes a message from a peer may have, and all those
	// that are being received together. 0 means 256 MB.
	Longest int
	// Peers is how many peers may be connected, and how many more be saying who
	// they are: the oldest of these makes room for the next. 0 means 512.
	Peers int
	// Welcome makes the message with which an XPUB greets a subscription. It is
	// for that peer alone, before anything else under it. Nil means no message.
	Welcome func(topic string) [][]byte
	// Curve encrypts what goes over the socket. Nil means that nothing is.
	Curve *Curve
	// Log gets a word about peers that are dropped. Nil means slog.Default().
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	orElse := func(d *time.Duration, value time.Duration) {
		if *d == 0 {
			*d = value
		}
	}
	orElse(&o.Handshake, 10*time.Second)
	orElse(&o.Stall, 30*time.Second)
	orElse(&o.Linger, 2*time.Second)
	if o.Backlog == 0 {
		o.Backlog = 16 << 20
	}
	if o.Limit == 0 {
		o.Limit = 512 << 20
	}
	if o.Longest == 0 {
		o.Longest = 256 << 20
	}
	if o.Peers == 0 {
		o.Peers = 512
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return o
}

// shortMessage is more than a subscription or a heartbeat has.
const shortMessage = 64 << 10

// NewRouter makes a ROUTER socket of what connects to l. The first two frames of
// every message, in both directions, say who the peer is: its identity, and the
// connection it came by. A message with another second frame goes to every
// connection of that identity, as does one whose sender has left; a question on
// one socket can so be asked of who sent something to another.
func NewRouter(l net.Listener, o Options) Socket {
	return newHub(l, o, &router{peers: map[string][]*peer{}})
}

// NewXPUB makes an XPUB socket of what connects to l. Send publishes to the
// peers that subscribe to a prefix of the first frame. Recv gives the
// subscriptions as ZeroMQ has them, a byte 1 (or 0, to end it) and the prefix,
// unless they are answered by Options.Welcome.
func NewXPUB(l net.Listener, o Options) Socket {
	o.Longest = shortMessage
	return newHub(l, o, &publisher{topics: map[*peer]map[string]int{}, welcome: o.Welcome})
}

// NewHeartbeat makes a socket that sends every message back to where it came
// from. Recv gives nothing until the socket is closed.
func NewHeartbeat(l net.Listener, o Options) Socket {
	o.Longest = shortMessage
	return newHub(l, o, heartbeat{})
}
