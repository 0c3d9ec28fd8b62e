package zmtp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// The flags of a ZMTP frame.
const (
	flagMore    = 1
	flagLong    = 2
	flagCommand = 4
)

// frameCost is what a frame takes in memory beside its content, so that a
// message of millions of empty frames is not cheap.
const frameCost = 32

var errTooLong = errors.New("zmtp: message too long")

// An intake bounds what the long messages that are being received take together:
// anybody may begin one. The first megabyte of each is free, so that usual
// messages come through whatever others do.
type intake struct {
	limit int64
	used  atomic.Int64
}

var errIntake = errors.New("zmtp: too much is being received at once")

func (i *intake) take(n int) error {
	if i.used.Add(int64(n)) > i.limit {
		i.used.Add(int64(-n))
		return errIntake
	}
	return nil
}

func (i *intake) give(n int) { i.used.Add(int64(-n)) }

// A parcel is a message that is being received, or a command and its body as
// the only frame.
type parcel struct {
	frames  [][]byte
	command string
	size    int // in memory
	taken   int // of the intake; who is done with the parcel gives it back
}

// receive reads a message or a command. It is used instead of zmq4's RecvMsg,
// which answers PINGs into the middle of what another goroutine writes,
// and allocates whatever a peer announces.
func (l *link) receive() (p parcel, err error) {
	defer func() {
		if err != nil {
			l.intake.give(p.taken)
		}
		l.raw.SetReadDeadline(time.Time{}) // the next message may come when it likes
	}()
	total := uint64(0)
	for {
		flags, size, err := l.frameHeader()
		if err != nil {
			return p, err
		}
		if total += size + frameCost; total > l.longest || size > l.longest {
			return p, errTooLong
		}
		body, err := l.readBody(int(size), &p)
		if err != nil {
			return p, err
		}
		if l.cipher != nil {
			if flags, body, err = l.cipher.open(body); err != nil {
				return p, err
			}
		}
		if flags&flagCommand != 0 {
			p.frames, p.command, err = splitCommand(body)
			return p, err
		}
		p.frames = append(p.frames, body)
		if flags&flagMore == 0 {
			return p, nil
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

// portion is how much memory a frame gets at a time.
const portion = 1 << 20

// readBody lets memory grow with what has come, not with what is announced.
func (l *link) readBody(size int, p *parcel) ([]byte, error) {
	if err := l.take(min(size, portion)+frameCost, p); err != nil {
		return nil, err
	}
	if size <= portion {
		body := make([]byte, size)
		_, err := io.ReadFull(l.buf.in, body)
		return body, err
	}
	var b bytes.Buffer
	for {
		if _, err := io.CopyN(&b, l.buf.in, int64(min(portion, size-b.Len()))); err != nil {
			return nil, err
		}
		if b.Len() == size {
			return b.Bytes(), nil
		}
		if err := l.take(min(portion, size-b.Len()), p); err != nil {
			return nil, err
		}
	}
}

// take counts memory before it is used, and what comes of it has a deadline.
func (l *link) take(n int, p *parcel) error {
	l.raw.SetReadDeadline(time.Now().Add(l.out.stall))
	p.size += n
	if over := p.size - portion - p.taken; over > 0 {
		if err := l.intake.take(over); err != nil {
			return err
		}
		p.taken += over
	}
	return nil
}

func splitCommand(body []byte) ([][]byte, string, error) {
	if len(body) == 0 || len(body) < 1+int(body[0]) || body[0] == 0 {
		return nil, "", errors.New("zmtp: malformed command")
	}
	n := 1 + int(body[0])
	return [][]byte{body[n:]}, string(body[1:n]), nil
}
