package zmtp

import (
	"errors"
	"net"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"
)

// A pattern is what makes a socket a ROUTER, an XPUB or a heartbeat. The hub
// calls it with its lock held.
type pattern interface {
	kind() zmq4.SocketType
	// join makes the peer known; leave makes it unknown again.
	join(h *hub, p *peer)
	leave(p *peer)
	// received returns the message as Recv gives it, or nil if it is not for
	// Recv.
	received(p *peer, frames [][]byte) [][]byte
	// send queues a message for the peers it is meant for.
	send(h *hub, frames [][]byte)
}

// A hub is a socket: a listener, the peers that are connected to it, and a
// pattern that says who gets what.
//
// Goroutines: accept, started by newHub and ended by Close, which closes the
// listener; serve, one for each connection, started by accept: handshake, then
// reading, ended by the connection's end; and each peer's writer (see peer).
type hub struct {
	listener net.Listener
	options  Options
	inbox    chan [][]byte
	closed   chan struct{}
	once     sync.Once

	mu      sync.Mutex
	pattern pattern
	peers   map[*peer]bool
	// shaking are the connections whose handshake is not over.
	shaking map[net.Conn]bool
}

func newHub(l net.Listener, o Options, p pattern) *hub {
	h := &hub{
		listener: l,
		options:  o.withDefaults(),
		inbox:    make(chan [][]byte, 64),
		closed:   make(chan struct{}),
		pattern:  p,
		peers:    map[*peer]bool{},
		shaking:  map[net.Conn]bool{},
	}
	go h.accept()
	return h
}

func (h *hub) accept() {
	for {
		c, err := h.listener.Accept()
		switch {
		case err == nil:
			go h.serve(c)
		case h.isClosed() || errors.Is(err, net.ErrClosed):
			return
		default: // no file descriptors left, most likely: they may come back
			h.options.Log.Warn("accepting a connection", "address", h.listener.Addr(), "error", err)
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// serve does the handshake with one connection, then reads what it sends.
func (h *hub) serve(c net.Conn) {
	defer c.Close()
	if !h.addShaking(c) {
		return
	}
	link, err := handshake(c, h.pattern.kind(), h.options)
	if err != nil {
		h.removeShaking(c)
		h.options.Log.Debug("handshake failed", "peer", c.RemoteAddr(), "error", err)
		return
	}
	p := newPeer(link, h.options)
	if !h.join(c, p) {
		return
	}
	err = p.read(func(frames [][]byte) { h.receive(p, frames) })
	h.leave(p, err)
}

func (h *hub) addShaking(c net.Conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.isClosed() {
		return false
	}
	h.shaking[c] = true
	return true
}

func (h *hub) removeShaking(c net.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.shaking, c)
}

func (h *hub) join(c net.Conn, p *peer) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.shaking, c)
	if h.isClosed() {
		return false
	}
	h.peers[p] = true
	h.pattern.join(h, p)
	go p.write()
	return true
}

// leave forgets a peer. err is why, for the log.
func (h *hub) leave(p *peer, err error) {
	p.drop(err)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.pattern.leave(p)
	delete(h.peers, p)
	if stalled := p.stalled(); stalled != nil {
		h.options.Log.Warn("dropped a peer that takes nothing", "peer", p.link.remote(), "error", stalled)
	} else {
		h.options.Log.Debug("peer left", "peer", p.link.remote(), "reason", err)
	}
}

func (h *hub) receive(p *peer, frames [][]byte) {
	h.mu.Lock()
	frames = h.pattern.received(p, frames)
	h.mu.Unlock()
	if frames == nil {
		return
	}
	select {
	case h.inbox <- frames:
	case <-h.closed:
	}
}

// Recv implements [Socket].
func (h *hub) Recv() ([][]byte, error) {
	select {
	case frames := <-h.inbox:
		return frames, nil
	case <-h.closed:
		return nil, net.ErrClosed
	}
}

// Send implements [Socket].
func (h *hub) Send(frames [][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.isClosed() {
		h.pattern.send(h, frames)
	}
}

// Throttle implements [Socket].
func (h *hub) Throttle() {
	deadline := time.Now().Add(time.Second)
	for h.catchingUp() && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
}

func (h *hub) catchingUp() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.peers {
		if p.catchingUp(h.options.Backlog) {
			return true
		}
	}
	return false
}

func (h *hub) isClosed() bool {
	select {
	case <-h.closed:
		return true
	default:
		return false
	}
}

// Close implements [Socket].
func (h *hub) Close() error {
	err := net.ErrClosed
	h.once.Do(func() { err = h.close() })
	return err
}

func (h *hub) close() error {
	err := h.listener.Close()
	h.mu.Lock()
	close(h.closed)
	for c := range h.shaking {
		c.Close()
	}
	peers := make([]*peer, 0, len(h.peers))
	for p := range h.peers {
		peers = append(peers, p)
	}
	h.mu.Unlock()
	giveUp := time.After(h.options.Linger)
	for _, p := range peers {
		p.finish()
	}
	for _, p := range peers {
		select {
		case <-p.written:
		case <-giveUp:
			giveUp = closedTime
		}
		p.drop(net.ErrClosed)
	}
	return err
}

// closedTime is ready for ever: the time to wait is over.
var closedTime = func() <-chan time.Time { c := make(chan time.Time); close(c); return c }()
