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

// A rawPipe reads text that comes at any time, and can be emptied at a certain
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

// loop delivers what comes until the file is closed or nobody can write to the
// pipe any more.
func (p *rawPipe) loop() {
	for ended := false; !ended; {
		err := p.conn.Read(func(fd uintptr) bool {
			n, err := p.read(fd)
			ended = err == nil && n == 0
			return err != syscall.EAGAIN
		})
		if err != nil {
			return
		}
	}
}

// drain delivers what is in the pipe now.
func (p *rawPipe) drain() {
	p.conn.Control(func(fd uintptr) {
		for total := 0; total < capacity; {
			n, err := p.read(fd)
			if n <= 0 || err != nil {
				return
			}
			total += n
		}
	})
}

// read reads and delivers once, without waiting.
func (p *rawPipe) read(fd uintptr) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, err := syscall.Read(int(fd), p.buf)
	for err == syscall.EINTR {
		n, err = syscall.Read(int(fd), p.buf)
	}
	if n > 0 {
		p.tail = append(p.tail, p.buf[:n]...)
		p.tail = p.tail[max(0, len(p.tail)-tailSize):]
		p.deliver(bytes.Clone(p.buf[:n]))
	}
	return n, err
}

// last is the end of all the text so far.
func (p *rawPipe) last() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return string(p.tail)
}
