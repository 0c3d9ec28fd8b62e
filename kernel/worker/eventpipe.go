package worker

import (
	"io"
	"os"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// An eventPipe is the pipe of events, of which one can tell whether everything
// that is in it has been dealt with. Its reader must deal with what one Read
// gives before it calls the next.
type eventPipe struct {
	conn syscall.RawConn

	mu   sync.Mutex
	busy bool // what was read last may not have been dealt with
}

func newEventPipe(f *os.File) (*eventPipe, error) {
	conn, err := f.SyscallConn()
	return &eventPipe{conn: conn}, err
}

// Read implements [io.Reader].
func (p *eventPipe) Read(b []byte) (n int, err error) {
	p.mu.Lock()
	p.busy = false
	p.mu.Unlock()
	failed := p.conn.Read(func(fd uintptr) bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		for n, err = syscall.Read(int(fd), b); err == syscall.EINTR; {
			n, err = syscall.Read(int(fd), b)
		}
		p.busy = n > 0
		return err != syscall.EAGAIN
	})
	switch {
	case failed != nil:
		return 0, failed
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// The worker sends no event while there is text in the other pipes, but not for
// long, and neither do we wait for long.
const (
	catchUpTime = 20 * time.Millisecond
	catchUpStep = 20 * time.Microsecond
)

// caughtUp waits until all events in the pipe have been dealt with.
func (p *eventPipe) caughtUp() {
	for waited := time.Duration(0); waited < catchUpTime && p.pending(); waited += catchUpStep {
		time.Sleep(catchUpStep)
	}
}

func (p *eventPipe) pending() (pending bool) {
	p.conn.Control(func(fd uintptr) {
		p.mu.Lock()
		defer p.mu.Unlock()
		n, err := unix.IoctlGetInt(int(fd), unix.TIOCINQ)
		pending = p.busy || err == nil && n > 0
	})
	return pending
}
