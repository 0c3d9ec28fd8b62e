package snapshot

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/crc64"
	"io"
)

// A file is a head and frames: a byte for the kind, the length of the data, a
// checksum of all that, and the data.
const (
	fileHead  = "nabla1\r\n"
	frameHead = 9
	frameSize = 1 << 18
)

// The kinds of frames.
const (
	frameData  byte = iota + 1
	frameGroup      // the end of a group
	frameBreak      // the end of a group that could not be written to its end
	frameTypes      // the end of the types
	frameEnd        // the end of the file
)

var (
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
	iso        = crc64.MakeTable(crc64.ISO)
)

// An output puts bytes into frames. What it is given to write it has written,
// or it panics with a failure.
type output struct {
	to      io.Writer // nil for the digest alone
	buf     []byte    // room for the head of a frame, and data
	written int64
	limit   int64

	// The digest of what was written does not depend on the order of a map.
	digests bool
	digest  uint64
	sum     uint64 // of entries
	done    int    // the part of buf that is in one of them
	inEntry bool
}

// A failure to write ends the whole.
type failure struct{ error }

func newOutput(to io.Writer, limit int64, digests bool) *output {
	return &output{to: to, buf: make([]byte, frameHead, frameSize+4096), limit: limit, digests: digests, done: frameHead}
}

func (o *output) write(b []byte) {
	o.buf = append(o.buf, b...)
	if len(o.buf) >= frameSize && !o.inEntry {
		o.frame(frameData)
	}
}

// frame ends a frame.
func (o *output) frame(kind byte) {
	o.account()
	data := o.buf[frameHead:]
	o.buf[0] = kind
	binary.LittleEndian.PutUint32(o.buf[1:], uint32(len(data)))
	sum := crc32.Update(crc32.Checksum(o.buf[:5], castagnoli), castagnoli, data)
	binary.LittleEndian.PutUint32(o.buf[5:], sum)
	o.written += int64(len(o.buf))
	if o.limit > 0 && o.written > o.limit && kind == frameData {
		panic(tooBig(o.limit))
	}
	if o.to != nil {
		if _, err := o.to.Write(o.buf); err != nil {
			panic(failure{fmt.Errorf("writing the values of the variables: %w", err)})
		}
	}
	o.buf = o.buf[:frameHead]
	o.done = frameHead
}

func (o *output) account() {
	if o.digests {
		o.digest = crc64.Update(o.digest, iso, o.buf[o.done:])
		o.done = len(o.buf)
	}
}

// restart begins a new digest.
func (o *output) restart() {
	o.account()
	o.digest, o.sum = 0, 0
}

// finish makes the digest cover all that was written.
func (o *output) finish() { o.account() }

func (o *output) beginEntry() {
	o.account()
	o.inEntry = true
}

func (o *output) endEntry() {
	if o.inEntry = false; o.digests {
		o.sum += crc64.Checksum(o.buf[o.done:], iso)
		o.done = len(o.buf)
	}
	o.write(nil)
}

// An input reads frames. A failed check panics with an error.
type input struct {
	b    []byte // what is left of the current frame
	all  []byte // room for frames
	kind byte
	from io.Reader
	left int64 // bytes of the file that were not read
	err  error
}

var errDamaged = errors.New("the file with the values is damaged")

func newInput(r io.Reader, size int64) (*input, error) {
	head := make([]byte, len(fileHead))
	if _, err := io.ReadFull(r, head); err != nil || string(head) != fileHead {
		return nil, errDamaged
	}
	return &input{from: r, left: size - int64(len(head))}, nil
}

// next reads a frame.
func (in *input) next() {
	if in.err != nil {
		panic(in.err)
	}
	var head [frameHead]byte
	_, err := io.ReadFull(in.from, head[:])
	n := int64(binary.LittleEndian.Uint32(head[1:]))
	if in.left -= frameHead; err != nil || n > in.left {
		in.fail()
	}
	if int64(cap(in.all)) < n {
		in.all = make([]byte, n)
	}
	in.b = in.all[:n]
	if _, err := io.ReadFull(in.from, in.b); err != nil {
		in.fail()
	}
	in.left -= n
	if crc32.Update(crc32.Checksum(head[:5], castagnoli), castagnoli, in.b) != binary.LittleEndian.Uint32(head[5:]) {
		in.fail()
	}
	in.kind = head[0]
}

// fail is for what leaves no hope for the rest of the file.
func (in *input) fail() {
	in.err = errDamaged
	panic(errDamaged)
}

// room is the most that can still come, in bytes.
func (in *input) room() uint64 { return uint64(in.left) + uint64(len(in.b)) }

// memory is about the most memory that what still comes can fill: of some values
// the file needs few bytes, of a sync.Mutex none.
func (in *input) memory() uint64 { return 64 * (in.room() + 1<<20) }

// skip goes to the end of a group, from somewhere in it.
func (in *input) skip() {
	for in.kind == frameData {
		in.next()
	}
	in.b = in.b[:0]
}

// read fills b.
func (in *input) read(b []byte) {
	for len(b) > 0 {
		if len(in.b) == 0 {
			if in.kind != frameData {
				panic(errDamaged)
			}
			in.next()
		}
		n := copy(b, in.b)
		b, in.b = b[n:], in.b[n:]
	}
}

func (in *input) byte() byte {
	var b [1]byte
	in.read(b[:])
	return b[0]
}

func (in *input) uint() uint64 {
	v, n := binary.Uvarint(in.b)
	if n > 0 {
		in.b = in.b[n:]
		return v
	}
	v = 0
	for shift := 0; shift < 64; shift += 7 { // it goes on in the next frame
		b := in.byte()
		if v |= uint64(b&0x7f) << shift; b < 0x80 {
			return v
		}
	}
	panic(errDamaged)
}

func (in *input) string() string {
	n := in.uint()
	if n > in.room() {
		panic(errDamaged)
	}
	b := make([]byte, n)
	in.read(b)
	return string(b)
}
