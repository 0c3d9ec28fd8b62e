package zmtp

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// bufferSize is enough for a usual message; longer frames bypass the buffers.
const bufferSize = 8 << 10

// buffered is the connection as zmq4 sees it. zmq4 writes each frame in two
// pieces; here they become one write for several messages.
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

// handshake makes a link of a new connection.
func handshake(c net.Conn, kind zmq4.SocketType, o Options, in *intake) (l *link, err error) {
	// zmq4 indexes and allocates by lengths that the peer names.
	defer func() {
		if v := recover(); v != nil {
			l, err = nil, fmt.Errorf("malformed handshake: %v", v)
		}
	}()
	c.SetDeadline(time.Now().Add(o.Handshake))
	b := &buffered{
		Conn:    c,
		in:      bufio.NewReaderSize(c, bufferSize),
		out:     bufio.NewWriterSize(c, bufferSize),
		shaking: true,
	}
	security, curve := null.Security(), &curveServer{keys: o.Curve}
	if o.Curve != nil {
		security = curve
	}
	z, err := zmq4.Open(b, security, kind, nil, true, nil)
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
	return &link{raw: c, buf: b, out: out, zmq: z, cipher: curve.cipher, intake: in, longest: uint64(o.Longest)}, nil
}
