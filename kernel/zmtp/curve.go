package zmtp

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/go-zeromq/zmq4"
	"golang.org/x/crypto/curve25519"
	"golang.org/x/crypto/nacl/box"
)

// A Curve is the pair of keys with which a socket proves that it is itself, and
// agrees with every peer on keys that encrypt the connection (CurveZMQ, ZeroMQ's
// RFC 26). Only who knows the public key can connect.
type Curve struct{ public, secret [32]byte }

// NewCurve takes the keys as Jupyter writes them, in Z85.
func NewCurve(public, secret string) (*Curve, error) {
	c := &Curve{}
	var err error
	if c.public, err = decodeKey(public); err != nil {
		return nil, fmt.Errorf("curve_publickey: %w", err)
	}
	if c.secret, err = decodeKey(secret); err != nil {
		return nil, fmt.Errorf("curve_secretkey: %w", err)
	}
	if derived, err := curve25519.X25519(c.secret[:], curve25519.Basepoint); err != nil || !bytes.Equal(derived, c.public[:]) {
		return nil, errors.New("curve_publickey is not the key that belongs to curve_secretkey")
	}
	return c, nil
}

// A curveServer is the server's side of one connection's handshake: it is the
// zmq4.Security of that connection. What each step holds, with the peer's keys
// C and, for this connection, c, ours S and s:
//
//	<- HELLO     c, box of zeros (c to S): the peer knows S
//	-> WELCOME   box of s and a cookie (S to c): we are S
//	<- INITIATE  the cookie, box of C, a vouch and properties (c to s);
//	             the vouch is a box of c and S (C to s): the peer is C
//	-> READY     box of properties (s to c)
//
// The cookie lets a server forget a peer in between. This one remembers, so
// its cookie is a random text that has to come back.
type curveServer struct {
	keys   *Curve
	cipher *cipher // when the handshake is over
}

// The lengths of the parts of the handshake.
const (
	curveCookie    = 96
	helloLength    = 2 + 72 + 32 + 8 + 64 + box.Overhead
	vouchLength    = 64 + box.Overhead
	initiateLength = curveCookie + 8 + 32 + 16 + vouchLength + box.Overhead // without properties
)

var errCurve = errors.New("zmtp: the peer's part of the CURVE handshake is wrong")

// Type implements [zmq4.Security].
func (*curveServer) Type() zmq4.SecurityType { return zmq4.CurveSecurity }

// Encrypt implements [zmq4.Security]. zmq4 announces the length of what goes in,
// so the frames are encrypted before they come here: see link.
func (*curveServer) Encrypt(w io.Writer, data []byte) (int, error) { return w.Write(data) }

// Decrypt implements [zmq4.Security], as Encrypt.
func (*curveServer) Decrypt(w io.Writer, data []byte) (int, error) { return w.Write(data) }

// Handshake implements [zmq4.Security].
func (s *curveServer) Handshake(conn *zmq4.Conn, _ bool) error {
	peer, err := s.hello(conn)
	if err != nil {
		return err
	}
	public, secret, err := box.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	cookie := make([]byte, curveCookie)
	rand.Read(cookie) // never fails
	nonce := longNonce("WELCOME-")
	welcome := box.Seal(nonce[8:], append(public[:], cookie...), &nonce, peer, &s.keys.secret)
	if err := conn.SendCmd("WELCOME", welcome); err != nil {
		return err
	}
	cipher := &cipher{sent: 1}
	box.Precompute(&cipher.key, peer, secret)
	properties, err := s.initiate(conn, cookie, cipher, peer, secret)
	if err != nil {
		return err
	}
	if err := conn.Peer.Meta.UnmarshalZMTP(properties); err != nil {
		return err
	}
	ours, err := conn.Meta.MarshalZMTP()
	if err != nil {
		return err
	}
	nonce = shortNonce("CurveZMQREADY---", cipher.sent)
	ready := box.SealAfterPrecomputation(bytes.Clone(nonce[16:]), ours, &nonce, &cipher.key)
	s.cipher = cipher
	return conn.SendCmd("READY", ready)
}

// hello returns the peer's key for this connection.
func (s *curveServer) hello(conn *zmq4.Conn) (*[32]byte, error) {
	body, err := receiveCommand(conn, "HELLO", helloLength)
	if err != nil {
		return nil, err
	}
	if body[0] != 1 || body[1] != 0 || len(body) != helloLength {
		return nil, errCurve
	}
	peer := [32]byte(body[74:])
	nonce := shortNonce("CurveZMQHELLO---", binary.BigEndian.Uint64(body[106:]))
	if _, ok := box.Open(nil, body[114:], &nonce, &peer, &s.keys.secret); !ok {
		return nil, errCurve
	}
	return &peer, nil
}

// initiate checks that the peer is who it says and returns its properties.
func (s *curveServer) initiate(conn *zmq4.Conn, cookie []byte, c *cipher, peer, secret *[32]byte) ([]byte, error) {
	body, err := receiveCommand(conn, "INITIATE", initiateLength)
	if err != nil {
		return nil, err
	}
	if subtle.ConstantTimeCompare(body[:curveCookie], cookie) != 1 {
		return nil, errCurve
	}
	c.received = binary.BigEndian.Uint64(body[curveCookie:])
	nonce := shortNonce("CurveZMQINITIATE", c.received)
	plain, ok := box.OpenAfterPrecomputation(nil, body[curveCookie+8:], &nonce, &c.key)
	if !ok {
		return nil, errCurve
	}
	lasting := [32]byte(plain)
	copy(nonce[:], "VOUCH---")
	copy(nonce[8:], plain[32:48])
	vouch, ok := box.Open(nil, plain[48:48+vouchLength], &nonce, &lasting, secret)
	if !ok || !bytes.Equal(vouch, append(peer[:], s.keys.public[:]...)) {
		return nil, errCurve
	}
	return plain[48+vouchLength:], nil
}

// receiveCommand receives the command that comes next, of at least so many bytes.
func receiveCommand(conn *zmq4.Conn, name string, length int) ([]byte, error) {
	command, err := conn.RecvCmd()
	if err != nil {
		return nil, err
	}
	if command.Name != name || len(command.Body) < length {
		return nil, errCurve
	}
	return command.Body, nil
}

// shortNonce is a nonce of 16 fixed bytes and a number.
func shortNonce(prefix string, number uint64) (nonce [24]byte) {
	copy(nonce[:16], prefix)
	binary.BigEndian.PutUint64(nonce[16:], number)
	return nonce
}

// longNonce is a nonce of 8 fixed bytes and 16 random ones.
func longNonce(prefix string) (nonce [24]byte) {
	copy(nonce[:8], prefix)
	rand.Read(nonce[8:])
	return nonce
}
