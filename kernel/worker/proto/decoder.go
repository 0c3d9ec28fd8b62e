package proto

import (
	"encoding/binary"
	"errors"
	"time"

	"github.com/gonabla/nabla/display/wire"
)

// A decoder takes values off the front of b. After the first error everything
// it returns is zero.
type decoder struct {
	b   []byte
	err error
}

func (d *decoder) fail(why string) {
	if d.err == nil {
		d.err = errors.New(why)
	}
	d.b = nil
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.fail("too short")
		return 0
	}
	v := d.b[0]
	d.b = d.b[1:]
	return v
}

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail("bad number")
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *decoder) int() int {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.fail("bad number")
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}

func (d *decoder) bool() bool {
	v := d.byte()
	if v > 1 {
		d.fail("bad truth value")
	}
	return v == 1
}

func (d *decoder) outcome() Outcome {
	v := Outcome(d.byte())
	if v >= outcomes {
		d.fail("bad outcome")
		return 0
	}
	return v
}

func (d *decoder) bytes() []byte {
	n := d.count()
	if n == 0 {
		return nil
	}
	v := d.b[:n:n]
	d.b = d.b[n:]
	return v
}

func (d *decoder) string() string { return string(d.bytes()) }

// count takes the length of something of which each element takes at least
// one byte, so that no message makes us allocate much more than it is long.
func (d *decoder) count() int {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail("length beyond the end")
		return 0
	}
	return int(n)
}

func (d *decoder) strings() []string {
	var list []string
	for n := d.count(); n > 0 && d.err == nil; n-- {
		list = append(list, d.string())
	}
	return list
}

func (d *decoder) stringMap() map[string]string {
	var m map[string]string
	for n := d.count(); n > 0 && d.err == nil; n-- {
		if m == nil {
			m = map[string]string{}
		}
		k := d.string()
		m[k] = d.string()
	}
	return m
}

func (d *decoder) bytesMap() map[string][]byte {
	var m map[string][]byte
	for n := d.count(); n > 0 && d.err == nil; n-- {
		if m == nil {
			m = map[string][]byte{}
		}
		k := d.string()
		m[k] = d.bytes()
	}
	return m
}

func (d *decoder) stack() []Frame {
	var list []Frame
	for n := d.count(); n > 0 && d.err == nil; n-- {
		list = append(list, Frame{d.string(), d.string(), d.int()})
	}
	return list
}

func (d *decoder) left() []Left {
	var list []Left
	for n := d.count(); n > 0 && d.err == nil; n-- {
		list = append(list, Left{d.string(), d.stack()})
	}
	return list
}

func (d *decoder) timings() []Timing {
	var list []Timing
	for n := d.count(); n > 0 && d.err == nil; n-- {
		list = append(list, Timing{d.string(), time.Duration(d.int())})
	}
	return list
}

func (d *decoder) frame() wire.Frame {
	f := wire.Frame{Seq: d.uint(), Cell: d.uint(), Kind: wire.Kind(d.byte()), Text: d.bytes(), Wait: d.bool()}
	if f.Kind < wire.Stdout || f.Kind > wire.Message {
		d.fail("bad kind of output")
	}
	if f.Bundle = d.bundle(); (f.Bundle != nil) != (f.Kind == wire.Display) {
		d.fail("a bundle belongs to a display, and only there")
	}
	if has := d.bool(); has != (f.Kind == wire.Message) {
		d.fail("a comm belongs to a message, and only there")
	} else if has {
		c := d.comm()
		f.Comm = &c
	}
	return f
}

// bundle takes a bundle, or nil.
func (d *decoder) bundle() *wire.Bundle {
	if !d.bool() || d.err != nil {
		return nil
	}
	return &wire.Bundle{Data: d.bytesMap(), Metadata: d.bytesMap(), DisplayID: d.string(), Update: d.bool(), Result: d.bool()}
}
