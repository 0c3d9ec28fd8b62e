package zmtp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// A link is one connection after its handshake: it sends and receives whole
// messages. One goroutine may send while another receives.
type link struct {
	raw net.Conn
	buf *buffered
	out *patient
	zmq *zmq4.Conn
}

// buffered is the connection as zmq4 sees it. zmq4 writes each frame in two
// pieces; here they become one write for a whole message.
type buffered struct {
	net.Conn
	in  *bufio.Reader
	out *bufio.Writer
	// shaking says that reading flushes what was written: both sides of a
	// handshake speak in turn.
	shaking bool
}

func (b *buffered) Read(p []byte) (int, error) {
	if !b.shaking {
		return b.in.Read(p)
	}
	if err := b.out.Flush(); err != nil {
		return 0, err
	}
	n, err := io.ReadFull(b.in, p)
	// zmq4 allocates what a frame's header announces. The last seven bytes of
	// a long length are the only thing it reads by seven.
	if err == nil && n == 7 && [5]byte(p) != [5]byte{} {
		return 0, errors.New("handshake too long")
	}
	return n, err
}

func (b *buffered) Write(p []byte) (int, error) { return b.out.Write(p) }

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

// handshake makes a link of a new connection.
func handshake(c net.Conn, kind zmq4.SocketType, o Options) (l *link, err error) {
	// zmq4 indexes and allocates by lengths that the peer names.
	defer func() {
		if v := recover(); v != nil {
			l, err = nil, fmt.Errorf("malformed handshake: %v", v)
		}
	}()
	c.SetDeadline(time.Now().Add(o.Handshake))
	b := &buffered{
		Conn:    c,
		in:      bufio.NewReaderSize(c, 1<<16),
		out:     bufio.NewWriterSize(c, 1<<16),
		shaking: true,
	}
	z, err := zmq4.Open(b, null.Security(), kind, nil, true, nil)
	if err != nil {
		return nil, err
	}
	b.shaking = false
	if err := b.out.Flush(); err != nil {
		return nil, err
	}
	c.SetDeadline(time.Time{})
	out := &patient{Conn: c, stall: o.Stall}
	b.out.Reset(out)
	return &link{raw: c, buf: b, out: out, zmq: z}, nil
}

// identity is the name that the peer gave itself, often none.
func (l *link) identity() string { return l.zmq.Peer.Meta["Identity"] }

func (l *link) remote() net.Addr { return l.raw.RemoteAddr() }

// idle is how long ago the peer last took something.
func (l *link) idle() time.Duration { return time.Since(time.Unix(0, l.out.moved.Load())) }

// send writes messages and flushes once.
func (l *link) send(batch []outgoing) error {
	for _, m := range batch {
		var err error
		if m.command != "" {
			err = l.zmq.SendCmd(m.command, bytes.Join(m.frames, nil))
		} else {
			err = l.zmq.SendMsg(zmq4.NewMsgFrom(m.frames...))
		}
		if err != nil {
			return err
		}
	}
	return l.buf.out.Flush()
}

// The flags of a ZMTP frame.
const (
	flagMore    = 1
	flagLong    = 2
	flagCommand = 4
)

// maxMessage bounds what one message of a front end may take: uploads go other
// ways.
const maxMessage = 1 << 30

// receive reads a message, or a command and its body as the only frame. It is
// used instead of zmq4's RecvMsg, which answers PINGs into the middle of what
// another goroutine writes, and allocates whatever a peer announces.
func (l *link) receive() (frames [][]byte, command string, err error) {
	total := uint64(0)
	for {
		flags, size, err := l.frameHeader()
		if err != nil {
			return nil, "", err
		}
		if total += size; total > maxMessage || size > maxMessage {
			return nil, "", errors.New("zmtp: message too long")
		}
		body, err := readBody(l.buf.in, int(size))
		if err != nil {
			return nil, "", err
		}
		if flags&flagCommand != 0 {
			return splitCommand(body)
		}
		frames = append(frames, body)
		if flags&flagMore == 0 {
			return frames, "", nil
		}
	}
}

func (l *link) frameHeader() (flags byte, size uint64, err error) {
	if flags, err = l.buf.in.ReadByte(); err != nil {
		return 0, 0, err
	}
	var b [8]byte
	length := b[7:]
	if flags&flagLong != 0 {
		length = b[:]
	}
	_, err = io.ReadFull(l.buf.in, length)
	return flags, binary.BigEndian.Uint64(b[:]), err
}

// readBody lets memory grow with what has come, not with what is announced.
func readBody(r io.Reader, size int) ([]byte, error) {
	if size <= 1<<20 {
		body := make([]byte, size)
		_, err := io.ReadFull(r, body)
		return body, err
	}
	var b bytes.Buffer
	_, err := io.CopyN(&b, r, int64(size))
	return b.Bytes(), err
}

func splitCommand(body []byte) ([][]byte, string, error) {
	if len(body) == 0 || len(body) < 1+int(body[0]) || body[0] == 0 {
		return nil, "", errors.New("zmtp: malformed command")
	}
	n := 1 + int(body[0])
	return [][]byte{body[n:]}, string(body[1:n]), nil
}

// closeWrite tells the peer that nothing more comes. What was sent still
// arrives, which a plain close does not guarantee.
func (l *link) closeWrite() {
	if c, ok := l.raw.(interface{ CloseWrite() error }); ok {
		c.CloseWrite()
	}
}

func (l *link) close() { l.raw.Close() }
