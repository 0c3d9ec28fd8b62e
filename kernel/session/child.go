package session

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// A child serves the processes that a command has started, such as !go run, as far
// as they import gonbui of GoNB: such a process opens two named pipes, the one to
// write what it shows, the other to read what it is told. Several may do so one
// after the other.
//
// A goroutine, started by Serve, waits for the processes. It ends when the command
// has ended and nobody can write any more.
type child struct {
	session     *Session
	cell        uint64
	write, read string        // the pipes, as the processes see them
	ended       atomic.Bool   // the command has ended
	heard       chan struct{} // closed when all that was written has been read
	replies     chan []byte   // to the process that writes now
}

// children numbers them.
var children atomic.Uint64

// mostReplies is how many messages may wait for a process that does not read.
const mostReplies = 1024

// childPatience is how long what a process has shown last may take to be read.
const childPatience = 100 * time.Millisecond

// Serve implements [command.Session].
func (a *acting) Serve() (env []string, end func(), err error) {
	s := a.session
	base := filepath.Join(s.folder.Dir, fmt.Sprintf("child-%d", children.Add(1)))
	c := &child{session: s, cell: uint64(a.unit), write: base + "-out", read: base + "-in", heard: make(chan struct{})}
	if err := errors.Join(syscall.Mkfifo(c.write, 0o600), syscall.Mkfifo(c.read, 0o600)); err != nil {
		return nil, nil, fmt.Errorf("the command could not be started: %w", err)
	}
	go c.listen()
	return s.gonbEnvironment(c.write, c.read), c.end, nil
}

// end ends the waiting for processes. One in the background goes on.
func (c *child) end() {
	c.ended.Store(true)
	f, err := os.OpenFile(c.write, os.O_RDWR, 0) // which ends the waiting
	if err == nil {
		select {
		case <-c.heard:
		case <-time.After(childPatience):
		}
		f.Close()
	}
	os.Remove(c.write)
	os.Remove(c.read)
}

// listen serves one process after the other.
func (c *child) listen() {
	defer close(c.heard)
	var before *os.File
	for !c.ended.Load() {
		in, err := os.Open(c.write) // waits for a process
		before.Close()              // not earlier, so that one which is quick can write at once
		if err != nil {
			return
		}
		if !c.ended.Load() {
			c.serve(in)
		}
		before = in
	}
	before.Close()
}

// serve carries out what a process writes, until it has ended.
func (c *child) serve(in *os.File) {
	out, err := os.OpenFile(c.read, os.O_RDWR|syscall.O_NONBLOCK, 0) // which waits for nobody
	if err != nil {
		return
	}
	defer out.Close()
	c.replies = make(chan []byte, mostReplies)
	defer close(c.replies)
	go func() {
		for data := range c.replies {
			out.Write(data)
		}
	}()
	stream := c.session.gonb.NewStream(c)
	defer stream.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := in.Read(buf)
		if n > 0 {
			stream.Receive(c.cell, append([]byte(nil), buf[:n]...))
		}
		if err != nil {
			return
		}
	}
}

// Show implements [gonbui.Program].
func (c *child) Show(cell uint64, b *wire.Bundle) {
	c.session.output(wire.Frame{Cell: cell, Kind: wire.Display, Bundle: b})
}

// Complain implements [gonbui.Program].
func (c *child) Complain(cell uint64, text string) {
	c.session.output(wire.Frame{Cell: cell, Kind: wire.Stderr, Text: []byte(text + "\n")})
}

// Reply implements [gonbui.Program]. What a process does not read is dropped at
// last.
func (c *child) Reply(data []byte) {
	select {
	case c.replies <- data:
	default:
	}
}

// Ask implements [gonbui.Program].
func (c *child) Ask(cell uint64, _ wire.Question) {
	c.Complain(cell, "a process cannot ask through package gonbui: put %with_inputs above its command, and what it reads is asked for")
}
