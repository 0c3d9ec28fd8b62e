package proto

import (
	"encoding/binary"
	"maps"
	"slices"

	"github.com/gonabla/nabla/display/wire"
)

// An encoder appends values to b: numbers as varints, everything of variable
// length behind its length.
type encoder struct{ b []byte }

func (e *encoder) byte(v byte)   { e.b = append(e.b, v) }
func (e *encoder) uint(v uint64) { e.b = binary.AppendUvarint(e.b, v) }
func (e *encoder) int(v int)     { e.b = binary.AppendVarint(e.b, int64(v)) }

func (e *encoder) bool(v bool) {
	if v {
		e.byte(1)
	} else {
		e.byte(0)
	}
}

func (e *encoder) string(s string) {
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) bytes(s []byte) {
	e.uint(uint64(len(s)))
	e.b = append(e.b, s...)
}

func (e *encoder) strings(list []string) {
	e.uint(uint64(len(list)))
	for _, s := range list {
		e.string(s)
	}
}

func (e *encoder) stringMap(m map[string]string) {
	e.uint(uint64(len(m)))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		e.string(k)
		e.string(m[k])
	}
}

func (e *encoder) bytesMap(m map[string][]byte) {
	e.uint(uint64(len(m)))
	for _, k := range slices.Sorted(maps.Keys(m)) {
		e.string(k)
		e.bytes(m[k])
	}
}

func (e *encoder) stack(stack []Frame) {
	e.uint(uint64(len(stack)))
	for _, f := range stack {
		e.string(f.Func)
		e.string(f.File)
		e.int(f.Line)
	}
}

func (e *encoder) timings(list []Timing) {
	e.uint(uint64(len(list)))
	for _, t := range list {
		e.string(t.Phase)
		e.int(int(t.Took))
	}
}

func (e *encoder) frame(f wire.Frame) {
	e.uint(f.Seq)
	e.uint(f.Cell)
	e.byte(byte(f.Kind))
	e.bytes(f.Text)
	e.bool(f.Wait)
	e.bundle(f.Bundle)
	e.bool(f.Comm != nil)
	if f.Comm != nil {
		e.comm(*f.Comm)
	}
}

// bundle appends a bundle, or nil.
func (e *encoder) bundle(b *wire.Bundle) {
	e.bool(b != nil)
	if b == nil {
		return
	}
	e.bytesMap(b.Data)
	e.bytesMap(b.Metadata)
	e.string(b.DisplayID)
	e.bool(b.Update)
	e.bool(b.Result)
}
