package worker

import (
	"context"
	"errors"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// answerTo sends a question, which is given its ID, and waits for the answer. The error is
// an [*Exited] if the process has died.
func answerTo[A any](ctx context.Context, w *Worker, questions *proto.Questions[A], question func(id uint64) proto.Message) (answer A, err error) {
	id, answers := questions.Begin()
	defer questions.End(id)
	if err := w.commands.Send(question(id)); err != nil {
		w.Kill() // it is dying, or the pipe is of no use any more
	}
	select {
	case answer = <-answers:
		return answer, nil
	case <-ctx.Done():
		return answer, ctx.Err()
	case <-w.exited:
		return answer, w.exit
	}
}

// Snapshot has variables written into a file, unless a cell begins meanwhile. The
// ID is filled in. The error is an [*Exited] if the process has died.
func (w *Worker) Snapshot(ctx context.Context, m proto.Snapshot) (proto.Values, error) {
	return answerTo(ctx, w, &w.values, func(id uint64) proto.Message { m.ID = id; return m })
}

// Restore has variables set from a file that Snapshot has made. The ID is filled
// in. The error is an [*Exited] if the process has died.
func (w *Worker) Restore(ctx context.Context, m proto.Restore) (proto.Values, error) {
	return answerTo(ctx, w, &w.values, func(id uint64) proto.Message { m.ID = id; return m })
}

// Look asks what variables hold, also while a cell runs. The ID is filled in. The
// error is an [*Exited] if the process has died.
func (w *Worker) Look(ctx context.Context, m proto.Look) (proto.Seen, error) {
	seen, err := answerTo(ctx, w, &w.looks, func(id uint64) proto.Message { m.ID = id; return m })
	if err == nil && seen.Err != "" {
		err = errors.New(seen.Err)
	}
	return seen, err
}

// Comm hands over what the front end has sent to an object of a cell.
func (w *Worker) Comm(c wire.Comm) { w.commands.Send(proto.Comm{Comm: c}) }
