package proto

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// MaxMessage is the length of the longest message, in bytes.
const MaxMessage = 1 << 30

// keep is the size of the buffer that a Writer keeps between messages.
const keep = 1 << 16

// A Writer sends messages, each with a single Write, from any goroutine.
type Writer struct {
	mu  sync.Mutex
	w   io.Writer
	buf []byte
}

// NewWriter returns a Writer on w.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Send sends one message. A message that is too long is refused, and the
// stream stays usable.
func (w *Writer) Send(m Message) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	b := Encode(append(w.buf[:0], 0, 0, 0, 0), m)
	if cap(b) <= keep {
		w.buf = b
	}
	if len(b)-4 > MaxMessage {
		return fmt.Errorf("a message of %d bytes is too long; %d is the limit", len(b)-4, MaxMessage)
	}
	binary.LittleEndian.PutUint32(b, uint32(len(b)-4))
	_, err := w.w.Write(b)
	return err
}

// A Reader receives messages. Its methods may be called from one goroutine.
type Reader struct{ r io.Reader }

// NewReader returns a Reader on r, which should be buffered.
func NewReader(r io.Reader) *Reader { return &Reader{r} }

// Receive waits for the next message. At the end of the stream the error is
// io.EOF; after any other error the stream cannot be used any more.
func (r *Reader) Receive() (Message, error) {
	var head [4]byte
	if _, err := io.ReadFull(r.r, head[:]); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint32(head[:])
	if n > MaxMessage {
		return nil, fmt.Errorf("a message claims to have %d bytes; %d is the limit", n, MaxMessage)
	}
	b, err := readAll(r.r, int(n))
	if err != nil {
		return nil, err
	}
	return Decode(b)
}

// readAll reads n bytes. Memory grows with what really comes, so that a false
// length costs nothing.
func readAll(r io.Reader, n int) ([]byte, error) {
	b := make([]byte, 0, min(n, keep))
	for len(b) < n {
		if len(b) == cap(b) {
			b = append(make([]byte, 0, min(n, 2*cap(b))), b...)
		}
		m, err := io.ReadFull(r, b[len(b):cap(b)])
		b = b[:len(b)+m]
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}
