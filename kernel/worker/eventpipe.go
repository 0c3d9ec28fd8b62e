package worker

import (
	"io"
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// An eventPipe is the pipe of events, of which one can wait until everything
// that is in it has been dealt with. Its reader must deal with what one Read
// gives before it calls the next, and call stop when it reads no more.
type eventPipe struct {
	conn syscall.RawConn

	mu      sync.Mutex
	read    int64 // bytes
	dealt   int64 // the first of them, which have been dealt with
	stopped bool
	changed sync.Cond // dealt or stopped has
}

func newEventPipe(f *os.File) (*eventPipe, error) {
	conn, err := f.SyscallConn()
	p := &eventPipe{conn: conn}
	p.changed.L = &p.mu
	return p, err
}

// Read implements [io.Reader].
func (p *eventPipe) Read(b []byte) (n int, err error) {
	p.mu.Lock()
	p.dealt = p.read
	p.changed.Broadcast()
	p.mu.Unlock()
	failed := p.conn.Read(func(fd uintptr) bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		for n, err = syscall.Read(int(fd), b); err == syscall.EINTR; {
			n, err = syscall.Read(int(fd), b)
		}
		p.read += int64(max(n, 0))
		return err != syscall.EAGAIN
	})
	switch {
	case failed != nil:
		return 0, os.ErrClosed
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// stop says that nothing more will be dealt with.
func (p *eventPipe) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.stopped = true
	p.changed.Broadcast()
}

// caughtUp waits until all events that are in the pipe now have been dealt with.
func (p *eventPipe) caughtUp() {
	p.mu.Lock()
	defer p.mu.Unlock()
	until := p.read
	p.conn.Control(func(fd uintptr) {
		if n, err := unix.IoctlGetInt(int(fd), unix.TIOCINQ); err == nil {
			until += int64(n)
		}
	})
	for p.dealt < until && !p.stopped {
		p.changed.Wait()
	}
}
