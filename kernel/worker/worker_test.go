package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// The test binary is also the worker that the tests start: one that does not
// link anything but does what Run.Entry says.
func TestMain(m *testing.M) {
	if mode := os.Getenv("NABLA_TEST_WORKER"); mode != "" {
		pretend(mode)
		return
	}
	os.Exit(m.Run())
}

func pretend(mode string) {
	commands := proto.NewReader(os.NewFile(3, "commands"))
	pipe := os.NewFile(4, "events")
	events := proto.NewWriter(pipe)
	switch mode {
	case "unfit":
		events.Send(proto.Ready{Err: "it is Monday"})
		return
	case "dead":
		fmt.Fprintln(os.Stderr, "cannot start")
		os.Exit(3)
	case "mute":
		time.Sleep(time.Hour)
	}
	if m, err := commands.Receive(); err != nil || len(m.(proto.Start).Archives) != 1 {
		os.Exit(4)
	}
	events.Send(proto.Ready{GoVersion: "go1.0"})
	for {
		m, err := commands.Receive()
		if err != nil {
			os.Exit(0)
		}
		switch m := m.(type) {
		case proto.Run:
			act(events, pipe, m)
		case proto.Abandon:
			events.Send(proto.Done{Cell: m.Cell, Outcome: proto.Abandoned})
		case proto.Interrupt:
			events.Send(proto.Done{Cell: m.Cell, Outcome: proto.Interrupted})
		case proto.Exit:
			os.Exit(0)
		}
	}
}

func act(events *proto.Writer, pipe *os.File, m proto.Run) {
	done := proto.Done{Cell: m.Cell, Message: strconv.Itoa(len(m.Archives))}
	switch m.Entry {
	case "hang":
		return
	case "raw": // alternately on descriptor 1 and in frames
		for i := range 200 {
			syscall.Write(1, fmt.Appendf(nil, "%d\n", 2*i))
			events.Send(proto.Output{Frame: wire.Frame{Cell: m.Cell, Kind: wire.Stdout, Text: fmt.Appendf(nil, "%d\n", 2*i+1)}})
		}
		syscall.Write(1, bytes.Repeat([]byte("."), capacity))
	case "panic":
		events.Send(proto.GoroutinePanic{Cell: m.Cell, Message: "boom"})
	case "die":
		fmt.Fprintln(os.Stderr, "fatal error: it hurts")
		os.Exit(2)
	case "kill":
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "nonsense":
		pipe.Write(bytes.Repeat([]byte{0xff}, 100))
		return
	case "child":
		child := exec.Command("sleep", "1000")
		if err := child.Start(); err != nil {
			done.Message = err.Error()
			break
		}
		done.Message = strconv.Itoa(child.Process.Pid)
	}
	events.Send(done)
}

// recorder keeps what a worker shows.
type recorder struct {
	mu     sync.Mutex
	frames []wire.Frame
}

func (r *recorder) output(f wire.Frame) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.frames = append(r.frames, f)
}

func (r *recorder) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var b strings.Builder
	for _, f := range r.frames {
		b.Write(f.Text)
	}
	return b.String()
}

func options(mode string) Options {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return Options{
		Executable: self,
		Env:        append(os.Environ(), "NABLA_TEST_WORKER="+mode),
		Archives:   map[string]string{"fmt": "fmt.a"},
	}
}

func start(t *testing.T, o Options) *Worker {
	t.Helper()
	w, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return w
}

