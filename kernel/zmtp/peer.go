package zmtp

import (
	"errors"
	"os"
	"sync"
	"time"
)

// An outgoing is a message or, with a name, a ZMTP command.
type outgoing struct {
	frames  [][]byte
	command string
}

func (m outgoing) size() int {
	n := len(m.command)
	for _, f := range m.frames {
		n += len(f) + 32 // a small frame costs its header in memory too
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
	// written is closed when the writer has ended.
	written chan struct{}

	mu        sync.Mutex
	ready     sync.Cond // the queue is not empty, or the peer is to end
	queue     []outgoing
	bytes     int
	finishing bool
	dropped   bool
	err       error // why the peer was dropped, if it was the peer's fault
}

func newPeer(l *link, o Options) *peer {
	p := &peer{link: l, limit: o.Limit, written: make(chan struct{})}
	p.ready.L = &p.mu
	return p
}

// enqueue never waits.
func (p *peer) enqueue(m outgoing) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dropped || p.finishing {
		return
	}
	p.queue = append(p.queue, m)
	p.bytes += m.size()
	p.ready.Signal()
	if p.bytes > p.limit {
		p.dropLocked(errLimit)
	}
}

var errLimit = errors.New("zmtp: too many bytes are waiting for it")

// catchingUp reports whether more than backlog bytes wait for a peer that has
// taken some a moment ago. For one that takes nothing it is useless to wait.
func (p *peer) catchingUp(backlog int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes > backlog && !p.dropped && p.link.idle() < time.Second/2
}

// write is the writer goroutine.
func (p *peer) write() {
	defer close(p.written)
	for {
		batch, ok := p.next()
		if !ok {
			p.link.closeWrite()
			return
		}
		if err := p.link.send(batch); err != nil {
			p.drop(err)
			return
		}
		p.mu.Lock()
		for _, m := range batch {
			p.bytes -= m.size()
		}
		p.mu.Unlock()
	}
}

// next waits for messages. It reports false when there will be none.
func (p *peer) next() ([]outgoing, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.queue) == 0 && !p.finishing && !p.dropped {
		p.ready.Wait()
	}
	if p.dropped || len(p.queue) == 0 {
		return nil, false
	}
	batch := p.queue
	p.queue = nil
	return batch, true
}

// takeQueue removes and returns what has not been given to the writer yet.
func (p *peer) takeQueue() []outgoing {
	p.mu.Lock()
	defer p.mu.Unlock()
	rest := p.queue
	p.queue = nil
	return rest
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
	p.queue = nil
	p.ready.Signal()
	p.link.close()
}

// stalled returns the reason if it is that the peer took too little, which is
// worth a word in the log.
func (p *peer) stalled() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if errors.Is(p.err, os.ErrDeadlineExceeded) || p.err == errLimit {
		return p.err
	}
	return nil
}

// read calls f with every message until the connection ends. Commands are
// dealt with here: a PING is answered, SUBSCRIBE and CANCEL become the
// messages that say the same.
func (p *peer) read(f func([][]byte)) error {
	for {
		frames, command, err := p.link.receive()
		switch {
		case err != nil:
			return err
		case command == "":
			f(frames)
		case command == "PING":
			p.enqueue(outgoing{command: "PONG", frames: pongContext(frames)})
		case command == "SUBSCRIBE":
			f([][]byte{append([]byte{1}, frames[0]...)})
		case command == "CANCEL":
			f([][]byte{append([]byte{0}, frames[0]...)})
		}
	}
}

// pongContext is what a PONG has to repeat of its PING: what follows the two
// bytes of the time to live.
func pongContext(ping [][]byte) [][]byte {
	if len(ping) == 0 || len(ping[0]) < 2 {
		return nil
	}
	return [][]byte{ping[0][2:]}
}
