package worker

import (
	"context"
	"errors"
	"sync"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// looks are the questions what variables hold that wait for an answer.
type looks struct {
	mu      sync.Mutex
	last    uint64
	waiting map[uint64]chan proto.Seen
}

func (l *looks) begin() (uint64, chan proto.Seen) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	c := make(chan proto.Seen, 1)
	if l.waiting == nil {
		l.waiting = map[uint64]chan proto.Seen{}
	}
	l.waiting[l.last] = c
	return l.last, c
}

func (l *looks) end(id uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, id)
}

// answered hands an answer to who waits for it, if anybody does.
func (l *looks) answered(m proto.Seen) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.waiting[m.ID]; c != nil {
		c <- m
		delete(l.waiting, m.ID)
	}
}

// Look asks what variables hold, also while a cell runs. The ID is filled in. The
// error is an [*Exited] if the process has died.
func (w *Worker) Look(ctx context.Context, m proto.Look) (proto.Seen, error) {
	id, answer := w.looks.begin()
	defer w.looks.end(id)
	m.ID = id
	if err := w.commands.Send(m); err != nil {
		w.Kill() // it is dying, or the pipe is of no use any more
	}
	select {
	case seen := <-answer:
		if seen.Err != "" {
			return seen, errors.New(seen.Err)
		}
		return seen, nil
	case <-ctx.Done():
		return proto.Seen{}, ctx.Err()
	case <-w.exited:
		return proto.Seen{}, w.exit
	}
}

// Comm hands over what the front end has sent to an object of a cell.
func (w *Worker) Comm(c wire.Comm) { w.commands.Send(proto.Comm{Comm: c}) }
