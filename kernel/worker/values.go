package worker

import (
	"context"
	"sync"

	"github.com/gonabla/nabla/kernel/worker/proto"
)

// values are the questions about variables that wait for an answer.
type values struct {
	mu      sync.Mutex
	last    uint64
	waiting map[uint64]chan proto.Values
}

// begin makes a new ID, and the channel for the answer.
func (v *values) begin() (uint64, <-chan proto.Values) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.last++
	c := make(chan proto.Values, 1)
	if v.waiting == nil {
		v.waiting = map[uint64]chan proto.Values{}
	}
	v.waiting[v.last] = c
	return v.last, c
}

// answered hands an answer to who waits for it.
func (v *values) answered(m proto.Values) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if c := v.waiting[m.ID]; c != nil {
		c <- m
		delete(v.waiting, m.ID)
	}
}

// Snapshot has variables written into a file, unless a cell begins meanwhile. The
// ID is filled in. The error is an [*Exited] if the process has died.
func (w *Worker) Snapshot(ctx context.Context, m proto.Snapshot) (proto.Values, error) {
	id, answer := w.values.begin()
	m.ID = id
	return w.valuesOf(ctx, m, answer)
}

// Restore has variables set from a file that Snapshot has made. The ID is filled
// in. The error is an [*Exited] if the process has died.
func (w *Worker) Restore(ctx context.Context, m proto.Restore) (proto.Values, error) {
	id, answer := w.values.begin()
	m.ID = id
	return w.valuesOf(ctx, m, answer)
}

// ExitError says why the process has ended; only after Exited was closed.
func (w *Worker) ExitError() *Exited { return w.exit }

func (w *Worker) valuesOf(ctx context.Context, m proto.Message, answer <-chan proto.Values) (proto.Values, error) {
	if err := w.commands.Send(m); err != nil {
		w.Kill() // it is dying, or the pipe is of no use any more
	}
	select {
	case v := <-answer:
		return v, nil
	case <-ctx.Done():
		return proto.Values{}, ctx.Err()
	case <-w.exited:
		return proto.Values{}, w.exit
	}
}
