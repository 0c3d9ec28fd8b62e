package zmtp

import (
	"encoding/binary"
	"errors"

	"golang.org/x/crypto/nacl/box"
)

// A cipher encrypts what is sent over one connection and decrypts what comes.
// Every frame becomes a MESSAGE: its number, and a box of its flags and its
// content. The numbers of one direction grow, so no frame can be sent again by
// who has recorded it.
//
// Sending and receiving use different fields, and may go on beside each other.
type cipher struct {
	key      [32]byte
	sent     uint64 // the number of the last frame sent
	received uint64 // the number of the last frame received
}

const (
	sealedPrefix = "\x07MESSAGE"
	sealedHeader = len(sealedPrefix) + 8
	// sealedCommand is the flag of commands within a box, where it is another
	// one than outside; flagMore is the same.
	sealedCommand = 2
)

// seal encrypts a frame.
func (c *cipher) seal(flags byte, frame []byte) []byte {
	if flags == flagCommand {
		flags = sealedCommand
	}
	c.sent++
	nonce := shortNonce("CurveZMQMESSAGES", c.sent)
	plain := append(append(make([]byte, 0, 1+len(frame)), flags), frame...)
	sealed := make([]byte, 0, sealedHeader+box.Overhead+len(plain))
	sealed = append(append(sealed, sealedPrefix...), nonce[16:]...)
	return box.SealAfterPrecomputation(sealed, plain, &nonce, &c.key)
}

var errSealed = errors.New("zmtp: an encrypted frame is not what the peer may send")

// open decrypts a frame.
func (c *cipher) open(sealed []byte) (flags byte, frame []byte, err error) {
	if len(sealed) <= sealedHeader+box.Overhead || string(sealed[:len(sealedPrefix)]) != sealedPrefix {
		return 0, nil, errSealed
	}
	number := binary.BigEndian.Uint64(sealed[len(sealedPrefix):])
	if number <= c.received {
		return 0, nil, errSealed
	}
	nonce := shortNonce("CurveZMQMESSAGEC", number)
	plain, ok := box.OpenAfterPrecomputation(nil, sealed[sealedHeader:], &nonce, &c.key)
	if !ok {
		return 0, nil, errSealed
	}
	c.received = number
	flags = plain[0] & flagMore
	if plain[0]&sealedCommand != 0 {
		flags = flagCommand
	}
	return flags, plain[1:], nil
}
