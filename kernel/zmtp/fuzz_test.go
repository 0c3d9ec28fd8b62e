package zmtp

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"net"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// A tape is a connection that reads what is on it and keeps what is written.
type tape struct {
	net.Conn
	in  *bytes.Reader
	out bytes.Buffer
}

func (t *tape) Read(p []byte) (int, error)       { return t.in.Read(p) }
func (t *tape) Write(p []byte) (int, error)      { return t.out.Write(p) }
func (t *tape) SetDeadline(time.Time) error      { return nil }
func (t *tape) SetReadDeadline(time.Time) error  { return nil }
func (t *tape) SetWriteDeadline(time.Time) error { return nil }
func (t *tape) Close() error                     { return nil }

// tapeLink is a link whose peer has sent data.
func tapeLink(data []byte) (*link, *tape) {
	t := &tape{in: bytes.NewReader(data)}
	b := &buffered{Conn: t, in: bufio.NewReader(t), out: bufio.NewWriter(t)}
	in := &intake{limit: 1 << 30}
	return &link{raw: t, buf: b, out: &patient{Conn: t}, intake: in, longest: 8 << 20}, t
}

// FuzzReceive reads what a peer may send: nothing panics, no more is kept than
// was sent, and what could be read is the same when it is sent on.
func FuzzReceive(f *testing.F) {
	f.Add([]byte("\x01\x02id\x01\x00\x00\x05hello"))
	f.Add([]byte("\x04\x06\x04PING\x00"))
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00\x03abc\x00\x01\x01"))
	f.Add([]byte("\x02\x7f\xff\xff\xff\xff\xff\xff\xff"))
	f.Add([]byte("\x03\x00\x00\x00\x00\x00\x20\x00\x00too short"))
	f.Add([]byte("\x01\x00\x01\x00\x01\x00\x04\x01\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l, _ := tapeLink(data)
		size := 0
		for {
			p, err := l.receive()
			if err != nil {
				break
			}
			for _, frame := range p.frames {
				size += len(frame)
			}
			l.intake.give(p.taken)
			if p.command == "" {
				sendAgain(t, p.frames)
			}
		}
		if size > len(data) {
			t.Errorf("%d bytes came of %d", size, len(data))
		}
		if used := l.intake.used.Load(); used != 0 {
			t.Errorf("%d bytes of the intake are never given back", used)
		}
	})
}

func sendAgain(t *testing.T, frames [][]byte) {
	to, sent := openTape(t)
	sent.out.Reset()
	if err := to.send(outgoing{frames: frames}); err != nil {
		t.Fatal(err)
	}
	if err := to.flush(); err != nil {
		t.Fatal(err)
	}
	back, _ := tapeLink(sent.out.Bytes())
	p, err := back.receive()
	if err != nil || len(p.frames) != len(frames) {
		t.Fatalf("%d frames became %d, %v", len(frames), len(p.frames), err)
	}
	for i := range frames {
		if !bytes.Equal(frames[i], p.frames[i]) {
			t.Errorf("frame %d became %q", i, p.frames[i])
		}
	}
}

// goodHandshake is what a DEALER says.
func goodHandshake(identity string) []byte {
	var b bytes.Buffer
	b.Write(append([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0}, "NULL"...))
	b.Write(make([]byte, 48))
	ready := []byte("\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER\x08Identity")
	ready = append(binary.BigEndian.AppendUint32(ready, uint32(len(identity))), identity...)
	b.Write(append([]byte{4, byte(len(ready))}, ready...))
	return b.Bytes()
}

func openTape(t testing.TB) (*link, *tape) {
	tape := &tape{in: bytes.NewReader(goodHandshake("a"))}
	l, err := handshake(tape, zmq4.Router, Options{}.withDefaults(), &intake{limit: 1 << 30})
	if err != nil {
		t.Fatal(err)
	}
	return l, tape
}

// FuzzHandshake greets whoever connects: nothing panics, and who gets through
// has said what a peer says.
func FuzzHandshake(f *testing.F) {
	good := goodHandshake("a name")
	f.Add(good)
	f.Add(good[:70])
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n" + string(make([]byte, 64))))
	f.Add(append(bytes.Clone(good[:64]), 6, 0, 0, 0x10, 0, 0, 0, 0, 0))
	f.Add(append(bytes.Clone(good[:64]), 4, 8, 5, 'R', 'E', 'A', 'D', 'Y', 90, 'x'))
	f.Add(append(bytes.Clone(good[:64]), "\x04\x0b\x05ERROR\x04oops"...))
	curve := bytes.Clone(good[:64])
	copy(curve[12:], "CURVE")
	f.Add(append(curve, append([]byte{4, 200}, append([]byte("\x05HELLO\x01\x00"), make([]byte, 192)...)...)...))
	o, encrypted := quiet.withDefaults(), quiet.withDefaults()
	encrypted.Curve = testCurve(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, o := range []Options{o, encrypted} {
			l, err := handshake(&tape{in: bytes.NewReader(data)}, zmq4.Router, o, &intake{limit: 1 << 30})
			if err != nil {
				continue
			}
			if o.Curve != nil {
				t.Error("somebody without a key got through")
			}
			if len(l.identity()) > len(data) || !bytes.Contains(data, []byte("NULL")) {
				t.Errorf("identity %q of %q", l.identity(), data)
			}
		}
	})
}

// FuzzSealed decrypts what an attacker sends on an encrypted connection: it is
// never accepted.
func FuzzSealed(f *testing.F) {
	c := &cipher{key: [32]byte{1}}
	f.Add(c.seal(0, []byte("of the wrong side")))
	f.Add([]byte(sealedPrefix))
	f.Add(append([]byte(sealedPrefix), make([]byte, 8+17)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &cipher{key: [32]byte{1}}
		if _, frame, err := c.open(data); err == nil {
			t.Errorf("%q was accepted", frame)
		}
		if c.received != 0 {
			t.Error("a frame that was not accepted counts")
		}
	})
}

// FuzzSubscriptions has peers say anything on an XPUB: what it keeps of a peer is
// bounded, and nothing goes to who has not asked for it.
func FuzzSubscriptions(f *testing.F) {
	f.Add([]byte("\x01a\xff\x01b\xff\x00a\xff\x00a"), "ab")
	f.Add([]byte("\x01\xff\x01\xff\x00"), "")
	f.Add([]byte("\x02x\xffy"), "x")
	f.Fuzz(func(t *testing.T, data []byte, topic string) {
		l, _ := openTape(t)
		p := newPeer(l, quiet.withDefaults())
		x := &publisher{topics: map[*peer]map[string]int{}, welcome: func(topic string) [][]byte { return [][]byte{[]byte(topic)} }}
		x.join(nil, p)
		for _, frame := range bytes.Split(data, []byte{0xff}) {
			x.received(p, [][]byte{frame})
		}
		if len(x.topics[p]) > mostTopics || p.echoes > 2*echoLimit {
			t.Errorf("%d topics, %d bytes", len(x.topics[p]), p.echoes)
		}
		wanted := subscribed(x.topics[p], topic)
		before := len(p.queue)
		x.send(&hub{}, [][]byte{[]byte(topic)})
		if sent := len(p.queue) > before; sent != wanted && !p.dropped {
			t.Errorf("%q sent: %v, wanted: %v", topic, sent, wanted)
		}
	})
}
