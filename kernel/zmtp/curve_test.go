package zmtp

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/go-zeromq/zmq4"
	"golang.org/x/crypto/nacl/box"
)

// testCurve makes a pair of keys.
func testCurve(t testing.TB) *Curve {
	t.Helper()
	public, secret, err := box.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &Curve{public: *public, secret: *secret}
}

// A curveClient is the peer's side of the handshake.
type curveClient struct {
	own    *Curve
	server [32]byte // the public key
	key    [32]byte // of the connection
	sent   uint64
	// wrong changes a command before it is sent.
	wrong func(name string, body []byte) []byte
}

func (*curveClient) Type() zmq4.SecurityType                       { return zmq4.CurveSecurity }
func (*curveClient) Encrypt(w io.Writer, data []byte) (int, error) { return w.Write(data) }
func (*curveClient) Decrypt(w io.Writer, data []byte) (int, error) { return w.Write(data) }

func (c *curveClient) Handshake(conn *zmq4.Conn, _ bool) error {
	public, secret, err := box.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	nonce := shortNonce("CurveZMQHELLO---", 1)
	hello := append(append(append([]byte{1, 0}, make([]byte, 72)...), public[:]...), nonce[16:]...)
	if err := c.send(conn, "HELLO", box.Seal(hello, make([]byte, 64), &nonce, &c.server, secret)); err != nil {
		return err
	}
	welcome, err := receiveCommand(conn, "WELCOME", 160)
	if err != nil {
		return err
	}
	copy(nonce[:], "WELCOME-")
	copy(nonce[8:], welcome)
	plain, ok := box.Open(nil, welcome[16:], &nonce, &c.server, secret)
	if !ok {
		return errCurve
	}
	theirs := [32]byte(plain)
	box.Precompute(&c.key, &theirs, secret)
	nonce = longNonce("VOUCH---")
	inner := append(bytes.Clone(c.own.public[:]), nonce[8:]...)
	inner = box.Seal(inner, append(public[:], c.server[:]...), &nonce, &theirs, &c.own.secret)
	properties, err := conn.Meta.MarshalZMTP()
	if err != nil {
		return err
	}
	nonce = shortNonce("CurveZMQINITIATE", 2)
	initiate := append(bytes.Clone(plain[32:]), nonce[16:]...)
	if err := c.send(conn, "INITIATE", box.SealAfterPrecomputation(initiate, append(inner, properties...), &nonce, &c.key)); err != nil {
		return err
	}
	c.sent = 2
	ready, err := receiveCommand(conn, "READY", 8)
	if err != nil {
		return err
	}
	nonce = shortNonce("CurveZMQREADY---", binary.BigEndian.Uint64(ready))
	if plain, ok = box.OpenAfterPrecomputation(nil, ready[8:], &nonce, &c.key); !ok {
		return errCurve
	}
	return conn.Peer.Meta.UnmarshalZMTP(plain)
}

func (c *curveClient) send(conn *zmq4.Conn, name string, body []byte) error {
	if c.wrong != nil {
		body = c.wrong(name, body)
	}
	return conn.SendCmd(name, body)
}

// seal encrypts as a client does.
func (c *curveClient) seal(flags byte, frame string) []byte {
	c.sent++
	nonce := shortNonce("CurveZMQMESSAGEC", c.sent)
	sealed := append([]byte(sealedPrefix), nonce[16:]...)
	return box.SealAfterPrecomputation(sealed, append([]byte{flags}, frame...), &nonce, &c.key)
}

// unseal decrypts a frame of the server.
func (c *curveClient) unseal(t *testing.T, sealed []byte) (flags byte, frame string) {
	t.Helper()
	nonce := shortNonce("CurveZMQMESSAGES", binary.BigEndian.Uint64(sealed[len(sealedPrefix):]))
	plain, ok := box.OpenAfterPrecomputation(nil, sealed[sealedHeader:], &nonce, &c.key)
	if !ok {
		t.Fatal("a frame cannot be decrypted")
	}
	return plain[0], string(plain[1:])
}

// encrypted opens a socket with keys.
func encrypted(t *testing.T) (Socket, string, *Curve) {
	t.Helper()
	o := quiet
	o.Curve = testCurve(t)
	s, address := listen(t, NewRouter, o)
	return s, address, o.Curve
}

