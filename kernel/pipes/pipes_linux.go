// Package pipes reads several pipes in the order in which text has come into
// them: what a process writes to its standard error stays behind what it has
// written to its standard output before.
//
// [New] takes the reading ends. [Set.Wait] says which of them can be read, the one
// that has been waiting longest first, and the caller reads them in that order.
// What has been written to two pipes, then to the first again, before anybody has
// looked cannot be told from what was written to the first at once.
//
// The package knows nothing of processes and of what is done with the text.
package pipes

import (
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// A Set is a set of pipes to read. Wait is for one goroutine; Close may be called
// by any.
type Set struct {
	epoll *os.File
	conn  syscall.RawConn
	files map[int32]*pipe // by descriptor; those that have not ended
}

type pipe struct {
	file *os.File
	conn syscall.RawConn
}

// Ready is a pipe that can be read.
type Ready struct {
	File *os.File
	// Bytes is how many there are to be read. None means that nobody can write to
	// the pipe any more; it does not come again.
	Bytes int
}

// New makes a set of pipes. They stay the caller's, who closes them when the set
// is closed.
func New(files ...*os.File) (*Set, error) {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("epoll_create1", err)
	}
	unix.SetNonblock(fd, true) // so that Wait ends when the file is closed
	s := &Set{epoll: os.NewFile(uintptr(fd), "epoll"), files: map[int32]*pipe{}}
	s.conn, err = s.epoll.SyscallConn()
	for _, f := range files {
		if err == nil {
			err = s.add(fd, f)
		}
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// add has a pipe reported when text comes, not as long as there is some: that way
// it is reported behind those into which text has come before.
func (s *Set) add(epoll int, f *os.File) error {
	conn, err := f.SyscallConn()
	if err != nil {
		return err
	}
	failed := conn.Control(func(fd uintptr) {
		err = unix.EpollCtl(epoll, unix.EPOLL_CTL_ADD, int(fd), &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLET, Fd: int32(fd)})
		s.files[int32(fd)] = &pipe{f, conn}
	})
	if failed != nil {
		return failed
	}
	return os.NewSyscallError("epoll_ctl", err)
}

// Wait waits until there is something in the pipes, or one has ended, and returns
// those in the order in which that has happened. What was not read comes again,
// unless the pipe has ended. The error is [io.EOF] when all have ended, and
// [os.ErrClosed] when the set has been closed.
func (s *Set) Wait() (ready []Ready, err error) {
	if len(s.files) == 0 {
		return nil, io.EOF
	}
	events := make([]unix.EpollEvent, len(s.files))
	failed := s.conn.Read(func(epoll uintptr) bool {
		var left []int32
		for len(ready) == 0 && err == nil {
			var n int
			n, err = unix.EpollWait(int(epoll), events, 0)
			switch {
			case err == unix.EINTR:
				err = nil
			case n > 0:
				for _, e := range events[:n] {
					ready = s.look(ready, e.Fd, e.Events&(unix.EPOLLHUP|unix.EPOLLERR) != 0)
				}
			case err == nil && left == nil:
				if left = s.left(); left == nil {
					return false
				}
				// Or has it come since then? That has its place.
			case err == nil:
				for _, fd := range left {
					ready = s.look(ready, fd, false)
				}
				left = nil
			}
		}
		return true
	})
	if failed != nil {
		return nil, os.ErrClosed
	}
	return ready, os.NewSyscallError("epoll_wait", err)
}

// left lists the pipes in which there is something though nothing is reported, or which
// were closed on our side. The caller has left it; or it has come into a pipe that was
// not empty, of which Linux 5.5 to 5.13 says nothing.
func (s *Set) left() (list []int32) {
	for fd, p := range s.files {
		if n, closed := p.unread(); n > 0 || closed {
			list = append(list, fd)
		}
	}
	return list
}

// look adds how much is in a pipe, and its end. There may be nothing by now, if
// somebody else reads it, too.
func (s *Set) look(ready []Ready, fd int32, ended bool) []Ready {
	p := s.files[fd]
	if p == nil { // it has ended
		return ready
	}
	n, closed := p.unread()
	if n > 0 {
		ready = append(ready, Ready{p.file, n})
	}
	if ended || closed {
		delete(s.files, fd)
		ready = append(ready, Ready{p.file, 0})
	}
	return ready
}

func (p *pipe) unread() (n int, closed bool) {
	err := p.conn.Control(func(fd uintptr) { n, _ = unix.IoctlGetInt(int(fd), unix.TIOCINQ) })
	return n, err != nil
}

// Close has Wait end.
func (s *Set) Close() error { return s.epoll.Close() }
