package zmtp

import (
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// Of too many that say nothing the oldest go; of too many peers the newest is
// refused, until there is room.
func TestCrowd(t *testing.T) {
	o := quiet
	o.Peers = 3
	s, address := listen(t, NewRouter, o)
	var silent []net.Conn
	for range 5 {
		silent = append(silent, dialRaw(t, address))
	}
	for _, c := range silent[:2] {
		io.Copy(io.Discard, c) // ends, since it is closed
	}
	var peers []*zmq4.Conn
	for i := range 3 {
		c := dial(t, address, zmq4.Dealer, string(rune('a'+i)))
		send(t, c, "x")
		want(t, recvFrom(t, s), string(rune('a'+i)), "x")
		peers = append(peers, c)
	}
	refused := dialRaw(t, address)
	open(t, refused, zmq4.Dealer, "d")
	io.Copy(io.Discard, refused)
	peers[0].Close()
	// The socket needs a moment to see that there is room.
	for came := false; !came; came = joins(t, address) {
	}
	want(t, recvFrom(t, s), "e", "x")
}

// joins reports whether a new peer is let in: what it sends is not refused.
func joins(t *testing.T, address string) bool {
	raw := dialRaw(t, address)
	c, err := zmq4.Open(raw, null.Security(), zmq4.Dealer, zmq4.SocketIdentity("e"), false, nil)
	if err != nil || c.SendMsg(zmq4.NewMsgString("x")) != nil || c.SendCmd("PING", []byte("\x00\x00")) != nil {
		return false
	}
	_, err = c.RecvCmd()
	return err == nil
}

// Who does not read what it asks for is dropped, however little it reads of
// other things.
func TestEchoes(t *testing.T) {
	_, address := listen(t, NewHeartbeat, quiet)
	raw := dialRaw(t, address)
	c := open(t, raw, zmq4.Dealer, "")
	beat := zmq4.NewMsg(make([]byte, shortMessage/2))
	for c.SendMsg(beat) == nil { // ends, since the connection is closed
	}
	good := dial(t, address, zmq4.Dealer, "")
	send(t, good, "beat")
	wantFrom(t, good, "beat")
}

// Who subscribes to more and more is dropped.
func TestTopics(t *testing.T) {
	o := quiet
	o.Welcome = func(topic string) [][]byte { return frames(topic, "welcome") }
	_, address := listen(t, NewXPUB, o)
	raw := dialRaw(t, address)
	c := open(t, raw, zmq4.Sub, "")
	go func() {
		for i := uint64(0); c.SendMsg(zmq4.NewMsg(binary.BigEndian.AppendUint64([]byte{1}, i))) == nil; i++ {
		}
	}()
	io.Copy(io.Discard, raw)
	good := dial(t, address, zmq4.Sub, "")
	send(t, good, "\x01topic")
	wantFrom(t, good, "topic", "welcome")
}

// What is being received is bounded for all peers together, and usual messages
// come through all the same.
func TestIntake(t *testing.T) {
	o := quiet
	o.Longest = 8 << 20
	s, address := listen(t, NewRouter, o)
	begin := func(name string) net.Conn {
		raw := dialRaw(t, address)
		open(t, raw, zmq4.Dealer, name)
		raw.Write(binary.BigEndian.AppendUint64([]byte{2}, 7<<20))
		raw.Write(make([]byte, 6<<20))
		return raw
	}
	first := begin("first")
	h := s.(*hub)
	for h.intake.used.Load() < 5<<20 { // until it has been read
		time.Sleep(time.Millisecond)
	}
	io.Copy(io.Discard, begin("second")) // ends, since it is dropped
	usual := dial(t, address, zmq4.Dealer, "usual")
	send(t, usual, string(make([]byte, 900<<10)))
	if m := recvFrom(t, s); string(m[0]) != "usual" {
		t.Errorf("a message of %s", m[0])
	}
	first.Write(make([]byte, 1<<20))
	if m := recvFrom(t, s); string(m[0]) != "first" || len(m[1]) != 7<<20 {
		t.Errorf("%d bytes of %s", len(m[1]), m[0])
	}
	for h.intake.used.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
}
