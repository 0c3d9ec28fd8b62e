package zmtp

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// quiet are the options of most tests.
var quiet = Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))}

// listen opens a socket on a free port.
func listen(t *testing.T, open func(net.Listener, Options) Socket, o Options) (Socket, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := open(l, o)
	t.Cleanup(func() { s.Close() })
	return s, l.Addr().String()
}

// dialRaw connects and says nothing.
func dialRaw(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(60 * time.Second)) // so that nothing hangs for ever
	return c
}

// dial connects as a ZeroMQ peer.
func dial(t *testing.T, address string, kind zmq4.SocketType, identity string) *zmq4.Conn {
	t.Helper()
	return open(t, dialRaw(t, address), kind, identity)
}

// open does a peer's handshake.
func open(t *testing.T, raw net.Conn, kind zmq4.SocketType, identity string) *zmq4.Conn {
	t.Helper()
	c, err := zmq4.Open(raw, null.Security(), kind, zmq4.SocketIdentity(identity), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func frames(parts ...string) (fs [][]byte) {
	for _, p := range parts {
		fs = append(fs, []byte(p))
	}
	return fs
}

func send(t *testing.T, c *zmq4.Conn, parts ...string) {
	t.Helper()
	if err := c.SendMsg(zmq4.NewMsgFrom(frames(parts...)...)); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, got [][]byte, parts ...string) {
	t.Helper()
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", frames(parts...)) {
		t.Errorf("got %.200q, want %.200q", got, parts)
	}
}

func wantFrom(t *testing.T, c *zmq4.Conn, parts ...string) {
	t.Helper()
	m, err := c.RecvMsg()
	if err != nil {
		t.Fatal(err)
	}
	want(t, m.Frames, parts...)
}

func recv(t *testing.T, s Socket) [][]byte {
	t.Helper()
	m, err := s.Recv()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRouter(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	a, b := dial(t, address, zmq4.Dealer, "a"), dial(t, address, zmq4.Dealer, "b")
	long := string(bytes.Repeat([]byte("∇"), 1<<20))
	send(t, a, "x", "", long)
	want(t, recv(t, s), "a", "x", "", long)
	send(t, b, "y")
	want(t, recv(t, s), "b", "y")
	s.Send(frames("nobody", "lost"))
	s.Send(frames("b", "1", long, ""))
	s.Send(frames("a", "2"))
	wantFrom(t, a, "2")
	wantFrom(t, b, "1", long, "")
}

// Peers without an identity get one each.
func TestRouterNamesPeers(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	names := map[string]bool{}
	for i := range 3 {
		c := dial(t, address, zmq4.Dealer, "")
		send(t, c, "x")
		m := recv(t, s)
		names[string(m[0])] = true
		s.Send([][]byte{m[0], []byte(fmt.Sprint(i))})
		wantFrom(t, c, fmt.Sprint(i))
	}
	if len(names) != 3 {
		t.Errorf("three peers have the names %v", names)
	}
}

// A peer that connects and says nothing, or nonsense, holds up nobody.
func TestSilentAndBrokenPeers(t *testing.T) {
	o := quiet
	o.Handshake = 100 * time.Millisecond
	s, address := listen(t, NewRouter, o)
	silent := dialRaw(t, address)
	greeting := append([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0}, make([]byte, 52)...)
	copy(greeting[12:], "NULL")
	for _, noise := range [][]byte{
		[]byte("GET / HTTP/1.1\r\n\r\n" + string(make([]byte, 64))),
		append(bytes.Clone(greeting), 4, 0),                                              // an empty command
		append(bytes.Clone(greeting), 6, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff), // as long as can be said
		append(bytes.Clone(greeting), 6, 0, 0, 0x10, 0, 0, 0, 0, 0),                      // 16 TB
		append(bytes.Clone(greeting), 4, 8, 5, 'R', 'E', 'A', 'D', 'Y', 90, 'x'),         // a property that is not there
	} {
		c := dialRaw(t, address)
		c.Write(noise)
		io.Copy(io.Discard, c) // ends when the socket has given up
	}
	c := dial(t, address, zmq4.Dealer, "good")
	send(t, c, "x")
	want(t, recv(t, s), "good", "x")
	io.Copy(io.Discard, silent)
}

// A message that claims to be long is not believed before it is there.
func TestTooLongMessage(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	raw := dialRaw(t, address)
	open(t, raw, zmq4.Dealer, "")
	raw.Write([]byte{2, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	io.Copy(io.Discard, raw)
	send(t, dial(t, address, zmq4.Dealer, "good"), "x")
	want(t, recv(t, s), "good", "x")
}

// A front end that comes back gets the replies, also those that its dead
// connection did not take.
func TestHandover(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	old := dial(t, address, zmq4.Dealer, "lab")
	send(t, old, "old")
	want(t, recv(t, s), "lab", "old")
	big := string(make([]byte, 1<<20))
	for range 100 { // more than the connection takes by itself
		s.Send(frames("lab", big))
	}
	s.Send(frames("lab", "last"))
	back := dial(t, address, zmq4.Dealer, "lab")
	send(t, back, "new")
	want(t, recv(t, s), "lab", "new")
	s.Send(frames("lab", "again"))
	for _, last := range []string{"last", "again"} {
		for {
			m, err := back.RecvMsg()
			if err != nil {
				t.Fatal(err)
			}
			if string(m.Frames[0]) == last {
				break
			}
		}
	}
	for { // the old connection is closed
		if _, err := old.RecvMsg(); err != nil {
			break
		}
	}
}

func TestPing(t *testing.T) {
	_, address := listen(t, NewRouter, quiet)
	c := dial(t, address, zmq4.Dealer, "a")
	if err := c.SendCmd("PING", []byte("\x00\x10context")); err != nil {
		t.Fatal(err)
	}
	pong, err := c.RecvCmd()
	if err != nil || pong.Name != "PONG" || string(pong.Body) != "context" {
		t.Errorf("%+v, %v", pong, err)
	}
}

func TestHeartbeat(t *testing.T) {
	s, address := listen(t, NewHeartbeat, quiet)
	for range 3 {
		c := dial(t, address, zmq4.Req, "")
		for i := range 3 {
			send(t, c, "", "beat", fmt.Sprint(i))
			wantFrom(t, c, "", "beat", fmt.Sprint(i))
		}
	}
	s.Close()
	if _, err := s.Recv(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Recv of a closed heartbeat: %v", err)
	}
}

func TestPair(t *testing.T) {
	a, b := Pair()
	a.Send(frames("x", "y"))
	a.Send(frames("z"))
	want(t, recv(t, b), "x", "y")
	b.Close()
	want(t, recv(t, b), "z")
	if _, err := b.Recv(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Recv of a closed end: %v", err)
	}
	if _, err := a.Recv(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("Recv of the other end: %v", err)
	}
	b.Send(frames("lost"))
}

// Of two connections with one identity that which came later has it, also if
// its handshake ends first.
func TestHandoverInOrder(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	older := dialRaw(t, address)
	newer := dial(t, address, zmq4.Dealer, "lab")
	send(t, newer, "new")
	want(t, recv(t, s), "lab", "new")
	if c, err := zmq4.Open(older, null.Security(), zmq4.Dealer, zmq4.SocketIdentity("lab"), false, nil); err == nil {
		c.SendMsg(zmq4.NewMsgString("old"))
	}
	io.Copy(io.Discard, older) // ends, since it is closed
	s.Send(frames("lab", "reply"))
	wantFrom(t, newer, "reply")
	send(t, newer, "again")
	want(t, recv(t, s), "lab", "again")
}
