package zmtp

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
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

// recvFrom receives from a ROUTER, and leaves out which connection it came by.
func recvFrom(t *testing.T, s Socket) [][]byte {
	t.Helper()
	m := recv(t, s)
	return slices.Delete(m, 1, 2)
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
	want(t, recvFrom(t, s), "a", "x", "", long)
	send(t, b, "y")
	want(t, recvFrom(t, s), "b", "y")
	s.Send(frames("nobody", "", "lost"))
	s.Send(frames("b", "", "1", long, ""))
	s.Send(frames("a", "", "2"))
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
		m := recvFrom(t, s)
		names[string(m[0])] = true
		s.Send([][]byte{m[0], nil, []byte(fmt.Sprint(i))})
		wantFrom(t, c, fmt.Sprint(i))
	}
	if len(names) != 3 {
		t.Errorf("three peers have the names %v", names)
	}
}

// A peer that connects and says nothing, or nonsense, holds up nobody.
func TestSilentAndBrokenPeers(t *testing.T) {
	o := quiet
	o.Handshake = time.Second // which the peer that is well does not need on a busy machine
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
	want(t, recvFrom(t, s), "good", "x")
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
	want(t, recvFrom(t, s), "good", "x")
}

// A front end that comes back gets the replies, also those that its dead
// connection did not take, and to what it asked by that.
func TestComesBack(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	old := dial(t, address, zmq4.Dealer, "lab")
	send(t, old, "old")
	asked := recv(t, s)
	big := string(make([]byte, 1<<20))
	for range 100 { // more than the connection takes by itself
		s.Send(append(asked[:2:2], []byte(big)))
	}
	s.Send(append(asked[:2:2], []byte("last")))
	back := dial(t, address, zmq4.Dealer, "lab")
	send(t, back, "new")
	want(t, recvFrom(t, s), "lab", "new")
	s.Send(append(asked[:2:2], []byte("again")))
	for _, last := range []string{"last", "again"} {
		for m := ""; m != last; {
			received, err := back.RecvMsg()
			if err != nil {
				t.Fatal(err)
			}
			m = string(received.Frames[0])
		}
	}
}

// Of several connections with one identity each gets the replies to what came by
// it, and whoever is left gets those to one that has gone. A question from
// another socket goes to all.
func TestOneIdentity(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	a, b := dial(t, address, zmq4.Dealer, "lab"), dial(t, address, zmq4.Dealer, "lab")
	for _, c := range []*zmq4.Conn{a, b} { // so that both are known
		send(t, c, "x")
		recv(t, s)
	}
	for range 3 {
		send(t, a, "a")
		fromA := recv(t, s)
		send(t, b, "b")
		fromB := recv(t, s)
		s.Send(append(fromB[:2:2], []byte("to b")))
		s.Send(append(fromA[:2:2], []byte("to a")))
		wantFrom(t, a, "to a")
		wantFrom(t, b, "to b")
	}
	s.Send(frames("lab", "", "to all"))
	wantFrom(t, a, "to all")
	wantFrom(t, b, "to all")
	send(t, b, "b")
	fromB := recv(t, s)
	b.Close()
	for left := false; !left; { // the socket needs a moment to see that b has gone
		s.Send(append(fromB[:2:2], []byte("to b")))
		send(t, a, "a")
		fromA := recv(t, s)
		s.Send(append(fromA[:2:2], []byte("to a")))
		m, err := a.RecvMsg()
		if err != nil {
			t.Fatal(err)
		}
		if left = string(m.Frames[0]) == "to b"; left {
			wantFrom(t, a, "to a")
		}
	}
}

// Of too many connections with one identity the oldest makes room.
func TestTooManyOfOneIdentity(t *testing.T) {
	s, address := listen(t, NewRouter, quiet)
	oldest := dialRaw(t, address)
	send(t, open(t, oldest, zmq4.Dealer, "lab"), "x")
	want(t, recvFrom(t, s), "lab", "x")
	for range sharing {
		send(t, dial(t, address, zmq4.Dealer, "lab"), "x")
		want(t, recvFrom(t, s), "lab", "x")
	}
	if _, err := io.Copy(io.Discard, oldest); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the oldest connection is still there")
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
