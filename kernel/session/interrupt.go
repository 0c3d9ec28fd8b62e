package session

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/session/scope"
	"github.com/gonabla/nabla/kernel/worker"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// patience is how long a cell may go on after an interrupt before its goroutine
// is given up.
const patience = 2 * time.Second

// Interrupt implements [interp.Interpreter]. When no cell runs but one that was
// given up goes on, the worker is restarted.
func (s *Session) Interrupt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch x := s.running; {
	case x == nil && s.abandoned > 0 && s.worker != nil:
		w := s.worker
		s.worker = nil
		go s.replaceWorker(w)
	case x == nil:
	case !x.inWorker:
		x.cancel()
	case x.giveUp == nil:
		w, cell := s.worker, uint64(x.unit)
		w.Interrupt(cell)
		x.giveUp = time.AfterFunc(patience, func() { w.Abandon(cell) })
	}
}

// replaceWorker restarts the worker at the user's wish.
func (s *Session) replaceWorker(w *worker.Worker) {
	w.Close()
	text := "The worker was restarted: the variables are gone, types and functions are still there.\n"
	if err := s.startWorker(context.Background()); err != nil {
		text = err.Error() + "\n"
	}
	s.publish(wire.Frame{Kind: wire.Stderr, Text: []byte(text)})
}

// startWorker starts a worker, maybe in place of one that has ended. The
// variables of that one are gone.
func (s *Session) startWorker(ctx context.Context) error {
	program := &gonbProgram{session: s}
	stream := s.displays.NewStream(program)
	w, err := worker.Start(ctx, worker.Options{
		Env: s.environment(), Gonb: func(m proto.Gonb) { stream.Receive(m.Cell, m.Data) },
		Executable: s.config.Toolchain.Worker(), SessionDir: s.folder.Dir, SessionLock: s.folder.Lock,
		Archives: s.module.Archives(), Output: s.output, Ask: s.ask, GoroutinePanic: s.goroutinePanic,
	})
	if err != nil {
		stream.Close()
		return fmt.Errorf("the worker could not be started: %w", err)
	}
	go func() {
		<-w.Exited()
		stream.Close()
	}()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		go w.Close()
		return errClosed
	}
	program.worker.Store(w)
	var change scope.Change
	for _, v := range s.state.Defs(scope.Var) {
		change.Removed = append(change.Removed, v.Name)
	}
	s.worker, s.abandoned, s.state = w, 0, s.state.With(change)
	return nil
}

// workerDied replaces a worker that ended while it ran a cell, and returns the
// error that tells of it.
func (s *Session) workerDied(w *worker.Worker, cause error) error {
	s.mu.Lock()
	closed := s.closed
	s.worker = nil
	s.mu.Unlock()
	w.Close()
	if closed {
		return errClosed
	}
	if err := s.startWorker(context.Background()); err != nil {
		return errors.Join(cause, err)
	}
	return &workerError{cause}
}

// workerError says that a cell ended the worker.
type workerError struct{ cause error }

func (e *workerError) Error() string {
	return e.cause.Error() + "\nA new worker was started: the variables are gone, types and functions are still there. Run the cells again that set variables."
}

func (e *workerError) Unwrap() error { return e.cause }

// output passes on what a cell shows, under the name that the front end knows.
func (s *Session) output(f wire.Frame) {
	f.Cell = s.requestOf(f.Cell)
	s.publish(f)
}

func (s *Session) requestOf(cell uint64) uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cell < uint64(len(s.units)) {
		return s.units[cell].request
	}
	return 0
}

// goroutinePanic shows the panic of a goroutine that is not the cell's own.
func (s *Session) goroutinePanic(p proto.GoroutinePanic) {
	text := "a goroutine ended: " + p.Message + "\n" + s.trace(p.Stack)
	s.publish(wire.Frame{Cell: s.requestOf(p.Cell), Kind: wire.Stderr, Text: []byte(text)})
}