func run(t *testing.T, w *Worker, r proto.Run) proto.Done {
	t.Helper()
	d, err := w.Run(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	if d.Cell != r.Cell {
		t.Errorf("Done of cell %d, want %d", d.Cell, r.Cell)
	}
	return d
}

// All text written to a descriptor has been shown when Run returns.
func TestRawText(t *testing.T) {
	var r recorder
	o := options("well")
	o.Output = r.output
	run(t, start(t, o), proto.Run{Cell: 5, Entry: "raw"})
	text := r.text()
	if n := strings.Count(text, "."); n != capacity {
		t.Errorf("%d of the last %d bytes have been shown when Run returned", n, capacity)
	}
	if n := strings.Count(text, "\n"); n != 400 {
		t.Errorf("%d lines have been shown when Run returned, want 400", n)
	}
	for i, f := range r.frames {
		if f.Seq != uint64(i+1) || f.Cell != 5 {
			t.Fatalf("frame %d has number %d and cell %d", i+1, f.Seq, f.Cell)
		}
	}
}

func TestOnlyNewArchives(t *testing.T) {
	w := start(t, options("well"))
	archives := map[string]string{"fmt": "fmt.a", "os": "os.a", "io": "io.a"}
	for i, want := range []string{"2", "0"} {
		if d := run(t, w, proto.Run{Cell: uint64(i + 1), Archives: archives}); d.Message != want {
			t.Errorf("run %d was given %s archives, want %s", i+1, d.Message, want)
		}
	}
}

func TestGoroutinePanic(t *testing.T) {
	var got proto.GoroutinePanic
	o := options("well")
	o.GoroutinePanic = func(p proto.GoroutinePanic) { got = p }
	run(t, start(t, o), proto.Run{Cell: 3, Entry: "panic"})
	if got.Cell != 3 || got.Message != "boom" {
		t.Errorf("got %+v", got)
	}
}

func TestInterruptAndAbandon(t *testing.T) {
	w := start(t, options("well"))
	for cell, stop := range []func(uint64){w.Interrupt, w.Abandon} {
		go stop(uint64(cell))
		want := []proto.Outcome{proto.Interrupted, proto.Abandoned}[cell]
		if d := run(t, w, proto.Run{Cell: uint64(cell), Entry: "hang"}); d.Outcome != want {
			t.Errorf("outcome %v, want %v", d.Outcome, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := w.Run(ctx, proto.Run{Cell: 9, Entry: "hang"}); err != context.Canceled {
		t.Errorf("error %v after cancelling", err)
	}
}

func TestDeath(t *testing.T) {
	tests := []struct {
		entry  string
		status int
		signal syscall.Signal
		stderr string
		reason bool
	}{
		{"die", 2, 0, "fatal error: it hurts\n", false},
		{"kill", 0, syscall.SIGKILL, "", false},
		{"nonsense", 0, syscall.SIGKILL, "", true},
	}
	for _, test := range tests {
		w := start(t, options("well"))
		_, err := w.Run(t.Context(), proto.Run{Cell: 1, Entry: test.entry})
		var e *Exited
		if !errors.As(err, &e) {
			t.Fatalf("%s: error %v, want *Exited", test.entry, err)
		}
		if e.Status != test.status || e.Signal != test.signal || e.Stderr != test.stderr || (e.Reason != nil) != test.reason {
			t.Errorf("%s: %+v", test.entry, e)
		}
		if _, err := w.Run(t.Context(), proto.Run{Cell: 2}); !errors.As(err, &e) {
			t.Errorf("%s: error %v of a run afterwards", test.entry, err)
		}
	}
}

func TestStartFails(t *testing.T) {
	for mode, want := range map[string]string{"unfit": "it is Monday", "dead": "status 3"} {
		if _, err := Start(t.Context(), options(mode)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want something with %q", mode, err, want)
		}
	}
	o := options("well")
	o.Executable = "/nonexistent"
	if _, err := Start(t.Context(), o); err == nil {
		t.Error("a worker without an executable was started")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Start(ctx, options("mute")); err != context.DeadlineExceeded {
		t.Errorf("error %v of a start that was cancelled", err)
	}
}

// Child processes end with the worker.
func TestKillTakesChildren(t *testing.T) {
	w := start(t, options("well"))
	child, err := strconv.Atoi(run(t, w, proto.Run{Cell: 1, Entry: "child"}).Message)
	if err != nil {
		t.Fatal(err)
	}
	w.Kill()
	<-w.Exited()
	for range 10000 {
		if stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", child)); err != nil || bytes.Contains(stat, []byte(") Z ")) {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Error("the child process is still alive")
}
