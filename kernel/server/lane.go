package server

import "sync"

// A lane is a queue of requests that are served one after the other.
type lane struct {
	ended chan struct{} // closed when run has returned

	mu     sync.Mutex
	ready  sync.Cond // the queue is not empty, or the lane is closed
	queue  []*request
	closed bool
}

func newLane() *lane {
	l := &lane{ended: make(chan struct{})}
	l.ready.L = &l.mu
	return l
}

// run serves requests until the lane is closed.
func (l *lane) run(serve func(*request)) {
	defer close(l.ended)
	for {
		r := l.pop()
		if r == nil {
			return
		}
		serve(r)
	}
}

func (l *lane) push(r *request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.queue = append(l.queue, r)
	l.ready.Signal()
}

// pop waits for a request. It returns nil when the lane is closed, whatever
// still waits.
func (l *lane) pop() *request {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) == 0 && !l.closed {
		l.ready.Wait()
	}
	if l.closed {
		return nil
	}
	r := l.queue[0]
	l.queue = l.queue[1:]
	return r
}

// takeAll removes and returns what waits now.
func (l *lane) takeAll() []*request {
	l.mu.Lock()
	defer l.mu.Unlock()
	waiting := l.queue
	l.queue = nil
	return waiting
}

func (l *lane) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.ready.Signal()
}
