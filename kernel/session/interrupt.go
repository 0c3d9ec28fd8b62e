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
// is given up, and again how long after that another interrupt restarts the worker.
const (
	patience = 850 * time.Millisecond
	again    = 3 * time.Second
)

// Interrupt implements [interp.Interpreter]. When no cell runs but one has just been
// given up, and something still computes, the worker is restarted.
func (s *Session) Interrupt() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch idle := len(s.running) == 0 && s.worker != nil; {
	case idle && time.Since(s.gaveUp) < again:
		s.gaveUp = time.Time{}
		go s.endBusy(s.worker)
	case idle:
		s.worker.Interrupt(0) // what widgets have called may run
	}
	for _, x := range s.running {
		x.interrupt()
	}
}

// interrupt ends a cell. The caller holds the session's mu.
func (x *execution) interrupt() {
	switch w, cell := x.worker, uint64(x.unit); {
	case w == nil:
		x.cancel()
	case x.giveUp == nil:
		w.Interrupt(cell)
		x.giveUp = time.AfterFunc(x.session.patience, func() { w.Abandon(cell) })
	}
}

// endBusy restarts the worker if what was given up burns a core.
func (s *Session) endBusy(w *worker.Worker) {
	if !w.Busy() {
		s.tell("The worker was not restarted: what was given up only waits, and does not slow down other cells.\n")
		return
	}
	s.turn <- struct{}{}
	defer func() { <-s.turn }()
	s.mu.Lock()
	idle := s.worker == w && len(s.running) == 0
	if idle {
		s.worker = nil
	}
	s.mu.Unlock()
	if idle {
		s.replaceWorker(w)
	}
}

// replaceWorker restarts the worker at the user's wish.
func (s *Session) replaceWorker(w *worker.Worker) {
	w.Close()
	r, err := s.revive(context.Background(), 0)
	if err != nil {
		s.tell(err.Error() + "\n")
		return
	}
	s.tell("The worker was restarted. " + r.summary() + "\n" + r.text())
}

// tell shows a message that belongs to no cell.
func (s *Session) tell(text string) {
	s.publish(wire.Frame{Kind: wire.Stderr, Text: []byte(text)})
}

// SetMemoryLimit sets how much of the heap cells may use, in bytes, for this worker
// and those that follow it. 0 means most of what is free.
func (s *Session) SetMemoryLimit(bytes uint64) {
	s.mu.Lock()
	s.memory = bytes
	w := s.worker
	s.mu.Unlock()
	if w != nil {
		w.LimitMemory(bytes)
	}
}

// startWorker starts a worker, maybe in place of one that has ended. The
// variables of that one are gone.
func (s *Session) startWorker(ctx context.Context) error {
	s.module.Unload()
	executable := s.executable(ctx)
	program := &gonbProgram{session: s}
	stream := s.gonb.NewStream(program)
	s.mu.Lock()
	memory := s.memory
	s.mu.Unlock()
	w, err := worker.Start(ctx, worker.Options{
		Env: s.environment(), Gonb: func(m proto.Gonb) { stream.Receive(m.Cell, m.Data) },
		Executable: executable, SessionDir: s.folder.Dir, SessionLock: s.folder.Lock,
		Archives: s.module.Archives(), Memory: memory, Output: s.output, Ask: s.ask, Loaded: s.loaded, GoroutinePanic: s.goroutinePanic,
	})
	if err != nil {
		stream.Close()
		return fmt.Errorf("the worker could not be started: %w", err)
	}
	go func() {
		<-w.Exited()
		stream.Close()
		s.loseWidgets()
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
	clear(s.outdated)
	s.worker, s.gaveUp, s.state = w, time.Time{}, s.state.With(change)
	return nil
}

// workerDied replaces a worker that ended while it ran the cell, and returns the
// error that tells of it. One of several cells does so, and tells it in full.
func (x *execution) workerDied(w *worker.Worker, cause error) error {
	s := x.session
	s.mu.Lock()
	waits := !x.turn && !x.startup
	s.mu.Unlock()
	if waits {
		s.turn <- struct{}{}
		defer func() { <-s.turn }()
	}
	s.mu.Lock()
	closed, first := s.closed, s.worker == w
	if first {
		s.worker = nil
	}
	s.mu.Unlock()
	w.Close()
	if closed {
		return errClosed
	}
	if !first {
		return &workerError{cause, new(recovery), "It was replaced by a new one, as is told in another cell that ran."}
	}
	if x.startup {
		s.noteDeadly(x)
		if err := s.startWorker(context.Background()); err != nil {
			return errors.Join(cause, err)
		}
		return fmt.Errorf("%w\nA new worker was started, and the start-up files are run again without this one", cause)
	}
	r, err := s.revive(context.Background(), x.request.ID)
	if err != nil {
		return errors.Join(cause, err)
	}
	return &workerError{cause, r, "A new worker was started. " + r.summary()}
}

// workerError says that a cell ended the worker.
type workerError struct {
	cause error
	*recovery
	replaced string // what was done then
}

func (e *workerError) Error() string { return e.cause.Error() + "\n" + e.replaced }

func (e *workerError) Unwrap() error { return e.cause }

// output passes on what a cell shows, under the name that the front end knows.
func (s *Session) output(f wire.Frame) {
	if f.Comm != nil {
		s.comms.sent(f.Comm)
	}
	cell := f.Cell
	if f.Bundle != nil && s.keeps(cell, f.Bundle) {
		return
	}
	f.Cell = s.requestOf(cell)
	s.publish(s.markLate(cell, f))
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
