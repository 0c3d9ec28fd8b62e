// Package host is the loop inside the worker: it takes commands, has cells
// linked, runs them, and tells the kernel what comes of it.
//
// A command arrives on descriptor 3, an event leaves on descriptor 4. The
// goroutines are:
//
//   - the main one: it reads commands, and never runs code of the user, so it
//     can always answer. The end of the command pipe ends the process.
//   - one for each cell, started by Run, on which the cell is linked and its
//     statements run. It ends with them, and sends Done as the last thing it
//     does. A cell that hangs is reported by Abandon and keeps its goroutine.
//   - one for each errand, which is code that runs for a widget or the variables
//     panel, and ends with it; and one for each look at variables.
//   - one for each interrupt, started by interrupt, which has the goroutines of
//     the cell end and ends with them, or when the cell is abandoned.
//   - one that watches the heap, started by limitMemory.
//   - one that waits for SIGTERM, which the operating system sends if the
//     kernel dies in a way that leaves the command pipe open.
//
// Everything that can be shown goes through one [proto.Writer], in the order
// in which it happens: what Go code writes to os.Stdout and os.Stderr (the
// overlay's write hook), and what is published through display/wire.
//
// The package must import little: what it imports is in every worker.
package host

import (
	"bufio"
	"os"
	_ "os/signal" // see listen
	"runtime"
	"sync"
	"syscall"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/link"
	"github.com/gonabla/nabla/kernel/worker/atend"
	"github.com/gonabla/nabla/kernel/worker/interrupt"
	"github.com/gonabla/nabla/kernel/worker/proto"
	"github.com/gonabla/nabla/mathlib/stop"

	_ "github.com/gonabla/nabla/display" // always there; so that its first use costs nothing
)

// The descriptors with which the kernel starts the worker. The last two are only
// kept open: a pipe from which code reads that imports package gonbui of GoNB, and
// the lock on the session's folder.
const (
	commandsFD = 3
	eventsFD   = 4
	gonbFD     = 5
	lockFD     = 6
)

// A host is the worker's whole state.
type host struct {
	sessionDir string
	events     *proto.Writer

	linking sync.RWMutex // the linker works for one cell at a time; others read where variables are
	linker  *link.Linker

	mu       sync.Mutex
	cells    map[uint64]*cell  // those whose goroutine has not ended
	stopping map[uint64]*cell  // those whose goroutines are to end at a check
	catches  map[uint64]*catch // the innermost ones, by goroutine

	over  sync.Map       // the cells that were programs and are over
	death chan os.Signal // see awaitDeath

	input  input
	memory memory
	saving saving

	errands errands
}

// Main is the whole worker. It does not return.
func Main() {
	for _, fd := range []int{commandsFD, eventsFD, gonbFD, lockFD} {
		syscall.CloseOnExec(fd) // not for child processes of user code
	}
	h := &host{
		events:   proto.NewWriter(descriptor(eventsFD)),
		cells:    map[uint64]*cell{},
		stopping: map[uint64]*cell{},
		catches:  map[uint64]*catch{},
		death:    make(chan os.Signal, 1),
	}
	commands := proto.NewReader(bufio.NewReader(descriptor(commandsFD)))
	first, err := commands.Receive()
	start, ok := first.(proto.Start)
	if err != nil || !ok {
		os.Exit(1) // the kernel has gone before it began
	}
	h.sessionDir = start.SessionDir
	go h.awaitDeath()
	ready := h.start(start)
	h.events.Send(ready)
	if ready.Err != "" {
		os.Exit(1)
	}
	h.saving.quiet = runtime.NumGoroutine()
	for {
		m, err := commands.Receive()
		if err != nil {
			h.vanish()
		}
		h.obey(m)
	}
}

// start makes the worker ready for the first cell.
func (h *host) start(m proto.Start) proto.Ready {
	ready := proto.Ready{GoVersion: runtime.Version()}
	step := func(phase string, f func() error) {
		if ready.Err != "" {
			return
		}
		begin := time.Now()
		if err := f(); err != nil {
			ready.Err = err.Error()
		}
		ready.Timings = append(ready.Timings, proto.Timing{Phase: phase, Took: time.Since(begin)})
	}
	step("open", func() (err error) {
		h.linker, err = link.New(link.Config{Archives: m.Archives})
		return err
	})
	step("self-test", func() error { return h.linker.SelfTest() })
	if ready.Err == "" {
		setHooks(&runtimeHooks{Panic: h.goroutinePanicked, Exit: h.exitCalled, Write: h.write, Read: h.read, Stop: h.stopped, Over: h.isOver})
		wire.Connect(h.publish)
		wire.ConnectInput(h.ask)
		wire.ConnectBackstage(wire.Backstage{Home: func() uint64 { return h.home(currentCell()) }, Run: func(e wire.Errand) <-chan string {
			_, done := h.errand(e)
			return done
		}})
		interrupt.Connect(h.check)
		atend.Connect(h.atEnd)
		h.limitMemory(m.Memory)
		stop.Connect(stop.Hooks{Catch: h.catch, Check: h.checkpoint})
	}
	return ready
}

// obey carries out one command.
func (h *host) obey(m proto.Message) {
	switch m := m.(type) {
	case proto.Run:
		h.run(m)
	case proto.Interrupt:
		h.interrupt(m.Cell)
	case proto.Abandon:
		h.abandon(m.Cell)
	case proto.Limit:
		h.memory.limit(m.Memory)
	case proto.Snapshot:
		h.snapshot(m)
	case proto.Restore:
		h.restore(m)
	case proto.Look:
		h.look(m)
	case proto.Comm:
		wire.Receive(m.Comm)
	case proto.Answer:
		h.input.questions.Answered(m.ID, m)
	case proto.Surroundings:
		surround(m)
	case proto.Exit:
		os.Exit(0)
	}
}

// surround follows the kernel into a folder and takes over its environment. What
// the kernel could do and the worker cannot has no better place to be told of
// than the cell that will miss it.
func surround(m proto.Surroundings) {
	if m.Dir != "" {
		os.Chdir(m.Dir)
	}
	for name, value := range m.Env {
		os.Setenv(name, value)
	}
}

// deathSignal says that the kernel is dead, or that somebody wants the worker to end.
const deathSignal = syscall.SIGTERM

// awaitDeath ends the worker on the signal, unless the kernel lives and code of the
// user wants the signal for itself: it has sent it to itself.
func (h *host) awaitDeath() {
	kernel := os.Getppid()
	listen(h.death, deathSignal)
	for range h.death {
		wanted := taken()
		for begin := time.Now(); time.Since(begin) < dying; time.Sleep(pace) {
			if os.Getppid() != kernel {
				h.vanish()
			}
		}
		if !wanted {
			syscall.Kill(syscall.Getpid(), syscall.SIGKILL) // the kernel makes the best of it
		}
	}
}

// dying is how long a kernel may take to be dead once one of its threads is, by whose
// end the signal is sent.
const dying = time.Second

// vanish ends the worker after its kernel has gone, and leaves nothing behind:
// no file, and no child process that stayed in the worker's process group.
func (h *host) vanish() {
	if h.sessionDir != "" {
		os.RemoveAll(h.sessionDir)
	}
	if syscall.Getpgrp() == syscall.Getpid() {
		syscall.Kill(0, syscall.SIGKILL)
	}
	syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
}
