package server

import (
	"context"
	"iter"
	"log/slog"
	"sync"
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
//   - four lanes, cells, questions, control and debugging, which end when they are
//     closed and, for the one that runs cells, when its cell has ended;
//   - the engine's start of the interpreter, which ends when it has started.
type Server struct {
	session *jupyter.Session
	sockets Sockets
	options Options
	log     *slog.Logger

	engine   *engine
	output   *output
	history  history
	input    *input
	comms    comms
	ignored  ignored
	meter    func() (*usage.Meter, error)
	debugger *debug.Adapter

	cells, questions, control, debugging *lane

	// execution is what the lane of cells alone uses.
	execution struct {
		id    uint64 // of the last cell, never used twice
		count int    // of the last stored cell: Out[count]
	}

	// mu makes the two facts one: which cell runs, and what the last status
	// published was.
	mu      sync.Mutex
	running *request
	unwait  context.CancelFunc // ends its waiting; nil once it has started

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
	s.engine = &engine{start: o.Start, sink: s.output}
	s.input = newInput()
	s.meter = newMeter()
	s.debugger = debug.New(s.viewer)
	s.cells, s.questions, s.control, s.debugging = newLane(), newLane(), newLane(), newLane()
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
	lanes := []*lane{s.cells, s.questions, s.control, s.debugging}
	for _, l := range lanes {
		go l.run(func(r *request) { s.serve(ctx, r) })
	}
	go s.receive(s.sockets.Shell, shellHandlers, s.questions)
	go s.receive(s.sockets.Control, controlHandlers, s.control)
	go s.receiveInput()
	select {
	case <-ctx.Done():
	case <-s.stop:
	}
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

// receive puts the requests of one socket into their lanes until it is closed.
// Messages that are not right, or unknown, are logged and never answered: who
// sent them is not known to be a front end.
func (s *Server) receive(socket zmtp.Socket, table map[string]entry, other *lane) {
	for m := range s.messages(socket) {
		e, ok := table[m.Header.MsgType]
		if !ok {
			s.ignored.note(errUnknownType, m.Header.MsgType)
			continue
		}
		to := other
		switch {
		case e.cell:
			to = s.cells
		case e.debug:
			to = s.debugging
		}
		to.push(&request{Message: m, socket: socket, handler: e.handler})
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
