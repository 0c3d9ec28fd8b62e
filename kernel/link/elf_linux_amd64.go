package link

import (
	"bytes"
	"encoding/binary"
	"errors"
	"unsafe"
)

const (
	elfSymbolTable = 2 // section type
	elfTLS         = 6 // symbol type
	elfSymbolSize  = 24
	elfHeaderSize  = 64
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
			x.readSymbols(contents(i), contents(link))
			return nil
		}
	}
	return errors.New("the worker was linked without its symbol table (-s); build it without that flag")
}

// readSymbols decodes an ELF symbol table with its string table.
func (x *executable) readSymbols(table, names []byte) {
	le := binary.LittleEndian
	x.symbols = make(map[string]uintptr, len(table)/elfSymbolSize)
	last := "?" // package of the symbol before: they come in the order of packages
	for ; len(table) >= elfSymbolSize; table = table[elfSymbolSize:] {
		value := le.Uint64(table[8:])
		undefined := le.Uint16(table[6:]) == 0
		if undefined || value == 0 || table[4]&15 == elfTLS {
			continue
		}
		name := stringAt(names, le.Uint32(table))
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
