package zmtp

import (
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
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
	intake   intake
	faults   faults

	mu      sync.Mutex
	pattern pattern
	peers   map[*peer]bool
	sent    uint64 // messages that Send got
	// shaking are the connections whose handshake is not over, oldest first.
	shaking []net.Conn
}

// connections counts the peers of all sockets, so that no two have one number.
var connections atomic.Uint64

func newHub(l net.Listener, o Options, p pattern) *hub {
	o = o.withDefaults()
	h := &hub{
		listener: l,
		options:  o,
		inbox:    make(chan [][]byte, 64),
		closed:   make(chan struct{}),
		intake:   intake{limit: int64(o.Longest)},
		faults:   faults{log: o.Log.With("address", l.Addr())},
		pattern:  p,
		peers:    map[*peer]bool{},
	}
	go h.accept()
	return h
}

func (h *hub) accept() {
	for {
		c, err := h.listener.Accept()
		switch {
		case err == nil && h.addShaking(c):
			go h.serve(c)
		case err == nil:
			c.Close()
		case h.isClosed() || errors.Is(err, net.ErrClosed):
			return
		default: // no file descriptors left, most likely: they may come back
			h.faults.note("connection not accepted", h.listener.Addr(), err)
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// serve does the handshake with one connection, then reads what it sends.
func (h *hub) serve(c net.Conn) {
	defer c.Close()
	link, err := handshake(c, h.pattern.kind(), h.options, &h.intake)
	if err != nil {
		h.removeShaking(c)
		if !isGone(err) {
			h.faults.note("handshake failed", c.RemoteAddr(), err)
		}
		return
	}
	p := newPeer(link, h.options)
	if !h.join(c, p) {
		return
	}
	err = p.read(func(frames [][]byte) { h.receive(p, frames) })
	h.leave(p, err)
}

// isGone reports whether an error only says that a connection has ended.
func isGone(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET)
}

// addShaking lets a connection begin its handshake.
func (h *hub) addShaking(c net.Conn) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.isClosed() {
		return false
	}
	if len(h.shaking) == h.options.Peers {
		oldest := h.shaking[0]
		h.shaking = slices.Delete(h.shaking, 0, 1)
		h.faults.note("handshake given up", oldest.RemoteAddr(), errCrowd)
		oldest.Close()
	}
	h.shaking = append(h.shaking, c)
	return true
}

var errCrowd = errors.New("zmtp: too many connections")

func (h *hub) removeShaking(c net.Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.removeShakingLocked(c)
}

func (h *hub) removeShakingLocked(c net.Conn) {
	if i := slices.Index(h.shaking, c); i >= 0 {
		h.shaking = slices.Delete(h.shaking, i, i+1)
	}
}

func (h *hub) join(c net.Conn, p *peer) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.removeShakingLocked(c)
	if h.isClosed() {
		return false
	}
	if len(h.peers) >= h.options.Peers {
		h.faults.note("refused a peer", c.RemoteAddr(), errCrowd)
		return false
	}
	h.peers[p] = true
	p.number = connections.Add(1)
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
	if fault := p.reason(); fault != nil {
		h.faults.note("dropped a peer", p.link.remote(), fault)
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
		h.sent++
		h.pattern.send(h, frames)
	}
}

// throttling is how long Throttle waits at most.
const throttling = 10 * time.Second

// Throttle implements [Socket].
func (h *hub) Throttle() {
	deadline := time.Now().Add(throttling)
	for h.allCatchUp() && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
}

// allCatchUp reports whether some of those to whom the last message went are
// catching up and none has caught up: nobody waits for a peer that is slower
// than others.
func (h *hub) allCatchUp() (some bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.peers {
		if p.last != h.sent {
			continue
		}
		behind, moving := p.backlog(h.options.Backlog)
		if !behind {
			return false
		}
		some = some || moving
	}
	return some
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
	for _, c := range h.shaking {
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
	h.faults.sum()
	return err
}

// closedTime is ready for ever: the time to wait is over.
var closedTime = func() <-chan time.Time { c := make(chan time.Time); close(c); return c }()
