package worker

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gonabla/nabla/display/wire"
	"github.com/gonabla/nabla/kernel/pipes"
	"github.com/gonabla/nabla/kernel/worker/proto"
)

// workerPipes are our ends.
type workerPipes struct {
	stdout, stderr   *rawPipe
	text             *pipes.Set // both
	commands, events *os.File
	gonb             *os.File
}

// keep starts the process, tells started, and waits for its end. It stays on
// one thread, because the signal that the process gets when its parent dies
// comes when the thread that started it ends. That signal is one that the
// worker can answer by removing the session's folder; usually it has noticed
// the end of its command pipe by then.
func (w *Worker) keep(started chan<- error) {
	runtime.LockOSThread()
	hearInterrupts()
	theirs, err := w.open()
	if err == nil {
		err = w.cmd.Start()
	}
	for _, f := range theirs {
		f.Close()
	}
	if err != nil {
		w.pipes.close()
		started <- err
		return
	}
	go w.readText()
	go w.listen()
	go w.gonb.loop()
	started <- nil
	w.await()
	close(w.exited)
}

// hearInterrupts has the worker's processes be ended by SIGINT, which a process
// ignores, and with it those that it starts, when a shell script has started it in
// the background. It goes on doing nothing here.
func hearInterrupts() {
	if signal.Ignored(syscall.SIGINT) {
		signal.Notify(make(chan os.Signal, 1), syscall.SIGINT)
	}
}

// open makes the pipes and the command; it returns the process's ends.
func (w *Worker) open() (theirs []*os.File, err error) {
	o := w.options
	w.cmd = exec.Command(o.Executable)
	w.cmd.Dir, w.cmd.Env = o.Dir, o.Env
	w.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	pipe := func(ours, other **os.File, reverse bool) {
		if err != nil {
			return
		}
		var r, t *os.File
		if r, t, err = os.Pipe(); reverse {
			r, t = t, r
		}
		*ours, *other = r, t
		theirs = append(theirs, t)
	}
	var stdout, stderr, out, errs, commands, theirEvents, gonb *os.File
	pipe(&stdout, &out, false)
	pipe(&stderr, &errs, false)
	pipe(&w.pipes.commands, &commands, true)
	pipe(&w.pipes.events, &theirEvents, false)
	pipe(&w.pipes.gonb, &gonb, true)
	if err != nil {
		return theirs, err
	}
	w.cmd.Stdout, w.cmd.Stderr = out, errs
	w.cmd.ExtraFiles = []*os.File{commands, theirEvents, gonb}
	if o.SessionLock != nil {
		w.cmd.ExtraFiles = append(w.cmd.ExtraFiles, o.SessionLock)
	}
	w.commands = proto.NewWriter(w.pipes.commands)
	w.gonb = newQueue(w.pipes.gonb)
	if w.events, err = newEventPipe(w.pipes.events); err != nil {
		return theirs, err
	}
	if w.pipes.stdout, err = newRawPipe(stdout, w.rawText(wire.Stdout)); err != nil {
		return theirs, err
	}
	if w.pipes.stderr, err = newRawPipe(stderr, w.rawText(wire.Stderr)); err != nil {
		return theirs, err
	}
	w.pipes.text, err = pipes.New(stdout, stderr)
	return theirs, err
}

// await waits for the end of the process and tidies up behind it: its process
// group is killed before its number can be given to another, and what it wrote
// last is read.
func (w *Worker) await() {
	pid := w.Pid()
	for {
		if err := unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WNOWAIT, nil); err != unix.EINTR {
			break
		}
	}
	w.Kill()
	w.mu.Lock()
	w.reaped = true
	w.mu.Unlock()
	w.cmd.Wait()
	select {
	case <-w.listened:
	case <-time.After(patience): // a process that left the group holds the pipe
	}
	w.pipes.drain()
	tail := w.pipes.stderr.last()
	w.gonb.close()
	w.pipes.close()
	<-w.listened
	state := w.cmd.ProcessState.Sys().(syscall.WaitStatus)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.exit = &Exited{Stderr: tail, Reason: w.broken}
	if state.Signaled() {
		w.exit.Signal = state.Signal()
	} else {
		w.exit.Status = state.ExitStatus()
	}
}

