package worker

import (
	"bytes"
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// capacity is what a pipe holds; nothing older can be in it when it has been
// read to that amount.
const capacity = 1 << 16

// tailSize is how much of the last text is remembered.
const tailSize = 8 << 10

// A rawPipe reads text that comes at any time, and can be emptied at a certain
// moment. Both ways deliver the text in order.
type rawPipe struct {
	file    *os.File
	conn    syscall.RawConn
	before  func()       // waits for what must be delivered before text that is there now
	deliver func([]byte) // is given the slice for good

	mu   sync.Mutex // held from reading until the text has been delivered
	buf  []byte
	tail []byte
}

func newRawPipe(f *os.File, before func(), deliver func([]byte)) (*rawPipe, error) {
	conn, err := f.SyscallConn()
	return &rawPipe{file: f, conn: conn, before: before, deliver: deliver, buf: make([]byte, capacity)}, err
}

// loop delivers what comes until the file is closed or nobody can write to the
// pipe any more.
func (p *rawPipe) loop() {
	for ended := false; !ended; {
		err := p.conn.Read(func(fd uintptr) bool {
			n := 0
			if n, ended = waiting(fd); n == 0 {
				return ended
			}
			p.before()
			p.read(fd, n)
			return true
		})
		if err != nil {
			return
		}
	}
}

// waiting is the number of bytes in the pipe; ended says that there are none
// and none will come.
func waiting(fd uintptr) (n int, ended bool) {
	set := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	if _, err := unix.Poll(set, 0); err != nil {
		return 0, err != unix.EINTR
	}
	if set[0].Revents&unix.POLLIN == 0 {
		return 0, set[0].Revents != 0
	}
	n, err := unix.IoctlGetInt(int(fd), unix.TIOCINQ)
	return n, err != nil
}

// drain delivers what is in the pipe now.
func (p *rawPipe) drain() {
	p.conn.Control(func(fd uintptr) {
		for left := capacity; left > 0; {
			n := p.read(fd, left)
			if n <= 0 {
				return
			}
			left -= n
		}
	})
}

// read reads at most limit bytes without waiting, delivers them, and returns
// how many there were.
func (p *rawPipe) read(fd uintptr, limit int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	buf := p.buf[:min(limit, len(p.buf))]
	n, err := syscall.Read(int(fd), buf)
	for err == syscall.EINTR {
		n, err = syscall.Read(int(fd), buf)
	}
	if n > 0 {
		p.tail = append(p.tail, buf[:n]...)
		p.tail = p.tail[max(0, len(p.tail)-tailSize):]
		p.deliver(bytes.Clone(buf[:n]))
	}
	return n
}

// settled waits until text that has been read has also been delivered.
func (p *rawPipe) settled() {
	p.mu.Lock()
	defer p.mu.Unlock()
}

// last is the end of all the text so far.
func (p *rawPipe) last() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return string(p.tail)
}
