// Package worker is the kernel's handle on a worker: the process that holds
// the variables of one session and runs its cells.
//
// [Start] makes the process and waits until it is ready; then [Worker.Run]
// runs cells, while output arrives through
// [Options.Output]; [Worker.Close] or [Worker.Kill] ends it. The worker may
// die at any moment: Run then returns an [*Exited], and [Worker.Exited] tells
// whoever does not wait in Run.
//
// The process has these descriptors: 0 is empty, 1 and 2 are pipes for what is
// written past package os (by child processes, C code, println), 3 carries
// commands, 4 events, 5 is a pipe from which programs read that import package gonbui of
// GoNB, and 6 the lock on the session's folder. It has a
// process group of its own, which is killed with it.
//
// The goroutines of a Worker, all started by Start:
//
//   - keep starts the process, waits for its end and cleans up; it alone
//     closes Exited.
//   - listen reads events until that pipe ends.
//   - readText reads the pipes of descriptors 1 and 2 until keep closes them.
//   - one writes what programs read from descriptor 5, until keep closes it.
//   - one for each question to the user ends when that is answered.
//
// The package knows nothing of Go source, of how cells are compiled or of
// Jupyter.
package worker

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/overlay"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// GonbFile is the name by which programs in the worker that import package gonbui
// of GoNB open the way to the kernel and back.
const GonbFile = overlay.GonbFile

// Options say how to start a worker.
type Options struct {
	Executable string
	Dir        string   // working directory of the cells; empty means ours
	Env        []string // nil means ours
	// SessionDir is removed by the worker if the kernel dies. Empty means that
	// there is nothing to remove.
	SessionDir string
	// SessionLock is held open by the worker, so that nobody takes the
	// session's folder for abandoned while it lives. It may be nil.
	SessionLock *os.File
	// Archives maps import paths to archive files.
	Archives map[string]string
	// Memory limits how much of the heap cells may use, in bytes. 0 means most
	// of what is free.
	Memory uint64
	// Output receives what the worker's goroutines show, one frame at a time,
	// numbered from 1. It must not block for long.
	Output func(wire.Frame)
	// Ask asks the user for a line of text and may take as long as the user
	// does. Nil means that nobody can be asked.
	Ask func(proto.Ask) (string, error)
	// Gonb receives what the worker's goroutines write through package gonbui of
	// GoNB, in order with what they show. It must not block for long. Answers go
	// to [Worker.ReplyGonb].
	Gonb func(proto.Gonb)
	// Loaded is told of cells whose statements now run. It must not block.
	Loaded func(proto.Loaded)
	// GoroutinePanic is told of goroutines that a panic or os.Exit has ended.
	GoroutinePanic func(proto.GoroutinePanic)
}

// A Worker is a running worker. Its methods may be called from any goroutine.
type Worker struct {
	options  Options
	cmd      *exec.Cmd
	commands *proto.Writer
	pipes    workerPipes
	gonb     *queue
	events   *eventPipe
	ready    chan proto.Ready
	listened chan struct{} // closed when the event pipe has ended
	values   proto.Questions[proto.Values]
	looks    proto.Questions[proto.Seen]
	exited   chan struct{} // closed when everything is over; exit is then set
	exit     *Exited

	output sync.Mutex // held while Output is called
	seq    uint64

	mu      sync.Mutex
	told    map[string]string          // archives that the worker knows
	waiting map[uint64]chan proto.Done // Run calls
	sent    map[uint64]bool            // cells that the process was given and that are not over
	early   map[uint64]bool            // cells that were interrupted before they were sent
	running []uint64                   // cells; text on descriptors 1 and 2 belongs to the last
	broken  error                      // what was wrong with the events
	reaped  bool                       // the process ID is no longer ours
	start   proto.Ready
}

// Start starts a worker and waits until it is ready for a cell. Cancelling ctx
// kills it while it starts, not later.
func Start(ctx context.Context, o Options) (*Worker, error) {
	w := &Worker{
		options:  o,
		ready:    make(chan proto.Ready, 1),
		listened: make(chan struct{}),
		exited:   make(chan struct{}),
		told:     map[string]string{},
		waiting:  map[uint64]chan proto.Done{},
		sent:     map[uint64]bool{},
		early:    map[uint64]bool{},
	}
	started := make(chan error)
	go w.keep(started)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("starting the worker: %w", err)
	}
	archives := w.news(o.Archives)
	go w.commands.Send(proto.Start{SessionDir: o.SessionDir, Archives: archives, Memory: o.Memory})
	select {
	case w.start = <-w.ready:
		if w.start.Err == "" {
			return w, nil
		}
		w.Kill()
		<-w.exited
		return nil, fmt.Errorf("the worker cannot work: %s", w.start.Err)
	case <-w.exited:
		return nil, w.exit
	case <-ctx.Done():
		w.Kill()
		<-w.exited
		return nil, ctx.Err()
	}
}

// Ready is what the worker said when it was ready.
func (w *Worker) Ready() proto.Ready { return w.start }