// readText delivers what is written to descriptors 1 and 2, behind the events that
// came before it, until that is closed or nobody can write to them any more.
func (w *Worker) readText() {
	for {
		ready, err := w.pipes.text.Wait()
		if err != nil {
			return
		}
		w.events.caughtUp()
		for _, r := range ready {
			raw := w.pipes.stdout
			if r.File == w.pipes.stderr.file {
				raw = w.pipes.stderr
			}
			raw.take(r.Bytes)
		}
	}
}

// listen reads events. What was written to descriptors 1 and 2 before an event is
// delivered before it: the worker sends it when that has been read, and the end of a
// cell also if it has not.
func (w *Worker) listen() {
	defer close(w.listened)
	defer w.events.stop()
	r := proto.NewReader(bufio.NewReaderSize(w.events, 1<<16))
	for {
		m, err := r.Receive()
		if err != nil {
			if err != io.EOF && !errors.Is(err, os.ErrClosed) && err != io.ErrUnexpectedEOF {
				w.mu.Lock()
				w.broken = fmt.Errorf("its events cannot be understood: %w", err)
				w.mu.Unlock()
				w.Kill()
			}
			return
		}
		if _, ok := m.(proto.Done); ok {
			w.pipes.drain()
		}
		w.pipes.settled()
		w.event(m)
	}
}

func (w *Worker) event(m proto.Message) {
	switch m := m.(type) {
	case proto.Ready:
		select {
		case w.ready <- m:
		default: // only the first counts
		}
	case proto.Output:
		w.deliver(m.Frame)
	case proto.Values:
		w.values.Answered(m.ID, m)
	case proto.Seen:
		w.looks.Answered(m.ID, m)
	case proto.Ask:
		go w.ask(m)
	case proto.Gonb:
		if w.options.Gonb != nil {
			w.options.Gonb(m)
		}
	case proto.GoroutinePanic:
		if w.options.GoroutinePanic != nil {
			w.options.GoroutinePanic(m)
		}
	case proto.Done:
		if done := w.ended(m.Cell); done != nil {
			done <- m
		}
	case proto.Loaded:
		if w.options.Loaded != nil {
			w.options.Loaded(m)
		}
	}
}

// ask has the user asked, and passes on the answer.
func (w *Worker) ask(m proto.Ask) {
	a := proto.Answer{ID: m.ID, Err: "there is nobody to ask"}
	if w.options.Ask != nil {
		a.Err = ""
		text, err := w.options.Ask(m)
		if a.Text = text; err != nil {
			a.Text, a.Err = "", err.Error()
		}
	}
	w.commands.Send(a)
}

// deliver numbers a frame and hands it over.
func (w *Worker) deliver(f wire.Frame) {
	w.output.Lock()
	defer w.output.Unlock()
	w.seq++
	f.Seq = w.seq
	if w.options.Output != nil {
		w.options.Output(f)
	}
}

// rawText makes frames of text that came on descriptor 1 or 2. It counts as that
// of the cell that has begun last.
func (w *Worker) rawText(kind wire.Kind) func([]byte) {
	return func(text []byte) {
		cell := uint64(0)
		w.mu.Lock()
		if n := len(w.running); n > 0 {
			cell = w.running[n-1]
		}
		w.mu.Unlock()
		w.deliver(wire.Frame{Cell: cell, Kind: kind, Text: text})
	}
}

func (p *workerPipes) drain() {
	p.stdout.drain()
	p.stderr.drain()
}

func (p *workerPipes) settled() {
	p.stdout.settled()
	p.stderr.settled()
}

func (p *workerPipes) close() {
	if p.text != nil {
		p.text.Close()
	}
	for _, raw := range []*rawPipe{p.stdout, p.stderr} {
		if raw != nil {
			raw.file.Close()
		}
	}
	for _, f := range []*os.File{p.commands, p.events, p.gonb} {
		if f != nil {
			f.Close()
		}
	}
}
