package zmtp

import (
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// subscribe connects a SUB peer and waits until its subscription is seen.
func subscribe(t *testing.T, s Socket, address, topic string) *zmq4.Conn {
	t.Helper()
	c := dial(t, address, zmq4.Sub, "")
	send(t, c, "\x01"+topic)
	want(t, recv(t, s), "\x01"+topic)
	return c
}

func TestXPUB(t *testing.T) {
	s, address := listen(t, NewXPUB, quiet)
	all, some := subscribe(t, s, address, ""), subscribe(t, s, address, "a.")
	for _, topic := range []string{"a.1", "b.1", "a.2"} {
		s.Send(frames(topic, "x"))
	}
	for _, topic := range []string{"a.1", "b.1", "a.2"} {
		wantFrom(t, all, topic, "x")
	}
	wantFrom(t, some, "a.1", "x")
	wantFrom(t, some, "a.2", "x")
	send(t, some, "\x00a.")
	want(t, recv(t, s), "\x00a.")
	send(t, some, "\x01b.")
	want(t, recv(t, s), "\x01b.")
	s.Send(frames("a.3"))
	s.Send(frames("b.3"))
	wantFrom(t, some, "b.3")
}

// Version 3.1 of ZMTP says SUBSCRIBE with a command.
func TestSubscribeCommand(t *testing.T) {
	s, address := listen(t, NewXPUB, quiet)
	c := dial(t, address, zmq4.Sub, "")
	if err := c.SendCmd("SUBSCRIBE", []byte("a")); err != nil {
		t.Fatal(err)
	}
	want(t, recv(t, s), "\x01a")
	s.Send(frames("a", "x"))
	wantFrom(t, c, "a", "x")
	if err := c.SendCmd("CANCEL", []byte("a")); err != nil {
		t.Fatal(err)
	}
	want(t, recv(t, s), "\x00a")
}

// Nothing is lost in a burst, however many messages it has.
func TestBurst(t *testing.T) {
	s, address := listen(t, NewXPUB, quiet)
	c := subscribe(t, s, address, "")
	const n = 50_000
	for i := range n {
		s.Send(frames("topic", fmt.Sprint(i)))
	}
	for i := range n {
		wantFrom(t, c, "topic", fmt.Sprint(i))
		if t.Failed() {
			return
		}
	}
}

// A peer that takes nothing neither holds up the others nor stays for ever.
func TestStalledPeerIsDropped(t *testing.T) {
	o := quiet
	o.Stall = time.Second // in which the other peer takes something on a busy machine
	o.Backlog = 1 << 20
	s, address := listen(t, NewXPUB, o)
	stalledRaw := dialRaw(t, address)
	stalled := open(t, stalledRaw, zmq4.Sub, "")
	send(t, stalled, "\x01")
	recv(t, s)
	live := subscribe(t, s, address, "")
	body := string(make([]byte, 64<<10))
	const n = 800
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range n {
			m, err := live.RecvMsg()
			if err != nil || len(m.Frames) != 2 || len(m.Frames[1]) != len(body) {
				t.Errorf("received %d frames, %v", len(m.Frames), err)
				return
			}
		}
	}()
	for range n {
		s.Send(frames("x", body))
		s.Throttle()
	}
	<-done
	for h := s.(*hub); h.count() != 1; { // until it is dropped
		time.Sleep(time.Millisecond)
	}
	// What has reached the peer's side of the connection ends, since the
	// socket has closed its side.
	io.Copy(io.Discard, stalledRaw)
}

// Nor does it take more memory than it may.
func TestLimit(t *testing.T) {
	o := quiet
	o.Limit = 10 << 20
	s, address := listen(t, NewXPUB, o)
	raw := dialRaw(t, address)
	send(t, open(t, raw, zmq4.Sub, ""), "\x01")
	recv(t, s)
	for range 50 {
		s.Send(frames("x", string(make([]byte, 1<<20))))
	}
	io.Copy(io.Discard, raw) // ends, since the peer has been dropped
}

// Close sends what is queued.
func TestCloseFlushes(t *testing.T) {
	s, address := listen(t, NewXPUB, quiet)
	c := subscribe(t, s, address, "")
	body := string(make([]byte, 10_000))
	const n = 2000
	for range n {
		s.Send(frames("x", body))
	}
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		s.Close()
	}()
	for i := range n {
		if m, err := c.RecvMsg(); err != nil || len(m.Frames) != 2 {
			t.Fatalf("message %d of %d: %v", i, n, err)
		}
	}
	<-closed
}

// Close does not wait for ever for a peer that takes nothing.
func TestCloseGivesUp(t *testing.T) {
	o := quiet
	o.Linger = 50 * time.Millisecond
	s, address := listen(t, NewXPUB, o)
	subscribe(t, s, address, "")
	for range 100 {
		s.Send(frames("x", string(make([]byte, 1<<20))))
	}
	s.Close()
	if err := s.Close(); err == nil {
		t.Error("a second Close succeeded")
	}
}

// Who sends in bulk goes as fast as the fastest peer, not as the slowest.
func TestThrottle(t *testing.T) {
	o := quiet
	o.Backlog = 1 << 20
	s, address := listen(t, NewXPUB, o)
	h := s.(*hub)
	dial(t, address, zmq4.Sub, "") // has asked for nothing, so it does not count
	reader := dialRaw(t, address)
	send(t, open(t, reader, zmq4.Sub, ""), "\x01")
	recv(t, s)
	go io.Copy(io.Discard, reader)
	stalled := subscribe(t, s, address, "")
	for range 256 { // more than the connection takes by itself
		s.Send(frames("x", string(make([]byte, 256<<10))))
	}
	for h.allCatchUp() { // until the reader has caught up
		time.Sleep(time.Millisecond)
	}
	if !h.somebodyBehind() {
		t.Error("the peer that does not read has caught up")
	}
	s.Throttle()
	stalled.Close()
}

func (h *hub) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.peers)
}

func (h *hub) somebodyBehind() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for p := range h.peers {
		if behind, _ := p.backlog(h.options.Backlog); behind {
			return true
		}
	}
	return false
}
