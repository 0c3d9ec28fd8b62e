package server_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
	"github.com/gonabla/nabla/kernel/server"
)

var local = jupyter.ConnectionFile{Transport: "tcp", IP: "127.0.0.1"} // any free ports

func TestRunEndsWithContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	o := echo
	o.Start = func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		cancel()
		return echo.Start(ctx, sink)
	}
	if err := server.Run(ctx, local, o); err != nil {
		t.Error(err)
	}
}

func TestRunTakenPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := local
	file.StdinPort = taken.Addr().(*net.TCPAddr).Port
	if err := server.Run(context.Background(), file, echo); err == nil || !strings.Contains(err.Error(), "stdin") {
		t.Errorf("error: %v", err)
	}
}

func TestStartPanics(t *testing.T) {
	o := echo
	o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	o.Start = func(context.Context, interp.Sink) (interp.Interpreter, error) { panic("oh no") }
	c := kerneltest.Start(t, o)
	wantIOPub(t, c.Execute("print x"), "busy\ninput 1 print x\nerror StartError the interpreter panicked while it started: oh no\nidle")
}