// Pid is the worker's process ID.
func (w *Worker) Pid() int { return w.cmd.Process.Pid }

// Exited is closed when the process has ended and all its output has been
// delivered.
func (w *Worker) Exited() <-chan struct{} { return w.exited }

// ExitError says why the process has ended; only after Exited was closed.
func (w *Worker) ExitError() *Exited { return w.exit }

// Run runs a cell, beside others that run, and returns when it is done and all its
// output has been delivered. Archives may name everything known: only what is new
// is sent. The error is an [*Exited] if the process has died. Cancelling ctx ends the
// waiting, not the cell; that is what [Worker.Interrupt] is for.
func (w *Worker) Run(ctx context.Context, r proto.Run) (proto.Done, error) {
	r.Archives = w.news(r.Archives)
	done := make(chan proto.Done, 1)
	w.mu.Lock()
	w.waiting[r.Cell] = done
	w.running = append(w.running, r.Cell)
	w.mu.Unlock()
	defer w.ended(r.Cell)
	err := w.commands.Send(r)
	w.mu.Lock()
	w.sent[r.Cell] = true
	early := w.early[r.Cell]
	delete(w.early, r.Cell)
	w.mu.Unlock()
	if err == nil && early {
		err = w.commands.Send(proto.Interrupt{Cell: r.Cell})
	}
	if err != nil {
		w.Kill() // it is dying, or the pipe is of no use any more
	}
	select {
	case d := <-done:
		return d, nil
	case <-ctx.Done():
		return proto.Done{}, ctx.Err()
	case <-w.exited:
	}
	select {
	case d := <-done: // it came first
		return d, nil
	default:
		return proto.Done{}, w.exit
	}
}

// ended forgets a cell, and returns the channel on which Run waits for its end, nil
// if it does not any more.
func (w *Worker) ended(cell uint64) chan proto.Done {
	w.mu.Lock()
	defer w.mu.Unlock()
	done := w.waiting[cell]
	delete(w.waiting, cell)
	delete(w.sent, cell)
	w.running = slices.DeleteFunc(w.running, func(c uint64) bool { return c == cell })
	return done
}

// news returns those archives that the worker has not been told of.
func (w *Worker) news(archives map[string]string) map[string]string {
	w.mu.Lock()
	defer w.mu.Unlock()
	fresh := map[string]string{}
	for path, file := range archives {
		if w.told[path] != file {
			w.told[path], fresh[path] = file, file
		}
	}
	return fresh
}

// Interrupt asks the worker to stop a cell. Run returns when it has stopped. A cell
// that Run is still to be called for is stopped when it begins.
func (w *Worker) Interrupt(cell uint64) {
	w.mu.Lock()
	if cell != 0 && !w.sent[cell] {
		w.early[cell] = true
		w.mu.Unlock()
		return
	}
	w.mu.Unlock()
	w.commands.Send(proto.Interrupt{Cell: cell})
}

// Abandon asks the worker to report a cell as done though it goes on: Run
// returns with the outcome [proto.Abandoned].
func (w *Worker) Abandon(cell uint64) { w.commands.Send(proto.Abandon{Cell: cell}) }

// Surround changes the working directory of the worker, unless dir is empty, and
// sets environment variables, before the next cell runs.
func (w *Worker) Surround(dir string, env map[string]string) {
	w.commands.Send(proto.Surroundings{Dir: dir, Env: env})
}

// ReplyGonb hands data to the worker's copy of package gonbui, which reads it
// when it can. ReplyGonb does not wait for that.
func (w *Worker) ReplyGonb(data []byte) { w.gonb.put(data) }

// LimitMemory sets another limit of what cells may use, in bytes; 0 means most of
// what is free. What they have already is kept.
func (w *Worker) LimitMemory(bytes uint64) { w.commands.Send(proto.Limit{Memory: bytes}) }

// Kill ends the worker at once, with all the processes that it has started.
// Wait for Exited to know that it is over.
func (w *Worker) Kill() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.reaped { // afterwards the number may be another process's
		syscall.Kill(-w.Pid(), syscall.SIGKILL)
	}
}

// patience is how long Close waits for the worker to end by itself.
const patience = time.Second

// Close ends the worker and waits until it is over.
func (w *Worker) Close() {
	go w.commands.Send(proto.Exit{}) // a worker that does not read must not stop us
	select {
	case <-w.exited:
	case <-time.After(patience):
		w.Kill()
		<-w.exited
	}
}

// Exited is the end of a worker.
type Exited struct {
	Status int            // the exit status, if there was no signal
	Signal syscall.Signal // the signal that ended it; 0 for none
	Stderr string         // the last that it wrote to descriptor 2
	Reason error          // why we ended it ourselves; nil if we did not
}

func (e *Exited) Error() string {
	switch {
	case e.Reason != nil:
		return fmt.Sprintf("the worker was ended: %v", e.Reason)
	case e.Signal != 0:
		return fmt.Sprintf("the worker was ended by a signal (%v)", e.Signal)
	}
	return fmt.Sprintf("the worker ended with status %d", e.Status)
}
