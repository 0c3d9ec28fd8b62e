package server

import (
	"context"
	"iter"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gonabla/nabla/kernel/debug"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/usage"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// Sockets are a server's connections to its front ends. It closes them.
type Sockets struct{ Shell, Control, Stdin, IOPub zmtp.Socket }

// A Server serves front ends over four sockets.
//
// Serve starts these goroutines and ends them:
//
//   - a receiver for each of shell, control and stdin, which ends when its
//     socket is closed;
//   - the lanes of control and of what is slow there, and two for each subshell,
//     cells and questions, which end when they are closed and, for one that runs
//     cells, when its cell has ended; those of a subshell that is deleted end when
//     they have finished;
//   - the engine's start of the interpreter, which ends when it has started.
type Server struct {
	session *jupyter.Session
	sockets Sockets
	options Options
	log     *slog.Logger

	engine   *engine
	output   *output
	input    input
	comms    comms
	ignored  ignored
	meter    func() (*usage.Meter, error)
	debugger *debug.Adapter

	control, slow *lane

	main      *subshell
	subshells subshells

	executions atomic.Uint64 // the number of the last cell, never used twice

	// mu makes the two facts one: which cells run, and what the last status
	// published was.
	mu      sync.Mutex
	running []*request // in the order in which they began

	stop     chan struct{}
	stopOnce sync.Once
}

// New makes a server; Serve starts it.
func New(session *jupyter.Session, sockets Sockets, o Options) *Server {
	s := &Server{session: session, sockets: sockets, options: o, log: o.Log, stop: make(chan struct{})}
	if s.log == nil {
		s.log = slog.Default()
	}
	s.ignored.log = s.log
	s.output = newOutput(s.publish, sockets.IOPub.Throttle)
	s.output.correspond = s.correspond
	if o.Paced {
		s.output.pace = newPace(s.stop)
	}
	s.engine = &engine{start: o.Start, sink: s.output}
	s.meter = newMeter()
	s.debugger = debug.New(s.viewer)
	s.control, s.slow, s.main = newLane(), newLane(), s.newSubshell("")
	return s
}

// closing is how long the interpreter, and after it the running cell, may take
// to end when the server does.
const closing = 2 * time.Second

// Serve answers requests until a shutdown_request, Stop, or the end of ctx. It
// closes the interpreter and, when everything published has been sent, the
// sockets.
func (s *Server) Serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.publish(nil, jupyter.Status{ExecutionState: jupyter.Starting})
	s.engine.begin(ctx)
	lanes := append(s.main.lanes(), s.control, s.slow)
	s.runLanes(ctx, lanes)
	go s.receiveShell()
	go s.receiveControl()
	go s.receiveInput()
	select {
	case <-ctx.Done():
	case <-s.stop:
	}
	s.Stop() // what waits for room for its output goes on
	lanes = append(lanes, s.subshells.close()...)
	for _, l := range lanes {
		l.close()
	}
	cancel()
	err := s.engine.close(closing)
	s.awaitLanes(lanes)
	s.closeSockets()
	s.ignored.sum()
	return err
}

// closeSockets lets all of them send what they have at the same time.
func (s *Server) closeSockets() {
	var group sync.WaitGroup
	for _, socket := range []zmtp.Socket{s.sockets.Shell, s.sockets.Control, s.sockets.Stdin, s.sockets.IOPub} {
		group.Go(func() { socket.Close() })
	}
	group.Wait()
}

// awaitLanes lets what is being answered still be answered, within reason.
func (s *Server) awaitLanes(lanes []*lane) {
	giveUp := time.After(closing)
	for _, l := range lanes {
		select {
		case <-l.ended:
		case <-giveUp:
			s.log.Warn("a request was still being answered at the end")
			return
		}
	}
}

// Stop makes Serve end. It may be called more than once.
func (s *Server) Stop() { s.stopOnce.Do(func() { close(s.stop) }) }

// receiveShell puts requests into the lanes of their subshells until the socket
// is closed.
func (s *Server) receiveShell() {
	for m := range s.messages(s.sockets.Shell) {
		e, ok := s.entry(shellHandlers, m)
		if !ok {
			continue
		}
		r := &request{Message: m, socket: s.sockets.Shell, handler: e.handler, subshell: s.to(m)}
		if h := r.subshell; h != nil && (e.cell && h.cells.push(r) || !e.cell && h.questions.push(r)) {
			continue
		}
		r.handler, r.subshell = (*Server).noSubshell, s.main
		s.main.questions.push(r)
	}
}

// receiveControl puts requests into the lanes of control and of what is slow until
// the socket is closed.
func (s *Server) receiveControl() {
	for m := range s.messages(s.sockets.Control) {
		e, ok := s.entry(controlHandlers, m)
		if !ok {
			continue
		}
		to := s.control
		if e.slow {
			to = s.slow
		}
		to.push(&request{Message: m, socket: s.sockets.Control, handler: e.handler, subshell: s.main})
	}
}

// entry finds who answers a message. Messages that are unknown, as those that
// are not right, are logged and never answered: who sent them is not known to be
// a front end.
func (s *Server) entry(table map[string]entry, m *jupyter.Message) (e entry, ok bool) {
	if e, ok = table[m.Header.MsgType]; !ok {
		s.ignored.note(errUnknownType, m.Header.MsgType)
	}
	return e, ok
}

// runLanes starts lanes.
func (s *Server) runLanes(ctx context.Context, lanes []*lane) {
	for _, l := range lanes {
		go l.run(func(r *request) { s.serve(ctx, r) })
	}
}

// messages gives the messages of a socket that are right, until it is closed.
func (s *Server) messages(socket zmtp.Socket) iter.Seq[*jupyter.Message] {
	return func(yield func(*jupyter.Message) bool) {
		for {
			frames, err := socket.Recv()
			if err != nil {
				return
			}
			m, err := s.session.Decode(frames)
			if err != nil {
				s.ignored.note(err, "")
				continue
			}
			if !yield(m) {
				return
			}
		}
	}
}
