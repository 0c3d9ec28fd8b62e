package worker

import (
	"bytes"
	"os"
	"sync"
	"syscall"
)

// capacity is what a pipe holds; nothing older can be in it when it has been
// read to that amount.
const capacity = 1 << 16

// tailSize is how much of the last text is remembered.
const tailSize = 8 << 10

// A rawPipe reads text, when there is some or to empty the pipe at a certain
// moment. Both ways deliver the text in order.
type rawPipe struct {
	file    *os.File
	conn    syscall.RawConn
	deliver func([]byte) // is given the slice for good

	mu   sync.Mutex // held from reading until the text has been delivered
	buf  []byte
	tail []byte
}

func newRawPipe(f *os.File, deliver func([]byte)) (*rawPipe, error) {
	conn, err := f.SyscallConn()
	return &rawPipe{file: f, conn: conn, deliver: deliver, buf: make([]byte, capacity)}, err
}

// drain delivers what is in the pipe now.
func (p *rawPipe) drain() { p.take(capacity) }

// take delivers the next n bytes, or what is there if that is less.
func (p *rawPipe) take(n int) {
	p.conn.Control(func(fd uintptr) {
		for n > 0 {
			done := p.read(fd, n)
			if done <= 0 {
				return
			}
			n -= done
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
