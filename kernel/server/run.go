package server

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/gonabla/nabla/kernel/history"
	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/zmtp"
)

// Options say what a server serves.
type Options struct {
	// Info answers kernel_info_request, also before the interpreter runs.
	Info interp.Info
	// Start starts the interpreter. It is called in the background, once, and
	// again by the next cell when it failed: then the cell that waited for it
	// shows the error, which says what to do. An error that is an
	// *interp.CellError is shown as it is. The context ends with the server.
	Start func(context.Context, interp.Sink) (interp.Interpreter, error)
	// Connection is the connection file, of which connect_reply tells the ports.
	// Run fills it in.
	Connection jupyter.ConnectionFile
	// ConnectionPath is where Run writes a connection file for other front ends
	// when the file it was given only says where to register; "" means nowhere.
	ConnectionPath string
	// History keeps what is entered. Nil means that the cells of this session alone
	// are remembered, as long as it lasts.
	History *history.Log
	// Paced says that a Jupyter server stands between the kernel and its front
	// ends, which drops what comes too fast: cells that show more wait. Run sets
	// it when one has started the kernel (JPY_SESSION_NAME).
	Paced bool
	// Log gets what no front end is told. Nil means slog.Default().
	Log *slog.Logger
}

// Run serves the front end that wrote the connection file, until it asks to
// shut down, ctx ends, the process gets SIGTERM or SIGHUP, or the process that
// started the kernel (JPY_PARENT_PID) is gone; all of these are a good end.
// SIGINT interrupts the running cell.
func Run(ctx context.Context, file jupyter.ConnectionFile, o Options) error {
	session, err := jupyter.NewSession(file)
	if err != nil {
		return err
	}
	open := listen
	if file.Registers() {
		open = func(file *jupyter.ConnectionFile, session *jupyter.Session, log *slog.Logger) (Sockets, zmtp.Socket, error) {
			return register(ctx, file, session, log)
		}
	} else {
		o.ConnectionPath = ""
	}
	sockets, heartbeat, err := open(&file, session, o.Log)
	if err != nil {
		return err
	}
	defer heartbeat.Close()
	o.Connection = file
	o.Paced = o.Paced || os.Getenv("JPY_SESSION_NAME") != ""
	s := New(session, sockets, o)
	defer s.share()()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer s.handleSignals(cancel)()
	if pid, err := strconv.Atoi(os.Getenv("JPY_PARENT_PID")); err == nil && pid > 0 {
		go watchParent(ctx, pid, cancel)
	}
	return s.Serve(ctx)
}

// share writes the connection file for other front ends. The returned function
// removes it.
func (s *Server) share() (remove func()) {
	path := s.options.ConnectionPath
	if path == "" {
		return func() {}
	}
	if err := s.options.Connection.Write(path); err != nil {
		s.log.Warn("other front ends will not find the kernel", "error", err)
		return func() {}
	}
	return func() { os.Remove(path) }
}

// handleSignals starts a goroutine that the returned function ends.
func (s *Server) handleSignals(end func()) (stop func()) {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		for sig := range signals {
			if sig == syscall.SIGINT {
				s.Interrupt()
			} else {
				end()
			}
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}
