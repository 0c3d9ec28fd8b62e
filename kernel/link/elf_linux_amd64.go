package link

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"unsafe"
)

const (
	elfSymbolTable = 2 // section type
	elfFile        = 4 // symbol type
	elfTLS         = 6 // symbol type
	elfTLSSegment  = 7
	elfSymbolSize  = 24
	elfHeaderSize  = 64
	elfSegmentSize = 56
	wordSize       = 8
)

// readELF reads the symbol table of a 64-bit little-endian ELF file. The names share
// memory with data.
func (x *executable) readELF(data []byte) error {
	errFormat := errors.New("not an ELF file for this machine")
	if len(data) < elfHeaderSize || string(data[:6]) != "\x7fELF\x02\x01" {
		return errFormat
	}
	le := binary.LittleEndian
	table, entry, count := le.Uint64(data[40:]), uint64(le.Uint16(data[58:])), uint64(le.Uint16(data[60:]))
	if entry < elfHeaderSize || table > uint64(len(data)) || table+entry*count > uint64(len(data)) {
		return errFormat
	}
	contents := func(i uint64) []byte {
		h := data[table+i*entry:]
		off, size := le.Uint64(h[24:]), le.Uint64(h[32:])
		if i >= count || off > uint64(len(data)) || size > uint64(len(data))-off {
			return nil
		}
		return data[off : off+size]
	}
	for i := range count {
		h := data[table+i*entry:]
		if le.Uint32(h[4:]) != elfSymbolTable {
			continue
		}
		if link := uint64(le.Uint32(h[40:])); link < count {
			x.tls = -threadLocalSize(data)
			x.readSymbols(contents(i), contents(link))
			return nil
		}
	}
	return errors.New("the worker was linked without its symbol table (-s); build it without that flag")
}

// threadLocalSize is how far the thread's base is from the start of the executable's
// thread-local variables: g alone, unless C has some too.
func threadLocalSize(data []byte) int32 {
	le := binary.LittleEndian
	at, entry, count := le.Uint64(data[32:]), uint64(le.Uint16(data[54:])), uint64(le.Uint16(data[56:]))
	if entry < elfSegmentSize || at > uint64(len(data)) || at+entry*count > uint64(len(data)) {
		return wordSize
	}
	for i := range count {
		if h := data[at+i*entry:]; le.Uint32(h) == elfTLSSegment {
			return int32(roundUp(uintptr(le.Uint64(h[40:])), max(uintptr(le.Uint64(h[48:])), 1)))
		}
	}
	return wordSize
}

// goFile is the file that Go's linker says its symbols are of.
const goFile = "go.go"

// readSymbols decodes an ELF symbol table with its string table. Symbols that no
// other file sees come first, each after that of its file. Of those of C files none is
// read: their names may look like Go's.
func (x *executable) readSymbols(table, names []byte) {
	le := binary.LittleEndian
	x.symbols = make(map[string]uintptr, len(table)/elfSymbolSize)
	ofC := false
	last := "?" // package of the symbol before: they come in the order of packages
	for ; len(table) >= elfSymbolSize; table = table[elfSymbolSize:] {
		name, value, kind := stringAt(names, le.Uint32(table)), le.Uint64(table[8:]), table[4]&15
		switch {
		case kind == elfFile:
			ofC = name != goFile
		case kind == elfTLS && name == "runtime.tlsg":
			x.tls += int32(value)
		}
		local, undefined := table[4]>>4 == 0, le.Uint16(table[6:]) == 0
		if undefined || value == 0 || kind == elfTLS || kind == elfFile || ofC && local {
			continue
		}
		if ofC {
			name, _, _ = strings.Cut(name, "@") // the version of a symbol of a shared library
		}
		if name == "" || ofMain(name) {
			continue
		}
		x.symbols[name] = uintptr(value)
		if len(name) <= len(last) || name[len(last)] != '.' || name[:len(last)] != last {
			last = packageOf(name)
			x.paths[last] = true
		}
	}
}

// stringAt returns a string of an ELF string table, sharing its memory.
func stringAt(names []byte, at uint32) string {
	if int64(at) >= int64(len(names)) {
		return ""
	}
	n := bytes.IndexByte(names[at:], 0)
	if n <= 0 {
		return ""
	}
	return unsafe.String(&names[at], n)
}
