package gobs

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// A decoder reads one value. It may turn out that not all of it has come: what it
// has learned is then forgotten, and the next one begins again.
type decoder struct {
	stream  []byte // that follows the message
	message []byte // what is left of it
	types   map[int]*definition
	values  int // so far
	depth   int
}

// What a value may be at most. A text of a few bytes can nest or hold many small
// values, each of which takes some memory.
const (
	longest = 1 << 30 // of a message, in bytes
	most    = 4_000_000
	deepest = 1000
)

// next reads the value, with the definitions before it.
func (d *decoder) next() (any, error) {
	id, err := d.typeOfValue(false)
	if err != nil {
		return nil, err
	}
	v, err := d.whole(id)
	if err == nil && len(d.message) > 0 {
		err = failure("%d bytes after a value", len(d.message))
	}
	return v, err
}

// typeOfValue reads definitions up to a value's type.
func (d *decoder) typeOfValue(inInterface bool) (int, error) {
	for {
		if len(d.message) == 0 {
			if err := d.nextMessage(); err != nil {
				return 0, err
			}
		}
		id, err := d.int()
		if err != nil || id >= 0 {
			return id, err
		}
		if err := d.define(-id); err != nil {
			return 0, err
		}
		if len(d.message) > 0 {
			if !inInterface {
				return 0, failure("%d bytes after a definition", len(d.message))
			}
			if _, err := d.uint(); err != nil { // the length of what goes on here
				return 0, err
			}
		}
	}
}

// nextMessage begins with the next message of the stream.
func (d *decoder) nextMessage() error {
	length, rest, ok := takeUint(d.stream)
	switch {
	case !ok && len(d.stream) < 9:
		return errIncomplete
	case !ok || length > longest:
		return failure("a message too long")
	case length > uint64(len(rest)):
		return errIncomplete
	}
	d.message, d.stream = rest[:length], rest[length:]
	return nil
}

// define reads the definition of a type.
func (d *decoder) define(id int) error {
	if id < firstDefined || d.types[id] != nil {
		return failure("a second definition of type %d", id)
	}
	v, err := d.value(wireType)
	if err != nil {
		return err
	}
	t, err := define(v.(Struct))
	if d.types == nil {
		d.types = map[int]*definition{}
	}
	d.types[id] = t
	return err
}

// definition gives the definition of a type, or nil.
func (d *decoder) definition(id int) *definition {
	if id < 0 {
		return definitions[id]
	}
	return d.types[id]
}

// whole reads a value that stands for itself: one that is no struct has a zero
// before it.
func (d *decoder) whole(id int) (any, error) {
	if t := d.definition(id); t == nil || t.kind != structure {
		zero, err := d.uint()
		if err != nil {
			return nil, err
		}
		if zero != 0 {
			return nil, failure("%d before a value of type %d", zero, id)
		}
	}
	return d.value(id)
}

// value reads a value of a type.
func (d *decoder) value(id int) (any, error) {
	d.values++
	d.depth++
	defer func() { d.depth-- }()
	if d.values > most || d.depth > deepest {
		return nil, failure("too many values, or too deep in each other")
	}
	switch id {
	case boolType:
		u, err := d.uint()
		return u != 0, err
	case intType:
		return d.int()
	case uintType:
		u, err := d.uint()
		return uint(u), err
	case floatType:
		return d.float()
	case complexType:
		re, err := d.float()
		if err != nil {
			return nil, err
		}
		im, err := d.float()
		return complex(re, im), err
	case bytesType:
		b, err := d.bytes()
		return bytes.Clone(b), err
	case stringType:
		b, err := d.bytes()
		return string(b), err
	case interfaceType:
		return d.inInterface()
	}
	t := d.definition(id)
	if t == nil {
		return nil, failure("type %d, which nothing has defined", id)
	}
	switch t.kind {
	case structure:
		return d.structure(t)
	case array, slice:
		return d.list(t)
	case mapping:
		return d.mapping(t)
	}
	b, err := d.bytes()
	return bytes.Clone(b), err
}

// inInterface reads a value with its type.
func (d *decoder) inInterface() (any, error) {
	name, err := d.bytes()
	if err != nil || len(name) == 0 {
		return nil, err
	}
	id, err := d.typeOfValue(true)
	if err != nil {
		return nil, err
	}
	if _, err := d.uint(); err != nil { // how long it is, for who wants to skip it
		return nil, err
	}
	v, err := d.whole(id)
	if s, ok := v.(Struct); ok {
		s.Type = string(name)
		return s, err
	}
	return v, err
}

func (d *decoder) structure(t *definition) (any, error) {
	s := Struct{t.name, map[string]any{}}
	for at := -1; len(d.message) > 0; {
		step, err := d.uint()
		if err != nil || step == 0 {
			return s, err
		}
		if step >= uint64(len(t.fields)-at) {
			return nil, failure("field %d of type %s, which has %d", uint64(at)+step, t.name, len(t.fields))
		}
		at += int(step)
		f := t.fields[at]
		if s.Fields[f.name], err = d.value(f.kind); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// count reads how many elements follow, each of which takes a byte or more.
func (d *decoder) count() (int, error) {
	n, err := d.uint()
	if err == nil && n > uint64(len(d.message)) {
		err = failure("%d elements in %d bytes", n, len(d.message))
	}
	return int(n), err
}

func (d *decoder) list(t *definition) (any, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	if t.kind == array && n != t.length {
		return nil, failure("%d elements of an array of %d", n, t.length)
	}
	list := []any{}
	for range n {
		v, err := d.value(t.elem)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

func (d *decoder) mapping(t *definition) (any, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	m := map[string]any{}
	for range n {
		key, err := d.value(t.key)
		if err != nil {
			return nil, err
		}
		if m[fmt.Sprint(key)], err = d.value(t.elem); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// takeUint takes an unsigned number from the beginning of some bytes: itself, if it
// is less than 128, or how many bytes it has, negated, and those.
func takeUint(b []byte) (u uint64, rest []byte, ok bool) {
	if len(b) == 0 {
		return 0, nil, false
	}
	if b[0] < 128 {
		return uint64(b[0]), b[1:], true
	}
	n := -int(int8(b[0]))
	if n > 8 || len(b) <= n {
		return 0, nil, false
	}
	var whole [8]byte
	copy(whole[8-n:], b[1:])
	return binary.BigEndian.Uint64(whole[:]), b[1+n:], true
}

func (d *decoder) uint() (uint64, error) {
	u, rest, ok := takeUint(d.message)
	if !ok {
		return 0, failure("a number is cut off")
	}
	d.message = rest
	return u, nil
}

// int reads a signed number: its lowest bit says whether the others are inverted.
func (d *decoder) int() (int, error) {
	u, err := d.uint()
	i := int(u >> 1)
	if u&1 != 0 {
		i = ^i
	}
	return i, err
}

// float reads a number whose bytes are in the opposite order, since most have zeros
// at the end.
func (d *decoder) float() (float64, error) {
	u, err := d.uint()
	return math.Float64frombits(bits.ReverseBytes64(u)), err
}

func (d *decoder) bytes() ([]byte, error) {
	n, err := d.uint()
	if err != nil {
		return nil, err
	}
	if n > uint64(len(d.message)) {
		return nil, failure("%d bytes, and %d have come", n, len(d.message))
	}
	b := d.message[:n]
	d.message = d.message[n:]
	return b, nil
}