func TestCurve(t *testing.T) {
	s, address, keys := encrypted(t)
	client := &curveClient{own: testCurve(t), server: keys.public}
	raw := &recorder{Conn: dialRaw(t, address)}
	c, err := zmq4.Open(raw, client, zmq4.Dealer, zmq4.SocketIdentity("a"), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	long := strings.Repeat("secret", 100_000)
	first := client.seal(flagMore, "secret 1")
	for _, sealed := range [][]byte{first, client.seal(flagMore, ""), client.seal(0, long)} {
		if err := c.SendMsg(zmq4.NewMsg(sealed)); err != nil {
			t.Fatal(err)
		}
	}
	want(t, recvFrom(t, s), "a", "secret 1", "", long)
	s.Send(frames("a", "", "secret 2", "", long))
	for i, part := range []string{"secret 2", "", long} {
		m, err := c.RecvMsg()
		if err != nil {
			t.Fatal(err)
		}
		flags, frame := client.unseal(t, m.Frames[0])
		if frame != part || (flags == flagMore) != (i < 2) {
			t.Errorf("flags %d, frame %.20q, want %.20q", flags, frame, part)
		}
	}
	if bytes.Contains(raw.seen, []byte("secret")) {
		t.Error("the secret went over the connection")
	}
	// A frame that was recorded and is sent again ends the connection.
	if err := c.SendMsg(zmq4.NewMsg(first)); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, raw)
}

// A recorder keeps what a connection receives.
type recorder struct {
	net.Conn
	seen []byte
}

func (r *recorder) Read(p []byte) (int, error) {
	n, err := r.Conn.Read(p)
	r.seen = append(r.seen, p[:n]...)
	return n, err
}

// PINGs are commands within encrypted frames.
func TestCurvePing(t *testing.T) {
	_, address, keys := encrypted(t)
	client := &curveClient{own: testCurve(t), server: keys.public}
	c, err := zmq4.Open(dialRaw(t, address), client, zmq4.Dealer, nil, false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SendMsg(zmq4.NewMsg(client.seal(sealedCommand, "\x04PING\x00\x10context"))); err != nil {
		t.Fatal(err)
	}
	m, err := c.RecvMsg()
	if err != nil {
		t.Fatal(err)
	}
	if flags, body := client.unseal(t, m.Frames[0]); flags != sealedCommand || body != "\x04PONGcontext" {
		t.Errorf("flags %d, %q", flags, body)
	}
}

// Who does not know the key, or does not encrypt, gets nowhere, and holds up
// nobody.
func TestCurveRefuses(t *testing.T) {
	s, address, keys := encrypted(t)
	flip := func(command string, at int) func(string, []byte) []byte {
		return func(name string, body []byte) []byte {
			if name == command {
				body[(at+len(body))%len(body)] ^= 1
			}
			return body
		}
	}
	cut := func(command string) func(string, []byte) []byte {
		return func(name string, body []byte) []byte {
			if name == command {
				return body[:len(body)/2]
			}
			return body
		}
	}
	for name, client := range map[string]*curveClient{
		"another server's key": {server: testCurve(t).public},
		"version":              {server: keys.public, wrong: flip("HELLO", 0)},
		"hello":                {server: keys.public, wrong: flip("HELLO", -1)},
		"short hello":          {server: keys.public, wrong: cut("HELLO")},
		"cookie":               {server: keys.public, wrong: flip("INITIATE", 0)},
		"initiate":             {server: keys.public, wrong: flip("INITIATE", -1)},
		"short initiate":       {server: keys.public, wrong: cut("INITIATE")},
	} {
		client.own = testCurve(t)
		if _, err := zmq4.Open(dialRaw(t, address), client, zmq4.Dealer, nil, false, nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	// The vouch is of another key than the one that is shown.
	forger := &curveClient{server: keys.public, own: &Curve{public: testCurve(t).public, secret: testCurve(t).secret}}
	if _, err := zmq4.Open(dialRaw(t, address), forger, zmq4.Dealer, nil, false, nil); err == nil {
		t.Error("a forged key was accepted")
	}
	plain := dialRaw(t, address)
	greeting := append([]byte{0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3, 0}, make([]byte, 52)...)
	copy(greeting[12:], "NULL")
	plain.Write(greeting)
	io.Copy(io.Discard, plain) // ends, since the socket closes it
	client := &curveClient{own: testCurve(t), server: keys.public}
	c, err := zmq4.Open(dialRaw(t, address), client, zmq4.Dealer, zmq4.SocketIdentity("good"), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SendMsg(zmq4.NewMsg(client.seal(0, "x"))); err != nil {
		t.Fatal(err)
	}
	want(t, recvFrom(t, s), "good", "x")
}

func TestNewCurve(t *testing.T) {
	// The example keys of zmq_curve(7).
	const public, secret = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7", "JTKVSB%%)wK0E.X)V>+}o?pNmC{O&4W4b!Ni{Lh6"
	if _, err := NewCurve(public, secret); err != nil {
		t.Error(err)
	}
	for _, keys := range [][2]string{
		{secret, public},
		{public[1:], secret},
		{public, secret + "x"},
		{public, "~" + secret[1:]},
		{public, "#####" + secret[5:]}, // more than four bytes hold
	} {
		if _, err := NewCurve(keys[0], keys[1]); err == nil {
			t.Errorf("%q was accepted", keys)
		}
	}
}
