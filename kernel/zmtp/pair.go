package zmtp

import (
	"net"
	"sync"
)

// Pair returns two sockets joined in memory: what one sends the other
// receives. Frames pass as they are, so the end that plays the peer of a
// ROUTER begins its messages with what says who it is.
func Pair() (a, b Socket) {
	left, right := newEnd(), newEnd()
	left.other, right.other = right, left
	return left, right
}

// An end is one side of a pair. It owns the queue of what it will receive.
type end struct {
	other *end

	mu     sync.Mutex
	ready  sync.Cond // the queue is not empty, or the end is closed
	queue  [][][]byte
	closed bool
}

func newEnd() *end {
	e := &end{}
	e.ready.L = &e.mu
	return e
}

func (e *end) Recv() ([][]byte, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for len(e.queue) == 0 && !e.closed {
		e.ready.Wait()
	}
	if len(e.queue) == 0 {
		return nil, net.ErrClosed
	}
	frames := e.queue[0]
	e.queue = e.queue[1:]
	return frames, nil
}

func (e *end) Send(frames [][]byte) {
	o := e.other
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		o.queue = append(o.queue, frames)
		o.ready.Signal()
	}
}

func (e *end) Throttle() {}

// Close closes both ends; what has been sent can still be received.
func (e *end) Close() error {
	for _, end := range []*end{e, e.other} {
		end.mu.Lock()
		end.closed = true
		end.ready.Broadcast()
		end.mu.Unlock()
	}
	return nil
}
