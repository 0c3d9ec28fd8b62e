package server

import (
	"sync"
	"time"

	"github.com/gonabla/nabla/kernel/jupyter"
)

// A Jupyter server passes on at most 3000 messages and 3 MB of streams in three
// seconds, counted since the last idle, and drops what is more. It is given a
// little at once, and then so much a second that a second in which it was
// busy with something else does no harm.
const (
	atOnceMessages, messagesPerSecond = 600, 600
	atOnceBytes, bytesPerSecond       = 600_000, 600_000
)

// A pace makes cells wait before the Jupyter server would drop what they show. A
// nil pace lets everything through.
type pace struct {
	stop <-chan struct{} // ends the waiting
	now  func() time.Time

	mu sync.Mutex
	// What was sent and is not yet taken for passed on, at the time then.
	messages, bytes float64
	then            time.Time
}

func newPace(stop <-chan struct{}) *pace { return &pace{stop: stop, now: time.Now} }

// note counts a message as the Jupyter server does.
func (p *pace) note(c jupyter.Content, frames [][]byte) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pass()
	switch c := c.(type) {
	case jupyter.Status:
		if c.ExecutionState == jupyter.Idle {
			p.messages, p.bytes = 0, 0
		}
		return
	case jupyter.CommOpen, jupyter.ExecuteInput:
		return
	case jupyter.Stream:
		for _, frame := range frames {
			p.bytes += float64(len(frame))
		}
	}
	p.messages++
}

// pass takes off what has been passed on meanwhile.
func (p *pace) pass() {
	now := p.now()
	seconds := now.Sub(p.then).Seconds()
	p.messages = max(0, p.messages-messagesPerSecond*seconds)
	p.bytes = max(0, p.bytes-bytesPerSecond*seconds)
	p.then = now
}

// wait returns when there is room for more.
func (p *pace) wait() {
	if p == nil {
		return
	}
	for delay := p.delay(); delay > 0; delay = p.delay() {
		select {
		case <-time.After(delay):
		case <-p.stop:
			return
		}
	}
}

// delay is how long it takes until there is room; 0 means that there is.
func (p *pace) delay() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pass()
	seconds := max((p.messages-atOnceMessages)/messagesPerSecond, (p.bytes-atOnceBytes)/bytesPerSecond, 0)
	return time.Duration(seconds * float64(time.Second))
}
