package gonbui

import "io"

// A pipe hands bytes to a reader, and can tell when that has read them all and
// wants more: then it has done what was to be done with them. (Package gob does
// not tell where a message ends other than by reading it.)
type pipe struct {
	more   chan []byte
	hungry chan struct{} // the reader wants more; closed when it has ended
	rest   []byte
	closed bool // as the reader has seen
}

func newPipe() pipe { return pipe{more: make(chan []byte), hungry: make(chan struct{})} }

// Read implements [io.Reader].
func (p *pipe) Read(b []byte) (int, error) {
	for len(p.rest) == 0 {
		p.hungry <- struct{}{}
		data, ok := <-p.more
		if !ok {
			p.closed = true
			return 0, io.EOF
		}
		p.rest = data
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}

// await waits until the reader wants more, or has ended.
func (p *pipe) await() { <-p.hungry }

// put hands over data and waits until the reader has dealt with it. It must not be
// called after the reader has ended.
func (p *pipe) put(data []byte) {
	p.more <- data
	p.await()
}

// close tells the reader that nothing more comes.
func (p *pipe) close() { close(p.more) }

// end is called by the reader when it reads no more.
func (p *pipe) end() { close(p.hungry) }
