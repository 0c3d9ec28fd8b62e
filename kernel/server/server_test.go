package server_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/gonabla/nabla/kernel/interp"
	"github.com/gonabla/nabla/kernel/interptest"
	"github.com/gonabla/nabla/kernel/jupyter"
	"github.com/gonabla/nabla/kernel/kerneltest"
	"github.com/gonabla/nabla/kernel/server"
)

// echo serves the echo interpreter.
var echo = server.Options{
	Info: interptest.EchoInfo,
	Start: func(_ context.Context, sink interp.Sink) (interp.Interpreter, error) {
		return interptest.NewEcho(sink), nil
	},
}

// gated is echo with a start that waits for the gate.
func gated(gate <-chan struct{}) server.Options {
	o := echo
	o.Start = func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		select {
		case <-gate:
			return interptest.NewEcho(sink), nil
		case <-ctx.Done():
			return (*interptest.Echo)(nil), ctx.Err() // as from a function that returns an *Echo
		}
	}
	return o
}

// start serves echo and waits until it has started.
func start(t *testing.T) *kerneltest.Client {
	t.Helper()
	c := kerneltest.Start(t, echo)
	silent := kerneltest.Cell("")
	silent.Silent = true
	c.Request(kerneltest.Shell, silent)
	return c
}

func wantIOPub(t *testing.T, e kerneltest.Exchange, want string) {
	t.Helper()
	if got := kerneltest.Describe(t, e.IOPub); got != strings.TrimSpace(want) {
		t.Errorf("published\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}

func wantStatus(t *testing.T, e kerneltest.Exchange, want string) {
	t.Helper()
	if got := kerneltest.Content[struct{ Status string }](t, e.Reply).Status; got != want {
		t.Errorf("the reply's status is %q, want %q: %s", got, want, e.Reply.Content)
	}
}

func TestStartingOnce(t *testing.T) {
	c := start(t)
	c.Execute("print x")
	c.Request(kerneltest.Shell, jupyter.KernelInfoRequest{})
	starting := 0
	for _, line := range strings.Split(kerneltest.Describe(t, c.Published()), "\n") {
		if line == "starting" {
			starting++
		}
	}
	if starting != 1 {
		t.Errorf("starting was published %d times", starting)
	}
}

func TestKernelInfoOnBothChannels(t *testing.T) {
	never := make(chan struct{})
	c := kerneltest.Start(t, gated(never)) // it answers before the interpreter is there
	for _, channel := range []kerneltest.Channel{kerneltest.Shell, kerneltest.Control} {
		e := c.Request(channel, jupyter.KernelInfoRequest{})
		wantIOPub(t, e, "busy\nidle")
		info := kerneltest.Content[jupyter.KernelInfoReply](t, e.Reply)
		if info.LanguageInfo.Name != "echo" || info.ProtocolVersion != "5.5" || len(info.HelpLinks) != 1 {
			t.Errorf("kernel_info: %+v", info)
		}
	}
}

func TestQuestionsBeforeStart(t *testing.T) {
	never := make(chan struct{})
	c := kerneltest.Start(t, gated(never))
	for _, request := range []jupyter.Content{
		jupyter.IsCompleteRequest{Code: "x"},
		jupyter.CompleteRequest{Code: "pri", CursorPos: 3},
		jupyter.InspectRequest{Code: "print", CursorPos: 5},
		jupyter.HistoryRequest{HistAccessType: "tail", N: 3},
		jupyter.CommInfoRequest{},
	} {
		wantIOPub(t, c.Request(kerneltest.Shell, request), "busy\nidle")
	}
}

// What is not right, or not known, gets no answer and does no harm.
func TestIgnored(t *testing.T) {
	c := start(t)
	before := len(c.Published())
	unknown := c.Message(jupyter.Failure{Reply: "sing_request"})
	forged := c.Message(kerneltest.Cell("print x"))
	frames := [][]byte{[]byte("client"), []byte("<IDS|MSG>"), []byte("00ff"), forged.RawHeader, forged.Parent, forged.Metadata, forged.Content}
	c.SendMessage(kerneltest.Shell, unknown)
	c.SendFrames(kerneltest.Shell, frames)
	c.SendFrames(kerneltest.Shell, nil)
	c.SendFrames(kerneltest.Control, [][]byte{[]byte("client"), []byte("noise")})
	c.Request(kerneltest.Control, jupyter.KernelInfoRequest{})
	e := c.Request(kerneltest.Shell, jupyter.KernelInfoRequest{})
	wantIOPub(t, e, "busy\nidle")
	if published := c.Published()[before:]; len(published) != 4 {
		t.Errorf("published for messages that must be ignored:\n%s", kerneltest.Describe(t, published))
	}
}

// A request of a known kind whose content makes no sense is answered.
func TestUnreadableContent(t *testing.T) {
	c := start(t)
	m := c.Message(jupyter.CompleteRequest{})
	m.Content = []byte(`{"code": 7}`)
	c.SendMessage(kerneltest.Shell, m)
	e := c.Await(m.Header.MsgID)
	wantStatus(t, e, "error")
	wantIOPub(t, e, "busy\nidle")
}

func TestCommOfUnknownTarget(t *testing.T) {
	c := start(t)
	e := c.Request(kerneltest.Shell, jupyter.CommOpen{CommID: "7", TargetName: "jupyter.widget"})
	wantIOPub(t, e, "busy\ncomm_close\nidle")
	if closed := kerneltest.Content[jupyter.CommClose](t, e.IOPub[1]); closed.CommID != "7" {
		t.Errorf("closed %q", closed.CommID)
	}
	wantIOPub(t, c.Request(kerneltest.Shell, jupyter.CommMsg{CommID: "7"}), "busy\nidle")
	wantIOPub(t, c.Request(kerneltest.Shell, jupyter.CommClose{CommID: "7"}), "busy\nidle")
}

func TestDebug(t *testing.T) {
	c := start(t)
	info := kerneltest.Content[jupyter.DebugReply](t, c.Request(kerneltest.Control, jupyter.DebugRequest{Seq: 4, Command: "debugInfo"}).Reply)
	if !info.Success || info.RequestSeq != 4 || info.Body["isStarted"] != false {
		t.Errorf("debugInfo: %+v", info)
	}
	next := kerneltest.Content[jupyter.DebugReply](t, c.Request(kerneltest.Control, jupyter.DebugRequest{Command: "next"}).Reply)
	if next.Success || next.Message == "" {
		t.Errorf("next: %+v", next)
	}
}

func TestShutdown(t *testing.T) {
	for name, channel := range map[string]kerneltest.Channel{"shell": kerneltest.Shell, "control": kerneltest.Control} {
		t.Run(name, func(t *testing.T) {
			c := start(t)
			running := c.Send(kerneltest.Shell, kerneltest.Cell("sleep"))
			c.AwaitIOPub(running, "execute_input", 1)
			e := c.Request(channel, jupyter.ShutdownRequest{Restart: true})
			if reply := kerneltest.Content[jupyter.ShutdownReply](t, e.Reply); !reply.Restart || reply.Status != "ok" {
				t.Errorf("shutdown_reply: %+v", reply)
			}
			wantIOPub(t, e, "busy\nidle")
			wantStatus(t, c.Await(running), "error") // the running cell is told too
			if err := c.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestShutdownWhileStarting(t *testing.T) {
	c := kerneltest.Start(t, gated(make(chan struct{})))
	wantStatus(t, c.Request(kerneltest.Control, jupyter.ShutdownRequest{}), "ok")
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

// A start that fails is told to the cell that waited for it, and tried again
// by the next one.
func TestStartFails(t *testing.T) {
	fail := make(chan error, 1)
	fail <- errors.New("Go is gone: run nabla install")
	o := echo
	o.Start = func(ctx context.Context, sink interp.Sink) (interp.Interpreter, error) {
		select {
		case err := <-fail:
			return nil, err
		default:
			return echo.Start(ctx, sink)
		}
	}
	c := kerneltest.Start(t, o)
	e := c.Execute("print x")
	wantIOPub(t, e, "busy\ninput 1 print x\nerror StartError Go is gone: run nabla install\nidle")
	wantStatus(t, c.Execute("print x"), "ok")
}

// The parent header is the request's header as it came, with unknown fields.
func TestParentHeader(t *testing.T) {
	c := start(t)
	m := c.Message(kerneltest.Cell("print x"))
	m.RawHeader = []byte(strings.Replace(string(m.RawHeader), "{", `{"subshell_id":"7",`, 1))
	c.SendMessage(kerneltest.Shell, m)
	e := c.Await(m.Header.MsgID)
	for _, got := range append(slices.Clone(e.IOPub), e.Reply) {
		if string(got.Parent) != string(m.RawHeader) {
			t.Errorf("%s has the parent %s, want %s", got.Header.MsgType, got.Parent, m.RawHeader)
		}
	}
}
