package zmtp

import (
	"errors"
	"os"
	"slices"
	"sync"
	"time"
)

// An outgoing is a message or, with a name, a ZMTP command.
type outgoing struct {
	frames  [][]byte
	command string
	// number is that of the Send it comes from, in a ROUTER.
	number uint64
	// echo says that the peer has asked for it and may do so for ever: PONGs,
	// heartbeats, greetings.
	echo bool
}

func (m outgoing) size() int {
	n := len(m.command)
	for _, f := range m.frames {
		n += len(f) + frameCost
	}
	return n
}

// A peer is one connection with the queue of what it has still to be sent.
//
// Its writer goroutine is started by the hub when the peer joins and ends when
// the connection fails, when the peer is dropped, or, after finish, when the
// queue is empty. Only the writer writes to the link; only serve reads.
type peer struct {
	link  *link
	limit int // of bytes
	// The hub sets number when the peer joins: a later one has a higher number.
	// A ROUTER sets name, its identity.
	number uint64
	name   string
	// last is the number of the last message that the hub sent it. The hub's
	// lock guards it.
	last uint64
	// written is closed when the writer has ended.
	written chan struct{}

	mu    sync.Mutex
	ready sync.Cond // the queue is not empty, or the peer is to end
	queue []outgoing
	// sending is what the writer has taken from the queue and the connection
	// has not taken whole; bytes counts both, echoes what is an echo in them.
	sending   []outgoing
	bytes     int
	echoes    int
	finishing bool
	dropped   bool
	err       error // why the peer was dropped, if it was the peer's fault
}

func newPeer(l *link, o Options) *peer {
	p := &peer{link: l, limit: o.Limit, written: make(chan struct{})}
	p.ready.L = &p.mu
	return p
}

// echoLimit is how much may wait for a peer of what it alone has asked for.
const echoLimit = 1 << 20

// enqueue never waits. A peer for which too much is waiting is dropped.
func (p *peer) enqueue(m outgoing) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dropped || p.finishing {
		return
	}
	p.queue = append(p.queue, m)
	p.count(m, 1)
	p.ready.Signal()
	if p.bytes > p.limit || p.echoes > echoLimit {
		p.dropLocked(errLimit)
	}
}

// count adds a message, or with -1 takes it away again.
func (p *peer) count(m outgoing, sign int) {
	size := sign * m.size()
	p.bytes += size
	if m.echo {
		p.echoes += size
	}
}

var errLimit = errors.New("zmtp: too many bytes are waiting for it")

// backlog reports whether more than so many bytes wait for the peer, and whether
// it has taken some a moment ago. For one that takes nothing it is useless to
// wait.
func (p *peer) backlog(bytes int) (behind, moving bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes > bytes, !p.dropped && p.link.idle() < time.Second/2
}

// flushSize is how much is written before the connection has to take it, if
// more is waiting.
const flushSize = 64 << 10

// write is the writer goroutine.
func (p *peer) write() {
	defer close(p.written)
	for unflushed := 0; ; {
		m, last, ok := p.next()
		if !ok {
			p.link.closeWrite()
			return
		}
		err := p.link.send(m)
		if unflushed += m.size(); err == nil && (last || unflushed > flushSize) {
			unflushed = 0
			if err = p.link.flush(); err == nil {
				p.sent()
			}
		}
		if err != nil {
			p.drop(err)
			return
		}
	}
}

// next waits for a message; last says that no other waits behind it. It reports
// false when there will be none.
func (p *peer) next() (m outgoing, last, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.queue) == 0 && !p.finishing && !p.dropped {
		p.ready.Wait()
	}
	if p.dropped || len(p.queue) == 0 {
		return m, false, false
	}
	m, p.queue[0] = p.queue[0], outgoing{}
	p.queue = p.queue[1:]
	p.sending = append(p.sending, m)
	return m, len(p.queue) == 0, true
}

// sent notes that the connection has taken everything that was being sent.
func (p *peer) sent() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.sending {
		p.count(m, -1)
	}
	clear(p.sending)
	p.sending = p.sending[:0]
}

// rest returns the messages that the connection has not taken, oldest first.
func (p *peer) rest() []outgoing {
	p.mu.Lock()
	defer p.mu.Unlock()
	rest := append(slices.Clone(p.sending), p.queue...)
	return slices.DeleteFunc(rest, func(m outgoing) bool { return m.echo })
}

// finish lets the writer end when the queue is empty.
func (p *peer) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finishing = true
	p.ready.Signal()
}

// drop ends the connection at once. Only the first reason counts.
func (p *peer) drop(reason error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dropLocked(reason)
}

func (p *peer) dropLocked(reason error) {
	if p.dropped {
		return
	}
	p.dropped, p.err = true, reason
	p.queue, p.sending = nil, nil
	p.ready.Signal()
	p.link.close()
}

// reason is why the peer was dropped by this side, for something it did; nil if
// it went by itself.
func (p *peer) reason() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, fault := range []error{os.ErrDeadlineExceeded, errLimit, errTopics, errTooLong, errIntake, errSealed} {
		if errors.Is(p.err, fault) {
			return p.err
		}
	}
	return nil
}

// read calls f with every message until the connection ends. Commands are
// dealt with here: a PING is answered, SUBSCRIBE and CANCEL become the
// messages that say the same.
func (p *peer) read(f func([][]byte)) error {
	for {
		received, err := p.link.receive()
		if err != nil {
			return err
		}
		frames := received.frames
		switch received.command {
		case "":
			f(frames)
		case "PING":
			p.enqueue(outgoing{command: "PONG", frames: pongContext(frames), echo: true})
		case "SUBSCRIBE":
			f([][]byte{append([]byte{1}, frames[0]...)})
		case "CANCEL":
			f([][]byte{append([]byte{0}, frames[0]...)})
		}
		p.link.intake.give(received.taken)
	}
}

// pongContext is what a PONG has to repeat of its PING: what follows the two
// bytes of the time to live, 16 bytes at most.
func pongContext(ping [][]byte) [][]byte {
	if len(ping) == 0 || len(ping[0]) < 2 {
		return nil
	}
	context := ping[0][2:]
	return [][]byte{context[:min(len(context), 16)]}
}
