package zmtp

import (
	"bytes"
	"net"
	"sync/atomic"
	"time"

	"github.com/go-zeromq/zmq4"
)

// A link is one connection after its handshake: it sends and receives whole
// messages. One goroutine may send while another receives.
type link struct {
	raw    net.Conn
	buf    *buffered
	out    *patient
	zmq    *zmq4.Conn
	cipher *cipher // nil if nothing is encrypted
	// intake is what the messages being received may take together, longest
	// what one may.
	intake  *intake
	longest uint64
}

// patient gives each piece of a long write its own deadline, so that only a
// peer that takes nothing at all is given up.
type patient struct {
	net.Conn
	stall time.Duration
	moved atomic.Int64 // when it last took something, in nanoseconds
}

// piece is what even a slow peer takes within the deadline.
const piece = 1 << 18

func (c *patient) Write(p []byte) (int, error) {
	written := 0
	for {
		c.SetWriteDeadline(time.Now().Add(c.stall))
		n, err := c.Conn.Write(p[written:min(written+piece, len(p))])
		written += n
		if n > 0 {
			c.moved.Store(time.Now().UnixNano())
		}
		if err != nil || written == len(p) {
			return written, err
		}
	}
}

// identity is the name that the peer gave itself, often none.
func (l *link) identity() string { return l.zmq.Peer.Meta["Identity"] }

func (l *link) remote() net.Addr { return l.raw.RemoteAddr() }

// idle is how long ago the peer last took something.
func (l *link) idle() time.Duration { return time.Since(time.Unix(0, l.out.moved.Load())) }

// send writes a message or a command. What is left in the buffer waits for
// flush.
func (l *link) send(m outgoing) error {
	switch {
	case l.cipher != nil:
		return l.sendSealed(m)
	case m.command != "":
		return l.zmq.SendCmd(m.command, bytes.Join(m.frames, nil))
	}
	return l.zmq.SendMsg(zmq4.NewMsgFrom(m.frames...))
}

// sendSealed writes each frame as an encrypted one, which zmq4 takes for a
// message of its own.
func (l *link) sendSealed(m outgoing) error {
	frames, flags := m.frames, byte(0)
	if m.command != "" {
		name := append([]byte{byte(len(m.command))}, m.command...)
		frames, flags = [][]byte{append(name, bytes.Join(m.frames, nil)...)}, flagCommand
	}
	for i, frame := range frames {
		more := flags
		if i < len(frames)-1 {
			more |= flagMore
		}
		if err := l.zmq.SendMsg(zmq4.NewMsg(l.cipher.seal(more, frame))); err != nil {
			return err
		}
	}
	return nil
}

func (l *link) flush() error { return l.buf.out.Flush() }

// closeWrite tells the peer that nothing more comes. What was sent still
// arrives, which a plain close does not guarantee.
func (l *link) closeWrite() {
	if c, ok := l.raw.(interface{ CloseWrite() error }); ok {
		c.CloseWrite()
	}
}

func (l *link) close() { l.raw.Close() }
