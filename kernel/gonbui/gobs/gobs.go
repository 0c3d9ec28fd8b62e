// Package gobs takes values out of a stream of package encoding/gob without the
// Go types that they had, and without trusting who wrote it.
//
// encoding/gob says of itself that it is not hardened: a few bytes that announce a
// large map make it ask for memory until the process is killed, and a kernel has
// variables to lose. Here nothing is made that is larger than what has come. The
// package also knows how much of a value has come, so that a [Reader] never waits:
// it is given bytes, and asked for the values that are complete.
//
// The format is that of the comment of encoding/gob: messages, each a length and
// either the definition of a type or a value; a value in an interface comes with
// the name that its type was registered under, and definitions that it needs stand
// in its middle, where the message ends and another one begins.
package gobs

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
)

// A Struct is a value of a struct type. Fields that are zero are not sent, so they
// are not there.
type Struct struct {
	// Type is the name under which the type was registered, if the value came in an
	// interface, otherwise the name that it has in its package.
	Type   string
	Fields map[string]any
}

// MarshalJSON writes the fields.
func (s Struct) MarshalJSON() ([]byte, error) { return json.Marshal(s.Fields) }

// A Reader holds what has come of a stream and is no whole value yet. The zero
// value is ready. It is for one goroutine at a time.
type Reader struct {
	stream []byte
	types  map[int]*definition
	err    error
}

// Add takes more of the stream.
func (r *Reader) Add(data []byte) {
	if r.err == nil {
		r.stream = append(r.stream, data...)
	}
}

// Next gives the next value; it reports false if that has not come whole. A value
// is nil, a bool, int, uint, float64, complex128, string or []byte; for a slice or
// an array []any; for a map a map[string]any, whose keys are written as fmt.Sprint
// does; a [Struct]; and []byte for what its type has encoded itself. After an error
// there is nothing more: the stream says each type once, and cannot be picked up
// again.
func (r *Reader) Next() (v any, ok bool, err error) {
	if r.err != nil {
		return nil, false, r.err
	}
	d := decoder{stream: r.stream, types: maps.Clone(r.types)}
	v, err = d.next()
	switch {
	case errors.Is(err, errIncomplete):
		return nil, false, nil
	case err != nil:
		r.err, r.stream = err, nil
		return nil, false, err
	}
	r.stream, r.types = d.stream, d.types
	return v, true, nil
}

// errIncomplete says that the rest of the value has not come yet.
var errIncomplete = errors.New("gobs: incomplete")

// failure makes the error for a stream that is not as it must be.
func failure(format string, parts ...any) error {
	return fmt.Errorf("not a gob: "+format, parts...)
}
