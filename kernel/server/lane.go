package server

import "sync"

// A lane is a queue of requests that are served one after the other.
type lane struct {
	ended chan struct{} // closed when run has returned

	mu        sync.Mutex
	ready     sync.Cond // the queue is not empty, or the lane is closed or finishing
	queue     []*request
	closed    bool
	finishing bool
}

func newLane() *lane {
	l := &lane{ended: make(chan struct{})}
	l.ready.L = &l.mu
	return l
}

// run serves requests until the lane is closed, or has finished.
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

// push reports false if the lane takes no more requests.
func (l *lane) push(r *request) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.finishing {
		return false
	}
	l.queue = append(l.queue, r)
	l.ready.Signal()
	return true
}

// pop waits for a request. It returns nil when the lane is closed, whatever
// still waits, and when it has finished.
func (l *lane) pop() *request {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) == 0 && !l.closed && !l.finishing {
		l.ready.Wait()
	}
	if l.closed || len(l.queue) == 0 {
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

// finish ends the lane when what waits now has been served, by instead if that is
// not nil.
func (l *lane) finish(instead handler) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.finishing = true
	for _, r := range l.queue {
		if instead != nil {
			r.handler = instead
		}
	}
	l.ready.Signal()
}

func (l *lane) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.ready.Signal()
}
